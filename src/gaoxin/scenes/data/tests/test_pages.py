"""Who may open which page, and that pages stand with nothing in them."""

import pytest
from django.urls import reverse

STAFF = ("leader", "service", "statistician", "promotion", "project")
OTHERS = ("bank", "customs", "system_admin", "security_admin", "auditor")
IMPORTERS = ("service", "statistician")
LISTS = {
    "firms": STAFF,
    "sources": STAFF,
    "figures": STAFF,
    "imports": IMPORTERS,
    "upload": IMPORTERS,
    "disputes": ("service",),
}


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("role", [*STAFF, *OTHERS])
def test_lists_open_to_their_roles_alone(client_as, name, role):
    answer = client_as(role).get(reverse(f"data:{name}"))
    assert answer.status_code == (200 if role in LISTS[name] else 403)


@pytest.mark.parametrize("name", LISTS)
def test_lists_are_not_for_firms(client_as, firm, name):
    assert client_as("enterprise", firm).get(reverse(f"data:{name}")).status_code == 403


@pytest.mark.parametrize("name", [*LISTS, "own"])
def test_strangers_are_sent_to_log_in(client, zone, name):
    assert client.get(reverse(f"data:{name}")).status_code == 302


FIRM_PAGES = ("firm", "firm_disputes")


@pytest.mark.parametrize("name", FIRM_PAGES)
def test_a_firm_opens_its_own_pages_and_no_other(client_as, firm, other_firm, name):
    own = client_as("enterprise", firm)
    assert own.get(reverse(f"data:{name}", args=[firm.uscc])).status_code == 200
    assert own.get(reverse(f"data:{name}", args=[other_firm.uscc])).status_code == 404
    assert own.get(reverse("data:own")).status_code == 200


@pytest.mark.parametrize("role", OTHERS)
def test_a_firms_file_is_closed_to(client_as, firm, role):
    client = client_as(role)
    for name in FIRM_PAGES:
        assert client.get(reverse(f"data:{name}", args=[firm.uscc])).status_code == 403
    assert client.get(reverse("data:fact", args=[firm.uscc, "revenue"])).status_code == 403


def test_staff_of_another_zone_find_nothing(client_as, firm, other_zone):
    from gaoxin.center.models import Membership

    client = client_as("service")
    Membership.objects.update(zone=other_zone)
    assert client.get(reverse("data:firm", args=[firm.uscc])).status_code == 404


def test_officers_cannot_state_or_dispute(client_as, firm, observe, tax):
    row = observe(firm, "revenue", 100, tax)
    for role in STAFF:
        client = client_as(role)
        assert client.get(reverse("data:state", args=[firm.uscc, "revenue"])).status_code == 403
        assert client.get(reverse("data:dispute_value", args=[firm.uscc, row.pk])).status_code == 403


def test_unknown_facts_and_values_are_not_found(client_as, firm, other_firm, observe, tax):
    own = client_as("enterprise", firm)
    theirs = observe(other_firm, "revenue", 100, tax)
    for url in (
        reverse("data:fact", args=[firm.uscc, "nonsense"]),
        reverse("data:state", args=[firm.uscc, "uscc"]),
        reverse("data:state", args=[firm.uscc, "hightech_field"]),
        reverse("data:dispute_value", args=[firm.uscc, theirs.pk]),
        reverse("data:dispute", args=[firm.uscc, 1]),
        reverse("data:evidence", args=[firm.uscc, 1]),
    ):
        assert own.get(url).status_code == 404, url


def test_an_empty_zone_says_how_to_begin(client_as, zone):
    service = client_as("service")
    assert "导入一张企业表" in service.get(reverse("data:firms")).content.decode()
    assert "还没有导入过数据" in service.get(reverse("data:imports")).content.decode()
    assert "没有异议" in service.get(reverse("data:disputes")).content.decode()
    assert "还没有指标" in service.get(reverse("data:figures")).content.decode()


def test_english_pages_hold_no_chinese_of_ours(client_as, zone):
    import re

    service = client_as("service")
    for name in LISTS:
        page = service.get(reverse(f"data:{name}"), HTTP_ACCEPT_LANGUAGE="en").content.decode()
        main = re.search(r"<main.*</main>", page, re.S)
        assert main and not re.search("[\u4e00-\u9fff]", re.sub(r"云川\w*", "", main[0])), name


def test_names_are_never_markup(client_as, make_firm, firm, observe, source_of):
    from gaoxin.base.uscc import complete

    bad = "<script>alert(1)</script>"
    evil = make_firm(complete("91990171MA3TXPT5"), bad, name_en='"><img src=x onerror=y>')
    row = observe(evil, "levy_method", bad, source_of("officer_sheet", bad, bad))
    service, own = client_as("service"), client_as("enterprise", evil)
    pages = [
        service.get(reverse("data:firms")),
        service.get(reverse("data:sources")),
        service.get(reverse("data:source", args=[row.source_id])),
        service.get(reverse("data:firm", args=[evil.uscc])),
        service.get(reverse("data:fact", args=[evil.uscc, "levy_method"])),
        own.get(reverse("data:dispute_value", args=[evil.uscc, row.pk])),
    ]
    for page in pages:
        text = page.content.decode()
        assert page.status_code == 200 and "&lt;script&gt;" in text
        assert bad not in text and "<img" not in text


def test_everything_is_taken_out_for_a_purpose_alone(client_as, firm, observe, tax):
    import io
    import zipfile

    from gaoxin.center.models import Event

    observe(firm, "revenue", 100, tax)
    client, url = client_as("statistician"), reverse("data:export")
    assert client.get(url).status_code == 200
    assert client.post(url, {"purpose": "  "}).status_code == 422
    answer = client.post(url, {"purpose": "年度备查"})
    names = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))).namelist()
    assert any(name.endswith("manifest.json") for name in names)
    assert Event.objects.get(kind="export.archive").detail["purpose"] == "年度备查"
    assert client_as("bank").get(url).status_code == client_as("enterprise", firm).get(url).status_code == 403


def test_the_table_of_firms_leaves_as_a_workbook_with_codes_as_text(client_as, firm):
    import io

    import openpyxl

    body = client_as("leader").get(reverse("data:firms"), {"format": "xlsx"}).content
    cells = {
        c.value for row in openpyxl.load_workbook(io.BytesIO(body)).worksheets[0].iter_rows() for c in row
    }
    assert {firm.uscc, firm.name_zh, "统一社会信用代码"} <= cells
