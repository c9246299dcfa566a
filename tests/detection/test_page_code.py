"""Code of a page: where it begins and ends, and that only one rule speaks of it."""

import pytest

from annotator.detection import page_code
from annotator.detection.scan import scan
from annotator.detection.subject import Subject

_SCRIPT = (
    "(function(d, s) { var js = d.createElement(s) ; js.src = '//cdn.example/x.js' ; })(document, 'script');"
)


def _code(text: str) -> list[str]:
    return [text[start:end] for start, end in page_code.parts(Subject(text))]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"Privacy\n\n{_SCRIPT}\n\nWe care.", [_SCRIPT]),
        (f"{_SCRIPT}\n\n{_SCRIPT}\n\nWe care.", [f"{_SCRIPT}\n\n{_SCRIPT}"]),
        (f"{_SCRIPT}\n\nPrivacy\n\n{_SCRIPT}", [_SCRIPT, _SCRIPT]),
        ("ol.list {\n  list-style: none;\n}\n\nWe care.", ["ol.list {\n  list-style: none;\n}"]),
        (
            f"1.  {_SCRIPT} **Cookies**: small files that we place on your device.",
            [f"1.  {_SCRIPT}"],
        ),
        (f"![](/pixel.gif)  {_SCRIPT}", [_SCRIPT]),
        (f"Our address is this. {_SCRIPT}", [_SCRIPT]),
        (
            '{"title": "Terms", "text": "' + "You agree to all of it. " * 8 + '", "id": "7"}',
            ['{"title": "Terms", "text": "' + "You agree to all of it. " * 8 + '", "id": "7"}'],
        ),
        (
            ".a-1{color: red;} [Our partners](/us) get it, .b-2{color: red;} [and they](/they) keep it.",
            [".a-1{color: red;}", ".b-2{color: red;}"],
        ),
        ("function f(x) {\n\n*   your name;\n*   your address;", ["function f(x) {"]),
        ("<a href=\"#\" onclick=\"gtag('event', 'x')\">Our partners</a> get your name.", []),
        ("We write {name}; you close the window. = The main function (of us) is {this}.", []),
    ],
)
def test_code_ends_where_prose_begins(text: str, code: list[str]) -> None:
    assert _code(text) == code


def test_no_other_rule_speaks_of_code() -> None:
    code = f"{_SCRIPT} var who  = 'Privacy Shield' ;"
    found = scan(f"# Privacy\n\nWe keep  names.\n\n{code}\n\nWe keep  letters.", file_name="policy.md")
    assert [each.rule for each in found if not each.whole] == [
        "wide-gap-between-words",
        "code-of-the-page",
        "wide-gap-between-words",
    ]
