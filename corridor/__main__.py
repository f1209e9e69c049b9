"""The command line: one small function for each command, over what the other rooms do."""

import argparse
import io
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from corridor.doctor import check_up
from corridor.export import FORMATS
from corridor.i18n import word
from corridor.model.figure import Release
from corridor.model.problem import PackError, Problem, Severity
from corridor.model.text import LANGS, Lang
from corridor.store.load import examine, load
from corridor.store.packs import data_folder, discover

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
    return run(options)


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
        if options.pack is not None and not options.pack.is_dir():
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
        print_json({"problems": [problem.as_json() for problem in problems]})
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
        print(f"{severity} {where} [{problem.code}]\n    {problem.message[lang]}")
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    key = "cli.summary" if problems else "cli.no-problems"
    print(word(key, lang, errors=errors, warnings=len(problems) - errors))


def _row(problem: Problem, lang: Lang) -> str:
    if not problem.row:
        return ""
    kind = {".csv": "row", ".toml": "section"}.get(Path(problem.file).suffix, "feature")
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
        print(word("export.unwritable", options.lang, file=options.output, reason=error.strerror), file=sys.stderr)
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


COMMANDS: dict[str, Command] = {
    "check": (_check_arguments, _check),
    "export": (_export_arguments, _export),
    "doctor": (_doctor_arguments, _doctor),
}

if __name__ == "__main__":
    sys.exit(main())
