"""The verbs that change a project: import, tag, flag, undo, redo."""

from collections.abc import Callable, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator.cli.desk import Desk, ExitCode, counted, one_line, progress, say

if TYPE_CHECKING:
    from annotator.domain import Event
    from annotator.review import Review


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH…")
@click.option("--encoding", metavar="NAME", help="How the files are written, if not UTF-8: cp1252, utf-16, …")
@click.pass_obj
def import_(desk: Desk, paths: tuple[Path, ...], encoding: str | None) -> None:
    """Import policies: .txt, .md, .html, .docx and .pdf files, and folders with all that is in them.

    Either all are imported or none; Ctrl-C rolls back. A file that is there already is recognised by its
    bytes. Prints a line for each new policy: its id and its file name. What reading a file took, such as
    tracked changes that were accepted, is said on stderr and kept in the project.

    \b
    annotator import policy.txt policies/
    annotator --project client.annotator import old.txt --encoding cp1252
    """
    from annotator.text.readers import documents_in, read

    found = documents_in(paths)
    with desk.review(make=True) as review, progress(len(found), "Importing") as advance:
        imported = review.add_policies((read(path, encoding) for path in found), progress=advance)
    for policy in imported.policies:
        click.echo(f"{policy.id}\t{one_line(policy.file_name)}")
    for policy in imported.known:
        say(f"Already there: {one_line(policy.file_name)}")
    for policy in imported.empty:
        say(f"There are no words in it: {one_line(policy.file_name)}")
    for policy, note in imported.notes:
        say(f"{one_line(policy.file_name)}: {one_line(note)}")
    empty = f", {len(imported.empty)} of them empty" if imported.empty else ""
    say(f"Imported {counted(len(imported.policies), 'policy', 'policies')}{empty}.")
    if not imported.policies:
        raise click.exceptions.Exit(ExitCode.NOTHING)


def _on_words(function: Callable[..., None]) -> Callable[..., None]:
    """The options that say where an annotation stands, and its note."""
    options = (
        click.argument("policy"),
        click.option(
            "--quote",
            "quotes",
            multiple=True,
            metavar="TEXT",
            help="The words, letter by letter. Several --quote make one annotation of several spans.",
        ),
        click.option(
            "--occurrence",
            "occurrences",
            type=click.IntRange(min=1),
            multiple=True,
            metavar="N",
            help="Which one, from 1, where the words stand there more than once; one for each --quote.",
        ),
        click.option("--whole", is_flag=True, help="On the whole policy rather than on words of it."),
        click.option("--note", default="", metavar="TEXT", help="A note for whoever reads it."),
    )
    for option in reversed(options):
        function = option(function)
    return function


def places(
    review: "Review", policy: str, quotes: Sequence[str], occurrences: Sequence[int]
) -> list[tuple[int, int]]:
    """``[start, end)`` of each quote, in code points."""
    if occurrences and len(occurrences) != len(quotes):
        raise click.UsageError("Give one --occurrence for each --quote, in the same order.")
    text = review.text(policy)
    spans = [text.locate(quote, which) for quote, which in zip_longest(quotes, occurrences)]
    return [(span.start, span.end) for span in spans]


def _check_where(quotes: Sequence[str], *, whole: bool) -> None:
    if whole == bool(quotes):
        raise click.UsageError("Say where: either --quote TEXT or --whole.")


@click.command()
@_on_words
@click.option("--label", required=True, metavar="ID", help="The clause label; `annotator labels` lists them.")
@click.option(
    "--attribute", "pairs", multiple=True, metavar="NAME=VALUE", help="Such as polarity=does-not; repeatable."
)
@click.pass_obj
def tag(desk: Desk, /, policy: str, label: str, pairs: tuple[str, ...], note: str, **where: Any) -> None:
    """Tag a clause. Prints the id of the new tag.

    \b
    annotator tag kluje.txt --quote "We do not store this information." \\
        --label retention --attribute polarity=does-not --note "Identity papers"
    annotator tag kallu.txt --quote "cookies" --occurrence 2 --label cookies-tracking
    """
    _check_where(where["quotes"], whole=where["whole"])
    attributes = dict(pair.partition("=")[::2] for pair in pairs)
    if not all("=" in pair for pair in pairs):
        raise click.UsageError("Write --attribute as NAME=VALUE, such as polarity=does.")
    with desk.review() as review:
        found = review.policy(policy).id
        spans = places(review, found, where["quotes"], where["occurrences"])
        event = review.tag(found, spans, label, note=note, attributes=attributes)
    _report(event)


@click.command()
@_on_words
@click.option(
    "--type", "issue", required=True, metavar="ID", help="The issue type; `annotator labels` lists them."
)
@click.option(
    "--severity",
    type=click.Choice(["info", "low", "medium", "high"]),
    help="How much it matters; without it, what the issue type starts with.",
)
@click.option("--suggestion", default="", metavar="TEXT", help="The wording you propose instead.")
@click.option(
    "--counterpart", "others", multiple=True, metavar="TEXT", help="The other half of a contradiction."
)
@click.pass_obj
def flag(desk: Desk, /, policy: str, issue: str, severity: str | None, **rest: Any) -> None:
    """Flag an issue. Prints the id of the new flag.

    \b
    annotator flag klingit.txt --quote "Types of Cookies" --type empty-section
    annotator flag kluje.txt --whole --type missing-disclosure --severity high \\
        --note "No legal basis for any purpose"
    """
    from annotator.domain import Severity

    _check_where(rest["quotes"], whole=rest["whole"])
    with desk.review() as review:
        found = review.policy(policy).id
        event = review.flag(
            found,
            places(review, found, rest["quotes"], rest["occurrences"]),
            issue,
            severity=Severity(severity) if severity else None,
            note=rest["note"],
            suggestion=rest["suggestion"],
            counterpart=places(review, found, rest["others"], ()),
        )
    _report(event)


def _report(event: "Event") -> None:
    from annotator.domain import Flag, Tag

    for change in event.changes:
        if isinstance(change.entity, Tag | Flag):
            click.echo(change.entity.id)
    say(f"{one_line(event.title)}.")


@click.command()
@click.pass_obj
def undo(desk: Desk) -> None:
    """Take back the last act, whoever did it and whenever.

    \b
    annotator undo
    """
    with desk.review() as review:
        _say_done(review.undo(), "There is nothing to undo.")


@click.command()
@click.pass_obj
def redo(desk: Desk) -> None:
    """Do again what was undone last.

    \b
    annotator redo
    """
    with desk.review() as review:
        _say_done(review.redo(), "There is nothing to redo.")


def _say_done(event: "Event | None", nothing: str) -> None:
    if event is None:
        say(nothing)
        raise click.exceptions.Exit(ExitCode.NOTHING)
    say(f"{one_line(event.title)}.")
