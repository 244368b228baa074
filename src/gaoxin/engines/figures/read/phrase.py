"""Noun phrases around a number: what stands before the verb, what is counted after the unit."""

import re
from functools import lru_cache

from gaoxin.engines.figures.read.words import BEFORE, FALL, HEADS, RISE, either

_HEDGES = either(" ".join(BEFORE.values()))
_VERBS = (
    "实现了 实现 完成 达到了 达到 达成 达 为 是 有 共有 共 已有 已 均 都 仅有 仅 就 累计 总计 "
    "合计 增长到 增长至 增加到 增至 升至 提高到 提高至 提升到 提升至 上升到 上升至 下降到 下降至 "
    "降至 攀升至 跃升至 扩大到 扩大至 保持 可达 可 将 预计 力争 到 至 了 的 分别 双双 各 超额 "
    "有望 促成 拥有 集聚 聚集 汇聚 现有 获得 推动 取得 形成 建成 落户 吸引 涌现出 培育 带动 约 "
    "成立 设立 打造 构建 建设 覆盖 涵盖 包括 分为 即 提供 给予 预期 每年 年均 平均 全部 高达 "
    "同比 比增 比上年 较上年 较去年 比去年 同比实现 也 还 又 则 更 开放 通过 实施 组织 开展 安排 "
    "计 数 总数 数量 一批 先后 首次 再次 成功 率先 一举 已经 连续 持续 压缩 缩短 稳步 大幅 "
    "快速 逆势"
)
_TAIL = re.compile(rf"(?:{either(_VERBS)}|{either(RISE)}|{either(FALL)}|{_HEDGES}|[，、：“])+$")
_LIGHT_TAIL = re.compile(rf"(?:{either(_VERBS)}|{_HEDGES}|[，、：“])+$")
_LEAD = re.compile(
    r"(?:其中|这是|我们|园区内|“(?![^”]{1,12}”)|同时|此外|另外|目前|截至目前|全年|全区|我区|园区|该区|辖区内?|区内|现有|现已|使得|使|据悉|据了解|预计|力争|在(?!孵|建|岗|校|职|册|线)|将|对|和|及|与|且|并|而|也|已"
    r"|已经|共|的|年内|仅|继|先后|每年|可|就|其|该(?:公司|项目|企业|产业园|园|基地|平台|中心|集团)|公司|项目(?=年)|(?:较|比)(?:年初|年底|上年|去年|同期|一季度|节前|春节前)+|为[^，]{1,8}(?=减免|发放|提供|争取)|高新区|各类(?=企业)|企业(?=发放|减免|兑付)|一季度|全市|、|，|\u3000|\s|#|即|以及|特别是|拥有|集聚|累计|完成(?!投资)|实现|有望|预计可|包括|引进(?=[^项企]{2}))+"
)
_SPLIT = re.compile(
    r"(?<!新)(?:已经|已|共|先后|累计|现)?(?:集聚了?|聚集了?|汇聚了?|拥有(?!量)|现有|共有|落户了?|引进了?|培育了?|建成了?|建设了?|涌现出?|形成了?"
    r"|实现了?|达到了?|突破了?|通过|围绕|吸引了?|提供|带动|推动|促进|发展|布设|安装|投放)"
)
_HEAD = re.compile(either(HEADS))
_STOP = re.compile(
    r"[，。；：、！？\n\t\u3000（）“”《》—…]|(?:已|发放|提供|减免|兑付|办理|解决|授信|正在|正式|分别|将|均|等|全部|相继|陆续|先后|马力|来回|进行|开展|实现|参加|参与|组成|获益|规模|位于|占|较|比|同比"
    r"|在[此这]|可(?!持续|再)|主要|分布|总计|总数|总额|累计|纳入|的(?:室内|目标|任务|大关))"
)
_EVENT = r"(?:通过|落户|入选|获批|获评|获得|签约|开工|上市|投产|入驻|竣工|纳入|列入|复工|参加|建成|达产)"
_COUNTED = re.compile(
    rf"(?P<noun>[^，。；：、！？\n]{{1,16}}?)(?:相继|陆续|先后|成功|集中|在此|正式|顺利)*(?P<event>{_EVENT}[^，。；：！？\n、]{{0,12}})?$"
)
_ACTION = re.compile(
    r"(新增|新引进|新签约|新开工|新建|续建|发放|减免|兑付|兑现|新招聘|招聘|输送|争取|促成|惠及|申请|授权|新设|新注册|引进|签约|开工|"
    r"筛选出|遴选出|评选出|净增|新认定|认定|转化|孵化|毕业)(?:了|的)?$"
)
_MOVES = re.compile(r"提升|提高|增加|增至|增长|上升|下降|降至|扩大|升至|减少|左右|以上|以下|不等")
_SUCH = re.compile(r"^.*等(?=[^于级待])")


