"""Pages of the screen by role, and where people go who have no cockpit."""

from collections.abc import Callable

import pytest
from django.test import Client

from gaoxin.center.models import Firm, Source, Zone
from gaoxin.center.roles import COMMITTEE, Role

PAGES = ("/", "/wall/", "/figures/trade/", "/briefings/")


@pytest.mark.parametrize("role", [r for r in Role if r in COMMITTEE])
def test_the_committee_reads_every_page(figured: Zone, client_as: Callable[..., Client], role: Role) -> None:
    client = client_as(role)
    for page in PAGES:
        assert client.get(page).status_code == 200, page


@pytest.mark.parametrize("role", [r for r in Role if r not in COMMITTEE and r is not Role.ENTERPRISE])
def test_others_do_not(figured: Zone, client_as: Callable[..., Client], role: Role) -> None:
    client = client_as(role)
    assert {client.get(page).status_code for page in PAGES[1:]} == {403}
    home = client.get("/")
    assert home.status_code in (200, 302) and home.headers.get("Location") != "/"
    assert "一般公共预算收入" not in home.content.decode()


def test_a_firm_lands_on_its_policies(figured: Zone, client_as: Callable[..., Client], firm: Firm) -> None:
    answer = client_as("enterprise", firm).get("/")
    assert answer.status_code == 302 and answer.headers["Location"] == "/policy/mine/"


def test_a_visitor_is_told_what_there_is(figured: Zone, client: Client) -> None:
    page = client.get("/").content.decode()
    assert "测一测" in page and "/policy/quiz/" in page and "/access/login/" in page
    assert all(client.get(p).status_code == 302 for p in PAGES[1:])


def test_the_table_of_lights_comes_alone(figured: Zone, client_as: Callable[..., Client]) -> None:
    part = client_as("leader").get("/?light=red", headers={"HX-Request": "true"}).content.decode()
    assert part.strip().startswith("<section") and part.count("<tr>") == 4 and "偏慢" not in part


def test_a_figure_opens_to_rows_and_documents(figured: Zone, client_as: Callable[..., Client]) -> None:
    page = client_as("leader").get("/figures/industrial_output/?area=opto").content.decode()
    assert "光电芯片园" in page and "2026年1–2月" in page
    source = Source.objects.get(title__contains="2026年3月主要经济指标月报")
    assert f"/data/sources/{source.pk}/" in page
    assert client_as("service").get("/figures/nothing/").status_code == 404


def test_the_wall_names_date_zones_and_watermark(
    figured: Zone, jinan: Zone, client_as: Callable[..., Client]
) -> None:
    page = client_as("leader").get("/wall/").content.decode()
    assert "数据截至" in page and "data-clock" in page and 'class="watermark"' in page


def test_english_is_complete(figured: Zone, client_as: Callable[..., Client]) -> None:
    client = client_as("leader")
    client.cookies["django_language"] = "en"
    page = client.get("/").content.decode()
    for words in (
        "Gross domestic product",
        "on the year",
        "Lights of the year",
        "behind the calendar",
        "By area",
    ):
        assert words in page
