"""Every rule of a pack, run over its tables; all problems at once."""

from collections.abc import Mapping

from corridor.model.problem import Place, Problems
from corridor.pack.checks.datums import check_datums
from corridor.pack.checks.figures import check_figures
from corridor.pack.checks.firms import check_firm_amounts
from corridor.pack.checks.identity import (
    check_cycles,
    check_own_references,
    check_references,
    check_unique_ids,
    check_unique_keys,
)
from corridor.pack.checks.ledger import check_ledger_rules
from corridor.pack.checks.media import check_contacts, check_media
from corridor.pack.checks.places import check_places
from corridor.pack.checks.ties import check_ties
from corridor.pack.checks.words import (
    check_addresses,
    check_own_words,
    check_pairs,
    check_placeholders,
    check_unit_names,
)
from corridor.pack.files import PackFiles
from corridor.pack.read import Tables
from corridor.pack.schema import required_files

RULES = (
    check_unique_ids,
    check_unique_keys,
    check_references,
    check_own_references,
    check_cycles,
    check_pairs,
    check_own_words,
    check_placeholders,
    check_addresses,
    check_unit_names,
    check_figures,
    check_firm_amounts,
    check_ledger_rules,
    check_contacts,
    check_ties,
    check_places,
    check_datums,
)


def check(tables: Tables, files: Mapping[str, bytes], problems: Problems) -> None:
    """Add whatever the rules find; cells that were not understood are taken as reported already."""
    unread = files.unread if isinstance(files, PackFiles) else frozenset()
    for file in required_files():
        if file not in files and file not in unread:
            problems.error("file-missing", Place(file))
    for rule in RULES:
        rule(tables, problems)
    check_media(tables, files, unread, problems)
