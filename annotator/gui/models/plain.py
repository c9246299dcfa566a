"""Words of a user or a document, made safe for places where Qt would take them for HTML."""

import html


def tooltip(*paragraphs: str) -> str:
    """A tooltip that shows exactly these words, wrapped; empty ones are left out."""
    shown = [html.escape(words).replace("\n", "<br>") for words in paragraphs if words]
    return "<qt>" + "".join(f"<p>{words}</p>" for words in shown) + "</qt>" if shown else ""


def one_line(text: str, most: int = 200) -> str:
    """The words on one line, cut to ``most`` code points."""
    line = " ".join(text[: most * 2].split())
    return line if len(line) <= most else line[: most - 1] + "…"


def counted(count: int, one: str, many: str) -> str:
    """How many there are, in words: ``many`` holds ``{n}``."""
    return one if count == 1 else many.format(n=f"{count:,}")
