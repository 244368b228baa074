"""An import through its pages: upload, look, agree on columns, confirm, take back."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gaoxin.base.uscc import complete
from gaoxin.center.models import Batch, ColumnMeaning, Firm, Observation

NEW = complete("91990171MA3TXPT7")


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT, settings.DATA = tmp_path / "files", tmp_path
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


def workbook(
    *rows, head=("统一社会信用代码", "企业名称", "营业收入（万元）", "神秘列")
) -> SimpleUploadedFile:
    book = openpyxl.Workbook()
    for row in (head, *rows):
        book.active.append(row)
    body = io.BytesIO()
    book.save(body)
    return SimpleUploadedFile("采集表.xlsx", body.getvalue())


@pytest.fixture
def upload(client_as, django_capture_on_commit_callbacks):
    """Uploads a workbook as an officer; gives the client and the batch."""
    client = client_as("service")

    def send(file, **more):
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(
                reverse("data:upload"),
                {"file": file, "valid_from": "2025-12-31", "kind": "officer_sheet", **more},
            )
        assert answer.status_code == 302, answer.content.decode()
        return client, Batch.objects.get()

    return send


@pytest.fixture
def press(django_capture_on_commit_callbacks):
    """Posts to a page of an import and gives the page that follows."""

    def send(client, name, batch, **given):
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(reverse(f"data:{name}", args=[batch.pk]), given)
        page = client.get(answer.url) if answer.status_code == 302 else answer
        return page.content.decode()

    return send


def test_the_whole_journey(upload, press, firm, observe, tax):
    observe(firm, "revenue", 9_000_000_00, tax)
    client, batch = upload(
        workbook(
            (firm.uscc, firm.name_zh, 950, "?"),
            (NEW, "云川丙有限公司", 120, "?"),
            ("坏代码", "云川丁", 1, "?"),
        )
    )
    page = client.get(reverse("data:import", args=[batch.pk])).content.decode()
    assert not Observation.objects.filter(batch=batch).exists()
    for words in ("确认导入", "神秘列", "900.00 万元", "950.00 万元", "坏代码", "未通过的行"):
        assert words in page, words
    done = press(client, "start", batch)
    assert "已导入。" in done and Firm.objects.filter(uscc=NEW).exists()
    assert Observation.objects.filter(batch=batch, fact="revenue", firm=firm).get().number == 9_500_000_00
    errors = client.get(reverse("data:errors", args=[batch.pk]))
    reasons = openpyxl.load_workbook(io.BytesIO(b"".join(errors.streaming_content)))
    assert "坏代码" in {cell.value for row in reasons.active.iter_rows() for cell in row}
    undone = press(client, "undo", batch)
    assert "已整体撤销" in undone and not Firm.objects.filter(uscc=NEW).exists()


def test_an_unknown_column_is_given_a_meaning_that_is_remembered(upload, press, firm):
    client, batch = upload(workbook((firm.uscc, firm.name_zh, 950, 12)))
    page = press(client, "columns", batch, **{"column:神秘列": "staff_total"})
    assert ColumnMeaning.objects.get(header="神秘列").fact == "staff_total"
    assert "神秘列</td><td>职工总数" in page
    press(client, "start", batch)
    assert Observation.objects.get(fact="staff_total").number == 12


def test_a_known_column_is_corrected(upload, press, firm):
    client, batch = upload(workbook((firm.uscc, firm.name_zh, 950, 12)))
    form = client.get(reverse("data:import", args=[batch.pk]), {"fix": "营业收入（万元）"}).content.decode()
    assert 'name="column:营业收入（万元）"' in form
    page = press(
        client, "columns", batch, **{"column:营业收入（万元）": "total_income", "column:神秘列": "?"}
    )
    assert "营业收入（万元）</td><td>总收入" in page
    assert not ColumnMeaning.objects.filter(header="神秘列").exists()


def test_nonsense_for_a_column_is_refused(upload, press, firm):
    client, batch = upload(workbook((firm.uscc, firm.name_zh, 950, 12)))
    assert "没有提交" in press(client, "columns", batch, **{"column:神秘列": "nonsense"})


@pytest.mark.parametrize(
    ("body", "name"), [(b"\x00\x01 no table", "a.xlsx"), (b"%PDF-1.7", "a.csv"), (b"", "a.xlsx")]
)
def test_what_is_no_table_is_refused_with_advice(client_as, zone, body, name):
    sent = {"file": SimpleUploadedFile(name, body), "valid_from": "2025-12-31"}
    answer = client_as("service").post(reverse("data:upload"), sent)
    assert answer.status_code == 422 and "没有提交" in answer.content.decode() and not Batch.objects.exists()


@pytest.mark.parametrize(
    "more",
    [{"valid_from": "2999-01-01"}, {"valid_from": "昨天"}, {"kind": "self_statement"}, {"kind": "nonsense"}],
)
def test_an_origin_that_cannot_be_is_refused(client_as, zone, more):
    sent = {"file": workbook(), "valid_from": "2025-12-31", "title": "我的标题", **more}
    answer = client_as("service").post(reverse("data:upload"), sent)
    assert answer.status_code == 422 and "我的标题" in answer.content.decode() and not Batch.objects.exists()


def test_no_file_no_import(client_as, zone):
    assert client_as("service").post(reverse("data:upload"), {"valid_from": "2025-12-31"}).status_code == 422


def test_a_sheet_that_is_not_understood_changes_nothing_and_says_so(upload, firm):
    client, batch = upload(workbook(("a", "b"), head=("甲", "乙")))
    page = client.get(reverse("data:import", args=[batch.pk])).content.decode()
    assert "数据没有任何改变" in page and "确认导入" not in page


@pytest.mark.parametrize(("state", "words"), [("waiting", "排队中"), ("failed", "数据没有任何改变")])
def test_the_page_tells_the_state_after_leaving_and_coming_back(upload, firm, state, words):
    client, batch = upload(workbook((firm.uscc, firm.name_zh, 950, 12)))
    Batch.objects.update(
        state=state,
        summary={**batch.summary, "error": ["断电", "power cut"]} if state == "failed" else batch.summary,
    )
    url = reverse("data:import", args=[batch.pk])
    page = client.get(url).content.decode()
    assert words in page and ("every 1s" in page) == (state == "waiting")
    part = client.get(url, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="import"') and "<html" not in part


def test_a_killed_import_says_it_was_interrupted_and_may_be_started_again(upload, press, firm):
    client, batch = upload(workbook((firm.uscc, firm.name_zh, 950, 12)))
    Batch.objects.update(state="running", step="write")
    page = client.get(reverse("data:import", args=[batch.pk])).content.decode()
    assert "中断" in page and "every 1s" not in page


def test_imports_of_another_zone_are_not_found(upload, firm, other_zone):
    client, batch = upload(workbook((firm.uscc, firm.name_zh, 950, 12)))
    Batch.objects.update(zone=other_zone)
    assert client.get(reverse("data:import", args=[batch.pk])).status_code == 404
    assert client.get(reverse("data:errors", args=[batch.pk])).status_code == 404
    assert "没有提交" not in client.get(reverse("data:imports")).content.decode()


def test_only_importers_touch_an_import(upload, client_as, firm):
    _, batch = upload(workbook((firm.uscc, firm.name_zh, 950, 12)))
    for name in ("columns", "start", "undo"):
        assert client_as("leader").post(reverse(f"data:{name}", args=[batch.pk])).status_code == 403


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_empty_template_is_understood_when_it_comes_back(upload, firm, client_as, language):
    found = client_as("service").get(reverse("data:template"), HTTP_ACCEPT_LANGUAGE=language)
    book = openpyxl.load_workbook(io.BytesIO(found.content))
    heads = [cell.value for cell in book.worksheets[0][1]]
    book.worksheets[0].append([firm.uscc, firm.name_zh])
    body = io.BytesIO()
    book.save(body)
    _, batch = upload(SimpleUploadedFile("模板.xlsx", body.getvalue()))
    assert batch.state == "previewed", batch.summary
    assert batch.summary["unknown"] == [] and len(batch.summary["columns"]) == len(heads) > 80
