"""The file of a ledger as columns of text, however it is written; nothing is understood yet."""

import io
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet
from numpy.typing import NDArray

from corridor.model.problem import Place, Problems, Topic
from corridor.pack.read import decode
from corridor.pack.readers.delimited import delimiter_of, header_of, is_complete, records_of, rows_in
from corridor.pack.schema import TableSchema

MOST_ROWS = 5_000_000
"""Rows of a ledger that are read."""
MOST_COLUMNS = 300
_MOST_UNPACKED = 1024 * 1024 * 1024
"""Bytes that a packed ledger may come to."""
_PARQUET = b"PAR1"
_HEAD = 100_000
"""Characters that a header is looked for in."""
_FIRST_ROW = 2
"""The row below the header."""
_PLAIN = (
    pa.types.is_string,
    pa.types.is_large_string,
    pa.types.is_integer,
    pa.types.is_floating,
    pa.types.is_decimal,
    pa.types.is_date,
    pa.types.is_null,
)
"""Kinds of columns whose values have one way to be written."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Texts:
    """The columns of a ledger that its table has, each value trimmed; rows that say nothing are left out."""

    numbers: NDArray[np.int64]
    """The row of each as a person sees it in a spreadsheet."""
    columns: Mapping[str, pa.Array]
    strangers: tuple[str, ...] = ()
    """Headers that the table does not have; what is below them is not read."""


class RowNumbers(Sequence[str]):
    """How a person finds each row: its number, written when it is asked for."""

    def __init__(self, numbers: NDArray[np.int64]) -> None:
        self._numbers = numbers

    def __getitem__(self, row: int) -> str:  # type: ignore[override]
        return str(self._numbers[row])

    def __len__(self) -> int:
        return len(self._numbers)


def read_texts(table: TableSchema, file: str, data: bytes, problems: Problems) -> Texts | None:
    """The columns of a file; None, with the reason among the problems, where it cannot be taken apart."""
    is_packed = file.endswith(".parquet") or is_parquet(data)
    found = (_packed if is_packed else _delimited)(table, file, data, problems)
    if found is not None and len(found.numbers) > MOST_ROWS:
        _refuse_size(file, problems)
        return None
    return found and _filled(found)


def is_parquet(data: bytes) -> bool:
    """Whether bytes are meant as Parquet, sound or not."""
    return data.startswith(_PARQUET)


def has_header(data: bytes, table: TableSchema, wanted: Collection[str]) -> bool:
    """Whether bytes are a text whose header has some of the table's columns, by their own names."""
    text = decode("", data[:_HEAD], Problems(Topic.CHECK)) if len(data) <= _HEAD else _beginning(data)
    return text is not None and set(wanted) <= {name.strip() for name in header_of(text, delimiter_of(table, text))}


def _beginning(data: bytes) -> str | None:
    """The first line of a text; a cut could go through a character."""
    return decode("", data[: data.find(b"\n", 0, _HEAD) + 1], Problems(Topic.CHECK))


def _refuse_size(file: str, problems: Problems) -> None:
    problems.error("ledger-too-long", Place(file), most=MOST_ROWS, columns=MOST_COLUMNS)


def _packed(table: TableSchema, file: str, data: bytes, problems: Problems) -> Texts | None:
    try:
        opened = pyarrow.parquet.ParquetFile(io.BytesIO(data))
        if _is_too_large(opened.metadata):
            _refuse_size(file, problems)
            return None
        names = opened.schema_arrow.names
        known = _known(names, table)
        read = opened.read(columns=list(known))
    except (pa.ArrowException, OSError, ValueError):
        problems.error("ledger-parquet", Place(file))
        return None
    header = [name.strip() for name in names]
    strange = {known[name]: read[name].type for name in known if not _is_plain(read[name].type)}
    for name, kind in strange.items():
        problems.error("ledger-kind", Place(file, column=name), found=str(kind))
    if not is_complete(table, file, header, problems) or strange:
        return None
    columns = {known[name]: _trimmed(read[name]) for name in known}
    return Texts(numbers=_numbered(read.num_rows), columns=columns, strangers=_strangers(header, table))


