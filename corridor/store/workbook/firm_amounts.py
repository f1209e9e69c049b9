"""Lists of firms with their amounts, which must never be taken for the public list of firms."""

import re
import unicodedata
from collections.abc import Container, Iterable, Mapping

from corridor.model.problem import Unclear, quoted
from corridor.model.text import Text
from corridor.store.workbook.amounts import read_number
from corridor.store.workbook.periods import read_period
from corridor.store.workbook.plan import plain, recognised
from corridor.store.workbook.rows import Row

Columns = Iterable[tuple[str, Iterable[str]]]
"""Headers, each with the texts below it."""

_MOST_NAMED = 20
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
    return plain(_BRACKETS.sub("", unicodedata.normalize("NFKC", header)))


def _is_time(header: str) -> bool:
    found = recognised("figures", header)
    return (found is not None and found[0] == "period") or bool(_TIMES.fullmatch(_bare(header))) or _is_period(header)


def _is_period(text: str) -> bool:
    try:
        return bool(read_period(text))
    except Unclear:
        return False


def _is_amount(header: str, texts: Iterable[str], measured: Container[str]) -> bool:
    said, bare = unicodedata.normalize("NFKC", header).lower(), _bare(header)
    if any(map(_MONEY.search, _BRACKETS.findall(said))) or _AMOUNT.search(bare):
        return True
    dateless = re.sub(rf"^{_TIME}|{_TIME}$", "", bare)
    return (bare in measured or dateless in measured) and any(map(_is_number, texts))


def _is_number(text: str) -> bool:
    try:
        return bool(read_number(text))
    except Unclear:
        return False
