"""Pages of the cockpit."""

from django.http import HttpResponseBase
from django.shortcuts import render

from gaoxin.frame.page import page
from gaoxin.frame.request import Request


@page("", permission=None, name="home")
def home(request: Request) -> HttpResponseBase:
    """The front page: the cockpit for the committee, the way in for everybody else."""
    return render(request, "screen/home.html")
