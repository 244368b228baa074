"""The interface of the policy scene: policies, who matches, why, decision files, and a check that keeps nothing."""

import datetime as dt
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field, StrictBool

from gaoxin.base.result import Refused
from gaoxin.base.text import Text
from gaoxin.frame.api.access import firm_in, zone_in
from gaoxin.frame.api.errors import ERRORS, Words, missing
from gaoxin.frame.api.fields import Key, Limit, Offset, Page, Uscc, ZoneId, listed
from gaoxin.frame.api.value import received
from gaoxin.scenes.policy.queries.checking import Checked, check, vocabulary
from gaoxin.scenes.policy.queries.decisions import decided, file_of
from gaoxin.scenes.policy.queries.library import policy_rows, policy_view
from gaoxin.scenes.policy.queries.matches import match_rows

router = Router(tags=["政策 · Policies"])
Group = Literal["eligible", "one_step", "needs_data", "needs_review", "all"]


class PolicyOut(Schema):
    """A policy of the list; counts are null where it has not been matched, money is fen."""

    id: str
    title: Words
    kind: str
    issuer: Words
    since: dt.date | None = Field(description="现行版本生效日 · since when the version holds")
    eligible: int | None
    one_step: int | None
    needs_data: int | None
    needs_review: int | None


class ClauseOut(Schema):
    """A condition in words."""

    id: str
    title: Words
    clause: str


class PolicyFull(Schema):
    """A policy with its versions and conditions."""

    id: str
    title: Words
    issuer: Words
    versions: list[str]
    conditions: list[ClauseOut]


class MatchOut(Schema):
    """A firm in the list of a policy; `amount` is fen, null where there is none."""

    uscc: str
    firm: Words
    state: str
    unmet: Words
    gap: Words
    missing: Words
    amount: int | None


class LineOut(Schema):
    """A condition and what came of it."""

    id: str
    title: Words
    clause: str
    outcome: str
    missing: list[Words]


class DecisionOut(Schema):
    """A verdict with every reason."""

    policy: str
    version: str
    uscc: str
    day: dt.date
    state: str
    amount: int | None
    lines: list[LineOut]


class CheckIn(Schema):
    """What is known of a firm, by fact; numbers as decimal text, money in yuan."""

    facts: dict[
        str,
        StrictBool
        | Annotated[str, Field(max_length=500, strict=True)]
        | list[Annotated[str, Field(max_length=100, strict=True)]],
    ] = Field(max_length=200, examples=[{"resident_enterprise": True, "revenue": "12000000"}])


class CheckedOut(Schema):
    """The verdict on one policy."""

    policy: str
    title: Words
    version: str
    state: str = Field(examples=["needs_data"])
    unmet: list[str] = Field(description="不满足的条件 · conditions that fail")
    missing: list[str] = Field(description="缺的事实 · facts that are missing")
    review: list[str] = Field(description="需人工判断的条件 · conditions that a person must judge")


class Unread(Schema):
    """A fact that could not be read, and why; the check went on without it."""

    fact: str
    message: Words


class CheckOut(Schema):
    """The verdict on every policy in force, and the facts that could not be read."""

    policies: list[CheckedOut]
    unread: list[Unread]


@router.get("/zones/{zone}/policies", response={200: Page[PolicyOut], **ERRORS}, summary="政策 · Policies")
def policies(request: HttpRequest, zone: ZoneId, limit: Limit = 50, offset: Offset = 0) -> Any:
    """园区适用的政策和匹配数。The policies of a zone and how many firms match."""
    return listed(policy_rows(zone_in(request, zone, "policy.read")), limit, offset, _policy)


@router.get(
    "/zones/{zone}/policies/{policy}", response={200: PolicyFull, **ERRORS}, summary="政策全文 · A policy"
)
def policy(request: HttpRequest, zone: ZoneId, policy: Key) -> Any:
    """一项政策的各版本和条件。The versions and conditions of a policy."""
    view = policy_view(zone_in(request, zone, "policy.read"), policy)
    if view is None:
        raise missing()
    return PolicyFull(
        id=view.id,
        title=_words(view.title),
        issuer=_words(view.issuer),
        versions=[str(version.since) for version in view.versions],
        conditions=[ClauseOut(id=c.id, title=_words(c.title), clause=c.clause) for c in view.clauses],
    )


