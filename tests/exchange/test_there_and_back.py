"""Export, import, export: the same bytes, whatever the texts, the encodings and the project that reads."""

import json
import re
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.domain import CLAUSES, ISSUES, Label, Severity, State, Status, Tag
from annotator.exchange import FORMATS
from annotator.problems import BadInputError
from annotator.review import Review
from annotator.text.readers import Reading, decode
from tests.projects import TEXT, assert_sound, everything_undone, headless, made, reading, state, tables

NASTY = [
    reading(TEXT, "nasty.md"),
    reading(TEXT, "marked.txt", "utf-8-sig"),
    reading("Zoë’s “Policy”\r\n", "western.txt", "cp1252"),
    reading(TEXT + "wide", "wide.txt", "utf-16"),
    reading("", "empty.txt"),
    reading("\u0000\u001f\u007f\u2028\ufffe\ufdd0\U0010ffff", "signs.txt"),
]
_ROUND = b"\x81\x60 \x87\x90 policy \xfa\x54"
LOSSY = [
    Reading("lossy.txt", _ROUND, *decode(_ROUND, "cp932")),
    Reading("mute.txt", b"\x1b\x80.", *decode(b"\x1b\x80.", "iso2022_jp")),
]
"""Their bytes cannot be had back from the text: characters with two codes, and one that only decodes."""


@pytest.fixture
def full(tmp_path: Path) -> Iterator[Review]:
    """The shipped corpus and nasty texts, with every kind of mark, edited labels, and two reviewers."""
    review = Review.open(tmp_path / "full.annotator", corpus=True)
    review.sign_in("Ada “the first” \\ Lovelace")
    review.add_policies([*NASTY, *LOSSY])
    clauses = review.taxonomy(CLAUSES)
    own = Label("own", "Own 😀\n", "d\x00", code="OWN", mappings={"z": "1", "a": "2"}, colour="#AABBCC")
    retired = (*clauses.labels[1:], replace(clauses.labels[0], retired=True, key=""))
    review.set_taxonomy(replace(clauses, labels=(own, *retired), note="ours"))
    for policy in review.policies():
        length = policy.length
        review.tag(
            policy.id, [], "own", note='note "x"\x00', attributes={"polarity": "unclear", "party": "first"}
        )
        if length:
            review.flag(policy.id, [(0, length)], "missing-word", counterpart=[(0, 1), (length - 1, length)])
        if length > 100:
            review.tag(policy.id, [(0, 5), (20, 30), (90, 100)], "retention")
    review.sign_in("Bo")
    for flag in list(review.flags()):
        review.edit(
            flag.id, state=State.DISMISSED, reason="not so", severity=Severity.INFO, suggestion="Better."
        )
    review.set_status(review.policies()[0].id, Status.REVIEWED)
    review.describe(review.policies()[5].id, title="Nasty 😀", site="nasty.example", captured="2024-02-29")
    yield review
    review.close()


def exported(review: Review, form: str) -> bytes:
    stream = BytesIO()
    review.export(stream, form)
    return headless(stream.getvalue())


@pytest.mark.parametrize("form", ["json", "jsonl"])
@pytest.mark.parametrize("corpus", [False, True])
def test_the_same_bytes_out_of_an_untouched_project(
    full: Review, tmp_path: Path, form: str, corpus: bool
) -> None:
    path = tmp_path / f"a.{form}"
    full.export(path, form)
    before = headless(path.read_bytes())
    assert before == exported(full, form)
    marks = sum(len(full.annotations(policy.id)) for policy in full.policies())
    assert marks == 33
    with closing(Review.open(tmp_path / "other.annotator", corpus=corpus)) as other:
        other.sign_in("Cy")
        start = state(other), tables(other.path)
        result = other.import_annotations(path)
        assert (result.added, result.changed, result.unchanged, result.kept) == (marks, 0, 0, 0)
        assert exported(other, form) == before
        assert state(other) == state(full)
        again = other.import_annotations(path)
        assert again.event is None
        assert (again.added, again.unchanged) == (0, marks)
        assert_sound(other)
        assert everything_undone(other) == 1
        assert (state(other), tables(other.path)) == start
        other.redo()
        assert exported(other, form) == before


