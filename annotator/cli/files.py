"""The verbs that exchange files with other tools: export, import-annotations, schema."""

import sys
from pathlib import Path

import click

from annotator.cli.desk import Desk, ExitCode, counted, say


@click.command()
@click.option("--format", "form", metavar="NAME", help="json or jsonl; without it, by the name of the file.")
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="PATH", help="A file; else stdout.")
@click.option("--policy", "names", multiple=True, metavar="POLICY", help="Only this policy; repeatable.")
@click.pass_obj
def export(desk: Desk, form: str | None, output: Path | None, names: tuple[str, ...]) -> None:
    """Export policies, labels, tags and flags. The same project gives the same bytes.

    A file is written beside its place and then put there. `annotator schema` prints what it looks like.

    \b
    annotator export -o review.json
    annotator export --format jsonl --policy kluje.txt | head
    """
    form = form or ("jsonl" if output and output.suffix.lower() == ".jsonl" else "json")
    with desk.project() as project:
        chosen = [project.policy(name) for name in names] or None
        project.export(output or sys.stdout.buffer, form, chosen)
        count = len(chosen or project.policies())
    if output:
        say(f"Wrote {counted(count, 'policy', 'policies')} to {output}.")


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
