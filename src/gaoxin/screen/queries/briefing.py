"""Briefings as pages read them: the list, one with its text filled in, and what has changed since."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec

from gaoxin.base.period import Period
from gaoxin.base.text import Language, Text
from gaoxin.center.models import Zone
from gaoxin.engines.figures.when import parse_when
from gaoxin.screen.briefing.draft import Section
from gaoxin.screen.briefing.frozen import Frozen, capture, restored
from gaoxin.screen.briefing.references import filled
from gaoxin.screen.briefing.skeleton import skeleton_of
from gaoxin.screen.models import Briefing
from gaoxin.screen.queries.wording import named

STATES: Mapping[str, Text] = {
    "draft": Text("草稿", "draft"),
    "frozen": Text("已定稿", "frozen"),
    "published": Text("已签发", "published"),
}


@dataclass(frozen=True, slots=True)
class BriefingRow:
    """One line of the list."""

    key: int
    title: Text
    issue: Text
    period: Text
    state: str
    state_name: Text
    made_by: str
    made_at: dt.datetime
    published_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Change:
    """A figure that reads otherwise today than when it was frozen."""

    name: Text
    then: Text
    now: Text


@dataclass(frozen=True, slots=True)
class Part:
    """A section as it is read: heading and paragraphs with every reference filled in, and the text that is edited."""

    id: str
    title: str
    paragraphs: tuple[str, ...]
    text: Text


@dataclass(frozen=True, slots=True)
class BriefingView:
    """One briefing; `figures` are the frozen ones, in a draft those of today."""

    row: BriefingRow
    issuer: Text
    parts: tuple[Part, ...]
    figures: tuple[Frozen, ...]
    digest: str
    frozen_by: str
    frozen_at: dt.datetime | None
    published_by: str
    own: bool
    changes: tuple[Change, ...]


def briefing_rows(zone: Zone) -> list[BriefingRow]:
    """All briefings of a zone, the latest first."""
    found = Briefing.objects.filter(zone=zone).select_related("made_by").order_by("-year", "-number")
    return [_row(briefing) for briefing in found.defer("figures", "sections")]


def briefing_view(zone: Zone, key: int, language: Language, person: int | None = None) -> BriefingView | None:
    """One briefing as it reads in a language; `own` where `person` had a hand in it. None where there is none."""
    found = Briefing.objects.filter(zone=zone, pk=key)
    briefing = found.select_related("zone", "made_by", "frozen_by", "published_by").first()
    if briefing is None:
        return None
    today = capture(zone, period_of(briefing))
    figures = today if briefing.state == "draft" else restored(briefing.figures)
    issuer = skeleton_of(zone.pack).issuer
    return BriefingView(
        row=_row(briefing),
        issuer=Text(issuer.zh.format(zone=zone.name.zh), issuer.en.format(zone=zone.name.in_("en"))),
        parts=tuple(_parts(briefing, figures, language)),
        figures=figures,
        digest=briefing.digest,
        frozen_by=briefing.frozen_by.name if briefing.frozen_by else "",
        frozen_at=briefing.frozen_at,
        published_by=briefing.published_by.name if briefing.published_by else "",
        own=person in (briefing.made_by_id, briefing.frozen_by_id, briefing.edited_by_id),
        changes=_changes(figures, today),
    )


def period_of(briefing: Briefing) -> Period:
    """The period that a briefing is about."""
    period = parse_when(briefing.period).period
    assert period is not None
    return period


def _parts(briefing: Briefing, figures: Sequence[Frozen], language: Language) -> list[Part]:
    by_key = {figure.key: figure for figure in figures}
    found = msgspec.convert(briefing.sections, list[Section])
    return [
        Part(
            section.id,
            section.title.in_(language),
            tuple(
                line
                for line in filled(section.text.in_(language), by_key, language).splitlines()
                if line.strip()
            ),
            section.text,
        )
        for section in found
    ]


def _changes(then: Sequence[Frozen], now: Sequence[Frozen]) -> tuple[Change, ...]:
    today = {figure.key: figure for figure in now}
    return tuple(
        Change(figure.name, _told(figure), _told(today.get(figure.key)))
        for figure in then
        if _told(figure) != _told(today.get(figure.key))
    )


def _told(figure: Frozen | None) -> Text:
    """Value, target and period of a figure in one line; by this it is compared."""
    if figure is None or figure.value is None:
        return Text("缺数据", "not known")
    goal = figure.target or ""
    zh = f"{figure.value}{figure.unit.zh}" + (f"，目标{goal}" if goal else "")
    en = f"{figure.value} {figure.unit.en}" + (f", target {goal}" if goal else "")
    return Text(f"{zh}（{figure.period.zh}）", f"{en} ({figure.period.en})")


def _row(briefing: Briefing) -> BriefingRow:
    return BriefingRow(
        key=briefing.pk,
        title=Text(briefing.title_zh, briefing.title_en),
        issue=Text(f"{briefing.year}年第{briefing.number}期", f"{briefing.year}, no. {briefing.number}"),
        period=named(period_of(briefing)),
        state=briefing.state,
        state_name=STATES[briefing.state],
        made_by=briefing.made_by.name,
        made_at=briefing.made_at,
        published_at=briefing.published_at,
    )