def _is_too_large(about: pyarrow.parquet.FileMetaData) -> bool:
    unpacked = sum(about.row_group(n).total_byte_size for n in range(about.num_row_groups))
    return bool(unpacked > _MOST_UNPACKED or about.num_rows > MOST_ROWS or about.num_columns > MOST_COLUMNS)


def _is_plain(kind: pa.DataType) -> bool:
    """Whether values of a kind have one way to be written."""
    own = kind.value_type if pa.types.is_dictionary(kind) else kind
    return any(is_one(own) for is_one in _PLAIN)


def _known(names: Sequence[str], table: TableSchema) -> dict[str, str]:
    """The columns of a file that the table has, as it calls them."""
    own = _names(table)
    return {name: name.strip() for name in names if name.strip() in own}


def _names(table: TableSchema) -> set[str]:
    return {column.name for column in table.columns}


def _strangers(header: Sequence[str], table: TableSchema) -> tuple[str, ...]:
    return tuple(name for name in header if name and name not in _names(table))


def _numbered(count: int) -> NDArray[np.int64]:
    return np.arange(count, dtype=np.int64) + _FIRST_ROW


def _trimmed(column: pa.ChunkedArray | pa.Array) -> pa.Array:
    """A column as text without the blanks around it; empty where there is no value."""
    values = column.cast(column.type.value_type) if pa.types.is_dictionary(column.type) else column
    texts = pc.fill_null(values.cast(pa.large_string()), "")
    trimmed = pc.utf8_trim_whitespace(texts)
    return trimmed.combine_chunks() if isinstance(trimmed, pa.ChunkedArray) else trimmed


def _delimited(table: TableSchema, file: str, data: bytes, problems: Problems) -> Texts | None:
    text = decode(file, data, problems)
    if text is None:
        return None
    if not text.strip():
        problems.error("file-empty", Place(file))
        return None
    delimiter = delimiter_of(table, text[:_HEAD])
    raw_header = header_of(text[:_HEAD], delimiter)
    cut = _cut(text, delimiter, raw_header) if _known(raw_header, table) else None
    if cut is None:
        return _cut_slowly(table, file, text, problems)
    header = [name.strip() for name in raw_header]
    if not is_complete(table, file, header, problems):
        return None
    columns = {name: _trimmed(cut[raw]) for raw, name in _known(raw_header, table).items()}
    return Texts(numbers=_numbered(cut.num_rows), columns=columns, strangers=_strangers(header, table))


def _cut(text: str, delimiter: str, header: Sequence[str]) -> pa.Table | None:
    """A text cut into columns at once; None where it is not as regular as that needs."""
    if text.count('"') % 2 or len(set(header)) < len(header) or len(header) > MOST_COLUMNS:
        return None
    try:
        return pyarrow.csv.read_csv(
            io.BytesIO(text.encode()),
            parse_options=pyarrow.csv.ParseOptions(
                delimiter=delimiter, newlines_in_values='"' in text, ignore_empty_lines=False
            ),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types=dict.fromkeys(header, pa.string()), strings_can_be_null=False
            ),
        )
    except (pa.ArrowException, UnicodeEncodeError):
        return None


def _cut_slowly(table: TableSchema, file: str, text: str, problems: Problems) -> Texts | None:
    """A text cut row by row, so that each of those that cannot be is named."""
    records = records_of(table, text, file, problems)
    if not records:
        problems.error("file-empty", Place(file))
        return None
    header = [name.strip() for name in records[0][1]]
    if not is_complete(table, file, header, problems):
        return None
    labels, said = rows_in(file, header, records[1:], problems)
    columns = {name: _trimmed(pa.array(said[name], pa.large_string())) for name in _known(header, table)}
    return Texts(numbers=np.array(labels, dtype=np.int64), columns=columns, strangers=_strangers(header, table))


def _filled(texts: Texts) -> Texts:
    """The rows that say anything."""
    said = np.zeros(len(texts.numbers), dtype=bool)
    for column in texts.columns.values():
        said |= pc.not_equal(column, "").to_numpy(zero_copy_only=False)
    if said.all():
        return texts
    columns = {name: column.filter(pa.array(said)) for name, column in texts.columns.items()}
    return Texts(numbers=texts.numbers[said], columns=columns, strangers=texts.strangers)
