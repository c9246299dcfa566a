"""The layout of the OPP-115 corpus: words of attributes on their places in the segments of a page."""

import csv
import json
from pathlib import Path

import pytest

from annotator.exchange.opp115 import take
from annotator.problems import BadInputError

SEGMENTS = ["<h1>Privacy &amp; you 😀</h1>", "We collect your <b>e-mail</b> and name.", "We keep it."]


def corpus(folder: Path, *rows: list[str]) -> Path:
    (folder / "annotations").mkdir()
    (folder / "sanitized_policies").mkdir()
    (folder / "sanitized_policies" / "1_shop.html").write_text("|||".join(SEGMENTS), encoding="utf-8")
    with (folder / "annotations" / "1_shop.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    return folder


def row(segment: int, values: object) -> list[str]:
    return ["7", "b", "annotator", "1", str(segment), "First Party", json.dumps(values), "1/1/15", "shop"]


def test_words_stand_on_their_places(tmp_path: Path) -> None:
    start = SEGMENTS[1].index("<b>")
    chosen = {
        "value": "contact",
        "selectedText": "<b>e-mail</b>",
        "startIndexInSegment": start,
        "endIndexInSegment": 9,
    }
    folder = corpus(tmp_path, row(1, {"Type": chosen, "Does": {"value": "Does"}}), row(2, {}))
    (text,) = take(folder).texts
    assert text.text == "Privacy & you 😀\n\nWe collect your e-mail and name.\n\nWe keep it."
    first, second = text.marks
    assert [each.quote for each in first.places] == ["e-mail"]
    assert [each.quote for each in second.places] == ["We keep it."]
    assert first.attributes == {"Type": "contact", "Does": "Does"}
    assert (first.label, first.kind, first.reviewer) == ("First Party", "tag", "annotator")
    for mark in text.marks:
        assert all(text.text[each.start : each.end] == each.quote for each in mark.places)


def test_what_does_not_fit_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="There is no annotations/NAME"):
        take(tmp_path)
    folder = corpus(tmp_path, row(9, {}))
    with pytest.raises(BadInputError, match=r"Line 1 of 1_shop\.csv does not have the columns"):
        take(folder)
    (folder / "sanitized_policies" / "1_shop.html").unlink()
    with pytest.raises(BadInputError, match=r"The text of 1_shop\.csv is not there"):
        take(folder)
