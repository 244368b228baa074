"""One self-contained page: sentences, chart and tables, without script, fit for print."""

from html import escape

from gaoxin.base.text import Language, Text
from gaoxin.center.impact.chart import chart
from gaoxin.center.impact.heading import heading
from gaoxin.center.impact.summary import By, Summary
from gaoxin.center.impact.tell import cost_line, headline, notes, title
from gaoxin.engines.sheets import Table

MOST_ROWS = 500
STYLE = """
body{font:15px/1.6 'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC',Inter,sans-serif;
color:#1a1a1a;background:#fff;max-width:1100px;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem;margin:0}h2{font-size:1.1rem;margin:2rem 0 .5rem}p{margin:.3rem 0}small{color:#595959}
svg{max-width:100%;height:auto}.wide{overflow-x:auto}
table{border-collapse:collapse;font-size:13px}th,td{border-bottom:1px solid #d9d9d9;padding:.3rem .6rem;text-align:left;
vertical-align:top}th{background:#f2f2f2}td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
@media print{body{margin:0;max-width:none}h2{break-after:avoid}tr,svg{break-inside:avoid}.wide{overflow:visible}}
"""


def page(summary: Summary, tables: list[Table], language: Language, by: By = "size") -> str:
    """The page; long tables are cut and say so."""
    name = escape(title(summary, language))
    told = [headline(summary, language), cost_line(summary, language)]
    lines = [escape(line) for line in heading(summary.impact.before, summary.impact.after, language)]
    parts = [
        f"<h1>{name}</h1>",
        *(f"<p>{escape(line)}</p>" for line in told if line),
        f"<h2>{Text('改了什么', 'What was changed').in_(language)}</h2>",
        f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>",
        chart(summary, language, by),
        *(_table(table, language) for table in tables),
        *(f"<p><small>{escape(note)}</small></p>" for note in notes(summary, language)),
    ]
    tongue = "zh-CN" if language == "zh" else "en"
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{name}</title>'
    body = "\n".join(parts)
    opened = f'<!doctype html>\n<html lang="{tongue}"><head>{head}<style>{STYLE}</style></head>'
    return f"{opened}\n<body>\n{body}\n</body></html>\n"


def _table(table: Table, language: Language) -> str:
    frame = table.frame.head(MOST_ROWS)
    names = "".join(f"<th>{escape(name)}</th>" for name in frame.columns)
    numeric = [dtype.is_numeric() for dtype in frame.dtypes]
    rows = "".join(f"<tr>{_cells(row, numeric)}</tr>" for row in frame.iter_rows())
    rest = table.frame.height - frame.height
    more = Text(f"另有 {rest:,} 行，见工作簿", f"{rest:,} more rows are in the workbook").in_(language)
    after = f"<p><small>{more}</small></p>" if rest else ""
    return (
        f'<h2>{escape(table.name)}</h2><div class="wide"><table><tr>{names}</tr>{rows}</table></div>{after}'
    )


def _cells(row: tuple[object, ...], numeric: list[bool]) -> str:
    pairs = zip(row, numeric, strict=True)
    return "".join(
        f'<td class="n">{_number(v)}</td>' if n else f"<td>{escape(_text(v))}</td>" for v, n in pairs
    )


def _number(value: object) -> str:
    return "" if value is None else f"{value:,}".removesuffix(".00")


def _text(value: object) -> str:
    return "" if value is None else str(value)
