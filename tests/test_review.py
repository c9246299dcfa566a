"""The acts of a reviewer: what each does, what it refuses, and who stands behind it."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.domain import (
    CLAUSES,
    ISSUES,
    Change,
    Flag,
    Label,
    Origin,
    PolicyId,
    Severity,
    State,
    Status,
    Tag,
)
from annotator.problems import BadInputError
from annotator.review import Review
from tests.projects import TEXT, assert_sound, made, opened, reading, state

HALF = "a\ud83d"


@pytest.fixture
def policy(review: Review) -> PolicyId:
    """The nasty one."""
    return review.policies()[0].id


def the_tag(review: Review, policy: PolicyId) -> Tag:
    (tag,) = (each for each in review.annotations(policy) if isinstance(each, Tag))
    return tag


def the_flag(review: Review, policy: PolicyId) -> Flag:
    (flag,) = review.flags(policy)
    return flag


# Who


def test_a_name_comes_into_the_project_with_its_first_act_and_once(project_path: Path) -> None:
    with closing(Review.open(project_path)) as review:
        assert review.reviewer is None
        ada = review.sign_in("  Ada\t Lovelace ")
        assert ada.name == "Ada Lovelace"
        bo = review.sign_in("Bo")
        assert review.reviewers() == [], "a name alone is no act"
        assert [event.act for event in review.history()] == ["create"]
        ada = review.sign_in("Ada Lovelace")
        added = review.add_policies([reading("Some words.")])
        assert added.event is not None
        assert added.event.changes == (Change(None, ada), Change(None, added.policies[0]))
        assert review.sign_in("Bo").id != bo.id, "who has done nothing is nobody yet"
        undone = review.undo()
        assert undone is not None
        assert undone.changes == (Change(None, review.reviewer), Change(added.policies[0], None))
    with closing(Review.open(project_path)) as again:
        assert again.reviewer is None, "who opens a project says who acts, not the project"
        assert [each.name for each in again.reviewers()] == ["Ada Lovelace", "Bo"]
        assert again.sign_in("Ada  Lovelace") == ada
        assert again.undo() is None, "a name is no act to undo"


def test_of_two_of_one_name_the_older_one_acts(project_path: Path) -> None:
    with closing(Review.open(project_path)) as one, closing(Review.open(project_path)) as other:
        ada, twin = one.sign_in("Ada"), other.sign_in("Ada")
        assert ada != twin
        one.add_policies([reading("Some words.")])
        event = other.add_policies([reading("Other words.")]).event
        assert event is not None
        assert event.reviewer == ada.id
        assert other.reviewer == ada
        assert other.reviewers() == [ada]


@pytest.mark.parametrize("name", ["", "  \n", "\u2028"])
def test_no_name_is_refused(review: Review, name: str) -> None:
    before = review.reviewer
    with pytest.raises(BadInputError, match="each mark carries it"):
        review.sign_in(name)
    assert review.reviewer == before


def test_no_act_without_a_name(project_path: Path) -> None:
    with closing(made(project_path, "Some words.")) as review:
        review.tag(review.policies()[0].id, [(0, 4)], "retention")
    with closing(Review.open(project_path)) as review:
        assert review.reviewer is None
        policy = review.policies()[0].id
        mark = review.annotations(policy)[0].id
        before = state(review), review.history()
        acts: list[Callable[[], object]] = [
            lambda: review.add_policies([reading("x")]),
            lambda: review.tag(policy, [], "children"),
            lambda: review.flag(policy, [], "missing-word"),
            lambda: review.edit(mark, note="x"),
            lambda: review.remove([mark]),
            lambda: review.set_status(policy, Status.REVIEWED),
            lambda: review.describe(policy, title="x"),
            lambda: review.set_taxonomy(replace(review.taxonomy(CLAUSES), note="x")),
            review.undo,
        ]
        for act in acts:
            with pytest.raises(BadInputError, match="Give a name first"):
                act()
        assert (state(review), review.history()) == before
        review.sign_in("Bo")
        review.undo()
    with closing(Review.open(project_path)) as review:
        with pytest.raises(BadInputError, match="Give a name first"):
            review.redo()
        assert review.annotations(policy) == []


def test_each_act_is_by_who_is_signed_in_then(review: Review, policy: PolicyId) -> None:
    ada = review.reviewer
    assert ada is not None
    review.tag(policy, [], "children")
    bo = review.sign_in("Bo")
    event = review.edit(the_tag(review, policy).id, note="Bo’s")
    assert event is not None
    assert event.reviewer == bo.id
    assert the_tag(review, policy).reviewer == ada.id, "whose tag it is does not change"


def test_the_name_of_another_window_is_not_taken_here(review: Review, policy: PolicyId) -> None:
    with closing(Review.open(review.path)) as other:
        other.sign_in("Bo")
        other.tag(policy, [], "children")
        assert review.tag(policy, [], "retention").reviewer == review.reviewer.id  # type: ignore[union-attr]
        assert review.reviewer is not None
        assert review.reviewer.name == "Ada Lovelace"


# Marks


def test_a_tag(review: Review, policy: PolicyId) -> None:
    start = TEXT.index("We keep data")
    event = review.tag(
        policy,
        [(start + 20, start + 30), (start, start + 14)],
        "retention",
        note="n",
        attributes={"polarity": "does", "party": "first"},
    )
    tag = the_tag(review, policy)
    assert event.changes[0] == Change(None, tag)
    assert [span.quote for span in tag.spans] == ["We keep data 😀", "s long as"]
    assert tag.spans[0].utf16_end == tag.spans[0].utf16_start + 15
    assert (tag.label, tag.note, tag.origin) == ("retention", "n", Origin())
    assert list(tag.attributes) == ["party", "polarity"]
    assert tag.created == tag.modified <= event.at
    assert_sound(review)


def test_a_flag(review: Review, policy: PolicyId) -> None:
    review.flag(policy, [(0, 13)], "contradiction", counterpart=[(17, 23)], suggestion="s", note="n")
    flag = the_flag(review, policy)
    issue = review.taxonomy(ISSUES).label("contradiction")
    assert issue is not None
    assert (flag.severity, flag.state, flag.reason) == (issue.severity, State.OPEN, "")
    assert [span.quote for span in flag.counterpart] == [TEXT[17:23]]
    assert (flag.suggestion, flag.note) == ("s", "n")
    review.remove([flag.id])
    review.flag(policy, [], "contradiction", severity=Severity.INFO)
    assert (the_flag(review, policy).severity, the_flag(review, policy).spans) == (Severity.INFO, ())


def test_an_issue_type_without_a_severity_makes_medium_flags(review: Review, policy: PolicyId) -> None:
    issues = review.taxonomy(ISSUES)
    review.set_taxonomy(replace(issues, labels=(*issues.labels, Label("own", "Own", code="OWN"))))
    review.flag(policy, [], "own")
    assert the_flag(review, policy).severity is Severity.MEDIUM


def test_the_same_mark_twice_is_refused_and_another_is_not(review: Review, policy: PolicyId) -> None:
    review.tag(policy, [(0, 4), (17, 23)], "retention")
    review.tag(policy, [(0, 4)], "retention")
    review.tag(policy, [], "retention")
    review.tag(policy, [(0, 4)], "children")
    review.tag(review.policies()[1].id, [(0, 4)], "retention")
    review.flag(policy, [], "missing-word")
    for places in ([(0, 4), (17, 23)], [(0, 4)], []):
        with pytest.raises(BadInputError, match=r"“Retention” on .* is there already"):
            review.tag(policy, places, "retention")
    with pytest.raises(BadInputError, match="on the whole policy is there already"):
        review.flag(policy, [], "missing-word")
    one = next(each for each in review.annotations(policy) if each.label == "children")
    with pytest.raises(BadInputError, match="is there already"):
        review.edit(one.id, label="retention")
    assert review.edit(one.id, note="the note alone may change") is not None


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda r, p: r.tag(p, [(0, 10**9)], "retention"), "is not in this text"),
        (lambda r, p: r.tag(p, [(5, 5)], "retention"), "nothing between"),
        (lambda r, p: r.tag(p, [(-1, 5)], "retention"), "is not in this text"),
        (lambda r, p: r.tag(p, [], "missing-word"), "no label “missing-word”"),
        (lambda r, p: r.flag(p, [], "retention"), "no label “retention”"),
        (lambda r, p: r.flag(p, [], "missing-word", counterpart=[(9, 9)]), "nothing between"),
        (lambda r, p: r.tag(p, [], "children", attributes={"polarity": "x"}), "cannot be “x”"),
        (lambda r, p: r.tag("nothing", [], "children"), "There is no policy"),
        (lambda r, p: r.edit("nothing", note="x"), "is not in the project any more"),
        (lambda r, p: r.remove([]), "Choose the annotations"),
        (lambda r, p: r.remove(["nothing"]), "is not in the project any more"),
        (lambda r, p: r.set_status("nothing", Status.READING), "There is no policy"),
        (lambda r, p: r.set_status("0a" * 16, Status.READING), "^This policy is not in the project any more"),
        (lambda r, p: r.describe(p, captured="yesterday"), "is not a day"),
        (lambda r, p: r.tag(p, [], "children", note=HALF), "Character 2 of what was given is half"),
        (lambda r, p: r.flag(p, [], "missing-word", suggestion=HALF), "half of a broken pair"),
        (lambda r, p: r.describe(p, title=HALF), "half of a broken pair"),
        (lambda r, p: r.sign_in(HALF), "half of a broken character"),
        (lambda r, p: r.set_taxonomy(replace(r.taxonomy(CLAUSES), note=HALF)), "half of a broken pair"),
        (lambda r, p: r.set_taxonomy(replace(r.taxonomy(CLAUSES), id="mine")), "no label set “mine”"),
        (lambda r, p: r.set_taxonomy(replace(r.taxonomy(CLAUSES), name="")), "needs an id and a name"),
    ],
)
def test_what_is_refused_changes_nothing(
    review: Review, policy: PolicyId, act: Callable[[Review, PolicyId], object], words: str
) -> None:
    before = state(review), review.history(), review.reviewer
    with pytest.raises(BadInputError, match=words):
        act(review, policy)
    assert (state(review), review.history(), review.reviewer) == before
    assert not review.store._db.in_transaction


def test_each_field_can_be_edited_and_the_rest_stays(review: Review, policy: PolicyId) -> None:
    review.tag(policy, [(0, 4)], "retention", note="n", attributes={"polarity": "does"})
    review.flag(policy, [(0, 4)], "missing-word", note="n", counterpart=[(17, 23)], suggestion="s")
    tag, flag = the_tag(review, policy), the_flag(review, policy)
    cut = review.text(policy).span
    changes = {
        tag.id: {
            "label": ("children", "children"),
            "spans": ([(17, 23), (0, 4)], (cut(0, 4), cut(17, 23))),
            "note": ("", ""),
            "attributes": ({"party": "third"}, {"party": "third"}),
        },
        flag.id: {
            "label": ("placeholder", "placeholder"),
            "spans": ([], ()),
            "counterpart": ([(0, 2)], (cut(0, 2),)),
            "note": ("m", "m"),
            "severity": (Severity.HIGH, Severity.HIGH),
            "state": (State.DISMISSED, State.DISMISSED),
            "reason": ("because", "because"),
            "suggestion": ("", ""),
        },
    }
    for mark, fields in changes.items():
        for name, (given, kept) in fields.items():
            before = review.annotation(mark)
            event = review.edit(mark, **{name: given})  # type: ignore[arg-type]
            after = review.annotation(mark)
            assert event is not None
            assert event.changes == (Change(before, after),)
            assert after == replace(before, **{name: kept}, modified=after.modified)
            assert after.modified >= before.modified
            assert review.edit(mark, **{name: given}) is None, "nothing differs"  # type: ignore[arg-type]
    assert_sound(review)


def test_a_tag_has_no_fields_of_a_flag_nor_a_flag_those_of_a_tag(review: Review, policy: PolicyId) -> None:
    review.tag(policy, [], "children")
    review.flag(policy, [], "missing-word")
    tag, flag = the_tag(review, policy), the_flag(review, policy)
    with pytest.raises(BadInputError, match=r"^A tag has no severity and no suggestion.$"):
        review.edit(tag.id, severity=Severity.LOW, suggestion="x", note="x")
    with pytest.raises(BadInputError, match=r"^A tag has no reason and no state.$"):
        review.edit(tag.id, state=State.OPEN)
    with pytest.raises(BadInputError, match=r"^A flag has no attributes.$"):
        review.edit(flag.id, attributes={})


def test_a_flag_that_is_opened_again_loses_its_reason(review: Review, policy: PolicyId) -> None:
    review.flag(policy, [], "missing-word")
    flag = the_flag(review, policy).id
    review.edit(flag, state=State.RESOLVED, reason="done")
    review.edit(flag, state=State.OPEN)
    assert the_flag(review, policy).reason == ""
    review.edit(flag, state=State.OPEN, reason="kept, since it was given")
    assert the_flag(review, policy).reason == "kept, since it was given"


def test_the_first_mark_on_a_policy_says_that_it_is_being_read(review: Review, policy: PolicyId) -> None:
    before = state(review)
    for first in (
        lambda: review.tag(policy, [(0, 4)], "retention"),
        lambda: review.flag(policy, [], "missing-word"),
    ):
        assert first().policies == {policy}
        assert review.policy(policy).status is Status.READING
        review.tag(policy, [(17, 23)], "retention")
        review.remove([review.annotations(policy)[0].id])
        assert review.policy(policy).status is Status.READING
        everything_undone_but_the_import(review)
        assert state(review) == before, "undo takes both back"
    review.set_status(policy, Status.REVIEWED)
    review.tag(policy, [], "children")
    assert review.policy(policy).status is Status.REVIEWED


def everything_undone_but_the_import(review: Review) -> None:
    while review.undoable is not None and review.undoable.act != "import":
        review.undo()


def test_a_title_says_what_an_edit_changed(review: Review, policy: PolicyId) -> None:
    review.flag(policy, [(17, 23)], "missing-word", note="n")
    flag = the_flag(review, policy)
    it = f"“Missing word” on {flag.spans[0].citation}"
    for change, title in (
        ({"note": "m"}, f"Note on {it}"),
        ({"note": ""}, f"Remove the note of {it}"),
        ({"suggestion": "s"}, f"Suggestion on {it}"),
        ({"counterpart": [(0, 4)]}, f"Other half on {it}"),
        ({"severity": Severity.HIGH}, f"Severity high for {it}"),
        ({"state": State.RESOLVED, "reason": "done"}, f"Resolve {it}"),
        ({"state": State.DISMISSED}, f"Dismiss {it}"),
        ({"state": State.OPEN}, f"Reopen {it}"),
        ({"severity": Severity.LOW, "note": "o"}, f"Edit {it}: severity, note"),
        ({"spans": []}, "Move “Missing word” to the whole policy"),
        (
            {"label": "placeholder"},
            "Relabel “Missing word” as “Placeholder” on the whole policy",
        ),
    ):
        event = review.edit(flag.id, **change)  # type: ignore[arg-type]
        assert event is not None
        assert (event.act, event.title) == ("edit", title)


def test_several_are_removed_at_once_and_undo_brings_all_back(review: Review, policy: PolicyId) -> None:
    for places in ([], [(0, 4)], [(17, 23)]):
        review.tag(policy, places, "retention")
    before = state(review)
    first, second, third = (mark.id for mark in review.annotations(policy))
    event = review.remove([third, first, third])
    assert (event.act, event.title, len(event.changes)) == ("remove", "Remove 2 annotations", 2)
    assert [mark.id for mark in review.annotations(policy)] == [second]
    review.undo()
    assert state(review) == before
    assert review.remove([first]).title == "Remove “Retention” on the whole policy"


# Policies


def test_the_status_of_a_policy(review: Review, policy: PolicyId) -> None:
    assert review.policy(policy).status is Status.UNREAD
    event = review.set_status(policy, Status.REVIEWED)
    assert event is not None
    assert event.title == "“1” is reviewed"
    assert review.set_status(policy, Status.REVIEWED) is None
    assert review.policy(policy).status is Status.REVIEWED


def test_what_is_known_about_a_policy(review: Review, policy: PolicyId) -> None:
    before = review.policy(policy)
    about = {"title": "T", "site": "s.example", "captured": "2024-02-29", "language": "he"}
    event = review.describe(policy, **about)
    assert event is not None
    assert event.title == "Facts about “T”"
    assert review.policy(policy) == replace(before, **about)  # type: ignore[arg-type]
    assert review.describe(policy, site="s.example") is None
    assert review.describe(policy) is None
    review.describe(policy, captured="")
    assert review.policy(policy).captured == ""


# Labels


def test_a_label_in_use_is_kept_retired_and_keeps_what_carries_it(review: Review, policy: PolicyId) -> None:
    review.tag(policy, [], "retention")
    before = review.taxonomy(CLAUSES)
    kept = before.label("intro")
    assert kept is not None
    event = review.set_taxonomy(replace(before, labels=(kept,), version=99))
    after = review.taxonomy(CLAUSES)
    assert event is not None
    assert event.title == "Edit the labels of “Clauses of a privacy policy”"
    assert after.version == before.version + 1
    assert [(label.id, label.retired, label.key) for label in after.labels] == [
        ("intro", False, kept.key),
        ("retention", True, ""),
    ]
    assert the_tag(review, policy).label == "retention"
    assert "Retention" in review.remove([the_tag(review, policy).id]).title
    review.undo()
    with pytest.raises(
        BadInputError, match=r"“Retention” is retired\. Choose another, or bring it back first"
    ):
        review.tag(policy, [(0, 4)], "retention")
    review.edit(the_tag(review, policy).id, label="retention", note="it may keep it")
    review.undo()
    review.undo()
    assert review.taxonomy(CLAUSES) == before


def test_labels_that_do_not_differ_are_no_act(review: Review) -> None:
    same = review.taxonomy(CLAUSES)
    assert review.set_taxonomy(same) is None
    assert review.set_taxonomy(replace(same, version=7)) is None
    assert review.taxonomy(CLAUSES).version == 1


def test_two_who_edit_the_labels_keep_what_the_other_did(review: Review) -> None:
    base = review.taxonomy(CLAUSES)
    one, two, *rest = base.labels
    theirs = Label("theirs", "Theirs", code="THE")
    mine = Label("mine", "Mine", code="MIN")
    review.set_taxonomy(replace(base, labels=(replace(one, name="One"), two, theirs, *rest[:-1])), base=base)
    review.set_taxonomy(
        replace(base, labels=(one, replace(two, name="Two"), *rest, mine), note="n"), base=base
    )
    after = review.taxonomy(CLAUSES)
    assert [label.name for label in after.labels[:3]] == ["One", "Two", "Theirs"]
    assert after.labels[3:] == (*rest[:-1], mine), "what they took away is gone, what came stays"
    assert (after.note, after.version) == ("n", base.version + 2)
    for refused in (
        replace(base, labels=(replace(one, name="Uno"), two, *rest)),
        replace(base, labels=(two, *rest)),
        replace(base, note="another"),
    ):
        with pytest.raises(BadInputError, match="was changed elsewhere meanwhile"):
            review.set_taxonomy(refused, base=base)
    assert review.taxonomy(CLAUSES) == after
    moved = replace(after, labels=after.labels[::-1])
    review.set_taxonomy(replace(after, labels=(*after.labels, Label("late", "Late", code="LAT"))))
    review.set_taxonomy(moved, base=after)
    assert [label.id for label in review.taxonomy(CLAUSES).labels] == [
        *(label.id for label in moved.labels),
        "late",
    ]


def test_labels_keep_the_order_they_are_given(review: Review) -> None:
    before = review.taxonomy(ISSUES)
    review.set_taxonomy(
        replace(before, labels=before.labels[::-1], attributes={"z": ("b", "a"), "a": ("c",)})
    )
    after = review.taxonomy(ISSUES)
    assert after.labels == before.labels[::-1]
    assert after.attributes == {"z": ("b", "a"), "a": ("c",)}
    review.undo()
    assert review.taxonomy(ISSUES) == before


def test_two_windows_work_on_one_project(review: Review, policy: PolicyId) -> None:
    """Nothing that an act builds on is older than the act."""
    with closing(opened(review.path)) as other:
        review.tag(policy, [], "retention")
        other.edit(the_tag(review, policy).id, note="theirs")
        review.edit(the_tag(review, policy).id, attributes={"polarity": "does"})
        assert the_tag(other, policy).note == "theirs"
        assert the_tag(other, policy).attributes == {"polarity": "does"}
        with pytest.raises(BadInputError, match="is there already"):
            other.tag(policy, [], "retention")
        clauses = other.taxonomy(CLAUSES)
        other.set_taxonomy(replace(clauses, labels=tuple(e for e in clauses.labels if e.id != "children")))
        with pytest.raises(BadInputError, match="no label “children”"):
            review.tag(policy, [], "children")
        other.undo()
        other.remove([the_tag(review, policy).id])
        with pytest.raises(BadInputError, match="Make it again, or take back its removal with Undo"):
            review.edit(other.history(limit=1)[0].changes[0].entity.id, note="gone")
        assert_sound(review)