def test_both_forms_say_the_same(full: Review) -> None:
    whole = json.loads(exported(full, "json"))
    lines = [json.loads(line) for line in exported(full, "jsonl").split(b"\n")[:-1]]
    assert [line.pop("record") for line in lines[:5]] == [
        "header",
        "reviewer",
        "taxonomy",
        "taxonomy",
        "policy",
    ]
    assert lines[0] == {name: whole[name] for name in ("format", "version", "generator", "offsets", "head")}
    assert lines[2:4] == whole["taxonomies"]
    policies = [line for line in lines[5:] if line.pop("record", "") == "policy"]
    first = whole["policies"][0]
    assert lines[4] == {
        name: value for name, value in first.items() if name not in {"tags", "flags", "unplaced"}
    }
    assert [policy["id"] for policy in policies] == [policy["id"] for policy in whole["policies"][1:]]


def test_bytes_that_the_text_does_not_give_are_kept_in_base64(full: Review) -> None:
    document = json.loads(exported(full, "json"))
    content = {policy["file_name"]: policy["content"] for policy in document["policies"]}
    assert {name for name, value in content.items() if value is not None} == {"lossy.txt", "mute.txt"}
    encodings = {policy["file_name"]: policy["encoding"] for policy in document["policies"]}
    assert encodings["western.txt"] == "cp1252"
    assert encodings["marked.txt"] == "utf-8-sig"


def test_chosen_policies_alone(full: Review) -> None:
    chosen = full.policies()[3:5]
    stream = BytesIO()
    full.export(stream, "json", chosen)
    assert [each["id"] for each in json.loads(stream.getvalue())["policies"]] == [each.id for each in chosen]


def test_every_offset_of_a_real_export_holds_against_the_files(full: Review) -> None:
    contents = {each.file_name: each.content for each in (*NASTY, *LOSSY)}
    for policy in json.loads(exported(full, "json"))["policies"]:
        text = policy["text"]
        if policy["file_name"] in contents:
            assert contents[policy["file_name"]].decode(policy["encoding"]) == text
        for mark in policy["tags"] + policy["flags"]:
            for span in mark["spans"] + mark.get("counterpart", []):
                assert text[span["start"] : span["end"]] == span["quote"]
                wide = text.encode("utf-16-le")[2 * span["utf16_start"] : 2 * span["utf16_end"]]
                assert wide.decode("utf-16-le") == span["quote"]


LETTERS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


@settings(
    deadline=None,
    derandomize=True,
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    texts=st.lists(LETTERS, min_size=1, max_size=3, unique=True),
    note=LETTERS,
    form=st.sampled_from(["json", "jsonl"]),
)
def test_any_texts_and_notes_come_back(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], note: str, form: str
) -> None:
    folder = tmp_path_factory.mktemp("any")
    with closing(made(folder / "a.annotator", *texts)) as one:
        for policy in one.policies():
            one.flag(policy.id, [(0, 1), (policy.length - 1, policy.length)], "missing-word", note=note)
        one.export(folder / f"a.{form}", form)
        with closing(made(folder / "b.annotator")) as other:
            other.import_annotations(folder / f"a.{form}")
            assert exported(other, form) == headless((folder / f"a.{form}").read_bytes())


# Into a project where work has been done


