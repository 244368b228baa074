"""The shell around every page, the switches in it, and the pages for when something is wrong."""

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory

from gaoxin.frame import health as standing


@pytest.fixture(autouse=True)
def no_scenes(monkeypatch):
    monkeypatch.setattr("gaoxin.frame.context.scenes", tuple)


def test_help_speaks_both_languages(zone):
    chinese, english = (Client(headers={"Accept-Language": lang}).get("/help") for lang in ("zh-CN", "en"))
    assert '<html lang="zh-CN"' in chinese.content.decode()
    assert '<h1 class="page-title">使用帮助</h1>' in chinese.content.decode()
    assert "<title>Help · Yunchuan High-tech Zone</title>" in english.content.decode()
    assert "Security administrator" in english.content.decode()


def test_language_is_kept_in_a_cookie(zone):
    client = Client(headers={"Accept-Language": "zh-CN"})
    answer = client.post("/language", {"language": "en", "next": "/help?a=1"})
    assert (answer.status_code, answer.url) == (302, "/help?a=1")
    assert '<html lang="en"' in client.get("/help").content.decode()
    client.post("/language", {"language": "xx"})
    assert '<html lang="en"' in client.get("/help").content.decode()


def test_theme_is_kept_until_the_system_decides_again(zone):
    client = Client()
    client.post("/theme", {"theme": "dark"})
    assert 'data-bs-theme="dark"' in client.get("/help").content.decode()
    client.post("/theme", {"theme": "system"})
    assert 'data-bs-theme="' not in client.get("/help").content.decode()


@pytest.mark.parametrize("evil", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_switches_never_lead_away(zone, evil):
    assert Client().post("/language", {"language": "en", "next": evil}).url == "/"


def test_a_zone_is_entered_only_by_its_people(zone, other_zone, client_as):
    visitor = Client(headers={"Accept-Language": "zh-CN"})
    visitor.post("/zone", {"zone": "jinan_htz"})
    assert "<title>使用帮助 · 济南高新区</title>" in visitor.get("/help").content.decode()
    officer = client_as("service")
    officer.post("/zone", {"zone": "jinan_htz"})
    assert "济南高新区" not in officer.get("/help").content.decode()


def test_switches_are_posted(zone):
    for address in ("/language", "/theme", "/zone"):
        assert Client().get(address).status_code == 405


def test_staff_pages_carry_a_watermark(zone, client_as, firm):
    body = client_as("service").get("/help").content.decode()
    assert body.count('data-mark="测试service service-0 20') >= 30
    assert 'class="watermark"' not in client_as("enterprise", firm).get("/help").content.decode()
    assert 'class="watermark"' not in Client().get("/help").content.decode()


def test_the_demo_zone_says_that_it_is_one(zone, other_zone):
    client = Client(headers={"Accept-Language": "zh-CN"})
    assert "企业均为虚构" in client.get("/help").content.decode()
    client.post("/zone", {"zone": "jinan_htz"})
    assert "企业均为虚构" not in client.get("/help").content.decode()


def test_pages_for_errors_say_what_to_do(zone, settings):
    assert "从菜单进入后搜索" in Client(headers={"Accept-Language": "zh"}).get("/nowhere").content.decode()
    strict = Client(enforce_csrf_checks=True, headers={"Accept-Language": "en"})
    expired = strict.post("/language", {"language": "en"})
    assert expired.status_code == 403 and "The page has expired" in expired.content.decode()


def test_a_refusal_names_the_permission(zone, rf: RequestFactory, client_as):
    from django.core.exceptions import PermissionDenied
    from django.views.defaults import permission_denied

    request = client_as("service").get("/help").wsgi_request
    body = permission_denied(request, PermissionDenied("center.export")).content.decode()
    assert "导出数据" in body and "安全管理员" in body


def test_errors_of_ours_need_no_database(rf: RequestFactory):
    from django.views.defaults import bad_request, server_error

    assert "系统出错了" in server_error(rf.get("/")).content.decode()
    assert "请求看不懂" in bad_request(rf.get("/"), ValueError()).content.decode()


def test_before_the_first_zone_help_still_stands(db):
    assert Client().get("/help").status_code == 200


def test_health_tells_of_database_and_worker(db, monkeypatch):
    answer = Client().get("/health")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "database": True, "worker": {"waiting": 0, "lag_seconds": 0}}

    class Gone:
        def cursor(self):
            raise OperationalError("gone")

    monkeypatch.setattr(standing, "connection", Gone())
    answer = Client().get("/health")
    assert answer.status_code == 503 and answer.json()["status"] == "down"


def test_the_shell_reads_little(zone, client_as, django_assert_max_num_queries):
    client = client_as("service")
    with django_assert_max_num_queries(7):
        assert client.get("/help").status_code == 200
