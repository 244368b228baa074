"""Observations are well-formed, and imports agree with what they brought."""

from collections.abc import Iterable, Iterator

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from gaoxin.base.text import Text
from gaoxin.base.vocabulary import Fact
from gaoxin.center.evidence.values import value_of
from gaoxin.center.evidence.vocabulary import vocabulary_of
from gaoxin.center.fsck.database import MOST
from gaoxin.center.fsck.fault import Fault
from gaoxin.center.intake.running import alive
from gaoxin.center.models import Batch, Observation, Zone

WRONG = {
    "none": Text("没有值，或有两个值", "it has no value, or two"),
    "before": Text("失效早于记录", "it was retired before it was recorded"),
    "kept": Text("更正了一个仍在用的值", "it corrects a value that is still in use"),
}


def observations() -> Iterator[Fault]:
    """Exactly one value, retired no earlier than recorded, what a standing row replaces is retired."""
    both = Q(number__isnull=True, text__isnull=True) | Q(number__isnull=False, text__isnull=False)
    every = Observation.objects.all()
    yield from _named(every.filter(both), WRONG["none"])
    yield from _named(every.filter(retired_at__lt=F("recorded_at")), WRONG["before"])
    yield from _named(
        every.filter(retired_at__isnull=True, replaces__retired_at__isnull=True, replaces__isnull=False),
        WRONG["kept"],
    )


def values() -> Iterator[Fault]:
    """Every fact is one of its zone's, and its value is stored in the form of its type."""
    for zone in Zone.objects.all():
        known = vocabulary_of(zone)
        rows = Observation.objects.filter(firm__zone=zone)
        for fact in rows.values_list("fact", flat=True).distinct().order_by("fact"):
            if fact not in known:
                text = Text(f"词汇表里没有 {fact}", f"the vocabulary has no {fact}")
                yield from _named(rows.filter(fact=fact), text, most=1)
            else:
                yield from _formed(rows.filter(fact=fact), known[fact])


def _formed(rows: QuerySet[Observation], fact: Fact) -> Iterator[Fault]:
    numeric = fact.numeric or fact.type == "boolean"
    wrong = rows.filter(number__isnull=numeric) if numeric else rows.filter(text__isnull=True)
    text = Text(f"{fact.id} 的值类型不对", f"{fact.id} has a value of another type")
    yield from _named(wrong, text)
    if fact.type == "boolean":
        yield from _named(rows.exclude(number__in=(0, 1)).filter(number__isnull=False), text)
    if fact.type == "date":
        yield from _dates(rows, fact)


def _dates(rows: QuerySet[Observation], fact: Fact) -> Iterator[Fault]:
    for word in rows.filter(text__isnull=False).values_list("text", flat=True).distinct():
        try:
            value_of(None, word, fact)
        except ValueError:
            yield from _named(rows.filter(text=word), Text(f"{word} 不是日期", f"{word} is no date"), most=1)


def batches() -> Iterator[Fault]:
    """An import that is not done has brought nothing that stands, and one that is done has a source."""
    standing = Observation.objects.filter(batch=OuterRef("pk"), retired_at__isnull=True)
    unwritten = Batch.objects.filter(kind="firms").exclude(state__in=("done", "waiting", "running"))
    for batch in unwritten.filter(Exists(standing)):
        text = Text(
            f"状态是 {batch.state}，却有仍在用的值",
            f"its state is {batch.state}, yet values of it are in use",
        )
        yield Fault("batches", f"center.batch:{batch.pk}", text)
    for batch in Batch.objects.filter(state="running"):
        if not alive(batch.pk):
            text = Text("处理已中断；重新启动后会标明", "its process died; a restart will say so")
            yield Fault("batches", f"center.batch:{batch.pk}", text)


def _named(rows: QuerySet[Observation], text: Text, most: int = MOST) -> Iterable[Fault]:
    for pk in rows.order_by("pk").values_list("pk", flat=True)[:most]:
        yield Fault("observations", f"center.observation:{pk}", text)
