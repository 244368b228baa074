"""The form files of packs, read when they are asked for, and what must hold of them beyond their schema."""

from collections.abc import Iterator
from pathlib import Path

from gaoxin.base.text import Text
from gaoxin.base.vocabulary import Vocabulary, read_vocabulary
from gaoxin.engines.packs.fault import Fault, named
from gaoxin.engines.packs.form_kinds import FormField, FormFile
from gaoxin.engines.packs.load import bundled
from gaoxin.engines.packs.read import PackError, read_kind


def form_paths(pack: Path) -> list[Path]:
    """The form files of a pack folder."""
    return sorted((pack / "forms").glob("*.yaml"))


def read_form(path: Path) -> FormFile:
    """One form; raises PackError."""
    return read_kind(path, FormFile)


def lint_forms(pack: Path) -> Iterator[Fault]:
    """Every fault of a pack's forms; facts of the bundled national pack are known everywhere."""
    paths = form_paths(pack)
    known = known_facts(pack) if paths else Vocabulary()
    for path in paths:
        try:
            form = read_form(path)
        except PackError as error:
            yield Fault(error.where, error.text)
            continue
        yield from named(path.stem, form.id)
        yield from _fields(form, known)


def _fields(form: FormFile, known: Vocabulary) -> Iterator[Fault]:
    seen: set[str] = set()
    if not form.fields:
        yield Fault(form.id, Text("表里没有项目", "the form has no field"))
    for number, field in enumerate(form.fields, 1):
        where = f"{form.id} {field.name or number}"
        if field.name in seen:
            yield Fault(where, Text("项目重复", "this field stands twice"))
        seen.add(field.name)
        yield from _field(where, field, known)


def _field(where: str, field: FormField, known: Vocabulary) -> Iterator[Fault]:
    own = field.id is not None and field.type is not None and field.title is not None
    if (field.fact is None) != own or (field.fact is not None and (field.id or field.type)):
        zh, en = "写 fact，或写 id、type 和 title", "give fact, or id, type and title"
        yield Fault(where, Text(zh, en))
    if field.fact is not None and field.fact not in known:
        yield Fault(where, Text("词表里没有这个事实", "the vocabulary has no such fact"))
    elif field.fact is not None and (known[field.fact].judged or known[field.fact].type == "series"):
        zh, en = "专家判断和序列不能填报", "a finding of experts or a series cannot be filled in"
        yield Fault(where, Text(zh, en))
    if field.type == "code" and not field.choices:
        yield Fault(where, Text("代码项要有选项", "a code needs its choices"))


def known_facts(pack: Path) -> Vocabulary:
    """The facts of the bundled national pack and of this one."""
    paths = dict.fromkeys(home / "vocabulary.csv" for home in (bundled("national"), pack))
    return Vocabulary({f.id: f for path in paths if path.exists() for f in read_vocabulary(path)})
