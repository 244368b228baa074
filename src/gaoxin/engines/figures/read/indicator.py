"""What a number measures, in the words of the text; where the text leaves it out, what was spoken of last."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from gaoxin.engines.figures.read import anaphor, phrase, progress
from gaoxin.engines.figures.read.quantity import Quantity
from gaoxin.engines.figures.read.words import CITIES, MACRO, RANK_VERB, either

_ELLIPTIC = re.compile(
    r"^(?:净增|新增|增加|减少|总量|总额|增速|增幅|增长|其|规模|数量|总数|平均|经济|年均|这一数字|降幅|跌幅)?(?:较[^，]{0,6})?$"
)
_RATE = re.compile(r"(?:同比)?(?:增长速度|增速|增幅|增长率)$")
_AREA = re.compile(rf"(?:{either(CITIES)}市?|全市|全省|全国|全区|我市|我省|[\u4e00-\u9fff]{{2,3}}省)")
_RANKED = re.compile(
    rf"(?:{either(RANK_VERB)}|荣|双)+(?:了)?(?:{_AREA.pattern}|各区县|各县市区|同类|之首|[市省区国]|[^，。]{{2,10}}?)?(?:的)?$"
)
_WON = re.compile(
    r"(?:勇夺|夺得|荣获|获得|斩获|摘得|摘取|取得|拿下|包揽|获)(?P<what>[^，。]{4,60}?)(?:两个|双|三个|的)*$"
)
_MOVED = re.compile(
    r"([^，。；、已]{2,12})已?(?:经)?(?:全部|陆续|成功|顺利|累计)*(发货|出货|交付|出口|销售|下线)(?![^，。；！”…])"
)
_JUDGED = re.compile(
    r"在(?:全[国省市]|[^，]{0,6}?)(?:\d+[家个])?([^，]{2,24}?(?:评价|考核|评比|评估|测评|排名|榜单))中$"
)
_GRANT = re.compile(r"(?:为|给予|对|向)(?P<whom>[^，。]{2,24}?)(?:提供|给予|发放)$")
_GETS = re.compile(r"(?:有望|可|最高|将|每年|能)*(?:获得|获|享受)(?:最高|不超过|近|约)?$")
_MONEY_NOUN = re.compile(r"(?:奖励|补贴|补助|资助|补偿|扶持|贷款|授信|经费|资金)")


_OF_INDUSTRY = re.compile(r"(?:产销|主营业务|营业|销售|总|年)*(?:规模|收入|产值|利润|税收|营收)(?:总额)?")


_INVESTED = re.compile(r"(?:计划|协议|意向)?(?:总投资|投资总额|投资)额?")
_HELD = re.compile(r"^(?:先后|累计)?(?:召开|举办|开展|组织)?(?:了)?")
_PAID = re.compile(r"减免|发放|争取|兑付|兑现|捐款|退税|返还|补贴|奖补")
AREAS = ("平方米", "平方公里", "亩", "公顷")


@dataclass
class Memory:
    """What the sentence has spoken of so far."""

    indicator: str = ""
    listed: list[str] = field(default_factory=list)
    kind: str = ""
    rate: bool = False
    action: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """A number with the words around it, times left out: of its clause, and of its sentence."""

    quantity: Quantity
    kind: str
    left: str
    right: str
    sentence: str
    subject: str
    known: Collection[str]
    spoken: str
    paragraph: str


def indicators(place: Place, memory: Memory) -> list[str]:
    """The name of what is measured; several where one number is said of each of them."""
    return [anaphor.full(name, place.paragraph, place.subject) for name in _indicators(place, memory)]


def _indicators(place: Place, memory: Memory) -> list[str]:
    if place.kind == "rank":
        return _rank(place, memory)
    if place.kind in ("growth_yoy", "contribution_pp"):
        return [_RATE.sub("", i) or _again(memory, place)[0] for i in _stated(place, memory)]
    if place.kind == "ratio_to":
        return [_ratio(i, place, memory) for i in _stated(place, memory)]
    if place.kind == "progress":
        return [progress.name(place.left, memory.indicator, place.subject)]
    if place.kind == "share":
        return _share(place, memory)
    if place.kind == "streak":
        return [phrase.before(place.left, place.subject) or _again(memory, place)[0]]
    return _amount(place, memory)


def _stated(place: Place, memory: Memory) -> list[str]:
    several = bool(re.search(r"[均都]|分别", place.left))
    text = phrase.before(_cut_area(place.left), place.subject, whole=several)
    text = _known(text, place.known)
    if _ELLIPTIC.match(text) or len(text) < 2:
        return _again(memory, place)
    if text.startswith("占"):
        return _again(memory, place)
    return phrase.listed(text) if several else [text]


def _again(memory: Memory, place: Place) -> list[str]:
    """What was spoken of last: by a number before, or by a name in the sentence."""
    if re.search(r"(?:总数|总量)(?:达到|达|为|突破|超过|增至)*$", place.left):
        return [re.sub(r"^(?:新增|净增|新认定|新引进)", "", memory.indicator)]
    if memory.listed or memory.indicator:
        return memory.listed or [memory.indicator]
    named = [
        (place.sentence.rfind(n) + len(n), len(n), n)
        for n in (*place.known, *MACRO.split())
        if n in place.sentence
    ]
    return [max(named)[2]] if named else [""]


def _known(text: str, known: Collection[str]) -> str:
    """A phrase with a verb in it gives way to the known indicator it ends with."""
    if len(text) <= 12:
        return text
    ends = [name for name in known if text.endswith(name)]
    return max(ends, key=len) if ends and re.search(r"[的了将]|推进|发展|实现", text) else text


def _cut_area(left: str) -> str:
    """`增速是济南市平均增速的` speaks of 增速: what follows the verb is the reference."""
    left = re.sub(r"^(?:比|较)[^，]{1,16}?[高低快慢]出?$", "", left)
    return re.sub(
        rf"(?:是|为|达到|达|相当于|高于|低于|快于|拉动|贡献)(?:了)?{_AREA.pattern}[^，]{{0,14}}$", "达", left
    )


def _ratio(name: str, place: Place, memory: Memory) -> str:
    rate = (
        "增速" in place.left
        or (memory.kind == "ratio_to" and memory.rate)
        or (memory.kind == "growth_yoy" and place.quantity.form != "double")
    )
    if rate and not name.endswith("增速"):
        return _RATE.sub("", name) + "增速"
    return name


def _share(place: Place, memory: Memory) -> list[str]:
    if m := _GRANT.search(_unhedged(place.left)):
        what = re.match(r"的?([^，。；、！？\n]{0,12})", place.right)
        return [m["whom"] + (what[1] if what else "") + "比例"]
    left = (
        re.sub(
            r"(?<!^)占(?!比|有)(?:到|据)?(?:了)?(?:%|全[市省区国]|[^，的]{1,24}?)(?:的(?:比重|比例)?)?$",
            "达",
            place.left,
        )
        if not re.search(
            r"占[^，]*(?:比重|比例)(?:达到|达|为|提高到|升至|超过|上升到)?[^，]{0,4}$", place.left
        )
        else place.left
    )
    if re.match(r"(?:总量|总额|规模)?(?:占(?!比|有)|达$)", left):
        return _again(memory, place)
    text = phrase.strip_lead(phrase.strip_tail(left), place.subject)
    text = text + "率" if re.search(r"(?:复工|复产|达产|投产|开工|签约|入驻|覆盖|达标)$", text) else text
    text = progress.rate(text, memory.indicator)
    return (
        [_known(text, place.known)] if len(text) >= 2 and not _ELLIPTIC.match(text) else _again(memory, place)
    )


def _unhedged(left: str) -> str:
    return re.sub(r"(?:最高|不超过|至少|不低于|约|近|超过)+$", "", left)


def _rank(place: Place, memory: Memory) -> list[str]:
    if won := _WON.search(place.spoken):
        return [
            item.strip("“”的") + "名次"
            for item in phrase.listed(won["what"].replace("“", "").replace("”", ""))
        ]
    if judged := _JUDGED.search(memory.topic):
        return [judged[1] + "排名"]
    text = _RANKED.sub("", place.left)
    text = re.sub(r"(?:稳|跃|位|名)$", "", text)
    name = phrase.strip_lead(re.sub(rf"(?:{_AREA.pattern})$", "", text), place.subject)
    rate = bool(_RATE.search(name)) or (not name and memory.kind in ("growth_yoy", "ratio_to"))
    bare = _RATE.sub("", name)
    bare = "地区生产总值" if bare == "经济" else bare
    names = _again(memory, place) if _ELLIPTIC.match(bare) or len(bare) < 2 else phrase.listed(bare)
    return [_RATE.sub("", n) + ("增速" if rate else "") + "排名" for n in names]


def _amount(place: Place, memory: Memory) -> list[str]:
    q = place.quantity
    if q.unit == "人" and re.match(r"的?(?:规模|团队)", place.right):
        return ["员工人数"]
    if q.form == "word" and place.right and place.kind == "target":
        return [_cluster(place, memory)]
    if _MONEY_NOUN.search(place.right[:10]) and q.unit == "元":
        return [_grant(place, memory)]
    if q.unit in AREAS and (surface := anaphor.surface(place.left, place.right)):
        return [surface]
    noun, event = phrase.counted(place.right) if q.unit not in ("元", "%") else ("", "")
    if noun:
        return [_counted(place, noun, event)]
    several = bool(re.search(r"[均都双]|分别", place.left[-20:]))
    text = phrase.before(place.left, place.subject, light=True, whole=several)
    if _ELLIPTIC.match(text) or len(text) < 2:
        return _again(memory, place)
    text = progress.deed(text, place.left, memory.indicator)
    text = _invested(_level(text, memory), memory)
    text = _industry(_acted(text, place, memory), memory)
    return phrase.listed(text) if several and "双双" not in place.left else [_number(text, q)]


def _industry(text: str, memory: Memory) -> str:
    """`生物医药企业260家，产值500亿元`: the output is that of the industry."""
    m = re.fullmatch(r"([^的]{2,10}?)(?:产业)?企业数?", memory.indicator)
    if not m or not _OF_INDUSTRY.fullmatch(text):
        return text
    return f"{m[1]}{'' if m[1].endswith('业') else '产业'}{text}"


def _level(text: str, memory: Memory) -> str:
    """`研发机构126家，其中国家级8家`: 国家级研发机构."""
    things = re.sub(r"^(?:各级各类|各级|各类|新增)", "", memory.indicator).removesuffix("数")
    return text + things if re.fullmatch(r"[^，]{0,4}级", text) else text


def _invested(text: str, memory: Memory) -> str:
    """`签约项目23个，总投资157亿元`: the investment is that of those projects."""
    things = memory.indicator.removesuffix("数")
    return things + text if _INVESTED.fullmatch(text) and things.endswith("项目") else text


def _number(text: str, q: Quantity) -> str:
    if q.unit == "次":
        return _HELD.sub("", text) + "次数"
    text = re.sub(r"(?:总数|数量|总量)$", "", text) if q.unit in ("家", "个", "户") else text
    if q.unit == "元" and _PAID.match(text) and not text.endswith(("额", "资金", "投资", "收入")):
        return f"{text}金额"
    if q.unit in ("吨", "公斤", "千瓦时") and re.match(r"年?(?:减少|节约|降低)", text):
        return f"年{text}量"
    measured = q.unit in ("元", "%") or re.search(r"[数量额率积]$", text)
    return (
        text
        if measured or q.unit not in ("家", "个", "户", "人", "项", "件", "座", "条", "台")
        else text + "数"
    )


def _acted(text: str, place: Place, memory: Memory) -> str:
    """新增 said of the whole holds for its parts."""
    if memory.action and "其中" in place.sentence and not text.startswith(memory.action):
        return memory.action + text
    return text


def _counted(place: Place, noun: str, event: str) -> str:
    if moved := _MOVED.match(place.right):
        return f"{moved[1]}{moved[2]}量"
    deed = phrase.action(place.left)
    if place.quantity.unit in ("次", "批次", "人次"):
        return f"{deed}{noun}{place.quantity.unit}数"
    if deed.endswith("出"):
        return f"{deed}的{noun}数"
    if event:
        return f"{deed}{event}的{noun}数" if deed else f"{event}{noun}数"
    return f"{deed}{noun}数"


def _grant(place: Place, memory: Memory) -> str:
    what = re.match(
        r"的?([^，。；、]{0,8}?(?:奖励|补贴|补助|资助|补偿|扶持|贷款|授信|经费|资金)(?:资金)?)", place.right
    )
    noun = what[1] if what else ""
    whom = (
        phrase.before(_GETS.sub("", _unhedged(place.left)), place.subject) or memory.topic.rpartition("的")[2]
    )
    whom = "年获" if re.match(r"我们|公司|企业", whom) or (not whom and "每年" in place.left) else whom
    return whom + noun + ("" if noun.endswith(("额", "资金")) else "金额")


def _cluster(place: Place, memory: Memory) -> str:
    """千亿级…产业集群 is the size of the cluster; 产业达到千亿级规模 that of the industry."""
    m = re.match(
        r"(?:级|以上|的)*([^，。；、！？\u3000\n“”]{1,30}?(?:集群|产业带|基地|园区|高地|板块|产业链|企业))",
        place.right,
    )
    if m:
        return m[1] + "规模"
    name = phrase.before(place.left, place.subject, light=True) or memory.indicator
    tail = re.match(r"级?((?:产业)?规模|产值|收入|销售收入)", place.right)
    if not tail or name.endswith(tail[1]):
        return name
    return name + tail[1].removeprefix("产业" if name.endswith("产业") else "\0")
