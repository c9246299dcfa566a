"""What a few typed letters find."""

import pytest
from PySide6.QtCore import Qt

from annotator.domain import Flag, Tag
from annotator.gui.models.choices import MATCH, ChoiceModel
from annotator.gui.models.ranking import Choice, fold, rank
from annotator.gui.models.recent import RecentLabels
from annotator.gui.session import Session

LABELS = (
    Choice("retention", "Retention", "How long data is kept", code="RET", key="3"),
    Choice("rights", "Data subject rights", "Access, erasure, objection", code="DSR"),
    Choice("source", "Source of data", "Where data comes from", code="SRC"),
    Choice("security", "Security", "How data is protected", code="SEC"),
    Choice("rectify", "Réctification", "Corrections", code="X"),
)


def found(query: str, recent: tuple[str, ...] = ()) -> list[str]:
    return [match.choice.id for match in rank(query, LABELS, recent)]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("ret", "retention"),
        ("RET", "retention"),
        ("3", "retention"),
        ("dsr", "rights"),
        ("data", "rights"),
        ("of", "source"),
        ("sd", "source"),
        ("erasure", "rights"),
        ("data kept", "retention"),
        ("rect", "rectify"),
        ("scry", "security"),
    ],
)
def test_the_meant_label_comes_first(query: str, first: str) -> None:
    assert found(query)[0] == first


def test_a_title_goes_before_a_definition() -> None:
    assert found("data") == ["rights", "source", "retention", "security"]


def test_each_word_must_fit() -> None:
    assert found("data zebra") == []


def test_nothing_typed_gives_all_with_the_recent_ones_first() -> None:
    assert found("", ("security", "source")) == ["security", "source", "retention", "rights", "rectify"]


def test_recent_decides_between_equals() -> None:
    assert found("s", ("source",))[:2] == ["source", "security"]
    assert found("s", ("security",))[:2] == ["security", "source"]


def test_marks_are_code_points_of_the_title() -> None:
    (match,) = rank("cook", [Choice("c", "🍪🍪 Cookies")])
    assert "".join(match.choice.title[at] for at in match.marks) == "Cook"
    (match,) = rank("dsr", LABELS[1:2])
    assert [match.choice.title[at] for at in match.marks] == []
    (match,) = rank("dsu", [Choice("x", "Data subject, unclear")])
    assert "".join(match.choice.title[at] for at in match.marks) == "Dsu"


def test_folding_keeps_every_position() -> None:
    text = "Ärger İstanbul ﬁn ß 🍪"
    assert len(fold(text)) == len(text)
    assert fold("Éa") == "ea"


def test_the_model(qtmodeltester: object) -> None:
    model = ChoiceModel()
    qtmodeltester.check(model)  # type: ignore[attr-defined]
    model.set_choices(LABELS, ["security"])
    qtmodeltester.check(model)  # type: ignore[attr-defined]
    model.filter("ret")
    assert model.index(0).data() == "Retention"
    assert model.index(0).data(MATCH).choice.id == "retention"
    spoken = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Retention, 3, How long data is kept"
    assert model.at(0) is not None
    assert model.at(99) is None


def test_recent_labels_come_from_the_history_and_then_from_every_act(session: Session) -> None:
    session.select(0, 4)
    session.tag("retention")
    session.tag("security")
    session.flag("punctuation")
    recent = RecentLabels(session)
    assert recent.of(Tag) == ["security", "retention"]
    session.tag("purpose")
    session.undo()
    session.edit(next(iter(session.annotations)), note="no new label")
    assert recent.of(Tag) == ["purpose", "security", "retention"]
    assert recent.of(Flag) == ["punctuation"]
