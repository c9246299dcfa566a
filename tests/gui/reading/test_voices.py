from hypothesis import given
from hypothesis import strategies as st
from pygments.token import Keyword, Literal, Name, Punctuation

from annotator.gui.views.reading.pieces import Pieces
from annotator.gui.views.reading.voices import Voice, Voices

TEXT = """# Privacy policy

Your rights
===========

1. Scope of this policy

• We delete what Art. 17 GDPR asks us to, by 1 May 2024.
Write to privacy@example.com or see [our page](https://example.com).
(“Services”) means what we offer.
"""


def voices_of(text: str) -> dict[str, Voice]:
    pieces = Pieces(text)
    voices = Voices(pieces)
    found = {}
    piece: int | None = pieces.first
    while piece is not None:
        found[text[pieces.start(piece) : pieces.content_end(piece)]] = voices.of(piece)
        piece = pieces.after(piece)
    return found


def test_headings_items_and_what_stands_in_them() -> None:
    found = voices_of(TEXT)
    headings = {line: voice.heading for line, voice in found.items() if voice.heading}
    assert headings == {"# Privacy policy": 1, "Your rights": 1, "1. Scope of this policy": 1}
    item = "• We delete what Art. 17 GDPR asks us to, by 1 May 2024."
    assert found[item].marker == 2
    assert {(item[start:end], kind) for start, end, kind in found[item].parts} == {
        ("• ", Punctuation.Marker),
        ("Art. 17 GDPR", Keyword),
        ("1 May 2024", Literal.Date),
    }
    address = "Write to privacy@example.com or see [our page](https://example.com)."
    assert {kind for _, _, kind in found[address].parts} >= {Name.Entity, Name.Tag, Name.Attribute}


lines = st.lists(st.sampled_from([*TEXT.splitlines(), "-----", "plain words", "x" * 900]), max_size=30)


@given(lines, st.sampled_from(["\n", "\r\n", "\n\n"]), st.data())
def test_a_line_is_read_the_same_wherever_reading_began(
    given_lines: list[str], end: str, data: st.DataObject
) -> None:
    text = end.join(given_lines)
    pieces = Pieces(text)
    offset = data.draw(st.integers(0, len(text)))
    piece = pieces.at(offset)
    from_here = Voices(pieces).of(piece)
    from_the_top = Voices(pieces)
    at: int | None = pieces.first
    while at is not None and at <= piece:
        from_the_top.of(at)
        at = pieces.after(at)
    assert from_the_top.of(piece) == from_here


def test_a_part_of_a_long_paragraph_is_no_heading_and_no_item() -> None:
    text = "• " + "Words of One Item " * 400
    pieces = Pieces(text)
    second = pieces.after(0)
    assert second is not None
    assert Voices(pieces).of(0).marker == 2
    assert Voices(pieces).of(second) == Voice(0, 0, ())
