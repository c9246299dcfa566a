from hypothesis import given
from hypothesis import strategies as st

from annotator.gui.views.reading.signs import drawable, hidden_signs


def test_what_cannot_be_seen_has_a_name() -> None:
    text = "a\u200bb\u00adc\u200ed\u202ee\ufefff\x00g\x85h\ufdd0i\u2069"
    assert hidden_signs(text) == [
        (1, "ZWSP"),
        (3, "SHY"),
        (5, "LRM"),
        (7, "RLO"),
        (9, "BOM"),
        (11, "NUL"),
        (13, "NEL"),
        (15, "FDD0"),
        (17, "PDI"),
    ]


def test_joiners_are_named_only_where_they_do_not_belong() -> None:
    assert hidden_signs("👩‍👩‍👧‍👦 and 👩🏽‍💻 and 🏴\U000e0067\U000e0062\U000e007f") == []
    assert hidden_signs("می\u200cخواهم") == []
    assert hidden_signs("da\u200dta \U000e0041") == [(2, "ZWJ"), (6, "E0041")]


def test_spaces_tabs_and_marks_are_not_hidden() -> None:
    assert hidden_signs("a\u00a0b\tc e\u0301 ❤️") == []


@given(st.text())
def test_what_is_drawn_has_the_length_of_the_text(text: str) -> None:
    assert len(drawable(text)) == len(text)
    assert len(drawable(text).encode("utf-16-le", "surrogatepass")) == len(
        text.encode("utf-16-le", "surrogatepass")
    )
