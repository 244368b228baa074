"""What a share, a ratio, a contribution or a rank refers to."""

import re

from gaoxin.engines.figures.read.indicator import Place

_WHOLE = re.compile(
    r"占(?!比|有)(?:到|据)?(?:了)?(?P<of>[^，。]{1,24}?)(?:的)?(?:比重|比例)?(?:达到|达|为|超过|近|约|提高到|升至)*$"
)
_RATIO = re.compile(
    r"(?:是|为|达到|达|相当于|高于|低于|快于)(?P<of>[^，。]{1,20}?)(?:平均)?(?:水平|增速|增幅)?(?:的)?$"
)
_PULL = re.compile(r"(?:拉动|带动)(?P<of>[^，。]{1,16}?)(?:增长|提高)?$")
_RANK = re.compile(r"(?:居|列|位|排名|名列)(?P<of>[^，。居列位]{1,12}?)(?:的)?$")


def of(place: Place, indicator: str) -> str | None:
    """`济南市 进出口总额`: whose what; None where nothing is said."""
    if place.kind == "share" and (m := _WHOLE.search(place.left)):
        return _with(m["of"], indicator)
    if place.kind == "ratio_to" and (m := _RATIO.search(place.left)):
        return _with(m["of"], indicator)
    if place.kind == "contribution_pp" and (m := _PULL.search(place.left)):
        return _with(m["of"], f"{indicator}增速")
    if place.kind == "rank" and (m := _RANK.search(place.left)):
        return m["of"]
    return None


def _with(reference: str, indicator: str) -> str:
    area = re.fullmatch(r"(?:全[市省国区]|我[市省国]|[\u4e00-\u9fff]{2,4}[市省])", reference)
    m = re.match(r"((?:全[市省国区]|我[市省国]|[\u4e00-\u9fff]{2,3}[市省]))(.+)", reference)
    if area:
        return f"{reference} {indicator}"
    return f"{m[1]} {m[2]}" if m else reference
