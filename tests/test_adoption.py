"""Marks of other tools become ours, wait for their place, and are placed or set aside."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotator.adoption.labels import LabelMap, UnmappedError, told
from annotator.domain import CLAUSES, ISSUES, Flag, Origin, Quote, Severity, State, Status, Tag
from annotator.exchange.foreign import Foreign, Mark, MarkedText, Place
from annotator.problems import BadInputError
from annotator.review import Review
from tests.projects import assert_sound, everything_undone, made, reading, state, tables

TEXT = (
    "1. What we keep\r\n\r\nWe keep your address 😀 for two years after you have left.\r\n\r\n"
    "2. Cookies\r\n\r\nWe use cookies to remember who you are, and for no other purpose.\r\n"
)


@pytest.fixture
def review(tmp_path: Path) -> Iterator[Review]:
    review = made(tmp_path / "p.annotator", TEXT)
    yield review
    review.close()


def place(quote: str, text: str = TEXT) -> Place:
    start = text.index(quote)
    return Place(start, start + len(quote), quote)


def mark(*quotes: str, label: str = "retention", text: str = TEXT, **known: Any) -> Mark:
    return Mark(label=label, places=tuple(place(each, text) for each in quotes), **known)


def foreign(*marks: Mark, text: str | None = TEXT, name: str = "1.txt", **known: Any) -> Foreign:
    return Foreign("brat", (MarkedText(name, text, marks, **known),))


def test_a_mark_stands_on_the_very_words_in_one_act(review: Review) -> None:
    before = state(review), tables(review.path)
    adopted = review.adopt(foreign(mark("address 😀", "two years", note="long", kind="tag")))
    assert (adopted.added, adopted.known, adopted.unplaced, adopted.left_out) == (1, 0, 0, 0)
    (tag,) = review.annotations(review.policies()[0].id)
    assert isinstance(tag, Tag)
    assert [each.quote for each in tag.spans] == ["address 😀", "two years"]
    assert (tag.note, tag.origin, tag.reviewer) == ("long", Origin("import", "brat"), review.reviewer.id)  # type: ignore[union-attr]
    assert_sound(review)
    review.undo()
    assert (state(review), tables(review.path)) == before
    review.redo()
    assert review.annotations(review.policies()[0].id) == [tag]


def test_the_same_marks_are_known_the_next_time_also_when_they_were_changed_here(review: Review) -> None:
    marks = foreign(mark("two years", id="T1"), mark("cookies"), mark("cookies", label="intro"))
    assert review.adopt(marks).added == 3
    tag = review.annotations(review.policies()[0].id)[0]
    review.edit(tag.id, note="mine", spans=[(0, 5)])
    again = review.adopt(marks)
    assert (again.event, again.added, again.known) == (None, 0, 3)


def test_what_says_no_more_than_what_is_here_is_known(review: Review) -> None:
    policy = review.policies()[0].id
    spans = [(each.start, each.end) for each in (place("two years"), place("cookies"))]
    review.tag(policy, spans, "retention", note="mine", attributes={"polarity": "does"})
    assert review.adopt(foreign(mark("two years"), mark("cookies"))).known == 2
    more = review.adopt(
        foreign(mark("two years", note="theirs"), mark("cookies", attributes={"party": "first"}))
    )
    assert (more.added, more.known) == (2, 0)


def test_words_that_are_not_there_wait_with_all_that_the_mark_says(review: Review) -> None:
    old = TEXT.replace("two years", "three long years").replace("cookies to", "cookies only to")
    flag = Mark(
        label="vague-wording" if _issue(review, "vague-wording") else review.taxonomy(ISSUES).labels[0].id,
        kind="flag",
        places=(place("three long years", old),),
        counterpart=(place("no other purpose", old),),
        severity=Severity.HIGH,
        state=State.RESOLVED,
        reason="done",
        note="a note",
        suggestion="better",
        created="2024-01-01T10:00:00.000Z",
        modified="2024-02-01T10:00:00+01:00",
    )
    adopted = review.adopt(foreign(flag, text=old))
    assert (adopted.added, adopted.unplaced) == (0, 1)
    (waits,) = review.unplaced()
    assert waits.quotes[0].words == "three long years"
    assert waits.quotes[0].prefix.endswith("address 😀 for ")
    assert waits.quotes[0].suffix.startswith(" after you have left")
    assert (waits.kind, waits.severity, waits.state, waits.reason) == (
        "flag",
        Severity.HIGH,
        State.RESOLVED,
        "done",
    )
    assert (waits.note, waits.suggestion) == ("a note", "better")
    assert (waits.created, waits.modified) == ("2024-01-01T10:00:00.000Z", "2024-02-01T09:00:00.000Z")
    assert review.annotations(review.policies()[0].id) == []
    assert review.adopt(foreign(flag, text=old)).known == 1
    assert_sound(review)

    found = place("two years")
    review.place(waits.id[:8], [(found.start, found.end)])
    (placed,) = review.flags()
    assert placed.id == waits.id
    assert placed.spans[0].quote == "two years"
    assert placed.counterpart[0].quote == "no other purpose"
    assert (placed.severity, placed.state, placed.reason, placed.suggestion) == (
        Severity.HIGH,
        State.RESOLVED,
        "done",
        "better",
    )
    assert review.unplaced() == []
    assert review.policies()[0].status is Status.READING
    assert_sound(review)
    review.undo()
    assert review.unplaced() == [waits]
    assert list(review.flags()) == []
    review.redo()
    assert review.unplaced() == []
    assert review.adopt(foreign(flag, text=old)).known == 1
    everything_undone(review)
    assert review.unplaced() == []


def _issue(review: Review, label: str) -> bool:
    return review.taxonomy(ISSUES).label(label) is not None


def test_a_second_place_that_is_gone_stands_in_the_note(review: Review) -> None:
    issue = review.taxonomy(ISSUES).labels[0].id
    old = TEXT.replace("no other purpose", "no purpose besides that one")
    review.adopt(
        foreign(
            Mark(
                label=issue,
                kind="flag",
                places=(place("two years"),),
                counterpart=(place("no purpose besides that one", old),),
                note="n",
            ),
            text=old,
        )
    )
    review.place(review.unplaced()[0].id, [(0, 5)])
    assert next(review.flags()).note == "n\nsecond place: “no purpose besides that one”"


def test_one_place_that_is_gone_keeps_all_of_them_together(review: Review) -> None:
    old = TEXT.replace("two years", "three long years")
    adopted = review.adopt(foreign(mark("cookies", "three long years", text=old), text=old))
    assert (adopted.added, adopted.unplaced) == (0, 1)
    assert [each.words for each in review.unplaced()[0].quotes] == ["cookies", "three long years"]


def test_what_has_no_place_can_be_set_aside(review: Review) -> None:
    old = TEXT.replace("two years", "three long years")
    review.adopt(foreign(mark("three long years", text=old), text=old))
    event = review.set_aside(review.unplaced()[0].id, "taken out in 2024")
    assert event.title.endswith(", which has no place: taken out in 2024")
    assert review.unplaced() == []
    with pytest.raises(BadInputError, match="No such mark waits"):
        review.set_aside(event.changes[0].before.id)  # type: ignore[union-attr]
    review.undo()
    assert len(review.unplaced()) == 1


def test_it_is_not_placed_on_nothing_nor_beside_its_twin(review: Review) -> None:
    policy = review.policies()[0].id
    old = TEXT.replace("two years", "three long years")
    review.adopt(foreign(mark("three long years", text=old), text=old))
    (waits,) = review.unplaced()
    with pytest.raises(BadInputError, match="Say on which words"):
        review.place(waits.id, [])
    review.tag(policy, [(0, 7)], "retention")
    with pytest.raises(BadInputError, match="is there already"):
        review.place(waits.id, [(0, 7)])
    assert review.unplaced() == [waits]


def test_an_other_line_ending_changes_no_place(review: Review) -> None:
    plain = TEXT.replace("\r\n", "\n")
    adopted = review.adopt(foreign(mark("two years", "who you are", text=plain), text=plain))
    assert adopted.added == 1
    (tag,) = review.annotations(review.policies()[0].id)
    assert [each.quote for each in tag.spans] == ["two years", "who you are"]
    assert len(review.policies()) == 1


@pytest.mark.parametrize(
    ("name", "known"),
    [("other.txt", {"text_sha256": "HASH"}), ("other.txt", {"policy": "ID"}), ("1.txt", {}), ("1.md", {})],
)
def test_a_policy_is_known_by_id_by_text_and_by_name(
    review: Review, name: str, known: dict[str, str]
) -> None:
    (policy,) = review.policies()
    given = {field: {"HASH": policy.text_sha256, "ID": policy.id}[value] for field, value in known.items()}
    adopted = review.adopt(foreign(mark("two years"), text=None, name=name, **given))
    assert (adopted.added, adopted.policies) == (1, ())


def test_a_text_that_is_not_here_comes_in_and_one_that_is_nowhere_is_told(review: Review) -> None:
    new = "Another policy altogether. It says other things about retention 😀."
    adopted = review.adopt(foreign(mark("retention 😀", text=new), text=new, name="new.html"))
    assert [each.file_name for each in adopted.policies] == ["new.html.txt"]
    assert review.text(review.policies()[1].id).text == new
    assert review.annotations(review.policies()[1].id)[0].spans[0].quote == "retention 😀"
    gone = review.adopt(foreign(mark("two years"), text=None, name="gone.txt"))
    assert (gone.event, gone.added) == (None, 0)
    assert "“gone.txt” is no policy here" in gone.texts[0]
    assert_sound(review)
    review.undo()
    assert len(review.policies()) == 1


def test_another_text_under_the_same_name_is_another_policy(review: Review) -> None:
    new = "Nothing in here is like the first one, but it happens to be called the same. Two years."
    adopted = review.adopt(foreign(mark("Two years", text=new), text=new))
    assert len(adopted.policies) == 1
    assert [each.file_name for each in review.policies()] == ["1.txt", "1.txt"]


def test_labels_that_are_none_of_ours_are_asked_for(review: Review) -> None:
    marks = foreign(
        mark("two years", label="Data Retention"),
        mark("cookies", label="Junk"),
        mark("address 😀", label="Junk"),
        mark("who you are", label="RETENTION"),
    )
    before = state(review)
    with pytest.raises(UnmappedError) as caught:
        review.adopt(marks)
    lines = str(caught.value).splitlines()
    assert [each.name for each in caught.value.labels] == ["Data Retention", "Junk"]
    assert "--map 'Data Retention=clause.retention'" in lines[0]
    assert "“" not in lines[1]
    assert '"Junk" (2 marks)' in lines[1]
    assert "--map Junk=-" in lines[1]
    assert state(review) == before
    adopted = review.adopt(marks, {"Data Retention": "clause.retention", "Junk": "-"})
    assert (adopted.added, adopted.left_out) == (2, 2)
    with pytest.raises(BadInputError, match="There is no label “nope”"):
        review.adopt(marks, {"Junk": "clause.nope"})
    with pytest.raises(BadInputError, match="cannot be mapped"):
        review.adopt(marks, {"Junk": "retention"})


def test_codes_say_what_a_label_is_only_where_tags_are_told_from_flags(review: Review) -> None:
    labels = LabelMap((review.taxonomy(CLAUSES), review.taxonomy(ISSUES)), {})
    coded = next(each for each in review.taxonomy(CLAUSES).labels if each.code)
    assert labels.ours(Mark(label=coded.code.lower(), kind="tag")) == f"clause.{coded.id}"
    assert labels.ours(Mark(label=coded.name.upper(), kind="tag")) == f"clause.{coded.id}"
    assert labels.ours(Mark(label=coded.id, kind="flag")) == ""
    if coded.code.lower() not in {coded.id, coded.name.lower()}:
        assert labels.ours(Mark(label=coded.code)) == ""


def test_a_map_comes_from_words_and_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "map.json"
    file.write_text('{"A=B": "clause.retention", "C": "-"}', encoding="utf-8")
    assert told([str(file), "D=E=issue.x"]) == {"A=B": "clause.retention", "C": "-", "D=E": "issue.x"}
    with pytest.raises(BadInputError, match="maps nothing"):
        told(["D"])


def test_what_ours_have_no_field_for_stands_in_the_note(review: Review) -> None:
    marks = foreign(
        mark("two years", note="n", attributes={"polarity": "does", "Period": "Stated"}),
        mark("cookies", label="X", kind="flag", severity=Severity.LOW, suggestion="s"),
    )
    review.adopt(marks, {"X": "clause.retention"})
    one, two = review.annotations(review.policies()[0].id)
    assert isinstance(one, Tag)
    assert (one.attributes, one.note) == ({"polarity": "does"}, "n\nPeriod: Stated")
    assert two.note == "severity: low\nwording: s"


def test_proposals_of_a_tool_wait_for_a_decision(review: Review) -> None:
    issue = review.taxonomy(ISSUES).labels[0].id
    policy = review.policies()[0].id
    adopted = review.adopt(
        foreign(
            mark("two years", label=issue, state=State.SUGGESTED),
            mark("cookies", state=State.SUGGESTED),
        )
    )
    (flag,) = review.suggestions(policy)
    assert (flag.reviewer, flag.origin.tier, flag.state) == ("", "maybe", State.SUGGESTED)
    assert any("proposals" in each or "proposal" in each for each in adopted.texts)
    assert_sound(review)
    decided = review.adopt(foreign(mark("two years", label=issue, state=State.OPEN, note="yes")))
    assert decided.added == 1
    assert [each.state for each in review.flags(policy)] == [State.OPEN]
    assert_sound(review)
    review.undo()
    assert [each.state for each in review.flags(policy)] == [State.SUGGESTED]


def test_reviewers_of_an_export_of_ours_come_along_and_of_other_tools_are_told(review: Review) -> None:
    known = {"reviewer": "Bo", "reviewer_id": "b" * 32}
    own = replace(mark("two years", kind="tag", **known), id="a" * 32)
    review.adopt(foreign(own))
    assert [each.name for each in review.reviewers()] == ["Ada Lovelace", "Bo"]
    assert review.annotation("a" * 32).reviewer == "b" * 32
    told = review.adopt(foreign(mark("cookies", reviewer="annotator 7"), mark("address 😀", reviewer="Bo")))
    assert any("Made there by annotator 7" in each for each in told.texts)
    by = {each.spans[0].quote: each.reviewer for each in review.annotations(review.policies()[0].id)}
    assert by["cookies"] == review.reviewer.id  # type: ignore[union-attr]
    assert by["address 😀"] == "b" * 32
    assert_sound(review)
    assert everything_undone(review) == 3


def test_what_would_come_of_it_is_known_before_and_changes_nothing(review: Review) -> None:
    before = state(review), review.newest()
    old = TEXT.replace("two years", "three long years")
    marks = foreign(mark("three long years", "cookies", text=old), mark("cookies", text=old), text=old)
    would = review.would_adopt(marks)
    assert (state(review), review.newest()) == before
    assert (would.added, would.unplaced) == (1, 1)
    done = review.adopt(marks)
    assert replace(done, event=None) == would


def test_a_label_that_waits_is_in_use_and_an_export_says_what_waits(review: Review, tmp_path: Path) -> None:
    old = TEXT.replace("two years", "three long years")
    review.adopt(foreign(mark("three long years", text=old), text=old))
    clauses = review.taxonomy(CLAUSES)
    review.set_taxonomy(
        replace(clauses, labels=tuple(each for each in clauses.labels if each.id != "retention"))
    )
    kept = review.taxonomy(CLAUSES).label("retention")
    assert kept is not None
    assert kept.retired
    assert review.export(tmp_path / "a.json") == []
    said = review.export(tmp_path / "a.csv", "csv")
    assert "1 mark that waits to be placed by hand is left out." in said
    assert_sound(review)


def test_one_that_comes_back_placed_in_an_export_waits_no_longer(review: Review, tmp_path: Path) -> None:
    old = TEXT.replace("two years", "three long years")
    review.adopt(foreign(mark("three long years", text=old), text=old))
    (waits,) = review.unplaced()
    review.place(waits.id, [(0, 7)])
    review.export(tmp_path / "placed.json")
    review.undo()
    assert review.import_annotations(tmp_path / "placed.json").added == 1
    assert review.unplaced() == []
    assert_sound(review)
    review.undo()
    assert review.unplaced() == [waits]


def test_without_a_text_and_without_words_the_place_is_told(review: Review) -> None:
    nowhere = Mark(label="retention", places=(Place(900, 905),))
    review.adopt(foreign(nowhere, text=None))
    (waits,) = review.unplaced()
    assert (waits.quotes, waits.note) == ((Quote(""),), "place there: 900–905")


def test_marks_on_a_whole_policy_and_several_texts(review: Review) -> None:
    review.add_policies([reading("Second policy. It keeps nothing.", "2.txt")])
    issue = review.taxonomy(ISSUES).labels[0].id
    marks = Foreign(
        "doccano",
        (
            MarkedText("1.txt", None, (Mark(label=issue, kind="flag", note="one"),)),
            MarkedText("2.txt", None, (Mark(label=issue, kind="flag", note="two"), mark("two years"))),
        ),
    )
    adopted = review.adopt(marks)
    assert (adopted.added, adopted.unplaced) == (2, 1)
    assert {each.note for each in review.flags() if isinstance(each, Flag)} == {"one", "two"}
    assert review.adopt(marks).known == 3


def test_a_colleagues_mark_is_known_where_ours_says_the_same_and_comes_where_it_decides_otherwise(
    review: Review,
) -> None:
    issue = review.taxonomy(ISSUES).labels[0].id
    found = place("two years")
    review.flag(review.policies()[0].id, [(found.start, found.end)], issue)

    def theirs(state: State | None, known: str) -> Foreign:
        return foreign(mark("two years", label=issue, kind="flag", state=state, id=known * 32))

    assert review.adopt(theirs(State.OPEN, "a")).known == 1
    assert review.adopt(theirs(None, "b")).known == 1
    assert review.adopt(theirs(State.DISMISSED, "c")).added == 1
    assert_sound(review)
