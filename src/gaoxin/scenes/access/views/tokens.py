"""Tokens: keys for one's own programs."""

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect, render

from gaoxin.base.result import Refused
from gaoxin.base.text import Text
from gaoxin.center.permissions import permissions
from gaoxin.center.tokens import ISSUE, issue_token, new_secret, revoke_token, tokens_of
from gaoxin.frame.page import page
from gaoxin.frame.request import Request
from gaoxin.frame.templatetags.ui import say
from gaoxin.scenes.access.fields import TOKEN
from gaoxin.scenes.access.forms import Form, blank, filled

OWN = frozenset({"people.own", ISSUE})
"""What people do themselves and programs do not."""


@page("account/tokens/", permission=ISSUE, name="tokens", methods=("GET", "POST"))
def tokens(request: Request) -> HttpResponseBase:
    """One's tokens, and a new one, whose secret is shown once."""
    form = filled(TOKEN, request.POST) if request.method == "POST" else blank(TOKEN, days="90")
    if request.method == "POST" and form.stands:
        secret = new_secret()
        try:
            _issue(request, form, secret)
        except Refused as error:
            form = form.refused(error)
        else:
            answer = render(request, "access/token.html", {"secret": secret})
            answer["Cache-Control"] = "no-store"
            return answer
    status = 422 if request.method == "POST" else 200
    return render(request, "access/tokens.html", _given(request, form), status=status)


@page("account/tokens/<int:pk>/revoke/", permission=ISSUE, name="revoke_token", methods=("POST",))
def revoke(request: Request, pk: int) -> HttpResponseBase:
    """End a token at once."""
    person = request.actor.person
    token = next((t for t in tokens_of(person) if t.pk == pk), None) if person else None
    if token is None:
        raise Http404
    revoke_token(actor=request.actor, token=token)
    messages.success(request, say(Text("令牌已吊销，立即失效。", "The token is revoked as of now.")))
    return redirect("access:tokens")


def _issue(request: Request, form: Form, secret: str) -> None:
    issue_token(
        actor=request.actor,
        secret=secret,
        name=form.value("name"),
        scopes=request.POST.getlist("scopes"),
        days=int(form.value("days")),
    )


def _given(request: Request, form: Form) -> dict[str, object]:
    person = request.actor.person
    return {
        "form": form,
        "tokens": tokens_of(person) if person else [],
        "scopes": [p for p in permissions() if p.code not in OWN and request.actor.may(p.code)],
        "chosen": request.POST.getlist("scopes"),
    }
