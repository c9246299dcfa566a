"""The verbs that give files to other tools: export, formats, diff, schema."""

import sys
from pathlib import Path

import click

from annotator.cli.desk import Desk, ExitCode, counted, echo_table, one_line, say
from annotator.problems import BadInputError


@click.command()
@click.option(
    "--format",
    "form",
    metavar="NAME",
    help="One of `annotator formats`; without it, by the name of the file.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="PATH", help="A file or folder; else stdout."
)
@click.option("--policy", "names", multiple=True, metavar="POLICY", help="Only this policy; repeatable.")
@click.option(
    "--taxonomy",
    "scheme",
    default="",
    metavar="SCHEME",
    help="Name clauses as opp115, gdpr-art13, ico, ccpa, goppc96 or dpv does.",
)
@click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    metavar="EARLIER",
    help="With sarif: an earlier export; each issue says whether it is new, updated, unchanged or absent.",
)
@click.pass_obj
def export(
    desk: Desk,
    form: str | None,
    output: Path | None,
    names: tuple[str, ...],
    *,
    scheme: str,
    baseline: Path | None,
) -> None:
    """Export policies, labels, tags and flags. The same project gives the same bytes.

    A file is written beside its place and then put there. What the format cannot hold is said.
    `annotator schema` prints what the program's own formats look like.

    \b
    annotator export -o review.json
    annotator export --format jsonl --policy kluje.txt | head
    annotator export --format web-annotation -o review.jsonld
    annotator export --baseline monday.sarif -o friday.sarif
    """
    form = form or _by_ending(output)
    with desk.project() as project:
        chosen = [project.policy(name) for name in names] or None
        lost = project.export(output or sys.stdout.buffer, form, chosen, scheme=scheme, since=baseline)
        count = len(chosen or project.policies())
    for sentence in lost:
        say(f"Not in the file: {sentence}")
    if output:
        say(f"Wrote {counted(count, 'policy', 'policies')} to {output}.")


def _by_ending(output: Path | None) -> str:
    """The first format whose files end so."""
    from annotator.exchange import FORMATS

    if output is None:
        return "json"
    ending = output.suffix.lower()
    return next((each.name for each in FORMATS.values() if each.extension == ending != ""), "json")


@click.command()
@click.argument("name", required=False)
def formats(name: str | None) -> None:
    """List the formats of `annotator export`, or all that is to be known of one.

    \b
    annotator formats
    annotator formats brat
    """
    from annotator.exchange import FORMATS

    if name is None:
        echo_table([(each.name, each.extension or "folder", each.title) for each in FORMATS.values()])
        return
    if name not in FORMATS:
        raise BadInputError(f"There is no format “{name}”. There are: {', '.join(FORMATS)}.")
    form = FORMATS[name]
    click.echo(f"{form.name}: {form.title} ({form.extension or 'a folder'})")
    click.echo(f"Offsets: {form.offset_unit}.")
    if form.extra:
        click.echo(f"Needs the optional part “{form.extra}”: pip install 'annotator[{form.extra}]'")
    if not form.loses:
        click.echo("It holds all that a project has.")
    for facet in form.loses:
        click.echo(f"- {facet.lost}")


@click.command()
@click.argument("before", type=click.Path(path_type=Path))
@click.argument("after", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="A JSON object on a line for each difference.")
def diff(before: Path, after: Path, as_json: bool) -> None:
    """Tell what was added, changed and removed from one export to a later one, by ids that never change.

    Reads what `annotator export` wrote as json or jsonl. Exit code 1 where they differ.

    \b
    annotator diff monday.json friday.json
    annotator diff --json monday.json friday.json | jq .id
    """
    from annotator import records
    from annotator.exchange import read_back
    from annotator.exchange.difference import differences

    found = list(differences(read_back(before), read_back(after)))
    for each in found:
        if as_json:
            click.echo(records.encode(each).decode())
        else:
            names = f" ({', '.join(field.name for field in each.fields)})" if each.fields else ""
            click.echo(f"{each.change}  {each.what} {one_line(each.id)}  {one_line(each.title)}{names}")
    if found:
        raise click.exceptions.Exit(ExitCode.FOUND)
    say("Both exports hold the same.")


@click.command()
@click.option(
    "--format", "form", type=click.Choice(["json", "jsonl"]), default="json", help="Which form of the export."
)
def schema(form: str) -> None:
    """Print the JSON Schema of the export.

    \b
    annotator schema > annotator.schema.json
    """
    from annotator.exchange.schema import shipped

    click.echo(shipped(form).read_bytes(), nl=False)
