"""The verbs that decide on what rules propose in a project: suggest, suggestions, accept, dismiss."""

import datetime
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from annotator.cli.desk import Desk, ExitCode, clipped, counted, echo_table, one_line, progress, say
from annotator.problems import BadInputError

if TYPE_CHECKING:
    from annotator.domain import AnnotationId
    from annotator.review import Review

LONGEST_QUOTE = 60


@click.command()
@click.argument("policies", nargs=-1, metavar="[POLICY]…")
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Judge as on this day; without it, as today.",
)
@click.pass_obj
def suggest(desk: Desk, policies: tuple[str, ...], as_of: datetime.datetime | None) -> None:
    """Scan the policies of the project, or those named, and suggest what is found.

    What was decided on is never suggested again, and what is suggested already stays as it is. Suggestions
    that are found no more are withdrawn.

    \b
    annotator suggest
    annotator suggest kjm-group.txt --as-of 2018-05-25
    """
    with desk.review() as review:
        chosen = [review.policy(name).id for name in policies] or None
        count = len(policies) or len(review.policies())
        with progress(count, "Scanning") as advance:
            scanned = review.scan(chosen, as_of=as_of.date() if as_of else None, progress=advance)
    say(
        f"Scanned {counted(count, 'policy', 'policies')}: {scanned.new} new,"
        f" {scanned.unchanged} known already, {scanned.gone} found no more."
    )
    if scanned.event is None:
        raise click.exceptions.Exit(ExitCode.NOTHING)


@click.command()
@click.argument("policy", required=False)
@click.option("--json", "as_json", is_flag=True, help="All that is known of each, as a JSON array.")
@click.pass_obj
def suggestions(desk: Desk, policy: str | None, as_json: bool) -> None:
    """List what is suggested and not decided on: id, severity, rule, place, words.

    \b
    annotator suggestions
    annotator suggestions kjm-group.txt --json
    """
    from annotator.domain import place_of

    with desk.project() as project:
        listed = list(project.suggestions(project.policy(policy).id if policy else None))
        names = {each.id: one_line(each.file_name) for each in project.policies()}
    if as_json:
        from annotator import records

        click.echo(records.encode(listed))
    elif listed:
        table = [("ID", "SEVERITY", "RULE", "FILE", "PLACE", "WORDS")]
        for flag in listed:
            words = " … ".join(span.quote for span in flag.spans)
            shown = clipped(words, LONGEST_QUOTE)
            place = one_line(place_of(flag))
            table.append(
                (flag.id[:8], flag.severity, flag.origin.name, names[flag.policy], place, one_line(shown))
            )
        echo_table(table)
    else:
        say("Nothing is suggested. Look for something with: annotator suggest")


def _on_suggestions(function: Callable[..., None]) -> Callable[..., None]:
    """Which suggestions: by id, or all of a rule."""
    options = (
        click.argument("ids", nargs=-1, metavar="[ID]…"),
        click.option("--rule", metavar="RULE", help="All suggestions of this rule, as one act."),
        click.option("--policy", metavar="POLICY", help="With --rule: only those in this policy."),
    )
    for option in reversed(options):
        function = option(function)
    return function


@click.command()
@_on_suggestions
@click.pass_obj
def accept(desk: Desk, /, **which: Any) -> None:
    """Accept suggestions: they become open issues of yours. ID may be the beginning of an id.

    \b
    annotator accept 3f0c2a1b
    annotator accept --rule masked-email --policy kjm-group.txt
    """
    with desk.review() as review:
        event = review.accept(_chosen(review, **which))
    say(f"{one_line(event.title)}.")


@click.command()
@_on_suggestions
@click.option("--reason", default="", metavar="TEXT", help="Why it is none.")
@click.pass_obj
def dismiss(desk: Desk, /, reason: str, **which: Any) -> None:
    """Dismiss suggestions: they are not proposed again for these words. ID may be the beginning of an id.

    \b
    annotator dismiss 3f0c2a1b --reason "The clause goes on overleaf"
    annotator dismiss --rule hedged-wording
    """
    with desk.review() as review:
        event = review.dismiss(_chosen(review, **which), reason)
    say(f"{one_line(event.title)}.")


def _chosen(
    review: "Review", ids: tuple[str, ...], rule: str | None, policy: str | None
) -> "list[AnnotationId]":
    if bool(ids) == bool(rule) or (policy and not rule):
        raise click.UsageError("Say which: either ids, or --rule RULE, perhaps with --policy POLICY.")
    if ids:
        return [review.annotation(each).id for each in ids]
    listed = review.suggestions(review.policy(policy).id if policy else None)
    found = [flag.id for flag in listed if flag.origin.name == rule]
    if not found:
        where = f" in {one_line(policy)}" if policy else ""
        raise BadInputError(
            f"The rule “{rule}” suggests nothing{where}. `annotator suggestions` lists what is."
        )
    return found
