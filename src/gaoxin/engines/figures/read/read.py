"""From a bulletin to its claims: each number with subject, indicator, period, kind and hedge."""

from collections.abc import Collection

from gaoxin.engines.figures.read.claim import Claim
from gaoxin.engines.figures.read.clause import Frame
from gaoxin.engines.figures.read.clean import Clean, clean
from gaoxin.engines.figures.read.moments import Moment, moments, published
from gaoxin.engines.figures.read.quantity import quantities
from gaoxin.engines.figures.read.skip import names
from gaoxin.engines.figures.read.story import Story
from gaoxin.engines.figures.read.subject import topics
from gaoxin.engines.figures.read.tables import Reader


def read(raw: str, indicators: Collection[str] = (), year: int | None = None) -> list[Claim]:
    """Every claim of a bulletin in the order of the text. `indicators`: names known to the caller;
    `year`: of publication, where the text does not tell."""
    page = clean(raw)
    frame = Frame(page.text)
    day = published(page.text, year)
    times = moments(page.text, day)
    spoken_of = topics(page, frame, times)
    story = Story(page, frame, day, times, spoken_of, frozenset(indicators))
    blocked = _blocked(page, times)
    for start, end in page.paragraphs:
        if "\t" in page.text[start:end]:
            continue
        for quantity in quantities(page.text, start, end, blocked):
            story.tell(quantity, start, end)
    tabled = Reader(page, day, story.times, spoken_of).claims()
    return sorted([*story.finished(), *tabled], key=lambda c: c.num_start)


def _blocked(page: Clean, times: list[Moment]) -> list[bool]:
    """For each character, whether it belongs to a date or a name, and so to no figure."""
    marks = names(page.text)
    for moment in times:
        marks[moment.start : moment.end] = [True] * (moment.end - moment.start)
    return marks
