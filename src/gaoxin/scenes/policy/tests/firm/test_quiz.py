"""测一测 as a visitor meets it: in both languages, to the end, with wrong answers, and without a trace."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core import signing
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gaoxin.center.models import Zone
from gaoxin.scenes.policy.queries.quiz import SALT
from gaoxin.scenes.policy.views import public

HOME = "/policy/quiz/yunchuan/"
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
FIRST = {"abnormal_list": "false", "dishonest_list": "false", "zone_member": "true", "accident_1y": "false"}


@pytest.fixture
def visitor(zone: Zone, other_zone: Zone, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Client:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()
    monkeypatch.setattr(public, "PER_MINUTE", 10_000)
    return Client()


def english(client: Client) -> Client:
    client.cookies["django_language"] = "en"
    return client


def tell(client: Client, fact: str, *values: str, **more: str) -> Any:
    return client.post(f"{HOME}ask/{fact}/", {"value": list(values), **more})


def asked(client: Client) -> str | None:
    """The fact that the next page asks for, None at the end."""
    page = client.get(HOME)
    if page.status_code == 302:
        return None
    found = re.search(rf'action="{HOME}ask/(\w+)/"', page.content.decode())
    assert found
    return found[1]


def test_the_start_says_what_becomes_of_answers(visitor: Client) -> None:
    text = visitor.get("/policy/quiz/").content.decode()
    assert "不保存" in text and "云川高新区" in text and "济南高新区" in text
    assert "neither keep nor log" in english(visitor).get("/policy/quiz/").content.decode()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_visit_from_the_first_question_to_the_result(visitor: Client, language: str) -> None:
    client = english(visitor) if language == "en" else visitor
    for _ in range(4):
        fact = asked(client)
        assert fact is not None
        answer = tell(client, fact, FIRST.get(fact, ""), **({} if fact in FIRST else {"as": "unknown"}))
        assert answer.status_code == 302 and answer.url == HOME
    for fact, value in [
        ("revenue", "3,000"),
        ("rd_expense", "240万元"),
        ("title_hnte", "true"),
        ("accident_1y", "false"),
        ("industry_code", "I65"),
    ]:
        assert tell(client, fact, value).status_code == 302
    result = client.get(f"{HOME}result/").content.decode()
    assert ("研发投入后补助" if language == "zh" else "Grant on R&amp;D spending") in result
    assert ("19.2万元" if language == "zh" else "CNY 192,000") in result
    assert ("不是承诺" if language == "zh" else "no promise") in result
    why = client.get(f"{HOME}why/yunchuan.rd_grant/").content.decode()
    assert "第三条（二）" in why and ("3,000万元" if language == "zh" else "CNY 30,000,000") in why
    answers = client.get(f"{HOME}answers/").content.decode()
    assert f"{HOME}ask/revenue/?then=answers" in answers
    text = client.get(f"{HOME}result.txt")
    assert "attachment" in text["Content-Disposition"]
    assert ("研发投入后补助  19.2万元" if language == "zh" else "CNY 192,000") in text.content.decode()


def test_nothing_is_written(visitor: Client) -> None:
    with CaptureQueriesContext(
        connection,
    ) as caught:
        for _ in range(12):
            fact = asked(visitor)
            assert fact is not None
            tell(visitor, fact, FIRST.get(fact, ""), **({} if fact in FIRST else {"as": "skip"}))
        for page in ("result/", "answers/", "result.txt", "why/yunchuan.rd_grant/"):
            assert visitor.get(HOME + page).status_code == 200
        visitor.post(f"{HOME}back/")
        visitor.post("/policy/quiz/clear/")
    assert [q["sql"] for q in caught.captured_queries if q["sql"].lstrip().upper().startswith(WRITES)] == []
    assert "sessionid" not in visitor.cookies


def test_the_cookie_is_for_these_pages_alone_and_ends_with_the_browser(visitor: Client) -> None:
    cookie = tell(visitor, "revenue", "3000").cookies["quiz"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (
        "/policy/quiz/",
        True,
        "Lax",
        "",
    )
    assert "30000000" not in cookie.value
    assert "no-store" in visitor.get(HOME)["Cache-Control"]


@pytest.mark.parametrize(
    "fact", ["zone_member", "revenue", "industry_code", "tax_credit_grade", "chain_nodes", "registered_on"]
)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_wrong_answers_are_told_and_kept_in_the_field(visitor: Client, fact: str, language: str) -> None:
    client = english(visitor) if language == "en" else visitor
    for wrong in ("<script>alert(1)</script>", "约" * 9, "9" * 300):
        page = tell(client, fact, wrong)
        assert page.status_code == 422
        text = page.content.decode()
        assert "<script>alert" not in text and "error-summary" in text
    assert "quiz" not in client.cookies


def test_an_answer_can_be_changed_and_taken_back(visitor: Client) -> None:
    tell(visitor, "zone_member", "true")
    tell(visitor, "revenue", "3000")
    assert tell(visitor, "zone_member", "false", then="answers").url == f"{HOME}answers/"
    back = visitor.post(f"{HOME}back/")
    assert back.url == f"{HOME}ask/revenue/"
    assert 'value="3,000"' not in visitor.get(back.url).content.decode()
    answers = visitor.get(f"{HOME}answers/").content.decode()
    assert "ask/zone_member/" in answers and "ask/revenue/" not in answers


def test_not_knowing_ends_without_refusing_anything(visitor: Client) -> None:
    seen = set()
    while (fact := asked(visitor)) is not None:
        assert fact not in seen
        seen.add(fact)
        tell(visitor, fact, **{"as": "unknown"})
    text = visitor.get(f"{HOME}result/").content.decode()
    assert "还缺数据的（73 项）" in text and "不符合的" not in text


FORGED = {
    "a word": "x",
    "three words": "x:y:z",
    "long": "=" * 5000,
    "dots": "..",
    "no list": signing.dumps({"a": 1}, salt=SALT),
    "no number": signing.dumps([["revenue", "=", "1e5"]], salt=SALT),
    "another seal": signing.dumps([["revenue", "=", "5"]], salt="other"),
    "no fact": signing.dumps([[["a"], 1]], salt=SALT, compress=True),
}


@pytest.mark.parametrize("forged", FORGED)
def test_changed_answers_start_a_new_round_and_say_so(visitor: Client, forged: str) -> None:
    for page in ("", "result/", "answers/", "ask/revenue/", "why/yunchuan.rd_grant/", "result.txt"):
        visitor.cookies["quiz"] = FORGED[forged]
        answer = visitor.get(HOME + page)
        assert answer.status_code == 302 and answer.url == "/policy/quiz/?lost=1"
    assert "请重新开始" in visitor.get("/policy/quiz/?lost=1").content.decode()


def test_facts_of_another_time_are_left_out(visitor: Client) -> None:
    visitor.cookies["quiz"] = signing.dumps([["gone_fact", "=", "5"], ["revenue", "=", "5"]], salt=SALT)
    text = visitor.get(f"{HOME}answers/").content.decode()
    assert "ask/revenue/" in text and "gone_fact" not in text


@pytest.mark.parametrize(
    "page",
    [
        "nowhere/",
        "yunchuan/ask/uscc2/",
        "yunchuan/ask/innovation_score/",
        "yunchuan/ask/name_zh/",
        "yunchuan/why/cn.nothing/",
    ],
)
def test_what_is_not_there(visitor: Client, page: str) -> None:
    assert visitor.get(f"/policy/quiz/{page}").status_code == 404


def test_jinan_has_the_national_policies(visitor: Client) -> None:
    text = visitor.get("/policy/quiz/jinan_htz/").content.decode()
    assert "/ 11 项" in text
    assert "yunchuan." not in visitor.get("/policy/quiz/jinan_htz/result/").content.decode()


def test_industries_are_searched(visitor: Client) -> None:
    text = visitor.get(f"{HOME}ask/industry_code/", {"q": "芯片"}).content.decode()
    assert 'value="C39"' in text
    assert 'value="I65"' in visitor.get(f"{HOME}ask/industry_code/", {"section": "I"}).content.decode()
    nothing = visitor.get(f"{HOME}ask/industry_code/", {"q": "<b>没有</b>"}).content.decode()
    assert "没有找到" in nothing and "<b>没有" not in nothing


def test_too_many_pages_are_answered_with_a_wait(visitor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(public, "PER_MINUTE", 3)
    codes = [visitor.get(HOME).status_code for _ in range(5)]
    assert codes == [200, 200, 200, 429, 429]


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_random_answers_never_break_a_page(visitor: Client, data: st.DataObject) -> None:
    visitor.cookies.clear()
    texts = st.one_of(
        st.sampled_from(
            ["true", "false", "I65", "C39", "2019-05-20", "0", "3,000", "-5", "1.5", "A", "无", "990171", ""]
        ),
        st.text(max_size=20),
    )
    for _ in range(5):
        fact = asked(visitor)
        if fact is None:
            break
        how = data.draw(st.sampled_from(["value", "value", "unknown", "skip", "odd"]))
        answer = tell(visitor, fact, data.draw(texts), **{"as": how})
        assert answer.status_code in (302, 422)
        if answer.status_code == 422:
            tell(visitor, fact, **{"as": "unknown"})
    assert visitor.get(f"{HOME}result/").status_code == 200


def test_every_question_can_be_asked_in_both_languages(
    visitor: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    from gaoxin.scenes.policy.queries.own import supposable
    from gaoxin.scenes.policy.queries.supposing import desk_of

    zone = Zone.objects.get(pk="yunchuan")
    for fact in supposable(desk_of(zone)):
        with django_assert_max_num_queries(8):
            text = visitor.get(f"{HOME}ask/{fact.id}/").content.decode()
        assert desk_of(zone).asked(fact.id).ask.zh in text
