"""Whatever is uploaded, the person is told: refused at once, or failed with a reason; nothing is half kept."""

import io

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gaoxin.center.intake.queries import batch_of
from gaoxin.center.models import Batch, Firm, Observation
from gaoxin.engines.sheets import SheetError
from tests.intake.sheets import book, code, upload
from tests.intake.test_sequences import undone

EASE = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
GOOD = book([{"uscc": code(n), "name_zh": f"企业{n}", "sales": n} for n in range(1, 4)]).getvalue()
CSV = f"统一社会信用代码,企业名称,销售收入（万元）\n{code(1)},甲,1\n".encode()


def told(zone, body: bytes) -> None:
    with undone():
        try:
            batch = upload(zone, io.BytesIO(body), name="../../x\0.xlsx")
        except SheetError as refusal:
            assert refusal.text.zh and refusal.text.en
            assert not Batch.objects.exists()
            return
        view = batch_of(zone, batch.pk)
        assert view.state in ("previewed", "failed") and (view.state == "previewed") == (view.error is None)
        assert "/" not in view.file_name
        assert not Firm.objects.exists() and not Observation.objects.exists()


@EASE
@given(st.binary(max_size=400))
def test_any_bytes(zone, body):
    told(zone, body)


@EASE
@given(st.integers(0, len(GOOD) - 1), st.integers(1, 255), st.booleans())
def test_a_damaged_workbook(zone, place, change, cut):
    body = bytearray(GOOD)
    body[place] ^= change
    told(zone, bytes(body[:place] if cut else body))


@EASE
@given(st.integers(0, len(CSV) - 1), st.binary(min_size=1, max_size=6))
def test_odd_bytes_in_a_csv(zone, place, more):
    told(zone, CSV[:place] + more + CSV[place:])


def test_text_that_looks_like_a_formula_stays_text(zone):
    lines = f"统一社会信用代码,企业名称\n{code(1)},=HYPERLINK(1)\n"
    view = batch_of(zone, upload(zone, io.BytesIO(lines.encode()), name="x.csv").pk)
    assert view.preview.first_rows[0][1] == "=HYPERLINK(1)"
