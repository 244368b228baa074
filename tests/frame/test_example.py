"""The scene of docs/reference/scene.md, built as a package of its own, works as the page says."""

import os
import re
import subprocess
import sys
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs/reference/scene.md"
FILE = re.compile(r"^`(visits/[\w/.]+)`\n\n```\w+\n(.*?)^```$", re.M | re.S)

DRIVE = """
import django
django.setup()
from django.core.management import call_command
call_command("makemigrations", "visits", verbosity=0)
call_command("migrate", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
from django.test import Client
from gaoxin.center.models import Event, Membership, Person, Zone
zone = Zone.objects.create(id="z", name_zh="示例区", name_en="Sample zone", pack="demo")
def enter(role):
    person = Person.objects.create(login=role, name=role)
    Membership.objects.create(person=person, role=role, zone=zone)
    client = Client(headers={"host": "localhost", "accept-language": "zh-CN"})
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client
officer, leader = enter("service"), enter("leader")
assert leader.get("/visits/add/").status_code == 403
assert "还没有走访记录" in leader.get("/visits/").content.decode()
wrong = officer.post("/visits/add/", {"firm_name": "云川甲", "day": "昨天", "cost": "1.5"})
assert wrong.status_code == 422 and 'value="昨天"' in wrong.content.decode()
sent = officer.post("/visits/add/", {"firm_name": "云川甲", "day": "2026年3月1日", "cost": "1.5"})
assert (sent.status_code, sent.url) == (302, "/visits/"), sent
body = leader.get("/visits/").content.decode()
assert "云川甲" in body and "2026-03-01" in body and "1.50" in body and "走访记录" in body
assert leader.get("/visits/?format=csv").status_code == 200
assert list(Event.objects.order_by("pk").values_list("kind", flat=True)) == ["visit.add", "export"]
print("works")
"""


def build(folder: Path) -> None:
    """Write the files of the page, and the entry point by which the site finds them."""
    for name, text in FILE.findall(PAGE.read_text(encoding="utf-8")):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for package in ("visits", "visits/migrations"):
        (folder / package).mkdir(exist_ok=True)
        (folder / package / "__init__.py").write_text('"""Visits."""\n', encoding="utf-8")
    info = folder / "visits-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: visits\nVersion: 1\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[gaoxin.scenes]\nvisits = visits\n", encoding="utf-8")


def test_the_example_is_a_whole_scene(tmp_path: Path) -> None:
    build(tmp_path)
    env = {
        **{k: v for k, v in os.environ.items() if not k.startswith("GAOXIN")},
        "GAOXIN_DATA": str(tmp_path / "data"),
        "DJANGO_SETTINGS_MODULE": "gaoxin.config.settings",
        "PYTHONPATH": str(tmp_path),
    }
    done = subprocess.run(
        [sys.executable, "-c", DRIVE], check=False, env=env, capture_output=True, text=True, timeout=120
    )
    assert done.stdout.strip().endswith("works"), done.stderr[-3000:]


def test_the_blocks_and_tags_that_it_names_exist() -> None:
    text = PAGE.read_text(encoding="utf-8")
    base = (PAGE.parents[2] / "src/gaoxin/frame/templates/frame/base.html").read_text(encoding="utf-8")
    named = re.search(r"Blocks of `frame/base.html`:(.*?)Tags:", text, re.S)
    assert named
    blocks = set(re.findall(r"`([a-z_]+)`", named[1]))
    assert blocks >= {"title", "page"}
    assert [name for name in blocks if f"{{% block {name} %}}" not in base] == []
