"""What a firm has let others see, and who has looked."""

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect

from gaoxin.base.text import Text
from gaoxin.center.people.consents import consent_of, consents_of, withdraw_consent
from gaoxin.frame.page import page
from gaoxin.frame.request import Request
from gaoxin.frame.table.listing import listing
from gaoxin.frame.templatetags.ui import say
from gaoxin.scenes.access.tables import reading_table


@page("consents/", permission="center.consent", name="consents")
def consents(request: Request) -> HttpResponseBase:
    """The consents of the firm for which the person acts."""
    firm = request.actor.firm
    if firm is None:
        raise Http404
    given = {"firm": firm, "consents": consents_of(firm)}
    return listing(request, reading_table(firm), "access/consents.html", **given)


@page("consents/<int:pk>/withdraw/", permission="center.consent", name="withdraw", methods=("POST",))
def withdraw(request: Request, pk: int) -> HttpResponseBase:
    """Take a consent back."""
    firm = request.actor.firm
    consent = consent_of(firm, pk) if firm else None
    if firm is None or consent is None:
        raise Http404
    withdraw_consent(actor=request.actor, firm=firm, consent=consent)
    messages.success(request, say(Text("授权已撤回，立即生效。", "The consent is withdrawn as of now.")))
    return redirect("access:consents")
