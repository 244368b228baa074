"""Making, editing, freezing and publishing a briefing."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict

from django.db.models import Max
from django.utils import timezone

from gaoxin.base.result import Refused
from gaoxin.base.text import Text
from gaoxin.center.action import action
from gaoxin.center.actor import Actor
from gaoxin.center.models import Person, Zone
from gaoxin.screen.briefing import references
from gaoxin.screen.briefing.draft import sections
from gaoxin.screen.briefing.frozen import Frozen, capture, digest, restored, stored
from gaoxin.screen.briefing.skeleton import skeleton_of
from gaoxin.screen.layout import layout_of
from gaoxin.screen.models import Briefing
from gaoxin.screen.queries.book import book_of
from gaoxin.screen.queries.briefing import period_of
from gaoxin.screen.queries.periods import choose
from gaoxin.screen.queries.shelf import shelf_of
from gaoxin.screen.queries.wording import named, slug

LONGEST = 20_000
"""Letters of one section."""


@action(permission="briefing.write", event="briefing.make")
def make_draft(*, actor: Actor, zone: Zone, period: str = "") -> Briefing:
    """A draft filled from the figures of a period, the latest where none is named. Raises Refused."""
    layout, book, today = layout_of(zone.pack), book_of(zone.pack), timezone.localdate()
    periods = () if layout.printed else shelf_of(zone, book, layout.indicators).periods
    asked = choose(periods, period).asked
    if asked is None:
        raise Refused(
            Text(
                "本园区还没有月度指标，不能编半月报",
                "this zone has no monthly figures to make a briefing from",
            ),
            Text("请先由统计员导入月报", "have the statistician import the monthly report first"),
        )
    skeleton = skeleton_of(zone.pack)
    Zone.objects.select_for_update().get(pk=zone.pk)
    found = sections(skeleton, capture(zone, asked), named(asked))
    return Briefing.objects.create(
        zone=zone,
        year=today.year,
        number=_next(zone, today),
        period=slug(asked),
        title_zh=skeleton.title.zh,
        title_en=skeleton.title.en,
        sections=[asdict(section) for section in found],
        made_by=_person(actor),
        made_at=timezone.now(),
    )


@action(permission="briefing.write", event="briefing.edit", private=("texts",))
def edit(*, actor: Actor, zone: Zone, key: int, texts: Mapping[str, Text]) -> Briefing:
    """Other texts for some sections, by their ids. Raises Refused where it is published or a reference is wrong."""
    briefing = _held(zone, key, "draft", "frozen")
    figures = {f.key: f for f in _figures(briefing)}
    for text in texts.values():
        for words in (text.zh[:LONGEST], text.en[:LONGEST]):
            references.check(words, figures)
    briefing.sections = [
        {**s, "text": asdict(texts[s["id"]]) if s["id"] in texts else s["text"]} for s in briefing.sections
    ]
    briefing.edited_by, briefing.edited_at = _person(actor), timezone.now()
    briefing.save(update_fields=["sections", "edited_by", "edited_at"])
    return briefing


@action(permission="briefing.write", event="briefing.freeze")
def freeze(*, actor: Actor, zone: Zone, key: int) -> Briefing:
    """Copy the figures with rows and sources as they stand; data that change later do not change them."""
    briefing = _held(zone, key, "draft")
    briefing.figures = stored(capture(zone, period_of(briefing)))
    briefing.digest = digest(briefing.figures)
    briefing.state = "frozen"
    briefing.frozen_by, briefing.frozen_at = _person(actor), timezone.now()
    briefing.save(update_fields=["figures", "digest", "state", "frozen_by", "frozen_at"])
    return briefing


@action(permission="briefing.publish", event="briefing.publish")
def publish(*, actor: Actor, zone: Zone, key: int) -> Briefing:
    """Publish what somebody else made; after that nothing of it changes. Raises Refused."""
    briefing, person = _held(zone, key, "frozen"), _person(actor)
    if person.pk in (briefing.made_by_id, briefing.frozen_by_id, briefing.edited_by_id):
        raise Refused(
            Text(
                "编写、修改或定稿人不能自己签发", "who made, edited or froze a briefing does not publish it"
            ),
            Text("请另一位领导签发", "have another leader publish it"),
        )
    if digest(briefing.figures) != briefing.digest:
        raise Refused(
            Text("定稿数字与摘要不符，不能签发", "the frozen figures do not match their digest"),
            Text("请告诉系统管理员", "tell the system administrator"),
        )
    briefing.state = "published"
    briefing.published_by, briefing.published_at = person, timezone.now()
    briefing.save(update_fields=["state", "published_by", "published_at"])
    return briefing


def _figures(briefing: Briefing) -> tuple[Frozen, ...]:
    if briefing.state == "draft":
        return capture(briefing.zone, period_of(briefing))
    return restored(briefing.figures)


def _held(zone: Zone, key: int, *states: str) -> Briefing:
    briefing = Briefing.objects.select_for_update().filter(zone=zone, pk=key).first()
    if briefing is None or briefing.state not in states:
        raise Refused(
            Text("这期简报的状态已变，不能这样做", "the briefing is no longer in the state for that"),
            Text("请刷新页面再看", "load the page again"),
        )
    return briefing


def _next(zone: Zone, today: dt.date) -> int:
    last = Briefing.objects.filter(zone=zone, year=today.year).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _person(actor: Actor) -> Person:
    assert actor.person is not None
    return actor.person
