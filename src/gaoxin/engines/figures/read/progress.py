"""Names of progress: plans fulfilled, rates of what was counted before, things done out of those planned."""

import re

from gaoxin.engines.figures.read import phrase

_PLAN = re.compile(
    r"(?:完成|占)(?:了)?([^，。]{0,16}?(?:计划|任务|目标)[^，。的]{0,4})(?:的)?(?:比例)?(?:达到|达|为)?[^，。]{0,3}$"
)
_AHEAD = re.compile(r"(超|赶超|快于|高于|低于|落后)(?:序时|时间)进度")
_RATES = re.compile(r"(?:项目|企业)?(?:开工|竣工|复工|复产|达产|投产|完成|签约|履约|到岗|返岗)率")
_RATE = re.compile(r"(?:年度|全年|年)?(?:投资|建设)?(?:计划|任务|目标)完成率$")
_DONE_OF = re.compile(r"([^，]{2,12}项目)已(?=开工|竣工|签约|投产)")
_OLD = re.compile(r"^(?:计划|(?:累计)?新?(?:开工|签约|引进|入库))")
_DEEDS = re.compile(r"(?:开工|竣工|复工|复产|投产|达产|签约|建成|完工|落地|入库)")
_MONEY = re.compile(r"(?:累计)?(?:完成)?(?:固定资产)?投资(?:额)?$")


def name(left: str, spoken: str, subject: str) -> str:
    """`完成年度投资计划的61.3%` → 重点项目年度投资计划完成率, 重点项目 being spoken of."""
    what = _MONEY.sub("", _RATE.sub("", spoken))
    if plan := _PLAN.search(left):
        of = phrase.strip_lead(left[: plan.start()], subject) or what
        return f"{of}{plan[1]}完成率"
    if _AHEAD.search(left):
        return f"{what}赶超时间进度"
    stated = phrase.strip_lead(phrase.strip_tail(left), subject)
    return rate(stated, spoken) if len(stated) >= 2 else spoken


def rate(text: str, spoken: str) -> str:
    """A bare 开工率 is that of the things counted before."""
    if not _RATES.fullmatch(text):
        return text
    things = re.sub(r"^(?:已|计划|新)?(?:开工)?", "", spoken).removesuffix("数")
    return text if not things or text.startswith(things[-2:]) else things + text


def deed(text: str, left: str, spoken: str) -> str:
    """`新建项目56个，已开工43个`: 已开工新建项目."""
    if (planned := _DONE_OF.match(text)) and _DEEDS.fullmatch(text[planned.end() :]):
        return f"已{text[planned.end() :]}{planned[1]}"
    if not _DEEDS.fullmatch(text):
        return text
    return ("已" if f"已{text}" in left else "") + text + _OLD.sub("", spoken.removesuffix("数"))
