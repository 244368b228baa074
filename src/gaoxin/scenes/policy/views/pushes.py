"""Pages of pushes: writing one, the log, and what came of one."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from gaoxin.base.text import Text
from gaoxin.frame.page import page
from gaoxin.frame.request import Request
from gaoxin.frame.table import listing
from gaoxin.scenes.policy.actions.pushes import push as send
from gaoxin.scenes.policy.attempt import attempt
from gaoxin.scenes.policy.pushing import Asked, asked
from gaoxin.scenes.policy.queries.pushes import push_view
from gaoxin.scenes.policy.tables.pushes import notice_table, push_table
from gaoxin.scenes.policy.views.library import found

SENT = Text("已推送，企业在收件箱中可见", "Sent; the firms see it in their inbox")


@page("p/<str:policy>/firms/<str:group>/push/", permission="policy.push", methods=("GET", "POST"))
def push(request: Request, policy: str, group: str) -> HttpResponse:
    """Choose, write, look at it, send."""
    view = found(request, policy)
    form = asked(request, view, group)
    if form is None:
        raise Http404
    if form.sending and _sent(request, form):
        return HttpResponseRedirect(reverse("policy:pushes"))
    return render(request, "policy/officer/push.html", {"policy": view, "tab": group, "form": form})


def _sent(request: Request, form: Asked) -> bool:
    return attempt(request, lambda: send(actor=request.actor, zone=request.zone, **form.given()), SENT)


@page("pushes/", permission="policy.read")
def pushes(request: Request) -> HttpResponse:
    """All pushes with how many firms read and answered them."""
    return listing(request, push_table(request.zone), "policy/officer/pushes.html")


@page("pushes/<int:pk>/", permission="policy.read")
def push_one(request: Request, pk: int) -> HttpResponse:
    """One push and its firms."""
    view = push_view(request.zone, pk)
    if view is None:
        raise Http404
    return listing(request, notice_table(view), "policy/officer/push_one.html", push=view)
