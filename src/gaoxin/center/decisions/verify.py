"""Verifying one decision: its bytes, its digests, the packs, and the verdict decided again."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from gaoxin.base.result import Problem
from gaoxin.base.text import Text
from gaoxin.center.decisions.grounds import Grounds
from gaoxin.engines.packs.read import PackError
from gaoxin.engines.rules.replay import Decision, Ready, differences, faults_of_bytes, read, recompute


@dataclass(frozen=True)
class Checked:
    """A decision and what is wrong with it: in the file, and in the packs at hand."""

    decision: Decision
    faults: tuple[Problem, ...]
    packs: tuple[Problem, ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong."""
        return self.faults + self.packs


def check(raw: bytes, grounds: Grounds) -> Checked:
    """Verify the bytes of one decision.

    Raises NotADecision for other bytes, PackError where a sound file names a policy that the packs lack.
    """
    decision = read(raw)
    faults = list(faults_of_bytes(raw, decision))
    try:
        ready = grounds.ready(decision.policy.id, _day(decision))
    except PackError as error:
        if not faults:
            raise
        return Checked(decision, (*faults, Problem(error.text, where=error.where[:80])), ())
    return Checked(decision, (*faults, *recompute(decision, ready)), tuple(_packs(decision, ready)))


def _day(decision: Decision) -> dt.date:
    try:
        return dt.date.fromisoformat(decision.as_of)
    except ValueError:
        raise PackError("as_of", Text("不是日期", "this is not a day")) from None


def _packs(decision: Decision, ready: Ready) -> Iterator[Problem]:
    """The files of the packs that are not the ones the decision stands on."""
    told, now = decision.policy, ready.ground.policy
    yield from differences(now.version, told.version, "policy.version")
    yield from _files({now.file: now.digest}, {told.file: told.digest})
    yield from _files(dict(ready.ground.inputs), decision.inputs)


def _files(now: dict[str, str], told: dict[str, str]) -> Iterator[Problem]:
    for name in sorted(now.keys() | told.keys()):
        if now.get(name) != told.get(name):
            pack, file = now.get(name, "–"), told.get(name, "–")
            yield Problem(
                Text(
                    f"政策包中的文件与决定所依据的不同：包中 SHA-256 {pack}，决定中 {file}",
                    f"not the file that was decided on: SHA-256 {pack} in the pack, {file} in the decision",
                ),
                Text("请用 --pack 指定当时的政策包", "give the pack of that time with --pack"),
                name,
            )
