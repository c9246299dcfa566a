"""The records that SQLite writes are those of ``annotator.records``, byte for byte: both escape alike.

Both write control characters as ``\\u00xx`` in small letters but for ``\\b \\t \\n \\f \\r``, and all else as
it is. Should a later SQLite or msgspec differ, compare decoded values here.
"""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator import records
from annotator.domain import Change, Flag, Origin, Tag
from annotator.review import Review
from annotator.times import now
from tests.projects import TEXT, assert_sound

EVERY_SIGN = (
    "".join(map(chr, range(0x100))) + "\u2028\u2029\ufeff\ufffe\uffff\U0001f600\U0010ffff\"'\\/</script>"
)


def test_every_sign_in_every_field(review: Review) -> None:
    policy = review.policies()[0].id
    review.tag(policy, [], "children", note=EVERY_SIGN)
    review.flag(policy, [(0, len(TEXT))], "missing-word", note=EVERY_SIGN, suggestion=EVERY_SIGN)
    (flag,) = review.flags(policy)
    review.edit(flag.id, reason=EVERY_SIGN, counterpart=[(0, 3), (40, 60), (100, 130)])
    (flag,) = review.flags(policy)
    odd = replace(
        flag,
        id="odd\n",
        origin=Origin("detector", 'rule "x"\\', "1\x00"),
        created="\x7f",
        spans=flag.counterpart,
    )
    with review.store.transaction():
        review.store.record("edit", EVERY_SIGN, [Change(None, odd)], at=now(), reviewer=review.reviewer)
    assert review.annotation("odd\n") == odd
    assert review.history(limit=1)[0].title == EVERY_SIGN
    assert_sound(review)


@settings(
    deadline=None,
    derandomize=True,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(max_codepoint=0x20)))
def test_any_note_and_attribute(review: Review, note: str, value: str) -> None:
    policy = review.policies()[0].id
    tag = Tag(
        "t", policy, "children", (), {"b" + note: value, "a": note}, note, review.reviewers()[0].id, "", ""
    )
    with review.store.transaction():
        review.store.record("tag", "", [Change(None, tag)], at="", reviewer=review.reviewers()[0])
    assert list(review.store.records(policy, "tag", review.store.text(policy))) == [records.encode(tag)]
    assert review.annotation("t") == tag
    with review.store.transaction():
        review.store.undo(at="", reviewer=review.reviewers()[0])


def test_records_come_in_reading_order(review: Review) -> None:
    policy = review.policies()[1].id
    for places in ([(12, 16)], [(0, 3), (40, 44)], [], [(0, 7)], [(0, 3)]):
        review.tag(policy, places, "retention")
        review.flag(policy, places, "missing-word")
    for kind, form in (("tag", Tag), ("flag", Flag)):
        marks = [
            records.decode(each, form)
            for each in review.store.records(policy, kind, review.store.text(policy))
        ]
        assert [[(span.start, span.end) for span in mark.spans] for mark in marks] == [
            [],
            [(0, 7)],
            [(0, 3), (40, 44)],
            [(0, 3)],
            [(12, 16)],
        ]
    assert_sound(review)


def test_authors_are_those_with_marks(review: Review) -> None:
    policy = review.policies()[0].id
    for name, label in (("Bo", "children"), ("Cy", ""), ("Di", "retention")):
        review.sign_in(name)
        if label:
            review.tag(policy, [], label)
    everyone = review.reviewers()
    assert {each.name for each in everyone} == {"Ada Lovelace", "Bo", "Di"}
    assert everyone == sorted(everyone, key=lambda each: (each.created, each.id))
    assert review.store.authors() == [each for each in everyone if each.name in {"Bo", "Di"}]
