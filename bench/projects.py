"""Project files of any size, in the store's own schema, made in bulk and kept in a temporary folder.

Rows go in by ``executemany``, past the acts: a million acts would take an hour. What is made this way opens,
searches, exports and undoes like any other project.
"""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from itertools import count
from pathlib import Path

from annotator import records
from annotator.domain import CLAUSES, ISSUES, Annotation, Change, Flag, Policy, Severity, Span, State, Tag
from annotator.review import Review
from annotator.store import chain, migrations
from annotator.text.canonical import CanonicalText, text_sha256
from bench import texts
from bench.measure import FOLDER

RECIPE = 1
"""To be raised when the same sizes shall give other projects."""
REVIEWER = "Bench"
AT = "2026-01-31T14:02:03.456Z"
TEMPLATES = 20
"""So many different texts in a project of many policies; each policy has its number in the first line."""
FLAGS = 10
"""Every tenth annotation is a flag."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """Policies of ``length`` code points, each with ``annotations`` on it."""

    policies: int
    length: int
    annotations: int


SMALL = Sizes(1, 30_000, 200)
LARGE = Sizes(1, 1_000_000, 10_000)
HUGE = Sizes(1, 10_000_000, 100_000)
MANY = Sizes(10_000, 6_000, 100)
THOUSAND = Sizes(1_000, 6_000, 10)


def shipped() -> Path:
    """A folder for ``ANNOTATOR_HOME`` with the reviewer's own project: the five policies that ship."""
    home = FOLDER / f"home-{_recipe()}"
    path = home / "Policies.annotator"
    if not path.exists():
        Review.open(path, corpus=True).close()
    return home


def project(*lots: Sizes) -> Path:
    """A project with these lots of policies; made once, then found again."""
    name = "-".join(f"{lot.policies}x{lot.length}x{lot.annotations}" for lot in lots)
    path = FOLDER / f"{name}-{_recipe()}.annotator"
    if not path.exists():
        FOLDER.mkdir(exist_ok=True)
        for former in FOLDER.glob(f"{name}-*"):
            former.unlink()
        beside = path.with_suffix(".new")
        beside.unlink(missing_ok=True)
        _make(beside, lots)
        beside.rename(path)
    return path


def _recipe() -> str:
    """Changes whenever the schema does."""
    return f"{RECIPE}-{hashlib.sha256(Path(migrations.__file__).read_bytes()).hexdigest()[:8]}"


def _make(path: Path, lots: Iterable[Sizes]) -> None:
    review = Review.open(path)
    reviewer = review.sign_in(REVIEWER)
    labels = {name: [label.id for label in review.taxonomy(name).labels] for name in (CLAUSES, ISSUES)}
    (last,) = review.history(limit=1)
    head, standing = review.store.head(), 0
    review.close()
    db = sqlite3.connect(path)
    for fast in ("journal_mode = OFF", "synchronous = OFF", "cache_size = -500000", "foreign_keys = ON"):
        db.execute(f"PRAGMA {fast}")
    _insert(db, "reviewer", [astuple(reviewer)])
    keys = count(1)
    for number, (text, spans) in enumerate((each for lot in lots for each in _policies(lot)), 1):
        policy = _policy(number, text)
        marks = [
            _mark(key, policy.id, span, labels, reviewer.id) for span, key in zip(spans, keys, strict=False)
        ]
        _add(db, number, policy, text, marks)
        for at, (title, new) in enumerate((("Import", [policy]), ("Mark", [mark for _, mark in marks]))):
            joining = [reviewer] if (number, at) == (1, 0) else []
            changes = records.encode_changes([Change(None, each) for each in (*joining, *new)])
            documents = "[]" if at else chain.written([_document(policy)])
            standing += at * len(marks)
            seq = last.seq + 2 * number - 1 + at
            event = (seq, AT, reviewer.id, "import", f"{title} “{policy.title}”", None, seq, None)
            head = chain.link(head, (*event, changes, documents, standing))
            _insert(db, "event", [(*event, standing, head, documents, changes)])
    db.execute("INSERT INTO document_fts (document_fts) VALUES ('rebuild')")
    db.commit()
    db.execute("PRAGMA journal_mode = DELETE")
    db.close()


