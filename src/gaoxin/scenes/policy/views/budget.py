"""The page of budgets."""

from django.http import HttpResponse

from gaoxin.frame.page import page
from gaoxin.frame.request import Request
from gaoxin.frame.table import listing
from gaoxin.scenes.policy.queries.budget import budget_list, totals
from gaoxin.scenes.policy.tables.budget import budget_table


@page("budget/", permission="policy.read")
def budget(request: Request) -> HttpResponse:
    """What policies are expected to pay, against their budgets."""
    rows = budget_list(request.zone)
    return listing(request, budget_table(rows), "policy/officer/budget.html", totals=totals(rows))
