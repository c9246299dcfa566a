"""What people read: one set of facts, laid out as a page, as a PDF and as a Word document."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.problems import BadInputError

if TYPE_CHECKING:
    from annotator.report.facts import Memo


@dataclass(frozen=True, slots=True)
class Form:
    """One way to lay out a report."""

    name: str
    title: str
    extension: str
    module: str
    """Where its writer is, a function of that name; imported when it is wanted."""

    @property
    def write(self) -> "Callable[[Memo], bytes]":
        """The writer: the same facts give the same bytes."""
        writer: Callable[[Memo], bytes] = getattr(import_module(f"annotator.report.{self.module}"), self.name)
        return writer


FORMS = {
    form.name: form
    for form in (
        Form("html", "Web page", ".html", "page"),
        Form("pdf", "PDF", ".pdf", "pdf"),
        Form("docx", "Word document", ".docx", "document"),
    )
}


def form_of(name: str | None, path: Path | None) -> Form:
    """The form of that name, else the one whose files end as the path does, else the web page."""
    if name is None:
        ending = path.suffix.lower() if path is not None else ""
        return next((each for each in FORMS.values() if each.extension == ending), FORMS["html"])
    if name not in FORMS:
        raise BadInputError(f"There is no report as “{name}”. There are: {', '.join(FORMS)}.")
    return FORMS[name]
