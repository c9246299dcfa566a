"""Damaged documents: a text, or a sentence why there is none; in time, and in no more memory."""

import random
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from annotator.problems import BadInputError
from annotator.review import Review
from annotator.text import foreign
from annotator.text.canonical import CanonicalText
from annotator.text.foreign import limits
from annotator.text.foreign.apart import Reader
from annotator.text.readers import decode, guesses, parse
from tests.faults import FULL
from tests.foreign import mutations
from tests.projects import TEXT, made, state

Figure = Callable[[str, object], None]
DOCUMENTS = 2400 if FULL else 80
"""Of each kind."""
SEEDS = {"html": mutations.page, "docx": mutations.document, "pdf": mutations.paper}


class Tried:
    """What came of many documents of one kind, read by one process after the other."""

    def __init__(self) -> None:
        self.came: Counter[str] = Counter()
        self.longest = self.memory = 0.0
        self._reader = Reader()

    def read(self, kind: str, content: bytes) -> None:
        if not self._reader.alive:
            self._reader.close()
            self._reader = Reader()
        began = time.perf_counter()
        try:
            parsed = self._reader.read(kind, content)
        except BadInputError as problem:
            self._refused(str(problem))
        else:
            self.came["read"] += 1
            _sound(parsed)
        self.longest = max(self.longest, time.perf_counter() - began)
        self._weigh()

    def _refused(self, sentence: str) -> None:
        assert sentence[0].isupper() or sentence[0] == "“"
        assert sentence.endswith(".")
        assert "cannot be read (" not in sentence, f"a bug: {sentence}"
        self.came["ended" if not self._reader.alive else "refused"] += 1

    def _weigh(self) -> None:
        status = Path(f"/proc/{self._reader.process}/status")
        if self._reader.alive and status.exists():
            (peak,) = (line for line in status.read_text().splitlines() if line.startswith("VmPeak"))
            self.memory = max(self.memory, int(peak.split()[1]) * 1024)

    def close(self) -> None:
        self._reader.close()


def _sound(parsed: foreign.Parsed) -> None:
    """What any text must be, whatever it came from."""
    assert parsed.text.encode().decode() == parsed.text
    assert list(parsed.pages) == sorted(parsed.pages)
    assert all(0 <= each <= len(parsed.text) for each in parsed.pages)
    if parsed.text.strip():
        text = CanonicalText(parsed.text, parsed.pages)
        assert text.span(0, len(parsed.text)).quote == parsed.text


@pytest.mark.slow
@pytest.mark.parametrize("kind", SEEDS)
def test_foreign_documents(kind: str, record_property: Figure) -> None:
    dice = random.Random(kind)
    with closing(Tried()) as tried:
        for number in range(DOCUMENTS):
            content = SEEDS[kind](dice)
            try:
                tried.read(kind, content)
            except AssertionError as error:
                kept = Path(f"/tmp/mutant-{number}.{kind}")
                kept.write_bytes(content)
                error.add_note(f"document {number}, kept as {kept}")
                raise
        assert tried.came["ended"] == 0, tried.came
        assert tried.longest < limits.SECONDS
        assert tried.memory < limits.MEMORY
        found = ", ".join(f"{times:,} {what}" for what, times in tried.came.most_common())
        record_property(
            "figure",
            f"damaged {kind} documents: {DOCUMENTS:,}, {found}; the longest took {tried.longest:.2f} s,"
            f" at most {tried.memory / limits.MEGABYTE:.0f} MB of {limits.MEMORY // limits.MEGABYTE}",
        )


@pytest.mark.slow
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_plain_texts(name: str, record_property: Figure) -> None:
    dice = random.Random(name)
    seed = (TEXT + "# Head\n\n| a | b |\n\n[x](y) **z**\n" * 3).encode()
    came: Counter[str] = Counter()
    for _ in range(DOCUMENTS):
        tokens = [
            b"#",
            b"- ",
            b"\xff",
            b"\xed\xa0\x80",
            b"\xe2\x80\xa8",
            b"1.",
            b"(a) ",
            b"> " * 99,
            b"|",
            b"\0",
        ]
        content = mutations.damaged(seed, dice, tokens)
        try:
            parsed = parse(name, content)
        except BadInputError:
            came["refused"] += 1
            assert all(seen in decode(content, each)[0] for each, seen in guesses(content))
            continue
        came["read"] += 1
        assert content.decode(parsed.encoding) == parsed.text
        _sound(parsed)
    found = ", ".join(f"{times:,} {what}" for what, times in came.most_common())
    record_property("figure", f"damaged {name[1:]} files: {DOCUMENTS:,}, {found}")


@pytest.mark.slow
@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_exports(form: str, tmp_path: Path, record_property: Figure) -> None:
    with closing(made(tmp_path / "theirs.annotator", "# Theirs\n\nWe sell what we know. 😀\n")) as theirs:
        policy = theirs.policies()[0].id
        theirs.tag(policy, [(2, 8)], "retention", note="theirs")
        theirs.flag(policy, [(3, 9)], "vague-wording", counterpart=[(10, 14)])
        theirs.export(tmp_path / f"whole.{form}", form)
    whole = (tmp_path / f"whole.{form}").read_bytes()
    tokens = [
        b"null",
        b"NaN",
        b"-1",
        b"1e999",
        b"{",
        b"}",
        b"[",
        b"]",
        b'"',
        b",",
        b":",
        b"\\ud800",
        b"\n",
        b'""',
    ]
    tokens += [
        b"true",
        b'"text":"x",',
        b'"start":0,',
        b"99999999999999999999",
        b"[" * 500,
        b"\xff",
        b"\\u0000",
    ]
    dice = random.Random(form)
    came: Counter[str] = Counter()
    path = tmp_path / f"damaged.{form}"
    with closing(made(tmp_path / "ours.annotator", TEXT)) as ours:
        before = state(ours)
        for number in range(DOCUMENTS):
            path.write_bytes(mutations.damaged(whole, dice, tokens))
            try:
                came[_imported(ours, path)] += 1
            except Exception as error:
                kept = Path(f"/tmp/mutant-{number}.{form}")
                kept.write_bytes(path.read_bytes())
                error.add_note(f"export {number}, kept as {kept}")
                raise
            if number % 100 == 0:
                assert state(ours) == before
        assert state(ours) == before
    assert came.keys() <= {"refused", "imported and undone"}
    found = ", ".join(f"{times:,} {what}" for what, times in came.most_common())
    record_property("figure", f"damaged {form} exports: {DOCUMENTS:,}, {found}")


def _imported(review: Review, path: Path) -> str:
    try:
        done = review.import_annotations(path)
    except BadInputError as problem:
        return "refused" if str(problem).endswith(".") else f"refused in half a sentence: {problem}"
    if done.event is not None:
        review.undo()
    return "imported and undone"
