"""Forms: described by pack files or by facts of the vocabulary, filled in, and read back without guessing."""

from gaoxin.frame.form.field import Field, Widget
from gaoxin.frame.form.form import Form, Section
from gaoxin.frame.form.make import form_for

__all__ = ["Field", "Form", "Section", "Widget", "form_for"]
