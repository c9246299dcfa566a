"""The verbs that exchange files with other tools: export, import-annotations, schema."""

import sys
from pathlib import Path

import click

from annotator.cli.desk import Desk, ExitCode, counted, echo_table, say
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
@click.pass_obj
def export(desk: Desk, form: str | None, output: Path | None, names: tuple[str, ...], scheme: str) -> None:
    """Export policies, labels, tags and flags. The same project gives the same bytes.

    A file is written beside its place and then put there. What the format cannot hold is said.
    `annotator schema` prints what the program's own formats look like.

    \b
    annotator export -o review.json
    annotator export --format jsonl --policy kluje.txt | head
    annotator export --format web-annotation -o review.jsonld
    """
    form = form or _by_ending(output)
    with desk.project() as project:
        chosen = [project.policy(name) for name in names] or None
        lost = project.export(output or sys.stdout.buffer, form, chosen, scheme=scheme)
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


@click.command("import-annotations")
@click.argument("path", type=click.Path(path_type=Path))
@click.pass_obj
def import_annotations(desk: Desk, path: Path) -> None:
    """Read back what `annotator export` wrote: policies, labels, tags and flags, with their ids and times.

    \b
    annotator --project second.annotator import-annotations review.json
    """
    with desk.review(make=True) as review:
        restored = review.import_annotations(path)
    kept = f", {restored.kept} changed here later and left as they are" if restored.kept else ""
    say(
        f"Annotations: {restored.added} added, {restored.changed} changed, "
        f"{restored.unchanged} there already{kept}."
    )
    if restored.event is None:
        raise click.exceptions.Exit(ExitCode.NOTHING)


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
