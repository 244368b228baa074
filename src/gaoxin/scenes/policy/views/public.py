"""测一测, for everybody: one question a page, the answers carried by the visitor's own browser."""

import functools
import hashlib
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from gaoxin.base.result import Problem, Refused
from gaoxin.center.guide.answers import Kind
from gaoxin.center.security.limited import too_many, who
from gaoxin.engines.packs.read import PackError
from gaoxin.frame.page import page
from gaoxin.frame.request import Request
from gaoxin.scenes.policy.queries.own import in_words
from gaoxin.scenes.policy.queries.quiz import LostError, Round, quiz_zone, quiz_zones, round_of

COOKIE = "quiz"
PATH = "/policy/quiz/"
PER_MINUTE = 240
"""Pages a minute for one address; a hall of visitors may share it."""
KINDS: dict[str, Kind] = {"unknown": "unknown", "skip": "skipped"}


def answered(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Give a page the visitor's round; answers that cannot be read start a new one and say so."""

    @functools.wraps(view)
    def opened(request: Request, zone: str, **given: Any) -> HttpResponseBase:
        if _many(request):
            return too_many(request, 60)
        found = quiz_zone(zone)
        if found is None:
            raise Http404
        try:
            return view(request, round_of(found, request.COOKIES.get(COOKIE, "")), **given)
        except LostError:
            return _forgotten(redirect(f"{PATH}?lost=1"))

    return never_cache(opened)


def _many(request: Request) -> bool:
    """Whether an address asks too often; counted in the cache, so that a visit writes nothing to the database."""
    key = "quiz-" + hashlib.sha256(who(request).encode()).hexdigest()
    cache.add(key, 0, 60)
    try:
        return bool(cache.incr(key) > PER_MINUTE)
    except ValueError:
        return False


@page("quiz/", permission=None, name="quiz")
def quiz(request: Request) -> HttpResponseBase:
    """Where to begin, and what becomes of the answers."""
    lost, cleared = "lost" in request.GET, "cleared" in request.GET
    going = COOKIE in request.COOKIES
    context = {"choices": quiz_zones(), "lost": lost, "cleared": cleared, "going": going}
    return render(request, "policy/public/start.html", context)


@page("quiz/clear/", permission=None, name="quiz_clear", methods=("POST",))
def quiz_clear(_request: Request) -> HttpResponseBase:
    """Forget every answer."""
    return _forgotten(redirect(f"{PATH}?cleared=1"))


@page("quiz/<slug:zone>/", permission=None, name="quiz_next")
@answered
def quiz_next(request: Request, round_: Round) -> HttpResponseBase:
    """The question that settles most, or the result where nothing more would matter."""
    ask = round_.next()
    if ask is None:
        return redirect("policy:quiz_result", zone=round_.zone.pk)
    return _question(request, round_, ask.asked.fact.id)


@page("quiz/<slug:zone>/ask/<slug:fact>/", permission=None, name="quiz_ask", methods=("GET", "POST"))
@answered
def quiz_ask(request: Request, round_: Round, fact: str) -> HttpResponseBase:
    """One question by itself, and where its answer goes."""
    if not round_.asks(fact):
        raise Http404
    if request.method != "POST":
        return _question(request, round_, fact)
    kind = KINDS.get(request.POST.get("as", ""), "value")
    try:
        after = round_.take(fact, kind, request.POST.getlist("value"))
    except Refused as error:
        return _question(request, round_, fact, error.problem)
    then = "quiz_answers" if request.POST.get("then") == "answers" else "quiz_next"
    return _carried(redirect(f"policy:{then}", zone=round_.zone.pk), after)


@page("quiz/<slug:zone>/back/", permission=None, name="quiz_back", methods=("POST",))
@answered
def quiz_back(_request: Request, round_: Round) -> HttpResponseBase:
    """Take the last answer back and ask again."""
    before, fact = round_.back()
    if not fact:
        return redirect("policy:quiz_next", zone=round_.zone.pk)
    return _carried(redirect("policy:quiz_ask", zone=round_.zone.pk, fact=fact), before)


@page("quiz/<slug:zone>/answers/", permission=None, name="quiz_answers")
@answered
def quiz_answers(request: Request, round_: Round) -> HttpResponseBase:
    """All answers, each with a way to change it."""
    return render(request, "policy/public/answers.html", {"round": round_, "given": list(round_.given())})


@page("quiz/<slug:zone>/result/", permission=None, name="quiz_result")
@answered
def quiz_result(request: Request, round_: Round) -> HttpResponseBase:
    """What can be had, what is one step away, what is missing."""
    link = request.build_absolute_uri(f"{PATH}{round_.zone.pk}/")
    context = {"round": round_, "groups": round_.groups(), "link": link}
    return render(request, "policy/public/result.html", context)


@page("quiz/<slug:zone>/result.txt", permission=None, name="quiz_save")
@answered
def quiz_save(request: Request, round_: Round) -> HttpResponseBase:
    """The result as a text file, answers included, for the visitor's own papers."""
    context = {"round": round_, "groups": round_.groups(), "given": list(round_.given())}
    response = render(request, "policy/public/result.txt", context, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="gaoxin-{round_.desk.day}.txt"'
    return response


@page("quiz/<slug:zone>/why/<str:policy>/", permission=None, name="quiz_why")
@answered
def quiz_why(request: Request, round_: Round, policy: str) -> HttpResponseBase:
    """The conditions of one policy against the answers."""
    try:
        told = round_.why(policy)
    except PackError as error:
        raise Http404 from error
    return render(
        request, "policy/public/why.html", {"round": round_, "told": told, "worth": in_words(told.amount)}
    )


def _question(request: Request, round_: Round, fact: str, error: Problem | None = None) -> HttpResponseBase:
    """A question with its reason, and with the fault of the answer where there was one."""
    following = round_.next()
    current = following is not None and following.asked.fact.id == fact
    words, section = request.GET.get("q", "")[:40], request.GET.get("section", "")[:1]
    context = {
        "round": round_,
        "ask": following if current else round_.again(fact),
        "then": request.POST.get("then", request.GET.get("then", "")),
        "error": error,
        "written": request.POST.get("value", "")[:100],
        "q": words,
        "section": section,
        "sections": round_.desk.library.industries.sections,
        "trades": round_.trades(words, section),
    }
    return render(request, "policy/public/ask.html", context, status=422 if error else 200)


def _carried(response: HttpResponse, after: Round) -> HttpResponse:
    """Hand the answers back to the browser, until it is closed."""
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(COOKIE, after.token, path=PATH, httponly=True, samesite="Lax", secure=secure)
    return response


def _forgotten(response: HttpResponse) -> HttpResponse:
    response.delete_cookie(COOKIE, path=PATH, samesite="Lax")
    return response
