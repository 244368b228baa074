"""Decisions that replay: a verdict with its inputs and trace as one canonical file, made and checked again."""

from gaoxin.engines.rules.replay.form import FORMAT, Decision, Measure, Policy, Source, Step, Value
from gaoxin.engines.rules.replay.ground import Ground, Ready
from gaoxin.engines.rules.replay.integrity import NotADecision, faults_of_bytes, read
from gaoxin.engines.rules.replay.recompute import differences, recompute
from gaoxin.engines.rules.replay.record import Recorder, Subject

__all__ = [
    "FORMAT",
    "Decision",
    "Ground",
    "Measure",
    "NotADecision",
    "Policy",
    "Ready",
    "Recorder",
    "Source",
    "Step",
    "Subject",
    "Value",
    "differences",
    "faults_of_bytes",
    "read",
    "recompute",
]