def strip_tail(text: str, light: bool = False) -> str:
    """Without the verbs and hedges that lead to a number."""
    pattern = _LIGHT_TAIL if light else _TAIL
    return pattern.sub("", text[-60:])


def strip_lead(text: str, subject: str) -> str:
    """Without connectives, times (already blanked) and the subject itself."""
    for _ in range(3):
        before = text
        text = _LEAD.sub("", text, count=1) if _LEAD.match(text) else text
        text = text[_same(text, subject) :]
        if text == before:
            break
    return text


def _same(text: str, subject: str) -> int:
    """How much of the start of a text only says the subject, or the last part of its name."""
    return next(
        (
            len(subject) - i
            for i in range(max(1, len(subject) - 3))
            if subject and text.startswith(subject[i:])
        ),
        0,
    )


def before(left: str, subject: str, light: bool = False, whole: bool = False) -> str:
    """The noun phrase that a verb ties to the number after it; empty where it is left out."""
    text = strip_lead(strip_tail(left, light), subject)
    parts = [p for p in _SPLIT.split(text) if p]
    if parts and len(parts) == 1:
        text = parts[0]
    if len(parts) > 1:
        tail = strip_lead(parts[-1], subject)
        head = strip_lead(strip_tail(parts[-2], light), subject)
        text = head + tail if len(tail) <= 3 and len(head) <= 20 else tail
    text = text if whole else _SUCH.sub("", text)
    return text.strip("“”\u3000 ") if text.count("“") != text.count("”") else text.strip("\u3000 ")


def counted(right: str) -> tuple[str, str]:
    """What is counted after the unit, and the event it is counted for: 个|项目|落户."""
    clause = re.split(r"[，。；！？\n\u3000：]", right, maxsplit=1)[0][:40]
    clause = clause.removeprefix("的")
    if not clause or _MOVES.match(clause):
        return "", ""
    if (m := _COUNTED.match(clause)) and m["event"] and _HEAD.search(m["noun"]):
        return _quoteless(_to_head(m["noun"])), m["event"]
    return _quoteless(_to_head(clause)), ""


def _to_head(clause: str) -> str:
    """Up to the last noun before anything that ends the phrase."""
    quoted = re.match(r"“[^”]{1,10}”", clause)
    offset = quoted.end() if quoted else 0
    stop = _STOP.search(clause, offset)
    text = clause[: stop.start()] if stop else clause
    ends = [m.end() for m in _HEAD.finditer(text)]
    if ends and re.fullmatch(r"(?:和|及|与)[^的]{2,10}", text[ends[-1] :]):
        return text
    if ends:
        listed = stop is not None and stop[0] == "、" and len(text) <= ends[-1] + 5
        return text if listed else text[: _end(text, ends)]
    return text if 0 < len(text) <= 14 else ""


def _end(text: str, ends: list[int]) -> int:
    return len(text) if len(text) - ends[-1] <= 2 else ends[-1]


def _quoteless(text: str) -> str:
    return text.strip("、，的")


def action(left: str) -> str:
    """The deed by which things came to be counted: 新增, 发放."""
    text = re.sub(rf"(?:{_HEDGES}|了|共|的)+$", "", left[-12:])
    match = _ACTION.search(text)
    return match[1] if match else ""


@lru_cache(maxsize=256)
def _suffix(items: tuple[str, ...]) -> str:
    last = items[-1]
    for ending in (
        "增速",
        "增幅",
        "占比",
        "规模",
        "排名",
        "主营业务收入",
        "营业收入",
        "总产值",
        "产值",
        "数量",
    ):
        if last.endswith(ending) and not any(i.endswith(ending) for i in items[:-1]):
            return ending
    return ""


def listed(text: str) -> list[str]:
    """The members of `A、B和C增速`, each with the shared ending."""
    text = re.sub(r"等(?:[^、]*?支柱|[^、]*?主导|[^、]*?特色|[^、]*?重点)?(?=产业规模|产业)", "", text)
    items = [i for i in re.split(r"、|以及|和(?!谐|平)|及(?!其)|与", text) if i]
    if len(items) < 2:
        return [text] if text else []
    shared = re.search(r"产业(?:规模|产值|收入)?$", items[-1])
    ending = shared[0] if shared and not any("产业" in i for i in items[:-1]) else _suffix(tuple(items))
    return [i if i.endswith(ending) else i + ending for i in items]
