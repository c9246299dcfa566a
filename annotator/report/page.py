"""The report as one HTML page: no scripts, nothing fetched, for reading, printing and screen readers."""

from annotator import places
from annotator.report import wording
from annotator.report.facts import Memo
from annotator.report.runs import notes_of
from annotator.report.words import shown


def html(memo: Memo) -> bytes:
    """The page, in UTF-8."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - only for reports
    from markupsafe import Markup  # noqa: PLC0415

    folder = places.resources() / "report"
    environment = Environment(
        loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    environment.filters["shown"] = shown
    environment.globals |= {"wording": wording, "notes_of": notes_of}
    page = environment.get_template("memo.html").render(
        memo=memo,
        style=Markup((folder / "memo.css").read_text("utf-8")),  # noqa: S704 - ours
    )
    return page.encode()
