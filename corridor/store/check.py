"""Every rule of a pack, run over its tables; all problems at once."""

from collections.abc import Mapping

from corridor.store.files import PackFiles
from corridor.store.read import Tables
from corridor.store.report import Report
from corridor.store.schema import required_files


def check(tables: Tables, files: Mapping[str, bytes], report: Report) -> None:
    """Add to a report whatever the rules find; cells that were not understood are taken as reported already."""
    unread = files.unread if isinstance(files, PackFiles) else frozenset()
    for file in required_files():
        if file not in files and file not in unread:
            report.error("file-missing", file)
