"""The verb that tells what a policy says of all that the law wants it to say: coverage."""

import datetime
import sys
from typing import TYPE_CHECKING, Any

import click

from annotator.cli.desk import ExitCode, clipped, echo_table, one_line, say

if TYPE_CHECKING:
    from annotator.detection.corpus import Source
    from annotator.detection.subject import Subject
    from annotator.detection.verdict import Disclosed

LONGEST_QUOTE = 90


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option("--json", "as_json", is_flag=True, help="All of it with its evidence, as a JSON array.")
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Judge as on this day; without it, as today.",
)
@click.option("--encoding", metavar="NAME", help="How the files are written, if not UTF-8: cp1252, utf-16, …")
def coverage(
    *, paths: tuple[str, ...], as_json: bool, as_of: datetime.datetime | None, encoding: str | None
) -> None:
    """Show what policies say of what the law asks for: present with the words, absent, or unclear.

    PATH is as for `scan`. No project is needed and none is touched.

    \b
    annotator coverage policy.txt
    annotator coverage policies/ --json
    """
    from annotator.detection.corpus import read_source, sources
    from annotator.detection.coverage import coverage as covered
    from annotator.detection.subject import Subject
    from annotator.problems import BadInputError

    told = []
    unread = False
    for source in sources(paths, sys.stdin.buffer.read):
        try:
            text = read_source(source, encoding)
        except BadInputError as problem:
            say(str(problem))
            unread = True
            continue
        subject = Subject(text, file_name=source.name, as_of=as_of.date() if as_of else None)
        items = covered(subject)
        if as_json:
            told.append({"file": source.name, "items": [_record(item, subject) for item in items]})
        else:
            _show(source, items, subject)
    if as_json:
        import json

        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    if unread:
        raise click.exceptions.Exit(ExitCode.PROBLEM)


def _record(item: "Disclosed", subject: "Subject") -> dict[str, Any]:
    return {
        "item": item.item,
        "title": item.title,
        "verdict": item.verdict.value,
        "regimes": [regime.value for regime in item.regimes],
        "source": item.source,
        "reason": item.reason,
        "evidence": [
            {
                "start": start,
                "end": end,
                "quote": subject.text[start:end],
                "where": subject.structure.citation(start, end),
            }
            for start, end in item.evidence
        ],
    }


def _show(source: "Source", items: "tuple[Disclosed, ...]", subject: "Subject") -> None:
    click.echo(f"{one_line(source.name)}\n")
    if not items:
        click.echo(
            "This is no policy about privacy or cookies, or too short a one: nothing is asked of it.\n"
        )
        return
    table = [("VERDICT", "WHAT", "ASKED FOR BY", "PLACE", "WORDS, OR WHY")]
    for item in items:
        start, end = next(iter(item.evidence), (0, 0))
        words = one_line(subject.text[start:end])
        place = subject.structure.citation(start, end) if start < end else ""
        shown = clipped(words, LONGEST_QUOTE)
        why = item.reason or (f"“{shown}”" if shown else "")
        table.append((item.verdict.value, item.title, item.source, one_line(place), why))
    echo_table(table)
    click.echo()
