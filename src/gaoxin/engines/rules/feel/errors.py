"""What can go wrong: an expression that cannot be read, and an evaluation that gives null."""


class FeelError(ValueError):
    """An expression that cannot be read or carried out: where it fails and what was expected there."""

    def __init__(self, message: str, position: int = 0, expected: str = "") -> None:
        super().__init__(message, position, expected)
        self.message = message
        self.position = position
        self.expected = expected

    def __str__(self) -> str:
        hint = f" (expected {self.expected})" if self.expected else ""
        return f"character {self.position + 1}: {self.message}{hint}"


class Failure(Exception):  # noqa: N818 - not an error of the program: it becomes null and a reason
    """Raised by an operation that FEEL answers with null; the text says why."""