def test_two_reviewers_bring_their_marks_together(tmp_path: Path) -> None:
    with (
        closing(Review.open(tmp_path / "ada.annotator", corpus=True)) as ada,
        closing(Review.open(tmp_path / "bo.annotator", corpus=True)) as bo,
    ):
        ada.sign_in("Ada")
        bo.sign_in("Bo")
        ada.tag(ada.policies()[0].id, [(0, 10)], "retention", note="Ada’s")
        bo.tag(bo.policies()[0].id, [(0, 10)], "retention", note="Bo’s")
        bo.flag(bo.policies()[1].id, [(0, 10)], "missing-word")
        bo.export(tmp_path / "bo.json")
        before = state(ada)
        result = ada.import_annotations(tmp_path / "bo.json")
        assert (result.added, result.changed, result.unchanged, result.kept) == (2, 0, 0, 0)
        first, second = ada.policies()[:2]
        names = {each.id: each.name for each in ada.reviewers()}
        assert [(mark.note, names[mark.reviewer]) for mark in ada.annotations(first.id)] == [
            ("Ada’s", "Ada"),
            ("Bo’s", "Bo"),
        ]
        assert first.id == before["policies"][0].id, "what has been worked on keeps its id"
        assert second.id == bo.policies()[1].id, "what has not gives way"
        assert ada.reviewer is not None
        assert ada.reviewer.name == "Ada"
        assert_sound(ada)
        ada.undo()
        assert state(ada) == before


def test_a_reviewer_who_came_with_an_import_may_stay_and_work(tmp_path: Path) -> None:
    with (
        closing(made(tmp_path / "a.annotator", "Some words.")) as one,
        closing(made(tmp_path / "b.annotator", "Other words.")) as other,
    ):
        bo = one.sign_in("Bo")
        one.tag(one.policies()[0].id, [(0, 4)], "retention")
        one.export(tmp_path / "a.json")
        other.import_annotations(tmp_path / "a.json")
        assert other.sign_in("Bo") == bo
        other.tag(other.policies()[0].id, [(0, 5)], "children")
        assert everything_undone(other) == 3
        assert other.reviewer == bo
        assert bo in other.reviewers()
        assert_sound(other)
        while other.redo():
            pass
        assert_sound(other)


def test_the_later_change_wins_and_an_older_one_is_kept(tmp_path: Path) -> None:
    with (
        closing(made(tmp_path / "a.annotator", "Some words.")) as one,
        closing(made(tmp_path / "b.annotator")) as other,
    ):
        policy = one.policies()[0].id
        one.tag(policy, [(0, 4)], "retention", note="first")
        one.tag(policy, [(5, 10)], "retention", note="first")
        one.export(tmp_path / "1.json")
        other.import_annotations(tmp_path / "1.json")
        here, there = one.annotations(policy)
        one.edit(here.id, note="second")
        one.export(tmp_path / "2.json")
        other.edit(there.id, note="mine")
        before = state(other)
        result = other.import_annotations(tmp_path / "2.json")
        assert (result.added, result.changed, result.unchanged, result.kept) == (0, 1, 0, 1)
        assert [mark.note for mark in other.annotations(policy)] == ["second", "mine"]
        assert [mark.note for mark in one.annotations(policy)] == ["second", "first"]
        other.undo()
        assert state(other) == before


def test_of_two_changes_at_the_same_moment_the_one_here_is_kept(review: Review, tmp_path: Path) -> None:
    policy = review.policies()[1].id
    review.tag(policy, [(0, 7)], "retention", note="mine")
    review.export(tmp_path / "a.json")
    content = (tmp_path / "a.json").read_bytes()
    (tmp_path / "a.json").write_bytes(content.replace(b'"mine"', b'"theirs"'))
    result = review.import_annotations(tmp_path / "a.json")
    assert (result.event, result.kept) == (None, 1)
    assert review.annotations(policy)[0].note == "mine"


def test_labels_in_use_stay_and_get_the_further_ones(tmp_path: Path) -> None:
    def labels(review: Review, *further: Label) -> None:
        before = review.taxonomy(CLAUSES)
        review.set_taxonomy(replace(before, labels=(*before.labels, *further)))

    with (
        closing(made(tmp_path / "a.annotator", "Some words.")) as one,
        closing(made(tmp_path / "b.annotator", "Other words.")) as other,
    ):
        labels(
            one,
            Label("x", "Xen one", code="XEN"),
            Label("y", "Xen two", code="XET"),
            Label("same", "A", code="AAA"),
        )
        labels(
            other,
            Label("p", "Xen p", code="XEN"),
            Label("q", "Xen q", code="XET"),
            Label("same", "B", code="AAA"),
        )
        one.tag(one.policies()[0].id, [], "x")
        one.export(tmp_path / "a.json")
        ours = other.taxonomy(CLAUSES)
        other.import_annotations(tmp_path / "a.json")
        merged = other.taxonomy(CLAUSES)
        assert merged.version == ours.version + 1
        assert merged.labels[: len(ours.labels)] == ours.labels
        assert [label.id for label in merged.labels[len(ours.labels) :]] == ["x", "y"]
        codes = [label.code for label in merged.labels]
        assert len(set(codes)) == len(codes)
        other.set_taxonomy(replace(merged, note="still valid"))
        assert other.import_annotations(tmp_path / "a.json").event is None


