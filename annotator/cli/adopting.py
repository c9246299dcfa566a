"""The verbs for annotations of other tools: import-annotations, unplaced, place, set-aside."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.cli.desk import Desk, ExitCode, clipped, echo_table, one_line, say

if TYPE_CHECKING:
    from annotator.adoption import Adopted
    from annotator.review import Review

LONGEST_QUOTE = 60


@click.command("import-annotations")
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--format", "form", metavar="NAME", help="Which format it is in; without it, what it looks like."
)
@click.option(
    "--map",
    "mapping",
    multiple=True,
    metavar="NAME=LABEL",
    help="What a label there is here: clause.LABEL, issue.LABEL, or - to leave its marks out. Or a .json file"
    " with many of these. Repeatable.",
)
@click.option("--dry-run", is_flag=True, help="Say what would come of it, and change nothing.")
@click.pass_obj
def import_annotations(
    desk: Desk, path: Path, form: str | None, mapping: tuple[str, ...], dry_run: bool
) -> None:
    """Import annotations from a file or a folder, as one act.

    What `annotator export` wrote as json or jsonl comes back whole. Of other tools (W3C Web Annotation,
    INCEpTION, Label Studio, doccano, brat, Prodigy, REFI-QDA, OPP-115) each mark goes on the policy of the
    same id, text or name, where its words stand; a text that is not here yet comes in as a policy. A mark
    whose words have no certain place waits in a list: `annotator unplaced`.

    A label of the same id or name as one of ours needs no --map; of any other it is asked what it is.

    \b
    annotator --project second.annotator import-annotations review.json
    annotator import-annotations project-3.json --map "Retention period=clause.retention" --map Junk=-
    """
    from annotator.adoption.labels import told
    from annotator.exchange.recognition import NAMES, WHOLE, recognised
    from annotator.problems import BadInputError

    if form is not None and form not in NAMES:
        raise BadInputError(f"Annotations cannot be read from “{form}”. They can be from {', '.join(NAMES)}.")
    form = form or recognised(path)
    with desk.review(make=not dry_run) as review:
        if form in WHOLE:
            _restore(review, path, form, dry_run=dry_run)
        else:
            _adopt(review, path, form, told(mapping), dry_run=dry_run)


def _restore(review: "Review", path: Path, form: str, *, dry_run: bool) -> None:
    if dry_run:
        raise click.UsageError("--dry-run is for annotations of other tools.")
    restored = review.import_annotations(path, form)
    kept = f", {restored.kept} changed here later and left as they are" if restored.kept else ""
    waiting = f", {restored.unplaced} to be placed by hand" if restored.unplaced else ""
    say(
        f"Annotations: {restored.added} added, {restored.changed} changed, "
        f"{restored.unchanged} there already{kept}{waiting}."
    )
    if restored.event is None:
        raise click.exceptions.Exit(ExitCode.NOTHING)


def _adopt(review: "Review", path: Path, form: str, mapping: dict[str, str], *, dry_run: bool) -> None:
    from annotator.exchange import READERS

    foreign = READERS[form](path)
    adopted = (review.would_adopt if dry_run else review.adopt)(foreign, mapping)
    for policy in adopted.policies:
        click.echo(f"{policy.id}\t{one_line(policy.file_name)}")
    for sentence in adopted.texts:
        say(one_line(sentence))
    say(told_of(adopted))
    if adopted.unplaced and not dry_run:
        say("Those to be placed by hand: annotator unplaced")
    if adopted.event is None and not dry_run:
        raise click.exceptions.Exit(ExitCode.NOTHING)


def told_of(adopted: "Adopted") -> str:
    """What became of the marks, in a sentence."""
    numbers = [f"{adopted.added} added", f"{adopted.known} there already"]
    if adopted.unplaced:
        numbers.append(f"{adopted.unplaced} to be placed by hand")
    if adopted.left_out:
        numbers.append(f"{adopted.left_out} left out")
    return f"Annotations: {', '.join(numbers)}."


@click.command()
@click.argument("policy", required=False)
@click.option("--json", "as_json", is_flag=True, help="All that is known of each, as a JSON array.")
@click.pass_obj
def unplaced(desk: Desk, policy: str | None, as_json: bool) -> None:
    """List the imported marks that wait to be placed: id, label, file, words.

    \b
    annotator unplaced
    annotator unplaced kluje.txt --json
    """
    with desk.project() as project:
        listed = project.unplaced(project.policy(policy).id if policy else None)
        names = {each.id: one_line(each.file_name) for each in project.policies()}
    if as_json:
        from annotator import records

        click.echo(records.encode(listed))
    elif listed:
        table = [("ID", "LABEL", "FILE", "WORDS")]
        for mark in listed:
            words = one_line(" … ".join(each.words for each in mark.quotes))
            shown = clipped(words, LONGEST_QUOTE)
            table.append((mark.id[:8], one_line(mark.label), names[mark.policy], shown))
        echo_table(table)
    else:
        say("No mark waits to be placed.")


@click.command()
@click.argument("mark", metavar="ID")
@click.option(
    "--quote", "quotes", multiple=True, required=True, metavar="TEXT", help="The words; repeatable."
)
@click.option(
    "--occurrence",
    "occurrences",
    type=click.IntRange(min=1),
    multiple=True,
    metavar="N",
    help="Which one, from 1, where the words stand there more than once; one for each --quote.",
)
@click.option(
    "--counterpart", "others", multiple=True, metavar="TEXT", help="The other half of a contradiction."
)
@click.pass_obj
def place(
    desk: Desk, mark: str, quotes: tuple[str, ...], occurrences: tuple[int, ...], others: tuple[str, ...]
) -> None:
    """Place an imported mark on these words. ID may be the beginning of an id.

    It keeps all that it says, and its id.

    \b
    annotator place 3f0c2a1b --quote "We keep them for two years."
    """
    from annotator.cli.acts import places

    with desk.review() as review:
        policy = review.waiting(mark).policy
        event = review.place(
            mark, places(review, policy, quotes, occurrences), places(review, policy, others, ())
        )
    say(f"{one_line(event.title)}.")


@click.command("set-aside")
@click.argument("mark", metavar="ID")
@click.option("--reason", default="", metavar="TEXT", help="Why it has no place here.")
@click.pass_obj
def set_aside(desk: Desk, mark: str, reason: str) -> None:
    """Take an imported mark off the list of those to be placed; the history keeps it.

    \b
    annotator set-aside 3f0c2a1b --reason "The clause was taken out in 2024"
    """
    with desk.review() as review:
        event = review.set_aside(mark, reason)
    say(f"{one_line(event.title)}.")
