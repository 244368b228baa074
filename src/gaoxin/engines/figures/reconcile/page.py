"""An audit as one page that stands alone: conflicts first, then the texts with every figure marked."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from html import escape

from gaoxin.base.text import Language, Text
from gaoxin.engines.figures.reconcile.audit import Audit, Verdict
from gaoxin.engines.figures.reconcile.claim import Claim
from gaoxin.engines.figures.reconcile.conflict import Conflict
from gaoxin.engines.figures.reconcile.index import when
from gaoxin.engines.figures.reconcile.sentence import allowed, tell

WORDS: dict[Verdict, Text] = {
    "inconsistent": Text("有冲突", "in conflict"),
    "consistent": Text("与其他数相符", "borne out by another figure"),
    "not decidable": Text("无法判断", "not decidable"),
}
_CLASS: dict[Verdict, str] = {"inconsistent": "bad", "consistent": "good", "not decidable": "open"}
_TITLE = Text("数字核对", "Figures checked")
_NONE = Text("没有发现互相冲突的数。", "No figures that contradict one another were found.")
_HEADS = (Text("印的数", "printed"), Text("其他数成立时应为", "would have to be, given the others"))
_ALSO = Text("另见", "also printed at")
_STYLE = """
:root{color-scheme:light;--red:#b3261e;--green:#1f6f43;--grey:#5f6368;--line:#d9dce1}
*{box-sizing:border-box}
body{margin:0;background:#f5f6f8;color:#1c1e21;
font:16px/1.75 "Noto Sans CJK SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif}
main{max-width:56rem;margin:0 auto;padding:2rem 1.25rem 4rem}
h1{font-size:1.5rem;margin:0 0 .25rem}h2{font-size:1.1rem;margin:2.5rem 0 .75rem}
.sum,.key{color:var(--grey);margin:0 0 1rem}.key span{margin-right:1.25rem}
.clash{background:#fff;border:1px solid var(--line);border-left:4px solid var(--red);border-radius:6px;
padding:1rem 1.25rem;margin:0 0 1rem}
.clash p{margin:0 0 .75rem;font-size:1.05rem}
table{border-collapse:collapse;width:100%;font-size:.95rem;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:.35rem .75rem .35rem 0;border-top:1px solid var(--line);vertical-align:top}
th{color:var(--grey);font-weight:400;border-top:0}
small{color:var(--grey)}a{color:#0b57d0}
article{background:#fff;border:1px solid var(--line);border-radius:6px;padding:1.25rem 1.5rem;
white-space:pre-wrap;overflow-wrap:anywhere}
mark{background:none;color:inherit;border-radius:3px;padding:0 .1em;scroll-margin-top:30vh}
mark.bad{background:#fbdedb;color:#8c1d18;font-weight:600;border-bottom:2px solid var(--red)}
mark.good{background:#e3f2e8;border-bottom:2px solid var(--green)}
mark.open{border-bottom:2px dotted #80868b}
mark:target{outline:3px solid #f2b705}
@media print{body{background:#fff}.clash,article{border-color:#999}}
"""


def page(audit: Audit, language: Language) -> str:
    """The whole page in one language."""
    title = escape(_TITLE.in_(language))
    body = "".join(_body(audit, language))
    return (
        f'<!doctype html>\n<html lang="{"zh-CN" if language == "zh" else "en"}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><title>{title}</title>'
        f"<style>{_STYLE}</style></head><body><main><h1>{title}</h1>{body}</main></body></html>\n"
    )


def summary(audit: Audit) -> Text:
    """One line: how many figures, checks and conflicts."""
    claims, checks, bad = len(audit.index.claims), len(audit.checks), len(audit.conflicts)
    good = sum(check.verdict == "consistent" for check in audit.checks)
    zh = f"{claims} 个数，{checks} 项核对：{good} 项相符，{bad} 处冲突，其余无法判断"
    return Text(
        zh, f"{claims} figures, {checks} checks: {good} hold, conflicts: {bad}, the rest cannot be decided"
    )


def where(claim: Claim) -> str:
    """The anchor of a claim on the page."""
    return f"c-{escape(claim.id, quote=True)}"


def _body(audit: Audit, language: Language) -> Iterator[str]:
    yield f'<p class="sum">{escape(summary(audit).in_(language))}</p>'
    if not audit.conflicts:
        yield f"<p>{escape(_NONE.in_(language))}</p>"
    for conflict in audit.conflicts:
        yield _clash(conflict, language)
    by_file: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in audit.index.claims:
        by_file[claim.file].append(claim)
    words = (f'<span><mark class="{_CLASS[v]}">{escape(WORDS[v].in_(language))}</mark></span>' for v in WORDS)
    yield f'<p class="key">{"".join(words)}</p>'
    for file, claims in by_file.items():
        yield f"<h2>{escape(file)}</h2>"
        text = audit.index.texts.get(file)
        marked = "".join(_marked(text, claims, audit, language)) if text else _listed(claims, audit, language)
        yield f"<article>{marked}</article>"


def _clash(conflict: Conflict, language: Language) -> str:
    rows = "".join(
        f'<tr><td><a href="#{where(claim)}">{escape(claim.printed)}</a> <small>{escape(_about(claim, language))}'
        f"</small></td><td>{escape(allowed(claim, conflict.needed[claim.id]).in_(language))}</td></tr>"
        for claim in conflict.claims
    )
    heads = "".join(f"<th>{escape(head.in_(language))}</th>" for head in _HEADS)
    links = " · ".join(f'<a href="#{where(c)}">{escape(c.printed)}</a>' for c in conflict.echoes)
    also = f"<small>{escape(_ALSO.in_(language))} {links}</small>" if links else ""
    sentence = escape(tell(conflict).sentence.in_(language))
    return f'<section class="clash"><p>{sentence}</p><table><tr>{heads}</tr>{rows}</table>{also}</section>'


def _about(claim: Claim, language: Language) -> str:
    found = when(claim.period)
    return " · ".join(filter(None, (claim.subject, claim.indicator, found.in_(language) if found else "")))


def _marked(text: str, claims: Sequence[Claim], audit: Audit, language: Language) -> Iterator[str]:
    """The text with a mark round every figure; claims that overlap share the outermost mark."""
    at = 0
    for start, end, group in _stretches(claims, len(text)):
        yield escape(text[at:start])
        yield _mark(group, escape(text[start:end]), audit, language)
        at = end
    yield escape(text[at:])


def _stretches(claims: Sequence[Claim], size: int) -> list[tuple[int, int, list[Claim]]]:
    found: list[tuple[int, int, list[Claim]]] = []
    for claim in sorted((c for c in claims if 0 <= c.start < c.end <= size), key=lambda c: c.start):
        if found and claim.start < found[-1][1]:
            start, end, group = found[-1]
            found[-1] = (start, max(end, claim.end), [*group, claim])
        else:
            found.append((claim.start, claim.end, [claim]))
    return found


def _mark(group: Sequence[Claim], words: str, audit: Audit, language: Language) -> str:
    worst = next(verdict for verdict in WORDS if any(audit.verdicts[c.id] == verdict for c in group))
    title = "\n".join(_about(claim, language) for claim in group)
    inner = "".join(f'<span id="{where(claim)}"></span>' for claim in group[1:])
    said = escape(
        f"{WORDS[worst].in_(language)}：{title}" if language == "zh" else f"{WORDS[worst].in_('en')}: {title}"
    )
    return f'<mark class="{_CLASS[worst]}" id="{where(group[0])}" title="{said}">{inner}{words}</mark>'


def _listed(claims: Sequence[Claim], audit: Audit, language: Language) -> str:
    rows = (f"{_mark([c], escape(c.printed), audit, language)} {escape(_about(c, language))}" for c in claims)
    return "\n".join(rows)
