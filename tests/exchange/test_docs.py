"""docs/EXPORT.md says of formats what their table says; ``python -m tests.exchange.test_docs`` writes it."""

from pathlib import Path

from annotator.exchange import FORMATS

DOCS = Path(__file__).parents[2] / "docs" / "EXPORT.md"
FIRST, LAST = "<!-- formats: written by tests/exchange/test_docs.py -->\n", "<!-- end of formats -->\n"


def tables() -> str:
    """The formats with their losses, and what each loss means."""
    lines = ["| format | what it is | written to | offsets | without |", "|---|---|---|---|---|"]
    for each in FORMATS.values():
        where = f"`{each.extension}`" if each.extension else "a folder"
        extra = f" (needs `annotator[{each.extra}]`)" if each.extra else ""
        lost = ", ".join(facet.name for facet in each.loses) or "nothing: all is in it"
        lines.append(f"| `{each.name}` | {each.title}{extra} | {where} | {each.offset_unit} | {lost} |")
    said: dict[str, list[str]] = {}
    for facet in (facet for each in FORMATS.values() for facet in each.loses):
        sentences = said.setdefault(facet.name, [])
        sentences += [facet.lost] * (facet.lost not in sentences)
    lines += ["", "| without | means |", "|---|---|"]
    lines += [f"| {name} | {' '.join(sentences)} |" for name, sentences in said.items()]
    return "\n".join(lines) + "\n"


def test_the_page_says_what_the_table_says() -> None:
    _, _, rest = DOCS.read_text(encoding="utf-8").partition(FIRST)
    assert rest.partition(LAST)[0] == tables()


if __name__ == "__main__":
    before, _, rest = DOCS.read_text(encoding="utf-8").partition(FIRST)
    DOCS.write_text(f"{before}{FIRST}{tables()}{LAST}{rest.partition(LAST)[2]}", encoding="utf-8")
