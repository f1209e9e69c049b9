"""Surveyed shapes made the base map."""

import getpass
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from functools import partial
from pathlib import Path

from corridor.commands import ERRORS, GOOD, WRONG_USE, asked
from corridor.commands.asked import in_both
from corridor.commands.printed import print_json, print_problems, refuse
from corridor.commands.states import not_written
from corridor.i18n import word
from corridor.i18n.problems import as_json
from corridor.intake.publish.basemap import frame_of
from corridor.intake.publish.prepare import prepare_base_map
from corridor.intake.publish.proposal import BaseMap, LayerReport, Proposal, RefusedError
from corridor.intake.publish.publish import publish
from corridor.model.figure import Release
from corridor.model.problem import PackError, Place, Problem, Problems, Severity, Topic
from corridor.pack.basemap.source import SourceError, joined, read_source
from corridor.pack.history import BrokenHistoryError, CommitInfo, Version
from corridor.pack.load import load

_REACH_M = 1500.0
"""How far a base map goes beyond the axis where nobody says."""
_MOST_M = 20_000.0
"""A map of more is none of a strip."""


def arguments(parser: ArgumentParser) -> None:
    """Which files, how far about, and by whom."""
    asked.pack(parser)
    parser.add_argument("source", type=Path, nargs="+", metavar="SOURCE", help=in_both("cli.basemap-source"))
    parser.add_argument("--by", default="", metavar="NAME", help=in_both("cli.basemap-by"))
    parser.add_argument("--reach", type=float, default=_REACH_M, metavar="METRES", help=in_both("cli.basemap-reach"))
    parser.add_argument("--axis", action="store_true", help=in_both("cli.basemap-axis"))
    parser.add_argument("--dry-run", action="store_true", help=in_both("cli.basemap-dry-run"))
    asked.json(parser)


def run(options: Namespace) -> int:
    """Publish the base map, or say what it would change, or what is wrong with it."""
    if not 0 < options.reach <= _MOST_M:
        print(word("basemap.reach", options.lang, most=f"{_MOST_M:g}"), file=sys.stderr)
        return WRONG_USE
    try:
        base_map = _read(options)
    except PackError as error:
        return _tell(error.problems, (), None, options)
    except OSError as error:
        refuse("publish.unreadable", options, error, file=error.filename or "")
        return WRONG_USE
    proposal, version = prepare_base_map(options.pack, base_map, now=datetime.now().astimezone()), None
    if not (options.dry_run or proposal.has_errors):
        try:
            version = _published(proposal, base_map, options)
        except RefusedError as error:
            proposal = error.proposal
        except (OSError, BrokenHistoryError) as error:
            return not_written(options, error)
    return _tell(proposal.problems, proposal.layers, version, options)


def _read(options: Namespace) -> BaseMap:
    """What the files hold about the corridor.

    Raises:
        PackError: corridor or files cannot be understood.
        OSError: one cannot be read.
    """
    box = frame_of(load(options.pack, Release.INTERNAL), options.reach)
    problems, sources = Problems(Topic.INTAKE), []
    for path in options.source:
        try:
            sources.append(read_source(path, box, partial(_tell_step, path.name, options)))
        except SourceError as error:
            problems.error(error.code, Place(path.name), **error.values)
    if problems.has_errors:
        raise PackError(problems.found)
    return BaseMap(source=joined(sources), reach_m=options.reach, with_axis=options.axis)


def _tell_step(file: str, options: Namespace, layer: str) -> None:
    print(word("basemap.step", options.lang, file=file, layer=layer), file=sys.stderr)


def _published(proposal: Proposal, base_map: BaseMap, options: Namespace) -> Version | None:
    """The version that a base map makes; None where it changes nothing.

    Raises:
        RefusedError: others published meanwhile what it cannot be drawn in.
        BrokenHistoryError: the published states were damaged; nothing was written.
        OSError: the disk refused; nothing was written.
    """
    entry = CommitInfo(
        by=options.by.strip() or getpass.getuser(),
        at=datetime.now().astimezone(),
        message=word("basemap.message", options.lang, file=base_map.source.name),
    )
    done = publish(options.pack, proposal, entry, accept_warnings=True)
    return done.version if done else None


def _tell(
    problems: Sequence[Problem], layers: Sequence[LayerReport], version: Version | None, options: Namespace
) -> int:
    """Print what became of it, and give the exit code."""
    refused = any(problem.severity is Severity.ERROR for problem in problems)
    if options.json:
        print_json(
            {
                "problems": [as_json(problem) for problem in problems],
                "layers": [asdict(layer) for layer in layers],
                "version": version.id if version else None,
            }
        )
        return ERRORS if refused else GOOD
    for layer in layers:
        kind = "layer-new" if layer.is_new else "layer-drawn"
        counts = {"drawn": layer.drawn, "points": layer.points, "gone": len(layer.gone), "kept": len(layer.kept)}
        print(word(f"basemap.{kind}", options.lang, id=layer.layer_id, name=layer.name[options.lang], **counts))
        if layer.kept and not layer.is_new:
            names = word("basemap.between", options.lang).join(name[options.lang] for name in layer.kept)
            print(word("basemap.layer-kept", options.lang, names=names))
    print_problems(problems, options.lang)
    if version:
        print(word("publish.published", options.lang, version=version.id, by=version.by))
    elif not refused:
        print(word("basemap.dry" if options.dry_run else "publish.no-version", options.lang))
    return ERRORS if refused else GOOD
