"""The kind of pack file that describes a form: sections of fields, each a fact or a question of its own."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from gaoxin.engines.packs.kinds import Identifier, Source, Titles


class FormChoice(Struct, frozen=True, forbid_unknown_fields=True):
    """One value that may be chosen, with its wording."""

    value: str
    title: Titles


class FormField(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A fact of the vocabulary, or a field of its own with `id`, `type` and `title`.

    `title` of a fact asks for it in other words; `choices` give wordings to codes.
    """

    fact: Identifier | None = None
    id: Identifier | None = None
    type: Literal["text", "date", "boolean", "money", "integer", "number", "percent", "code"] | None = None
    title: Titles | None = None
    unit: str = ""
    required: bool = False
    help: Titles | None = None
    example: Annotated[str, Meta(description="A value as one would type it, in quotes")] | None = None
    choices: tuple[FormChoice, ...] = ()

    @property
    def name(self) -> str:
        """What the field is called."""
        return self.fact or self.id or ""


class FormSection(Struct, frozen=True, forbid_unknown_fields=True):
    """Fields under one heading."""

    title: Titles
    fields: tuple[FormField, ...]


class FormFile(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """A form: what it is for, its sections, and the document that asks for these facts."""

    id: Identifier
    title: Titles
    intro: Titles
    sections: tuple[FormSection, ...]
    source: Source

    @property
    def fields(self) -> tuple[FormField, ...]:
        """The fields of all sections."""
        return tuple(field for section in self.sections for field in section.fields)
