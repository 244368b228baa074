"""What is wrong with a model, in one line that says where."""


class DmnError(ValueError):
    """A model that cannot be read: the file, the element and what was expected."""

    def __init__(self, message: str, source: str = "", where: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.source = source
        self.where = where

    def __str__(self) -> str:
        return ": ".join(part for part in (self.source, self.where, self.message) if part)
