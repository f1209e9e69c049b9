"""The command line: one small function for each command, over what the other rooms do."""

import argparse
import io
import json
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from corridor.doctor import check_up
from corridor.export import FORMATS
from corridor.i18n import word
from corridor.i18n.os_errors import reason_of
from corridor.i18n.problems import as_json, in_cell
from corridor.intake.compare.changes import Kind
from corridor.intake.compare.describe import ChangedRow, changed_rows, describe_changes, describe_row
from corridor.intake.publish.prepare import prepare_path
from corridor.intake.publish.proposal import Proposal, RefusedError
from corridor.intake.publish.publish import publish
from corridor.intake.template.write import template
from corridor.intake.terms.sheets import sheet_title
from corridor.model.figure import Release
from corridor.model.problem import PackError, Problem, Severity, how_many
from corridor.model.text import LANGS, Lang
from corridor.pack.disk import is_folder
from corridor.pack.files import broken_history
from corridor.pack.history import (
    BrokenHistoryError,
    DamagedVersionError,
    Entry,
    NoSuchVersionError,
    Version,
    inspected,
    restore,
    versions,
    whole_versions,
)
from corridor.pack.load import examine, load
from corridor.pack.packs import data_folder, discover

GOOD, ERRORS, WRONG_USE = 0, 1, 2
"""Exit codes: warnings alone are good."""