def _document(policy: Policy) -> chain.Facts:
    names = chain.DOCUMENT.split(", ")
    hashes = (policy.bytes_sha256, policy.text_sha256)
    return dict(zip(names, (*hashes, policy.encoding, policy.length, [], []), strict=True))


def _policies(lot: Sizes) -> Iterator[tuple[str, list[Span]]]:
    """Texts, each with its spans; those of one template have the same spans at the same places."""
    made = []
    for seed in range(min(TEMPLATES, lot.policies)):
        head = "# 00000 A privacy policy, as it is shown to all who visit\n\n"
        text = head + texts.policy(lot.length - len(head), seed)
        canonical = CanonicalText(text)
        places = texts.codings(text[len(head) :], lot.annotations, seed)
        made.append((text, [canonical.span(len(head) + start, len(head) + end) for start, end in places]))
    for number in range(lot.policies):
        text, spans = made[number % len(made)]
        yield f"# {number:05d}{text[7:]}", spans


def _policy(number: int, text: str) -> Policy:
    content = text.encode()
    return Policy(
        id=_id(number),
        file_name=f"policy-{number:05d}.md",
        title=f"Policy {number:05d}",
        site=f"site-{number:05d}.example",
        captured="2026-01-31",
        language="en",
        length=len(text),
        text_sha256=text_sha256(text),
        bytes_sha256=hashlib.sha256(content).hexdigest(),
        encoding="utf-8",
        imported=AT,
    )


def _mark(
    key: int, policy: str, span: Span, labels: dict[str, list[str]], reviewer: str
) -> tuple[int, Annotation]:
    """The annotation of that number: every tenth is a flag with a note."""
    if key % FLAGS:
        label = labels[CLAUSES][key % len(labels[CLAUSES])]
        return key, Tag(_id(key), policy, label, (span,), {}, "", reviewer, AT, AT)
    label = labels[ISSUES][key // FLAGS % len(labels[ISSUES])]
    note = "Say which law this rests on."
    return key, Flag(
        _id(key), policy, label, (span,), (), Severity.MEDIUM, State.OPEN, "", note, "", reviewer, AT, AT
    )


def _id(number: int) -> str:
    """Scattered like a real one, and the same at every run."""
    return f"{number * 0x9E3779B97F4A7C15F39CC0605CEDC835 % 2**128:032x}"


def _add(
    db: sqlite3.Connection, number: int, policy: Policy, text: str, marks: Sequence[tuple[int, Annotation]]
) -> None:
    hashes = (policy.bytes_sha256, policy.text_sha256)
    _insert(
        db, "document", [(number, *hashes, policy.encoding, policy.length, text.encode(), text, "[]", "[]")]
    )
    facts = (policy.title, policy.site, policy.captured, policy.language, policy.imported, policy.status)
    _insert(db, "policy", [(number, policy.id, number, policy.file_name, *facts)])
    _insert(db, "annotation", [_row(key, mark) for key, mark in marks])
    _insert(db, "span", [(key, "main", 0, *astuple(span)) for key, mark in marks for span in mark.spans])
    notes = [(key, mark.note) for key, mark in marks if mark.note]
    db.executemany(
        "INSERT INTO annotation_fts (rowid, note, reason, suggestion) VALUES (?, ?, '', '')", notes
    )


def _row(key: int, mark: Annotation) -> tuple[object, ...]:
    if isinstance(mark, Flag):
        head = (key, mark.id, "flag", mark.policy, ISSUES, mark.label, "{}", mark.severity, mark.state)
    else:
        head = (key, mark.id, "tag", mark.policy, CLAUSES, mark.label, "{}", None, None)
    return (*head, "", mark.note, "", mark.reviewer, mark.created, mark.modified, "person", "", "", "")


def _insert(db: sqlite3.Connection, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    """Whole rows, in the order of the table's columns."""
    if rows:
        db.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
