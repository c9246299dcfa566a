"""Policies come in as one act, known by their bytes."""

import json
import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from annotator import places
from annotator.domain import Status
from annotator.intake import CancelledError, new_id
from annotator.problems import BadInputError
from annotator.review import Review
from annotator.text.canonical import text_sha256
from annotator.text.readers import Reading, read
from annotator.times import now
from tests.projects import TEXT, assert_intact, assert_sound, made, reading, state


def test_an_import_is_one_act_with_all_that_is_known(review: Review) -> None:
    before = state(review)
    about = {"two.md": {"title": "Two!", "site": "two.example", "captured": "2024-02-29", "language": "en"}}
    done = review.add_policies([reading("One.", "one.txt"), reading(TEXT + "2", "two.md")], details=about)
    one, two = done.policies
    assert done.known == ()
    assert done.event is not None
    assert (done.event.title, done.event.act) == ("Import 2 policies", "import")
    assert done.event.policies == {one.id, two.id}
    assert (one.title, one.site, one.captured, one.language, one.length) == ("one", "", "", "", 4)
    assert (two.title, two.site, two.captured, two.language) == ("Two!", "two.example", "2024-02-29", "en")
    assert one.status is Status.UNREAD
    assert one.text_sha256 == one.bytes_sha256 == text_sha256("One.")
    assert review.policies()[2:] == [one, two]
    review.undo()
    assert state(review) == before
    review.redo()
    assert review.policies()[2:] == [one, two]
    assert_intact(review.path)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# **Privacy Policy**\r\n\r\nWe keep little.", "Privacy Policy"),
        ("Cookie Notice\n=====\n\nWords.", "Cookie Notice"),
        ("Some words first.\n\n## Who we are\n\nWe.", "Who we are"),
        ("# 1. Introduction\n\nWords.", "file"),
        ("# " + "Very long " * 9 + "\n\nWords.", "file"),
        ("Only words, and no heading at all.", "file"),
        ("x\n\n" * 3_000 + "# Late\n\nWords.", "file"),
        ("", "file"),
    ],
)
def test_a_policy_is_called_as_its_text_is_headed(review: Review, text: str, title: str) -> None:
    (policy,) = review.add_policies([reading(text, "file.txt")]).policies
    assert policy.title == title


def test_a_text_without_words_is_imported_and_named(review: Review) -> None:
    added = review.add_policies([reading("", "a.txt"), reading(" \r\n\t", "b.txt"), reading("c", "c.txt")])
    assert [policy.file_name for policy in added.empty] == ["a.txt", "b.txt"]
    assert len(added.policies) == 3


def test_the_same_bytes_are_known_under_any_name(review: Review) -> None:
    first, second = review.policies()
    new = reading("New.")
    done = review.add_policies([reading(TEXT, "again.txt"), new, reading("New.", "twice.txt")])
    assert [policy.title for policy in done.policies] == ["policy"]
    assert done.known == (first, done.policies[0])
    assert done.event is not None
    assert done.event.title == "Import “policy”"
    nothing = review.add_policies([reading(TEXT)])
    assert (nothing.event, nothing.policies, nothing.known) == (None, (), (first,))
    assert review.policies() == [first, second, *done.policies]


def test_other_bytes_of_the_same_text_are_another_policy(review: Review) -> None:
    assert len(review.add_policies([reading(TEXT, "bom.txt", "utf-8-sig")]).policies) == 1
    assert len({policy.text_sha256 for policy in review.policies()}) == 2
    assert_sound(review)


def test_what_was_undone_can_be_imported_again(review: Review) -> None:
    review.undo()
    assert review.policies() == []
    assert len(review.add_policies([reading(TEXT)]).policies) == 1
    assert review.text(review.policies()[0].id).text == TEXT
    assert_intact(review.path)


def test_progress_is_told_and_may_stop_it_all(review: Review) -> None:
    seen: list[int] = []
    before = state(review), review.history()

    def progress(done: int) -> bool:
        seen.append(done)
        return done < 3

    with pytest.raises(CancelledError):
        review.add_policies((reading(f"{number}") for number in range(9)), progress=progress)
    assert seen == [1, 2, 3]
    assert (state(review), review.history()) == before
    review.add_policies((reading(f"{number}") for number in range(2)), progress=lambda done: True)
    assert len(review.policies()) == 4


def test_one_file_that_cannot_be_read_keeps_all_out(review: Review, tmp_path: Path) -> None:
    before = state(review)

    def readings() -> Iterator[Reading]:
        yield reading("good")
        yield read(tmp_path / "missing.txt")

    with pytest.raises(BadInputError, match="cannot be read"):
        review.add_policies(readings())
    assert state(review) == before


def test_a_file_name_that_is_no_text_becomes_one(review: Review, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"caf\xe9.txt")
    path.write_text("Words.")
    (policy,) = review.add_policies([read(path)]).policies
    assert (policy.file_name, policy.title) == ("caf\ufffd.txt", "caf\ufffd")
    review.export(tmp_path / "a.json")
    assert_sound(review)


def test_texts_of_every_kind_are_kept_to_the_letter(review: Review) -> None:
    texts = ["", "\x00", "\ufeff", "\r\n\r", "x" * 300_000, "\U0010ffff\ufdd0", "a\u0301" * 10]
    done = review.add_policies(reading(text, f"{number}.txt") for number, text in enumerate(texts))
    expected = ["", "\x00", "", "\r\n\r", *texts[4:]]
    assert [review.text(policy.id).text for policy in done.policies] == expected
    for policy, text in zip(done.policies, texts, strict=True):
        document = review.store.document(policy)
        assert document.content == text.encode()
        assert document.content.decode(document.encoding) == document.text
    assert_intact(review.path)


def test_what_ships_is_what_the_manifest_says(project_path: Path) -> None:
    manifest = json.loads((places.corpus() / "manifest.json").read_text("utf-8"))
    with closing(Review.open(project_path, corpus=True)) as review:
        for policy, entry in zip(review.policies(), manifest, strict=True):
            assert policy.bytes_sha256 == entry["sha256"]
            assert policy.text_sha256 == entry["text_sha256"]
            assert (policy.title, policy.site, policy.captured) == (
                entry["title"],
                entry["site"],
                entry["captured"],
            )
        review.sign_in("Ada")
        known = review.add_policies([read(places.corpus() / "kallu.txt")])
        assert [policy.file_name for policy in known.known] == ["kallu.txt"]
        assert known.event is None


def test_ids_are_new_and_times_are_utc_with_milliseconds() -> None:
    assert len({new_id() for _ in range(1000)}) == 1000
    assert len(now()) == len("2026-01-31T14:02:03.456Z")
    assert now()[10] == "T"
    assert now().endswith("Z")


def test_a_large_import_is_one_undo(project_path: Path) -> None:
    with closing(made(project_path)) as review:
        review.add_policies(reading(f"Policy number {number}.", f"{number}.txt") for number in range(300))
        assert [policy.file_name for policy in review.policies()] == [f"{n}.txt" for n in range(300)]
        review.undo()
        assert review.policies() == []
        review.redo()
        assert [policy.file_name for policy in review.policies()] == [f"{n}.txt" for n in range(300)]
