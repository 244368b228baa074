"""Who may write what: every action of the program, found by reading all of it."""

import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import gaoxin
from gaoxin.center.permissions import permission
from gaoxin.center.roles import COMMITTEE, Role

SOURCE = Path(gaoxin.__file__).parent
OWN = {"center.state", "center.consent"}
"""What only a firm does for itself."""


def actions():
    """Every function under @action, by its name."""
    found = {}
    for module in pkgutil.walk_packages([str(SOURCE)], "gaoxin."):
        if ".tests" in module.name or ".cluster" in module.name or module.name.endswith("__main__"):
            continue
        if not re.search(r"\.(actions|people|tokens|evidence|exports|security|center)\b", module.name):
            continue
        for name, thing in vars(importlib.import_module(module.name)).items():
            code = getattr(thing, "permission", None)
            if callable(thing) and isinstance(code, str) and thing.__module__ == module.name:
                found[f"{module.name}.{name}"] = code
    return found


@pytest.fixture(scope="module")
def known():
    import gaoxin.config.urls  # noqa: F401 - scenes declare their permissions

    return actions()


def test_every_action_asks_for_a_permission_that_is_declared(known):
    assert len(known) > 20
    for name, code in known.items():
        assert permission(code).roles, name


def test_only_a_firm_states_its_own_figures_and_gives_its_own_consent(known):
    for code in OWN:
        assert permission(code).roles == {Role.ENTERPRISE}
    stating = [
        name for name in known if re.search(r"state_fact|make_statement|withdraw_consent|give_consent", name)
    ]
    assert stating
    assert {known[name] for name in stating} <= OWN


def test_no_officer_writes_in_the_name_of_a_firm(known):
    """The kind of source that is the firm's own word is written by those actions alone."""
    literal = re.compile(r'"self_statement"|SELF_STATEMENT|OWN_WORD')
    writers = {
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if "/tests/" not in str(path) and literal.search(path.read_text())
    }
    allowed = ("center/evidence/", "center/seed/", "center/demo/", "scenes/data/", "center/intake/")
    assert all(writer.startswith(allowed) for writer in writers), writers


def test_administrators_write_nothing_of_firms(known):
    offices = {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR}
    theirs = {code for code in known.values() if permission(code).roles & offices}
    assert theirs <= {"people.create", "people.grant", "people.own", "tokens.issue", "events.read"}


def test_banks_and_customs_write_nothing_of_firms(known):
    outside = {Role.BANK, Role.CUSTOMS}
    theirs = {code for code in known.values() if permission(code).roles & outside}
    assert theirs <= {"people.own", "tokens.issue"}


def test_models_are_written_in_actions_only():
    """Views and api files hold no way of writing."""
    writing = re.compile(r"\.(save|delete|bulk_create|bulk_update|update_or_create)\(|objects\.create\(")
    views = [
        *SOURCE.glob("scenes/*/views/**/*.py"),
        *SOURCE.glob("scenes/*/api*.py"),
        *SOURCE.glob("screen/views*"),
    ]
    guilty = [str(p) for p in views if p.is_file() and writing.search(p.read_text())]
    assert guilty == []
    assert COMMITTEE
