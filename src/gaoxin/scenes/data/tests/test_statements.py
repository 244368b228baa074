"""A firm states a fact of itself through the form."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gaoxin.center.models import Observation
from gaoxin.scenes.data.fields import field, read, stateable
from gaoxin.scenes.data.models import Evidence
from gaoxin.scenes.data.queries.pack import library

HELD = library("demo")
FACTS = HELD.sheet_vocabulary


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.mark.parametrize(
    ("fact", "typed", "number", "text"),
    [
        ("revenue", "1,940.5", 1_940_500_000, None),
        ("revenue", "1.2亿元", 12_000_000_000, None),
        ("staff_total", "42", 42, None),
        ("in_statistics", "是", 1, None),
        ("levy_method", "查账征收", None, "查账征收"),
        ("registered_on", "2019-01-29", None, "2019-01-29"),
        ("industry_code", "3912", None, "C3912"),
        ("market_share", "12.5", 125_000_000, None),
        ("name_en", "Yunchuan One", None, "Yunchuan One"),
    ],
)
def test_what_is_typed_is_what_is_held(client_as, firm, fact, typed, number, text):
    url = reverse("data:state", args=[firm.uscc, fact])
    client = client_as("enterprise", firm)
    assert client.get(url).status_code == 200
    sent = {
        "value": typed,
        "valid_from": "2025-12-31",
        "papers": SimpleUploadedFile("a.png", b"\x89PNG\r\n\x1a\n."),
    }
    assert client.post(url, sent).status_code == 302
    row = Observation.objects.get()
    assert (row.number, row.text, str(row.valid_from)) == (number, text, "2025-12-31")
    assert row.source.digest == Evidence.objects.get(observation=row).digest


def test_several_codes_are_ticked(client_as, firm):
    url = reverse("data:state", args=[firm.uscc, "chain_nodes"])
    sent = {"value": ["光电芯片/材料", "光电芯片/设计"], "valid_from": "2025-12-31"}
    assert client_as("enterprise", firm).post(url, sent).status_code == 302
    assert Observation.objects.get().text == "光电芯片/材料\n光电芯片/设计"


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("", "2025-12-31"),
        ("约一百", "2025-12-31"),
        ("100", ""),
        ("100", "2999-01-01"),
        ("9" * 600, "2025-12-31"),
    ],
)
def test_what_cannot_be_read_is_refused_and_kept_in_the_form(client_as, firm, typed, day):
    url = reverse("data:state", args=[firm.uscc, "revenue"])
    answer = client_as("enterprise", firm).post(url, {"value": typed, "valid_from": day})
    assert answer.status_code == 422 and typed in answer.content.decode()
    assert "没有提交" in answer.content.decode() and not Observation.objects.exists()


def test_a_statement_beside_a_better_source_does_not_replace_it(client_as, firm, observe, tax):
    observe(firm, "revenue", 100, tax)
    url = reverse("data:state", args=[firm.uscc, "revenue"])
    client_as("enterprise", firm).post(url, {"value": "1", "valid_from": "2025-12-31"})
    assert Observation.objects.current().count() == 2


def test_findings_of_experts_are_not_stated():
    assert not stateable(FACTS["hightech_field"]) and not stateable(FACTS["monthly_revenue"])
    assert stateable(FACTS["revenue"])


def test_nothing_typed_is_nothing():
    assert read(FACTS["revenue"], [""], HELD) is None and read(FACTS["chain_nodes"], [], HELD) is None


@pytest.mark.parametrize(
    ("fact", "widget"),
    [
        ("revenue", "text"),
        ("in_statistics", "yesno"),
        ("levy_method", "choice"),
        ("chain_nodes", "choices"),
        ("opened_on", "date"),
    ],
)
def test_fields_fit_their_fact(fact, widget):
    asked = field(FACTS[fact], HELD)
    assert asked.widget == widget
    assert all(name.en and name.en.isascii() for _, name in asked.choices)


def test_a_statement_is_taken_back_by_the_firm_alone_and_its_paper_stays_in_the_history(
    client_as, firm, observe, tax
):
    theirs = observe(firm, "revenue", 100, tax)
    own, url = client_as("enterprise", firm), reverse("data:fact", args=[firm.uscc, "revenue"])
    paper = SimpleUploadedFile("证明.png", b"\x89PNG\r\n\x1a\n.")
    own.post(
        reverse("data:state", args=[firm.uscc, "revenue"]),
        {"value": "1", "valid_from": "2025-12-31", "papers": paper},
    )
    row = Observation.objects.exclude(pk=theirs.pk).get()
    back = reverse("data:take_back", args=[firm.uscc, row.pk])
    assert client_as("service").post(back).status_code == 403
    assert own.post(back).url == url
    assert own.post(reverse("data:take_back", args=[firm.uscc, theirs.pk])).status_code == 302
    row.refresh_from_db()
    theirs.refresh_from_db()
    assert row.retired_at is not None and theirs.retired_at is None
    assert "证明.png" in client_as("leader").get(url).content.decode()
