"""What a firm has let others see, and who has looked."""

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render

from gaoxin.base.result import Refused
from gaoxin.base.text import Text
from gaoxin.center.people.consents import (
    consent_of,
    consentable,
    consents_of,
    give_consent,
    receivers,
    withdraw_consent,
)
from gaoxin.frame.page import page
from gaoxin.frame.request import Request
from gaoxin.frame.table.listing import listing
from gaoxin.frame.templatetags.ui import say
from gaoxin.scenes.access.fields import consent_fields
from gaoxin.scenes.access.forms import Form, blank, day, filled
from gaoxin.scenes.access.tables import reading_table


@page("consents/", permission="center.consent", name="consents")
def consents(request: Request) -> HttpResponseBase:
    """The consents of the firm for which the person acts."""
    firm = request.actor.firm
    if firm is None:
        raise Http404
    given = {"firm": firm, "consents": consents_of(firm)}
    return listing(request, reading_table(firm), "access/consents.html", **given)


@page("consents/new/", permission="center.consent", name="give", methods=("GET", "POST"))
def give(request: Request) -> HttpResponseBase:
    """Let an organisation see facts of the firm."""
    firm = request.actor.firm
    if firm is None:
        raise Http404
    fields = consent_fields(receivers(firm.zone))
    form = filled(fields, request.POST) if request.method == "POST" else blank(fields)
    if form.stands and request.method == "POST":
        form = _given(request, form)
        if form.stands:
            return redirect("access:consents")
    return _form(request, form)


def _given(request: Request, form: Form) -> Form:
    """The form as it was, or with the reason why not."""
    firm, until = request.actor.firm, day(form.value("valid_to"))
    if firm is None or until is None:
        raise Http404
    told = {name: form.value(name) for name in ("receiver", "purpose")}
    chosen = request.POST.getlist("fields")
    try:
        give_consent(actor=request.actor, firm=firm, fields=chosen, valid_to=until, **told)
    except Refused as error:
        return form.refused(error)
    messages.success(
        request, say(Text("授权已生效，可随时撤回。", "The consent holds; it can be withdrawn."))
    )
    return form


def _form(request: Request, form: Form) -> HttpResponseBase:
    firm = request.actor.firm
    given = {
        "form": form,
        "firm": firm,
        "facts": consentable(firm.zone) if firm else [],
        "chosen": request.POST.getlist("fields"),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "access/give.html", given, status=status)


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
