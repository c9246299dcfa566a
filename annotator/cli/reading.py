"""The verbs that only read: list, show, labels, history."""

import os
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click

from annotator.cli.desk import Desk, ExitCode, clipped, counted, echo_table, one_line, say

if TYPE_CHECKING:
    from annotator.domain import Annotation, Event

LONGEST_QUOTE = 60


@click.command("list")
@click.option("--json", "as_json", is_flag=True, help="All that is known of each policy, as a JSON array.")
@click.pass_obj
def list_(desk: Desk, as_json: bool) -> None:
    """List the policies with their status, tags and open issues.

    \b
    annotator list
    annotator list --json | jq -r '.[] | select(.open_flags > 0) | .file_name'
    """
    from annotator.domain import Counts

    with desk.project() as project:
        counts = project.counts()
        rows = [(policy, counts.get(policy.id, Counts())) for policy in project.policies()]
    if as_json:
        import json
        from dataclasses import asdict

        records = [asdict(policy) | asdict(count) for policy, count in rows]
        click.echo(json.dumps(records, ensure_ascii=False, indent=2))
    elif rows:
        table = [("ID", "STATUS", "TAGS", "ISSUES", "FILE", "TITLE")]
        for policy, count in rows:
            numbers = (str(count.tags), str(count.open_flags))
            names = (one_line(policy.file_name), one_line(policy.title))
            table.append((policy.id[:8], policy.status.value, *numbers, *names))
        echo_table(table, right={2, 3})
    else:
        say("No policies yet. Bring some with: annotator import PATH")


@click.command()
@click.argument("policy")
@click.option(
    "--colour",
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    help="Colours, or brackets such as [RET: … :RET]; auto looks whether this is a terminal.",
)
@click.pass_obj
def show(desk: Desk, policy: str, colour: str) -> None:
    """Show a policy with its tags and flags.

    In a terminal each span has its tint and its code, flags are underlined, headings bold. Elsewhere spans
    stand in brackets: [RET: a tag :RET], [!TRU: a flag :TRU!]. Control characters are spelt out: <U+200E>.

    \b
    annotator show kjm-group.txt
    annotator show klingit.txt --colour always | less -R
    """
    from annotator.cli import terminal
    from annotator.domain import CLAUSES, ISSUES

    with desk.project() as project:
        found = project.policy(policy)
        text = project.text(found.id).text
        annotations = project.annotations(found.id)
        labels = {label.id: label for each in (CLAUSES, ISSUES) for label in project.taxonomy(each).labels}
        people = {each.id: each.name for each in project.reviewers()}
    marks = terminal.marks_of(annotations, labels)
    if colour == "always" or (colour == "auto" and sys.stdout.isatty() and "NO_COLOR" not in os.environ):
        true_colour = os.environ.get("COLORTERM") in {"truecolor", "24bit"}
        pieces = terminal.coloured(text, marks, _headings(text), true_colour=true_colour)
    else:
        pieces = terminal.plain(text, marks)
    click.echo(f"{one_line(found.title)} · {one_line(found.file_name)} · {found.status}\n")
    for piece in pieces:
        click.echo(piece, nl=False, color=True)
    click.echo("\n" if annotations else "")
    for annotation in annotations:
        label = labels.get(annotation.label)
        click.echo(one_line(_summary(annotation, label.name if label else annotation.label, people)))


def _headings(text: str) -> list[tuple[int, int]]:
    """``[start, end)`` of each heading, in code points."""
    from pygments.token import Generic

    from annotator.detection.lexer import tokens

    kinds = (Generic.Heading, Generic.Subheading)
    return [(offset, offset + len(value)) for offset, kind, value in tokens(text) if kind in kinds]


def _summary(annotation: "Annotation", name: str, people: Mapping[str, str]) -> str:
    """Id, label, severity and state of a flag, place, words, note, reviewer."""
    from annotator.domain import Flag, place_of

    flag = f" ({annotation.severity}, {annotation.state})" if isinstance(annotation, Flag) else ""
    words = " … ".join(span.quote for span in annotation.spans)
    shown = clipped(words, LONGEST_QUOTE)
    quote = f": “{shown}”" if words else ""
    note = f" — {annotation.note}" if annotation.note else ""
    by = people.get(annotation.reviewer, "")
    return f"{annotation.id[:8]}  {name}{flag}, {place_of(annotation)}{quote}{note}{f' ({by})' if by else ''}"


