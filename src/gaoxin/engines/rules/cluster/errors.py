"""What stops a run on a cluster, in one line."""

import re

from gaoxin.base.result import NOTHING, Problem
from gaoxin.base.text import Text

_PYTHON = re.compile(r"^(?:\w+\.)*(\w*(?:Error|Exception|Interrupt): .+)$", re.MULTILINE)
_CAUSE = re.compile(r"^Caused by: (?:\w+\.)*(.+)$", re.MULTILINE)
_LONGEST = 300


class ClusterError(Exception):
    """A run that cannot start or did not end; `text` says why and what to do, in one line."""

    def __init__(self, text: Text, advice: Text = NOTHING) -> None:
        self.text = Problem(text, advice).message
        super().__init__(self.text.zh)


def one_line(error: BaseException) -> str:
    """The gist of an error of Spark: what Python said on the worker, the cause Java gives, or the first line."""
    said = _PYTHON.findall(str(error)) or _CAUSE.findall(str(error))
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    gist = said[-1] if said else next(iter(lines), type(error).__name__)
    return str(gist)[:_LONGEST]
