"""A ledger that was sent, held against the one that there is: what it would change, and what is wrong with it."""

from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import replace

from corridor.intake.apply.ledger import file_for, merged, written
from corridor.intake.compare.ledger import LedgerDifference, compare_ledgers
from corridor.intake.publish.proposal import Proposal, Request
from corridor.intake.publish.state import State, state
from corridor.intake.rows.ledger import SentLedger
from corridor.model.figure import Release
from corridor.model.problem import Place, Problem, Problems, Severity, Topic
from corridor.pack.ledger.read import ledger_file, ledger_table, report_strangers
from corridor.pack.ledger.texts import Texts, read_texts
from corridor.pack.schema import LEDGER_FILES, TableSchema

_FIRST_ROW = 2
_NAMED = frozenset(("nodes", "industries", "industry_codes", "indicators", "axis", "corridor"))
"""Tables by which a ledger is read."""


def propose_ledger(request: Request, current: State, read: Callable[[], SentLedger]) -> Proposal:
    """The periods that were sent in place of those that there were; for the public nothing is even read."""
    if request.profile is Release.PUBLIC:
        # What differs from it would tell what is in the ledger that there is.
        problems = Problems(Topic.INTAKE)
        problems.error("ledger-editors", Place(request.name))
        return _refused(request, current, problems.found)
    sent = read()
    file = ledger_file(current.files)
    table = ledger_table(file or LEDGER_FILES[0], current.tables)
    strangers = Problems(Topic.CHECK)
    report_strangers(sent.texts, table, current.tables, strangers)
    at_header = (replace(one, place=sent.place(0, one.place.column)) for one in strangers.found)
    told = (*sent.problems, *at_header)
    if any(problem.severity is Severity.ERROR for problem in told):
        return _refused(request, current, told)
    known = _texts(current, file, table)
    whole, kept = merged(known, sent.texts, table)
    name = file_for(file, len(whole.numbers))
    after = state(request.pack, {**current.files, name: written(name, whole)}, request.profile)
    found = tuple(_located(after.ledger_problems, name, sent, kept))
    return _proposed(request, current, after, (*told, *found), compare_ledgers(known, whole, table))


def replace_ledger(request: Request, current: State) -> Proposal:
    """The pack's own file, edited by hand, in place of the ledger that there is."""
    others = {name: data for name, data in current.files.items() if name not in LEDGER_FILES}
    after = state(request.pack, {**others, request.file: request.data}, request.profile)
    table = ledger_table(request.file, current.tables)
    known, whole = _texts(current, ledger_file(current.files), table), _texts(after, request.file, table)
    if whole is None:
        return _refused(request, current, after.ledger_problems)
    return _proposed(request, current, after, after.ledger_problems, compare_ledgers(known, whole, table))


def ledger_errors(after: State, changed: AbstractSet[str]) -> tuple[Problem, ...]:
    """What is wrong with the ledger once tables have changed; where it names nothing in them, it is not read."""
    if not changed & _NAMED or not ledger_file(after.files):
        return ()
    return tuple(problem for problem in after.ledger_problems if problem.severity is Severity.ERROR)


def _texts(of: State, file: str, table: TableSchema) -> Texts | None:
    """A state's ledger as columns of text; None where it has none, or one that cannot be taken apart."""
    return read_texts(table, file, of.files[file], Problems(Topic.CHECK)) if file in of.files else None


def _located(problems: Iterable[Problem], file: str, sent: SentLedger, kept: int) -> Iterator[Problem]:
    """What is wrong with the ledger as it would be, told by the rows of what was sent where it is about those."""
    for problem in problems:
        at = int(problem.row) - _FIRST_ROW - kept if problem.file == file and problem.row.isdecimal() else -1
        if at < 0:
            yield problem
        else:
            yield replace(problem, place=sent.place(int(sent.texts.numbers[at]), problem.place.column))


def _refused(request: Request, current: State, problems: tuple[Problem, ...]) -> Proposal:
    return Proposal(request=request, changes=(), problems=problems, files=current.files, base=current.digest)


def _proposed(
    request: Request,
    current: State,
    after: State,
    problems: tuple[Problem, ...],
    ledger: LedgerDifference | None,
) -> Proposal:
    return Proposal(
        request=request,
        changes=(),
        ledger=ledger,
        problems=problems,
        files=after.files if ledger else current.files,
        base=current.digest,
        before=current.rows,
        after=after.rows,
    )