def test_labels_that_nobody_has_touched_give_way(full: Review, tmp_path: Path) -> None:
    full.export(tmp_path / "a.json")
    with closing(made(tmp_path / "b.annotator")) as other:
        other.import_annotations(tmp_path / "a.json")
        assert other.taxonomy(CLAUSES) == full.taxonomy(CLAUSES)
        assert other.taxonomy(ISSUES) == full.taxonomy(ISSUES)


def test_keys_that_are_taken_here_are_not_taken_over(tmp_path: Path) -> None:
    with (
        closing(made(tmp_path / "a.annotator", "Text.")) as one,
        closing(made(tmp_path / "b.annotator")) as other,
    ):
        before = one.taxonomy(ISSUES)
        one.set_taxonomy(
            replace(
                before,
                labels=(
                    Label("x", "X", code="XX", key="1"),
                    *(replace(label, key="") for label in before.labels),
                ),
            )
        )
        one.export(tmp_path / "a.json")
        ours = other.taxonomy(ISSUES)
        other.set_taxonomy(
            replace(
                ours,
                labels=(
                    Label("y", "Y", code="XX", key="1"),
                    *(replace(label, key="") for label in ours.labels),
                ),
            )
        )
        other.import_annotations(tmp_path / "a.json")
        label = other.taxonomy(ISSUES).label("x")
        assert label is not None
        assert label.key == ""
        assert label.code not in {"XX", ""}


def test_a_removed_mark_comes_back_by_an_import(review: Review, tmp_path: Path) -> None:
    policy = review.policies()[1].id
    review.tag(policy, [(0, 7)], "retention")
    review.export(tmp_path / "a.json")
    (mark,) = review.annotations(policy)
    review.remove([mark.id])
    assert review.import_annotations(tmp_path / "a.json").added == 1
    assert review.annotations(policy) == [mark]


def test_a_policy_that_was_described_otherwise_and_bears_marks_stays_as_it_is(
    review: Review, tmp_path: Path
) -> None:
    policy = review.policies()[1].id
    review.export(tmp_path / "a.json")
    review.tag(policy, [(0, 7)], "retention")
    review.describe(policy, title="Mine")
    assert review.import_annotations(tmp_path / "a.json").event is None
    assert review.policy(policy).title == "Mine"


# What the table says


def test_the_table_of_formats() -> None:
    assert [name for name, each in FORMATS.items() if each.read is not None] == ["json", "jsonl"]
    for name, each in FORMATS.items():
        assert name == each.name
        assert (each.write is None) is (each.write_folder is not None) is (not each.extension)
        assert re.search("code points|UTF-16 units", each.offset_unit)
        assert each.title
        assert not (each.read is not None and each.loses)


def test_an_unknown_format_or_ending_is_told(review: Review, tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="There are: json, jsonl"):
        review.export(tmp_path / "a.sgml", "sgml")
    with pytest.raises(BadInputError, match=r"cannot be read back. It can be: \.json, \.jsonl"):
        review.import_annotations(tmp_path / "a.csv")
    with pytest.raises(BadInputError, match="cannot be read: No such file"):
        review.import_annotations(tmp_path / "a.json")
    review.export(tmp_path / "A.JSONL", "jsonl")
    assert review.import_annotations(tmp_path / "A.JSONL").event is None
    assert all(isinstance(mark, Tag) for mark in review.annotations(review.policies()[0].id))
