"""The verb that writes what people read: report."""

import sys
from pathlib import Path

import click

from annotator.cli.desk import Desk, counted, say
from annotator.problems import BadInputError

SEVERITIES = ("info", "low", "medium", "high")


@click.command()
@click.option(
    "--format", "form", metavar="NAME", help="html, pdf or docx; without it, by the name of the file."
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="PATH", help="The file; without it, stdout."
)
@click.option("--policy", "names", multiple=True, metavar="POLICY", help="Only this policy; repeatable.")
@click.option("--open-only", is_flag=True, help="Leave out issues that are resolved.")
@click.option(
    "--from-severity",
    "least",
    type=click.Choice(SEVERITIES),
    default="info",
    help="Leave out issues of less severity.",
)
@click.option("--no-text", is_flag=True, help="Leave out the texts of the policies.")
@click.pass_obj
def report(
    desk: Desk,
    *,
    form: str | None,
    output: Path | None,
    names: tuple[str, ...],
    open_only: bool,
    least: str,
    no_text: bool,
) -> None:
    """Write the review as a memo: summary, issues, disclosures, the text with notes, provenance.

    Suggestions that nobody has decided on, and what was dismissed, are not in it. Several policies are
    compared. The same project gives the same bytes.

    \b
    annotator report -o review.html
    annotator report --policy kluje.txt --open-only -o kluje.pdf
    annotator report --from-severity medium --no-text -o memo.docx
    """
    from annotator.domain import Severity
    from annotator.report import form_of
    from annotator.report.facts import Choice, memo
    from annotator.saving import replacing

    chosen = form_of(form, output)
    if output is None and chosen.name != "html" and sys.stdout.isatty():
        raise BadInputError(f"A {chosen.title} is not for the terminal. Say where it shall be: -o PATH.")
    with desk.project() as project:
        policies = [project.policy(name) for name in dict.fromkeys(names)] or None
        told = memo(project, policies, Choice(open_only, Severity(least), not no_text))
    content = chosen.write(told)
    for sentence in told.left_out:
        say(sentence)
    if output is None:
        sys.stdout.buffer.write(content)
        return
    with replacing(output) as stream:
        stream.write(content)
    say(f"Wrote a report on {counted(len(told.sections), 'policy', 'policies')} to {output}.")
