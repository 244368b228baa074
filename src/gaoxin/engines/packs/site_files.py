"""The files of a pack that pages are made from, and what must hold of them beyond their schema."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from gaoxin.base.text import Text
from gaoxin.engines.packs.fault import Fault
from gaoxin.engines.packs.figure_files import read_figures
from gaoxin.engines.packs.form_files import known_facts
from gaoxin.engines.packs.guide_kinds import Groups, TradeWords, Wordings
from gaoxin.engines.packs.holiday_kinds import Holidays
from gaoxin.engines.packs.load import bundled, policy_paths
from gaoxin.engines.packs.read import PackError, read_kind
from gaoxin.engines.packs.site_kinds import Layout, Skeleton, SourceKind, Themes
from gaoxin.engines.packs.zone_kinds import Plan

FILES: dict[str, Any] = {
    "conflicts.yaml": Groups,
    "quiz/facts.yaml": Wordings,
    "quiz/industries.yaml": TradeWords,
    "themes.yaml": Themes,
    "sources.yaml": tuple[SourceKind, ...],
    "briefing.yaml": Skeleton,
    "holidays.yaml": Holidays,
    "figures/cockpit.yaml": Layout,
    "zone.yaml": Plan,
}
"""Each may stand once in a pack, and none must."""
SATURDAY = 5


def lint_site(pack: Path) -> Iterator[Fault]:
    """Every fault of these files; facts and indicators of the bundled national pack are known everywhere."""
    for name, kind in FILES.items():
        if (pack / name).exists():
            try:
                found = read_kind(pack / name, kind)
            except PackError as error:
                yield Fault(f"{pack.name}/{name}", error.text)
            else:
                yield from _told(name, found, pack)


def _told(name: str, found: Any, pack: Path) -> Iterator[Fault]:
    match found:
        case Groups():
            yield from _each(
                name, (p for g in found.groups for p in g.policies), _policies(pack), "政策", "policy"
            )
        case Wordings():
            yield from _each(name, found.facts, _facts(pack), "事实", "fact")
        case Themes():
            yield from _each(name, (f for t in found.themes for f in t.facts), _facts(pack), "事实", "fact")
        case Layout():
            used = [*found.indicators]
            yield from _each(name, sorted(used), _indicators(pack), "指标", "indicator")
        case Plan():
            yield from _plan(name, found, pack)
        case Holidays():
            yield from _holidays(name, found)
        case tuple():
            yield from _twice(name, [kind.kind for kind in found])


def _plan(name: str, plan: Plan, pack: Path) -> Iterator[Fault]:
    yield from _each(name, (f for s in plan.sources for f in s.facts), _facts(pack), "事实", "fact")
    sources = {source.id for source in plan.sources}
    for one in plan.contradictions:
        if one.source not in sources:
            yield _unknown(name, one.source, "来源", "source")


def _holidays(name: str, holidays: Holidays) -> Iterator[Fault]:
    for year in holidays.years:
        for off in year.closed:
            if not off.from_.year == off.to.year == year.year or off.to < off.from_:
                yield Fault(
                    f"{name} {off.from_}", Text("日期不在当年或颠倒", "not in its year, or it runs backwards")
                )
        for day in year.working:
            if day.weekday() < SATURDAY or any(off.from_ <= day <= off.to for off in year.closed):
                yield Fault(
                    f"{name} {day}",
                    Text("调休上班应是不放假的周末", "only a weekend is worked"),
                )


def _each(name: str, used: Iterable[str], known: Iterable[str], zh: str, en: str) -> Iterator[Fault]:
    """Each is known, and none stands twice."""
    listed, held = list(used), set(known)
    yield from _twice(name, listed)
    yield from (_unknown(name, one, zh, en) for one in listed if one not in held)


def _twice(name: str, listed: list[str]) -> Iterator[Fault]:
    for one in sorted({one for one in listed if listed.count(one) > 1}):
        yield Fault(f"{name} {one}", Text("出现两次", "it stands twice"))


def _unknown(name: str, one: str, zh: str, en: str) -> Fault:
    return Fault(f"{name} {one}", Text(f"没有这个{zh}", f"there is no such {en}"))


def _policies(pack: Path) -> list[str]:
    return [path.stem for home in (bundled("national"), pack) for path in policy_paths(home)]


def _facts(pack: Path) -> list[str]:
    return [fact.id for fact in known_facts(pack)]


def _indicators(pack: Path) -> list[str]:
    return [one for home in (bundled("national"), pack) for one in read_figures(home, []).indicators]