@click.command()
@click.option(
    "--json", "as_json", is_flag=True, help="Both label sets with all that they say, as a JSON array."
)
@click.pass_obj
def labels(desk: Desk, as_json: bool) -> None:
    """List the clause labels and the issue types, whose ids `tag` and `flag` take.

    \b
    annotator labels
    annotator labels --json
    """
    from annotator.domain import CLAUSES, ISSUES

    with desk.project() as project:
        taxonomies = [project.taxonomy(each) for each in (CLAUSES, ISSUES)]
    if as_json:
        from annotator import records

        click.echo(records.encode(taxonomies))
        return
    table = [("SET", "CODE", "ID", "NAME")]
    for taxonomy in taxonomies:
        table += [
            (taxonomy.id, one_line(label.code), one_line(label.id), one_line(label.name))
            for label in taxonomy.offered
        ]
    echo_table(table)


@click.command()
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the latest N acts.")
@click.option("--policy", metavar="POLICY", help="Only acts on this policy.")
@click.option("--json", "as_json", is_flag=True, help="With what each act changed, as a JSON array.")
@click.option("--verify", is_flag=True, help="Only say whether it is what was written; exit with 5 if not.")
@click.option("--head", metavar="SHA256", help="With --verify: whether it is the history of this export.")
@click.pass_obj
def history(
    desk: Desk, *, limit: int | None, policy: str | None, as_json: bool, verify: bool, head: str | None
) -> None:
    """List what was done, the latest first: number, when (UTC), who, what.

    Each act is sealed with the one before. --verify looks whether any was changed or taken out since, and
    prints the head, a SHA-256 that stands for the whole history; exports carry it.

    \b
    annotator history --limit 10
    annotator history --policy kluje.txt --json
    annotator history --verify --head "$(jq -r .head review.json)"
    """
    if verify:
        _verify(desk, head)
        return
    with desk.project() as project:
        only = project.policy(policy).id if policy else None
        events = project.history(limit=limit, policy=only)
        people = {each.id: each.name for each in project.reviewers()}
    if as_json:
        _echo_events(events, people)
    elif events:
        echo_table(
            [
                (str(event.seq), event.at, one_line(_name(event, people)), one_line(event.title))
                for event in events
            ],
            right={0},
        )


def _verify(desk: Desk, sought: str | None) -> None:
    with desk.project() as project:
        broken = project.store.verify_history()
        head, last = project.store.head(), project.newest()
        found = None if sought is None else project.store.event_sealed(sought)
    for _, sentence in broken:
        click.echo(one_line(sentence))
    if broken:
        say("The history is not what was written. See what else is: annotator check")
        raise click.exceptions.Exit(ExitCode.DAMAGED)
    click.echo(head)
    say(f"The history is what was written: {counted(last, 'event', 'events')}.")
    if sought is not None:
        if found is None:
            say("It is not the history that the export was made from, or that was changed since.")
            raise click.exceptions.Exit(ExitCode.DAMAGED)
        say(f"The export was made after event {found}; nothing up to there was changed since.")


def _name(event: "Event", people: Mapping[str, str]) -> str:
    return people.get(event.reviewer or "", "")


def _echo_events(events: Sequence["Event"], people: Mapping[str, str]) -> None:
    """An event at a time: the changes of a large import are written, not gathered."""
    import json

    from annotator import records

    click.echo("[", nl=False)
    for number, event in enumerate(events):
        head = {
            "seq": event.seq,
            "at": event.at,
            "reviewer": event.reviewer,
            "reviewer_name": _name(event, people),
            "act": event.act,
            "title": event.title,
            "reverts": event.reverts,
            "policies": sorted(event.policies),
        }
        opened = json.dumps(head, ensure_ascii=False)[:-1]
        changes = records.encode_changes(event.changes)
        click.echo(f'{"," if number else ""}\n{opened}, "changes": {changes}}}', nl=False)
    click.echo("\n]")