Parser = argparse.ArgumentParser
Command = tuple[Callable[[Parser], None], Callable[[argparse.Namespace], int]]
"""What a command adds to its parser, and what it does; the exit code is returned."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        code = run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads the output, like `head`, has had enough; the interpreter must not try again at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ERRORS
    return code


def _parser() -> Parser:
    parser = Parser(prog="corridor", description=_in_both("cli.about"))
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, (build, run) in COMMANDS.items():
        command = commands.add_parser(name, help=_in_both(f"cli.{name}"), description=_in_both(f"cli.{name}"))
        command.add_argument("--lang", choices=LANGS, default="zh", help=_in_both("cli.lang"))
        build(command)
        command.set_defaults(run=_on_a_folder(run))
    return parser


def _in_both(key: str) -> str:
    """Help is read before a language is chosen."""
    return " / ".join(word(key, lang) for lang in LANGS)


def _on_a_folder(run: Callable[[argparse.Namespace], int]) -> Callable[[argparse.Namespace], int]:
    def checked(options: argparse.Namespace) -> int:
        if options.pack is not None and not is_folder(options.pack):
            print(word("cli.no-folder", options.lang, path=options.pack), file=sys.stderr)
            return WRONG_USE
        return run(options)

    return checked


def _add_pack(parser: Parser) -> None:
    parser.add_argument("pack", type=Path, metavar="PACK", help=_in_both("cli.pack"))


def _check_arguments(parser: Parser) -> None:
    _add_pack(parser)
    parser.add_argument("--json", action="store_true", help=_in_both("cli.json"))


def _check(options: argparse.Namespace) -> int:
    _, problems = examine(options.pack)
    if options.json:
        print_json({"problems": [as_json(problem) for problem in problems]})
    else:
        print_problems(problems, options.lang)
    return ERRORS if any(problem.severity is Severity.ERROR for problem in problems) else GOOD


def print_json(content: Mapping[str, object]) -> None:
    """Print what programs read."""
    print(json.dumps(content, ensure_ascii=False, indent=2))


def print_problems(problems: Sequence[Problem], lang: Lang) -> None:
    """Print what people read: every problem with its place, then how many there are."""
    for problem in problems:
        severity = word(f"cli.{problem.severity.value}", lang)
        where = " ".join(part for part in (problem.file, _row(problem, lang), problem.column) if part)
        print(f"{severity} {where} [{problem.code}]\n    {in_cell(problem)[lang]}")
    errors = how_many(problem for problem in problems if problem.severity is Severity.ERROR)
    key = "cli.summary" if problems else "cli.no-problems"
    print(word(key, lang, errors=errors, warnings=how_many(problems) - errors))


def _row(problem: Problem, lang: Lang) -> str:
    if not problem.row:
        return ""
    kind = {".geojson": "feature", ".json": "feature", ".toml": "section"}.get(Path(problem.file).suffix, "row")
    return word(f"cli.{kind}", lang, row=problem.row)


def _export_arguments(parser: Parser) -> None:
    _add_pack(parser)
    parser.add_argument("--format", choices=sorted(FORMATS), required=True, help=_in_both("cli.format"))
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help=_in_both("cli.output"))
    parser.add_argument(
        "--profile", choices=[profile.value for profile in Release], default="public", help=_in_both("cli.profile")
    )


def _export(options: argparse.Namespace) -> int:
    try:
        corridor = load(options.pack, Release(options.profile))
    except PackError as error:
        print_problems(error.problems, options.lang)
        return ERRORS
    content = FORMATS[options.format](corridor, options.lang)
    try:
        options.output.write_bytes(content)
    except OSError as error:
        _refuse("export.unwritable", options, error, file=options.output)
        return ERRORS
    size = max(1, len(content) // 1024)
    profile = word(f"figure.release-{options.profile}", options.lang)
    print(
        word(
            "export.written",
            options.lang,
            file=options.output,
            size=size,
            profile=profile,
            language=word(f"doctor.lang-{options.lang}", options.lang),
        )
    )
    return GOOD


def _refuse(key: str, options: argparse.Namespace, error: OSError, **values: object) -> None:
    """Say what the system refused, and why."""
    print(word(key, options.lang, reason=reason_of(error)[options.lang], **values), file=sys.stderr)


def _doctor_arguments(parser: Parser) -> None:
    parser.add_argument("pack", type=Path, nargs="?", metavar="PACK", help=_in_both("cli.pack"))


def _doctor(options: argparse.Namespace) -> int:
    packs = (options.pack,) if options.pack else discover(data_folder())
    findings = []
    for finding in check_up(packs):
        findings.append(finding)
        mark = word("doctor.good" if finding.good else "doctor.bad", options.lang)
        print(f"[{mark}] {finding.message[options.lang]}", flush=True)
        if finding.remedy:
            print(word("doctor.remedy", options.lang, remedy=finding.remedy[options.lang]), flush=True)
    bad = sum(not finding.good for finding in findings)
    print(word("doctor.not-good" if bad else "doctor.all-good", options.lang, count=bad or len(findings)))
    return ERRORS if bad else GOOD


def _template_arguments(parser: Parser) -> None:
    _add_pack(parser)
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help=_in_both("cli.output"))


def _template(options: argparse.Namespace) -> int:
    try:
        content = template(options.pack, lang=options.lang)
        options.output.write_bytes(content)
    except PackError as error:
        print_problems(error.problems, options.lang)
        return ERRORS
    except OSError as error:
        _refuse("export.unwritable", options, error, file=options.output)
        return ERRORS
    print(word("publish.template-written", options.lang, file=options.output))
    return GOOD


def _diff_arguments(parser: Parser) -> None:
    _add_pack(parser)
    _add_upload(parser)
    parser.add_argument("--json", action="store_true", help=_in_both("cli.json"))


def _add_upload(parser: Parser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=_in_both("cli.file"))


def _diff(options: argparse.Namespace) -> int:
    proposal = _prepared(options)
    if proposal is None:
        return WRONG_USE
    if options.json:
        problems = [as_json(problem) for problem in proposal.problems]
        print_json({"problems": problems, "changes": [change.as_json() for change in proposal.changes]})
    else:
        if proposal.changes:
            _print_changes(changed_rows(proposal.changes, proposal.before, proposal.after), options.lang)
        elif not proposal.has_errors:
            # A file that could not even be read was compared with nothing.
            print(word("publish.no-changes", options.lang))
        print_problems(proposal.problems, options.lang)
    return ERRORS if proposal.has_errors else GOOD


def _prepared(options: argparse.Namespace) -> Proposal | None:
    """The upload against the pack; None, and a word of it, when there is no such file."""
    try:
        return prepare_path(options.pack, options.file, now=datetime.now().astimezone())
    except OSError as error:
        _refuse("publish.unreadable", options, error, file=options.file)
        return None


def _print_changes(rows: Sequence[ChangedRow], lang: Lang) -> None:
    """Print what differs, a line for each cell, row by row."""
    for row in rows:
        kind = word(f"publish.kind-{row.kind.value}", lang)
        print(f"{kind} {sheet_title(row.known.table, lang)} {describe_row(row.known)[lang]}")
        for one in describe_changes(row):
            both = f"{one.old[lang]} → {one.new[lang]}  {one.change.by}".rstrip()
            shown = {Kind.NEW: one.new[lang], Kind.REMOVED: one.old[lang]}.get(row.kind, both)
            print(f"    {one.column[lang]}: {shown}")
    kinds = [row.kind for row in rows]
    print(word("publish.changes", lang, **{kind.value: kinds.count(kind) for kind in Kind}))


def _publish_arguments(parser: Parser) -> None:
    _add_pack(parser)
    _add_upload(parser)
    parser.add_argument("--by", required=True, metavar="NAME", help=_in_both("cli.by"))
    parser.add_argument("--message", default="", metavar="TEXT", help=_in_both("cli.message"))
    parser.add_argument("--accept-warnings", action="store_true", help=_in_both("cli.accept-warnings"))


def _publish(options: argparse.Namespace) -> int:
    if not options.by.strip():
        print(word("publish.nobody", options.lang), file=sys.stderr)
        return WRONG_USE
    proposal = _prepared(options)
    if proposal is None:
        return WRONG_USE
    entry = Entry(options.by, datetime.now().astimezone(), options.message)
    try:
        done = publish(options.pack, proposal, entry, accept_warnings=options.accept_warnings)
    except RefusedError as error:
        print_problems(error.proposal.problems, options.lang)
        refused = "publish.refused" if error.proposal.has_errors else "publish.unaccepted"
        print(word(refused, options.lang), file=sys.stderr)
        return ERRORS
    except (OSError, BrokenHistoryError) as error:
        return _not_written(options, error)
    if proposal.problems:
        print_problems(proposal.problems, options.lang)
        print(word("publish.accepted", options.lang))
    if done is None:
        print(word("publish.no-version", options.lang))
        return GOOD
    _print_changes(changed_rows(done.changes, done.before, done.after), options.lang)
    if done.since:
        print(word("publish.since", options.lang, n=len({(change.table, change.id) for change in done.since})))
    print(word("publish.published", options.lang, version=done.version.id, by=done.version.by))
    return GOOD


def _history_arguments(parser: Parser) -> None:
    _add_pack(parser)
    parser.add_argument("--json", action="store_true", help=_in_both("cli.json"))


def _history(options: argparse.Namespace) -> int:
    try:
        found = inspected(options.pack)
    except BrokenHistoryError as error:
        _print_versions(tuple(whole_versions(options.pack))[::-1], options.lang)
        return _broken(options, error)
    if options.json:
        print_json({"versions": [asdict(version) for version in found]})
        return ERRORS if any(version.damaged for version in found) else GOOD
    _print_versions(found, options.lang)
    if not found:
        print(word("publish.no-versions", options.lang))
    if broken := next((version.id for version in found if version.damaged and version.current), None):
        return _broken(options, DamagedVersionError(broken))
    return ERRORS if any(version.damaged for version in found) else GOOD


def _print_versions(found: Sequence[Version], lang: Lang) -> None:
    for version in found:
        mark = word("publish.current", lang) if version.current else ""
        state = word("publish.damaged", lang) if version.damaged else ""
        by = version.by or word("publish.before-all", lang)
        print("  ".join(part for part in (version.id, version.moment, by, version.message, mark, state) if part))


def _broken(options: argparse.Namespace, error: BrokenHistoryError) -> int:
    """Say why the published state cannot be used, and the way out."""
    print_problems([broken_history(options.pack, error)], options.lang)
    return ERRORS


def _not_written(options: argparse.Namespace, error: OSError | BrokenHistoryError) -> int:
    if isinstance(error, BrokenHistoryError):
        return _broken(options, error)
    _refuse("publish.undone", options, error)
    return ERRORS


def _undo_arguments(parser: Parser) -> None:
    _add_pack(parser)
    parser.add_argument("--to", metavar="VERSION", help=_in_both("cli.to"))


def _undo(options: argparse.Namespace) -> int:
    try:
        version = restore(options.pack, options.to)
    except NoSuchVersionError:
        known = ", ".join(version.id for version in versions(options.pack)) or "-"
        print(word("publish.no-such-version", options.lang, known=known), file=sys.stderr)
        return ERRORS
    except (OSError, BrokenHistoryError) as error:
        return _not_written(options, error)
    print(word("publish.restored", options.lang, version=version.id))
    return GOOD


COMMANDS: dict[str, Command] = {
    "check": (_check_arguments, _check),
    "export": (_export_arguments, _export),
    "template": (_template_arguments, _template),
    "diff": (_diff_arguments, _diff),
    "publish": (_publish_arguments, _publish),
    "history": (_history_arguments, _history),
    "undo": (_undo_arguments, _undo),
    "doctor": (_doctor_arguments, _doctor),
}

if __name__ == "__main__":
    sys.exit(main())
