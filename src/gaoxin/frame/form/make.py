"""Making forms: from a pack file by its id, or from facts alone."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from django.http import QueryDict

from gaoxin.base.clock import SystemClock
from gaoxin.base.text import Text
from gaoxin.base.vocabulary import Fact, FactType, Vocabulary
from gaoxin.center.evidence.vocabulary import industries_of, vocabulary_of
from gaoxin.center.facts import INDUSTRY
from gaoxin.center.guide.typed import typed
from gaoxin.center.models import Zone
from gaoxin.engines.packs.form_files import form_paths, read_form
from gaoxin.engines.packs.form_kinds import FormField, FormFile
from gaoxin.engines.packs.kinds import Titles
from gaoxin.engines.packs.load import bundled
from gaoxin.engines.packs.read import PackError
from gaoxin.frame.form.field import UNKNOWN, Field, Widget
from gaoxin.frame.form.form import Form, Section
from gaoxin.frame.form.reading import filled

TYPES: Mapping[str, FactType] = {"percent": "number"}
UNITS: Mapping[str, Text] = {
    "money": Text("万元", "CNY 10k"),
    "人": Text("人", "people"),
    "项": Text("项", "items"),
    "分": Text("分", "points"),
    "年": Text("年", "years"),
    "千瓦时": Text("千瓦时", "kWh"),
}
YES_NO = (("true", Text("是", "Yes")), ("false", Text("否", "No")), (UNKNOWN, Text("不清楚", "Not known")))


def form_for(
    what: str | FormFile | Iterable[str],
    *,
    zone: Zone,
    data: QueryDict | None = None,
    initial: Mapping[str, object] | None = None,
    day: dt.date | None = None,
) -> Form:
    """The form of a pack file (its id or the file read), or of facts: filled in with `data`, or showing `initial`.

    Raises PackError where no pack has the form, KeyError for a fact that the zone does not know.
    """
    facts = vocabulary_of(zone)
    file = _file(what, zone.pack) if isinstance(what, str) else what
    form = _of_file(file, facts) if isinstance(file, FormFile) else _of_facts(file, facts)
    form = _map(form, lambda field: _industries(field, zone))
    if data is not None:
        today = day or SystemClock().today()
        filled_in = _map(
            form, lambda field: filled(field, data.getlist(field.name), industries_of(zone), today)
        )
        return replace(filled_in, sent=True)
    return _map(form, lambda field: replace(field, typed=_shown(field, (initial or {}).get(field.name))))


@cache
def _file(form: str, pack: str) -> FormFile:
    """A form of the zone's pack, else of the national one."""
    for home in (pack, "national"):
        for path in _paths(home):
            if path.stem == form:
                return read_form(path)
    raise PackError(form, Text("没有这张表", "there is no such form"))


def _paths(pack: str) -> list[Path]:
    try:
        return form_paths(bundled(pack))
    except PackError:
        return []


def _of_file(file: FormFile, facts: Vocabulary) -> Form:
    sections = tuple(
        Section(_text(section.title), tuple(_field(field, facts) for field in section.fields))
        for section in file.sections
    )
    source = f"{file.source.title}（{file.source.number}）"
    return Form(file.id, _text(file.title), _text(file.intro), sections, source)


def _of_facts(names: Iterable[str], facts: Vocabulary) -> Form:
    fields = tuple(_field(FormField(fact=name), facts) for name in names)
    return Form("facts", Text("填报", "State facts"), None, (Section(None, fields),))


def _field(given: FormField, facts: Vocabulary) -> Field:
    fact = facts[given.fact] if given.fact else _own(given)
    title = _text(given.title) if given.title else fact.name
    unit = UNITS.get(fact.type) or UNITS.get(fact.unit) or Text(fact.unit)
    widget, worded = _widget(fact), {choice.value: _text(choice.title) for choice in given.choices}
    choices = (
        YES_NO if widget == "yesno" else tuple((code, worded.get(code, Text(code))) for code in fact.codes)
    )
    help_ = _text(given.help) if given.help else None
    return Field(fact, title, widget, unit, help_, given.example or "", given.required, choices)


def _own(given: FormField) -> Fact:
    kind = given.type or "text"
    title = given.title or Titles("", "")
    unit = "%" if kind == "percent" else given.unit
    codes = tuple(choice.value for choice in given.choices)
    return Fact(given.name, _text(title), TYPES.get(kind, kind), unit, codes=codes)  # type: ignore[arg-type]


def _widget(fact: Fact) -> Widget:
    if fact.id == INDUSTRY:
        return "industry"
    if fact.type == "boolean":
        return "yesno"
    if fact.codes:
        return "choices" if fact.type == "codes" else "choice"
    return "text"


def _industries(field: Field, zone: Zone) -> Field:
    """The divisions of GB/T 4754 as what may be searched."""
    if field.widget != "industry":
        return field
    known = industries_of(zone)
    divisions = ((f"{known.section_of[digits]}{digits}", name) for digits, name in known.divisions.items())
    return replace(field, choices=tuple(divisions))


def _shown(field: Field, value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(map(str, value)) if isinstance(value, list | tuple) else (typed(field.fact, value),)


def _map(form: Form, change: Callable[[Field], Field]) -> Form:
    sections = tuple(replace(s, fields=tuple(change(field) for field in s.fields)) for s in form.sections)
    return replace(form, sections=sections)


def _text(titles: Titles) -> Text:
    return Text(titles.zh, titles.en)
