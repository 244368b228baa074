"""Names of indicators as bulletins vary them, and what stands inside a name."""

import re
from typing import NamedTuple
from unicodedata import normalize

_DROPPED = re.compile(r"[\s“”‘’\"'「」《》]+")
_SAME = (
    (re.compile(r"^(?:国内|区域)?生产总值|^GDP"), "地区生产总值"),
    (re.compile(r"^(?:外贸)?进出口(?:总值|总额|额|值)?$"), "进出口总额"),
    (re.compile(r"^规上"), "规模以上"),
    (re.compile(r"^固投(?=增速|$)|^固定资产投资(?:总?额|完成额)$"), "固定资产投资"),
    (re.compile(r"^(?:地方|财政)一般公共预算收入"), "一般公共预算收入"),
    (re.compile(r"(?:数量|总数|个数)$"), "数"),
)
_GROWTH = re.compile(r"(?:同比)?(?:增速|增幅|增长率|增长速度|平均增速)$")
_SHARE = re.compile(r"(?:(?:占|在).*)?(?:的)?(?:占比|比重|比例|份额)$")
_FILLER = re.compile(r"已|累计|全部|年度|年|计划|目标|任务|预计|当前|目前|的|全区")
_COUNTED = re.compile(r"(?:总?数量?|总?额|金额|人数|总量|家数)$")
_ACTION = re.compile(r"(开工|竣工|投产|完成|复工|复产|达产|入库|兑付|到位|落地|签约|覆盖|办结|转化)率$")
_PLAN = re.compile(r"计划|目标|任务")
_RISE = re.compile(r"增加额|增量|净增|增加数|减少|新增")


class Whole(NamedTuple):
    """What a share, a multiple or a part refers to."""

    subject: str
    indicator: str
    period: str = ""


def name(text: str) -> str:
    """One spelling of an indicator or subject."""
    plain = _DROPPED.sub("", normalize("NFKC", text))
    for pattern, word in _SAME:
        plain = pattern.sub(word, plain)
    return plain


def whole(of: str, subject: str) -> Whole | None:
    """`济南市 进出口总额`, with a period perhaps; one word alone is an indicator of the subject itself."""
    words = of.split()
    if not words:
        return None
    if len(words) == 1:
        return Whole(subject, name(words[0]))
    return Whole(name(words[0]), name(words[1]), " ".join(words[2:]))


def grown(indicator: str) -> str | None:
    """进出口总额 of 进出口总额增速; None where no growth rate is named."""
    plain = _GROWTH.sub("", indicator)
    return plain if plain and plain != indicator else None


def part(indicator: str) -> str:
    """What a share is the share of: 税收 of 税收占一般公共预算收入的比重."""
    return _SHARE.sub("", indicator) or indicator


def action(indicator: str) -> str:
    """开工 of 新建项目开工率, or nothing."""
    match = _ACTION.search(indicator)
    return match[1] if match else ""


def gist(indicator: str, without: str = "") -> str:
    """The characters that say what is counted, in order of the alphabet: for names that shuffle their words."""
    plain = indicator.removesuffix("率")
    plain = _COUNTED.sub("", _FILLER.sub("", plain))
    return "".join(sorted(plain.replace(without, "") if without else plain))


def is_plan(indicator: str) -> bool:
    """Whether a plan is named, of which more than all can be done."""
    return bool(_PLAN.search(indicator))


def is_rise(indicator: str) -> bool:
    """Whether a change is named, which is no part of the stock."""
    return bool(_RISE.search(indicator))