@router.get(
    "/zones/{zone}/policies/{policy}/matches",
    response={200: Page[MatchOut], **ERRORS},
    summary="匹配的企业 · Matches",
)
def matches(
    request: HttpRequest,
    zone: ZoneId,
    policy: Key,
    group: Annotated[Group, Query("eligible", description="哪一组 · which group")] = "eligible",
    limit: Limit = 50,
    offset: Offset = 0,
) -> Any:
    """符合、差一条、缺数据或需人工的企业。Firms that are eligible, one step away, lack data, or need a person."""
    where = zone_in(request, zone, "policy.read")
    if policy_view(where, policy) is None:
        raise missing()
    return listed(match_rows(where, policy, group), limit, offset, _match)


@router.get("/firms/{uscc}/policies/{policy}", response={200: DecisionOut, **ERRORS}, summary="为什么 · Why")
def decision(request: HttpRequest, uscc: Uscc, policy: Key) -> Any:
    """一家企业对一项政策：逐条说明。One firm, one policy: every condition and what came of it."""
    found = decided(firm_in(request, uscc, "policy.own"), policy)
    if found is None:
        raise missing()
    return DecisionOut(
        policy=found.policy.id,
        version=str(found.version.from_),
        uscc=found.uscc,
        day=found.day,
        state=found.state,
        amount=found.amount,
        lines=[
            LineOut(
                id=line.id,
                title=_words(line.title),
                clause=line.clause,
                outcome=line.outcome,
                missing=[_words(text) for text in line.missing],
            )
            for line in found.lines
        ],
    )


@router.get(
    "/firms/{uscc}/policies/{policy}/decision",
    response={200: dict[str, Any], **ERRORS},
    summary="决定文件 · Decision file",
)
def decision_file(request: HttpRequest, uscc: Uscc, policy: Key) -> Any:
    """可离线重算的决定文件（gaoxin decision verify）。A file that anybody can recompute: gaoxin decision verify."""
    found = file_of(firm_in(request, uscc, "policy.own"), policy)
    if found is None:
        raise missing()
    return HttpResponse(found, content_type="application/json; charset=utf-8")


@router.post("/zones/{zone}/check", response={200: CheckOut, **ERRORS}, summary="测一测 · Check")
def check_facts(request: HttpRequest, zone: ZoneId, body: CheckIn) -> Any:
    """按给出的事实判断全部政策，不保存。Decide every policy by the facts that are given; nothing is kept."""
    where = zone_in(request, zone, None)
    given, unread = _read(where, body)
    return CheckOut(policies=[_checked(one) for one in check(where, given)], unread=unread)


def _read(zone: Any, body: CheckIn) -> tuple[dict[str, object], list[Unread]]:
    known, given, unread = vocabulary(zone), {}, []
    for fact, value in body.facts.items():
        try:
            if fact not in known:
                raise Refused(Text("没有这项事实", "there is no such fact"))
            given[fact] = received(value, known[fact])
        except Refused as error:
            unread.append(Unread(fact=fact, message=_words(error.message)))
    return given, unread


def _policy(row: Any) -> PolicyOut:
    return PolicyOut(
        id=row.id,
        title=_words(row.title),
        kind=row.kind,
        issuer=_words(row.issuer),
        since=row.since,
        eligible=row.eligible,
        one_step=row.one_step,
        needs_data=row.needs_data,
        needs_review=row.needs_review,
    )


def _match(row: Any) -> MatchOut:
    return MatchOut(
        uscc=row.uscc,
        firm=_words(row.firm),
        state=row.state,
        unmet=_words(row.unmet),
        gap=_words(row.gap),
        missing=_words(row.missing),
        amount=row.amount,
    )


def _checked(one: Checked) -> CheckedOut:
    return CheckedOut(
        policy=one.policy,
        title=_words(one.title),
        version=one.version,
        state=one.state,
        unmet=list(one.unmet),
        missing=list(one.missing),
        review=list(one.review),
    )


def _words(text: Text) -> Words:
    return Words(zh=text.zh, en=text.en)
