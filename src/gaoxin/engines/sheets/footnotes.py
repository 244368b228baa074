"""Rows of a table that are no firms: totals, notes, signatures, repeated headers."""

import re

from gaoxin.base.text import Text
from gaoxin.base.width import squeeze

_TOTAL = re.compile(r"(合计|总计|小计|共计|累计|汇总|平均|total|subtotal|grandtotal|sum)(\W.*|\d.*|$)")
_NOTE = re.compile(
    r"(注|备注|说明|附注|数据来源|来源|note|source)\d*[:.、]|(填表|填报|制表|经办|审核|复核|审批|负责|联系|统计负责|单位负责)人"
    r"|(联系电话|填报日期|填表日期|制表日期|填报单位|填报时间|电话|盖章|签字)"
)


def not_a_firm(texts: list[str]) -> Text | None:
    """Why the row with these filled cells is skipped, or None where it should be a firm."""
    for text in texts[:3]:
        word = squeeze(text)
        if _TOTAL.match(word):
            return Text(
                "合计行，不是企业，未读入；无需处理", "a row of totals, not a firm: not read; nothing to do"
            )
        if _NOTE.match(word):
            return Text(
                "说明或签字行，不是企业，未读入；无需处理", "a note, not a firm: not read; nothing to do"
            )
    return None
