"""A new site: firms with sources that differ, two zones, one person a role, passwords kept nowhere."""

import pytest
from django.contrib.auth import authenticate

from gaoxin.center.evidence.facts import facts_of
from gaoxin.center.fsck.names import names
from gaoxin.center.models import Event, Figure, Firm, Membership, Observation, Person, Place, Zone
from gaoxin.center.roles import Role
from gaoxin.center.seed import empty, renew, seed
from gaoxin.engines.packs.kinds import CodeList
from gaoxin.engines.packs.load import bundled
from gaoxin.engines.packs.read import read_kind

pytestmark = pytest.mark.django_db


def test_a_new_site_holds_the_demo_zone_and_the_public_figures() -> None:
    assert empty()
    accounts = seed(60)
    assert not empty()
    assert set(Zone.objects.values_list("pk", "demo")) == {("yunchuan", True), ("jinan_htz", False)}
    assert Firm.objects.count() == 60
    assert not Firm.objects.filter(zone="jinan_htz").exists()
    assert Figure.objects.filter(zone="jinan_htz").count() == 100
    assert {a.role for a in accounts} == set(Role)
    assert Event.objects.filter(kind="site.seed").count() == 1


def test_sources_differ_and_were_corrected() -> None:
    seed(60)
    contested = [v for firm in Firm.objects.all() for v in facts_of(firm) if v.contested]
    assert {v.fact.id for v in contested} >= {"revenue", "staff_total", "rd_expense"}
    assert all(v.rank < other.rank for v in contested for other in v.others)
    corrected = Observation.objects.filter(replaces__isnull=False).select_related("replaces")
    assert corrected
    assert all(row.replaces.retired_at == row.recorded_at for row in corrected)


def test_some_firms_had_another_name() -> None:
    seed(60)
    renamed = [f for f in Firm.objects.prefetch_related("names") if f.names.count() > 1]
    assert renamed
    assert all(f.names.get(valid_to__isnull=True).name_zh == f.name_zh for f in renamed)


def test_names_and_places_are_what_was_observed() -> None:
    seed(60)
    assert list(names()) == []
    assert Observation.objects.filter(fact="name_zh").values("firm").distinct().count() == 60
    parts = Place.objects.filter(kind="area")
    assert len(parts) > 50
    assert not parts.filter(area=None).exists()
    assert parts.values("area").distinct().count() > 5
    codes = read_kind(bundled("demo") / "codes" / "zone_area.yaml", CodeList).values
    assert codes == tuple(
        Zone.objects.get(pk="yunchuan").areas.order_by("pk").values_list("name_zh", flat=True)
    )


def test_passwords_open_the_door_once_renewed_the_old_ones_do_not() -> None:
    first = {a.login: a.password for a in seed(3)}
    assert len(set(first.values())) == len(first)
    assert all(authenticate(login=k, password=v) for k, v in list(first.items())[:2])
    second = {a.login: a.password for a in renew()}
    assert second.keys() == first.keys()
    assert not authenticate(login="service", password=first["service"])
    assert authenticate(login="service", password=second["service"])


def test_without_a_demo_zone_there_are_administrators_who_choose_a_password() -> None:
    accounts = seed(0)
    assert {a.role for a in accounts} == {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR}
    assert all(Person.objects.values_list("must_change", flat=True))
    assert not Firm.objects.exists()
    assert not Membership.objects.exclude(zone=None).exists()
