"""Export and import: every shipped policy comes back equal; what is edited in between comes back as FEEL."""

import datetime as dt
import re
from pathlib import Path

import pytest
import yaml

from gaoxin.center.exchange import export, import_model
from gaoxin.center.exchange.plain_yaml import policy_text
from gaoxin.center.library import Library
from gaoxin.engines.packs.kinds import Policy
from gaoxin.engines.packs.load import bundled
from gaoxin.engines.packs.read import PackError, read_kind
from gaoxin.engines.rules.dmn import read

POLICIES = sorted(
    p.stem for pack in ("national", "demo") for p in (bundled(pack) / "policies").glob("*.yaml")
)
SHARED = Path(__file__).parents[3] / "shared" / "dmn-tck"
DAY = dt.date(2026, 6, 1)


def through(library: Library, policy: str, day: dt.date, folder: Path, change=lambda text: text):
    path = folder / "模型.dmn"
    path.write_text(change(export(library, policy, day)), encoding="utf-8")
    return import_model(path, library, day, "draft.x")


@pytest.mark.parametrize("policy", POLICIES)
def test_every_version_of_every_policy_comes_back_equal(
    policy: str, library: Library, tmp_path: Path
) -> None:
    file = library.policies[policy]
    for version in file.policy.versions:
        found = through(library, policy, version.from_, tmp_path)
        assert found.policy == file.policy
        assert found.notes == ()
    written = tmp_path / f"{policy}.yaml"
    written.write_text(policy_text(found.policy), encoding="utf-8")
    assert read_kind(written, Policy) == file.policy


@pytest.mark.parametrize("policy", POLICIES)
def test_exports_can_be_read_and_are_valid_by_the_standard(
    policy: str, library: Library, tmp_path: Path
) -> None:
    etree = pytest.importorskip("lxml.etree")
    for version, schema in (("1.5", "DMN15.xsd"), ("1.3", "DMN13.xsd")):
        if not (SHARED / schema).exists():
            pytest.skip("the schemas of the standard are not beside the project")
        text = export(library, policy, DAY, version).encode()
        assert read(text).check() == []
        etree.XMLSchema(etree.parse(SHARED / schema)).assertValid(etree.fromstring(text))


def test_ids_are_ascii_and_names_legal(library: Library) -> None:
    for policy in POLICIES:
        text = export(library, policy, library.policies[policy].policy.versions[-1].from_)
        ids = re.findall(r'\bid="([^"]*)"', text.split("<dmndi:DMNDI")[0])
        assert all(id_.isascii() for id_ in ids)
        names = re.findall(r'<(?:inputData|decision)[^>]* name="([^"]*)"', text)
        assert len(names) == len(set(names))
        assert not [name for name in names if re.search(r"[^\w·]", name) or name[0].isdigit()]


def test_an_edited_threshold_comes_back_as_feel(library: Library, tmp_path: Path) -> None:
    policy = "cn.tax.small_low_profit_cit"
    assert "应纳税所得额 &lt;= 3000000" in export(library, policy, DAY)
    found = through(library, policy, DAY, tmp_path, lambda t: t.replace("&lt;= 3000000<", "&lt;= 5000000<"))
    before = {c.id: c for v in library.policies[policy].policy.versions for c in v.conditions}
    edited = [c for v in found.policy.versions for c in v.conditions if c.feel]
    assert [(c.feel, c.confidence) for c in edited] == [("应纳税所得额 <= 5000000", "uncertain")]
    assert edited[0].clause == before[edited[0].id].clause
    assert len(found.notes) == 1
    rule = library.__class__(library.packs, library.base).rule(found.policy, DAY)
    assert rule is not None


def test_an_edited_score_band_comes_back_as_feel(library: Library, tmp_path: Path) -> None:
    policy = "cn.tech_sme.evaluation"
    text = export(library, policy, DAY)
    band = re.search(r"<text>&gt;= 0.3</text>", text)
    assert band is not None
    found = through(
        library, policy, DAY, tmp_path, lambda t: t.replace(band[0], "<text>&gt;= 0.35</text>", 1)
    )
    told = yaml.safe_dump(found.policy.versions[-1].define["score"].points["staff"].feel, allow_unicode=True)
    assert "0.35" in told and "科技人员数" in told
    assert library.__class__(library.packs, library.base).rule(found.policy, DAY) is not None


def test_a_verdict_may_gain_and_lose_conditions(library: Library, tmp_path: Path) -> None:
    policy = "cn.hnte.recognition"
    extra = (
        '<decision id="新的" name="有利润"><informationRequirement id="n1"><requiredInput href="#i_taxable_income"/>'
        "</informationRequirement><literalExpression><text>应纳税所得额 &gt; 0</text></literalExpression></decision>"
    )

    def change(text: str) -> str:
        verdict = re.search(r"<text>(\S+ and .*)</text>", text)
        assert verdict is not None
        names = verdict[1].split(" and ")
        text = text.replace(verdict[1], " and ".join([*names[:-1], "有利润"]))
        needs = '<informationRequirement id="n2"><requiredDecision href="#新的"/></informationRequirement>'
        head, tail = text.split('<informationRequirement id="verdict-needs-0">')
        text = f'{head}{needs}<informationRequirement id="verdict-needs-0">{tail}'
        return text.replace('<decision id="verdict"', f'{extra}<decision id="verdict"')

    found = through(library, policy, DAY, tmp_path, change)
    ids = [c.id for c in found.policy.versions[-1].conditions]
    assert "accidents" not in ids
    assert found.policy.versions[-1].conditions[-1].feel == "应纳税所得额 > 0"
    assert (
        found.policy.versions[-1].conditions[0] == library.policies[policy].policy.versions[-1].conditions[0]
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda t: t.replace("<gx:source", "<gx:sauce").replace("</gx:source", "</gx:sauce"),
        lambda t: re.sub("<gx:data>[^<]*</gx:data>", "<gx:data>[}</gx:data>", t),
        lambda t: re.sub("<gx:data>[^<]*</gx:data>", "<gx:data>a: &amp;a [1]\nb: *a</gx:data>", t),
        lambda t: re.sub(' version="0"', ' version="x"', t),
        lambda t: re.sub('confirmed="[^"]*"', 'confirmed="nie"', t),
        lambda t: re.sub("<gx:clause>[^<]*</gx:clause>", "", t),
        lambda t: t.replace('id="verdict"', 'id="urteil"'),
    ],
)
def test_a_damaged_extension_is_told(change, library: Library, tmp_path: Path) -> None:
    with pytest.raises(PackError) as told:
        through(library, "cn.hnte.recognition", DAY, tmp_path, change)
    assert "\n" not in str(told.value)


def test_no_version_in_force(library: Library) -> None:
    with pytest.raises(PackError, match="no version in force"):
        export(library, "cn.hnte.recognition", dt.date(1999, 1, 1))
