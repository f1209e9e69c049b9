"""Lists of firms with their amounts, which must never be taken for the public list of firms."""

import re
import unicodedata
from collections.abc import Container, Iterable, Mapping
from functools import cache
from itertools import chain

from corridor.i18n import word
from corridor.i18n.columns import header
from corridor.i18n.spelling import plain
from corridor.model.problem import quoted
from corridor.model.text import LANGS, Text
from corridor.pack.rows import Row

Columns = Iterable[tuple[str, Iterable[str]]]
"""Headers, each with the texts below it."""

_MOST_NAMED = 20
_LONGEST = 200
"""Characters by which a header is known, from its beginning and its end: patterns would search a text without end."""
_BRACKETS = re.compile(r"[(\[【](.*?)[)\]】]")
_FIRM = re.compile(
    r"企业|公司|纳税人|商户|商家|户名|市场主体|税号|.*信用代码"
    r"|.*(?:企业|公司|纳税人|商户|法人)(?:单位)?(?:名称?|全称|简称|识别号)"
    r"|(?:firm|company|enterprise|taxpayer|business)s?(?:name|id|code)?(?:zh|en)?"
    r"|nameof(?:the)?(?:firm|company|enterprise|taxpayer|business)"
)
_TIME = r"(?:\d|[年月日季度第至到前上下半全末底一二三四五六七八九十]|(?:[hq]|fy)(?=\d))*"
_TIMES = re.compile(
    r"月份|日期|(?:税款)?所属(?:期间?|时期|年度|月份)|报告期|years?|months?|quarters?|dates?"
    r"|[本上去今][期年月季]度?(?:同期|累计|数)*|同期(?:数|累计)?|累计(?:数|完成)?|合计|总计"
    rf"|(?=.*(?:[年月季度半]|(?:[hq]|fy)\d)){_TIME}"
)
"""Headers of when: 所属期, 上年同期, 一季度, 5月, Q1."""
_PERIOD = re.compile(r"~?\d{4}(?:[-./]?\d{1,2}){0,2}(?:[-~/至到](?:\d{4}[-./]?)?\d{1,2})?")
"""A header that is a time itself: 2023, 2023-05, 202305, 2022-01/2022-05."""
_NUMBER = re.compile(r"[^\w\s]?[+-]?\d")
"""How an amount begins."""
_MONEY = re.compile(r"(?:^|[十百千万亿币美欧港:])元|cny|rmb|yuan|usd|[¥$€]")
"""What brackets behind a header say of its unit."""
_AMOUNT = re.compile(
    r"(?:(?:税|额|税收|税[金款源]|产值|产出|[营创]收|收入|利润|[租资]金|数值|增加值|贡献|销售|投入|支出|费用|成本"
    r"|tax(?:es|ation)?|revenues?|output|turnover|sales|income|profits?|amount|value|payments?|contribution)"
    r"(?:总?[量额数]|合计|总计|小计|累计|情况|数据|实绩|完成|paid|total|sum)?[十百千万亿]*元?"
    rf"|[十百千万亿美欧港]元|人民币|cny|rmb|yuan|usd){_TIME}$"
)
"""How a header ends that means an amount: 税收, 纳税总额, 2023年税收 and tax_2023, and not 税号 or tax id."""


def ledger_columns(columns: Columns, measured: Container[str], *, are_firms: bool = False) -> list[str]:
    """Headers that mean a period or an amount beside firms; none where the columns hold no firms.

    ``measured`` is what the pack's indicators are called: a column of numbers under such a name is an amount, too.
    With ``are_firms`` the rows are known to be firms, whatever the headers say.
    """
    columns = list(columns)
    if not are_firms and not any(_FIRM.fullmatch(_bare(header)) for header, _ in columns):
        return []
    told = (header for header, texts in columns if _is_time(header) or _is_amount(header, texts, measured))
    return list(dict.fromkeys(told))


def measured_by(indicators: Mapping[str, Row]) -> set[str]:
    """What indicators are called, by id and in both languages, without what people vary."""
    names = ("id", "name_zh", "name_en")
    return {plain(row.cells.get(name, "")) for row in indicators.values() for name in names} - {""}


def listed(headers: list[str]) -> Text:
    """Headers as a message names them."""
    shown = [quoted(header.strip()) for header in headers[:_MOST_NAMED]] + ["…"] * (len(headers) > _MOST_NAMED)
    return Text("、".join(shown), ", ".join(shown))


def _bare(header: str) -> str:
    """A header without its brackets and what people vary."""
    return plain(_BRACKETS.sub("", _said(header)))


def _said(text: str) -> str:
    known = text if len(text) <= _LONGEST else text[: _LONGEST // 2] + text[-_LONGEST // 2 :]
    return unicodedata.normalize("NFKC", known).strip().lower()


def _is_time(header: str) -> bool:
    bare = _bare(header)
    return bare in _words_for_time() or bool(_TIMES.fullmatch(bare)) or bool(_PERIOD.fullmatch(_said(header)))


@cache
def _words_for_time() -> set[str]:
    """What a sheet calls the column of periods."""
    also = (word("template.also-period", lang).split("|") for lang in LANGS)
    own = ("period", *(header("period", lang) for lang in LANGS))
    return {plain(text) for text in (*own, *chain.from_iterable(also))}


def _is_amount(header: str, texts: Iterable[str], measured: Container[str]) -> bool:
    said, bare = _said(header), _bare(header)
    if any(map(_MONEY.search, _BRACKETS.findall(said))) or _AMOUNT.search(bare):
        return True
    dateless = re.sub(rf"^{_TIME}|{_TIME}$", "", bare)
    return (bare in measured or dateless in measured) and any(_NUMBER.match(_said(text)) for text in texts)
