"""Projects for tests, and what must hold of every project at every moment."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from annotator import records
from annotator.domain import (
    CLAUSES,
    ISSUES,
    Change,
    Entity,
    Flag,
    Origin,
    Quote,
    RuleSetting,
    Scan,
    Span,
    Tag,
    Unplaced,
)
from annotator.intake import new_id
from annotator.project import Project
from annotator.review import Review
from annotator.text.readers import Reading, decode

TEXT = (
    "1. Who we are\r\n\r\nWe are Zoë & Søn, “the Company”.\r\n\r\n"
    "2. How long\r\n\r\nWe keep data 😀 for as long as necessary. We keep e\u0301clairs\u00a0forever.\r\n"
    "\r\n- one\u2028- two\r\n- \u05e9\u05dc\u05d5\u05dd עולם\r\n\x00\x0b\ufdd0 end 👨‍👩‍👧\r\n"
)
"""Emoji, a joined one, combining marks, right-to-left, NBSP, U+2028, NUL, a noncharacter and CRLF."""


def reading(text: str, name: str = "policy.txt", encoding: str = "utf-8") -> Reading:
    """A text as it comes from a file."""
    content = text.encode(encoding)
    return Reading(name, content, *decode(content, encoding))


def opened(path: Path) -> Review:
    """The project, or a new one, signed in."""
    review = Review.open(path)
    review.sign_in("Ada Lovelace")
    return review


def made(path: Path, *texts: str) -> Review:
    """A project with these policies, signed in."""
    review = opened(path)
    if texts:
        review.add_policies(reading(text, f"{number}.txt") for number, text in enumerate(texts, 1))
    return review


def waiting(review: Review, **known: Any) -> Unplaced:
    """A mark that waits for its place, on the first policy."""
    at = review.store.saved()
    given = {
        "id": new_id(),
        "policy": review.policies()[0].id,
        "kind": "tag",
        "label": "retention",
        "quotes": (Quote("kept for ever 😀", "they are ", "."),),
        "counterpart": (),
        "attributes": {"polarity": "does"},
        "severity": None,
        "state": None,
        "reason": "",
        "note": "of another text",
        "suggestion": "",
        "reviewer": review.reviewer.id if review.reviewer else "",
        "created": at,
        "modified": at,
        "origin": Origin("import", "brat"),
    }
    mark = Unplaced(**{**given, **known})
    with review.store.transaction():
        review.store.record("import", "Import", [Change(None, mark)], at=at, reviewer=review.reviewer)
    return mark


def headless(exported: bytes) -> bytes:
    """An export without what seals the history: no two projects share one."""
    without, times = re.subn(rb'"head":"[0-9a-f]{64}"', b'"head":""', exported)
    assert times == 1
    return without


def state(project: Project) -> dict[str, Any]:
    """All that acts can change, as domain values in the order in which the project gives them."""
    return {
        "taxonomies": [project.taxonomy(each) for each in (CLAUSES, ISSUES)],
        "policies": project.policies(),
        "annotations": [project.annotations(policy.id) for policy in project.policies()],
        "texts": [project.text(policy.id).text for policy in project.policies()],
        "counts": project.counts(),
    }


_TABLES = {
    "policy": "SELECT * FROM (SELECT id, file_name, title, site, captured, language, imported, status,"
    " bytes_sha256, text_sha256, encoding, length, content, text"
    " FROM policy p JOIN (SELECT id AS d, bytes_sha256, text_sha256, encoding, length, content, text"
    " FROM document) ON d = document) ORDER BY id",
    "taxonomy": "SELECT * FROM taxonomy ORDER BY id",
    "label": "SELECT * FROM label ORDER BY taxonomy, id",
    "annotation": "SELECT id, kind, policy, taxonomy, label, attributes, severity, state, reason, note,"
    " suggestion, reviewer, created, modified, origin, origin_name, origin_version FROM annotation"
    " ORDER BY id",
    "span": "SELECT a.id, s.part, s.position, s.start, s.'end', s.quote, s.prefix, s.suffix, s.utf16_start,"
    " s.utf16_end, s.citation FROM span s LEFT JOIN annotation a ON a.key = s.annotation ORDER BY 1, 2, 3",
    "words": "SELECT a.id, f.note, f.reason, f.suggestion FROM annotation_fts f"
    " LEFT JOIN annotation a ON a.key = f.rowid ORDER BY 1",
    "rule": "SELECT * FROM rule ORDER BY id",
    "scan": "SELECT * FROM scan ORDER BY policy",
    "unplaced": "SELECT * FROM unplaced ORDER BY id",
}


def tables(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """What the file holds but for the log, and for reviewers and documents, which stay; keys resolved."""
    with closing(sqlite3.connect(path)) as db:
        return {name: db.execute(sql).fetchall() for name, sql in _TABLES.items()}


def assert_sound(project: Project) -> None:
    """Every span holds, the export in SQL is that of the values, and the log gives the state."""
    for policy in project.policies():
        text = project.text(policy.id).text
        wide = text.encode("utf-16-le")
        assert len(text) == policy.length
        annotations = project.annotations(policy.id)
        for span in _spans(annotations):
            assert text[span.start : span.end] == span.quote != ""
            assert wide[2 * span.utf16_start : 2 * span.utf16_end].decode("utf-16-le") == span.quote
            assert text[: span.start].endswith(span.prefix)
            assert text[span.end :].startswith(span.suffix)
            assert span.citation
        for kind, form in (("tag", Tag), ("flag", Flag)):
            written = [records.encode(each) for each in annotations if isinstance(each, form)]
            nobody = [each.replace(b'"reviewer":""', b'"reviewer":null', 1) for each in written]
            assert list(project.store.records(policy.id, kind, text)) == nobody
            assert [records.decode(each, form) for each in written] == [
                each for each in annotations if isinstance(each, form)
            ]
    assert replayed(project) == _values(project)


def _spans(annotations: list[Tag | Flag]) -> Iterator[Span]:
    for each in annotations:
        yield from each.spans
        if isinstance(each, Flag):
            yield from each.counterpart


def replayed(project: Project) -> dict[tuple[str, str], Entity]:
    """What the log alone says that there is; each event starts from what those before it left."""
    found: dict[tuple[str, str], Entity] = {}
    for number, event in enumerate(reversed(project.history()), 1):
        assert event.seq == number
        for change in event.changes:
            key = _key(change.entity)
            assert found.get(key) == change.before
            if change.after is None:
                del found[key]
            else:
                found[key] = change.after
    return found


def _values(project: Project) -> dict[tuple[str, str], Entity]:
    policies = project.policies()
    values: list[Entity] = [
        *project.reviewers(),
        *(project.taxonomy(each) for each in (CLAUSES, ISSUES)),
        *policies,
        *(each for policy in policies for each in project.annotations(policy.id)),
        *project.store.rule_settings(),
        *project.store.scans().values(),
        *project.store.unplaced(),
    ]
    return {_key(each): each for each in values}


def _key(entity: Entity) -> tuple[str, str]:
    match entity:
        case RuleSetting(rule=known) | Scan(policy=known):
            return records.kind_of(entity), known
        case _:
            return records.kind_of(entity), entity.id


def assert_intact(path: Path) -> None:
    """What SQLite itself can say about the file, its index of words included."""
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        for index in ("document_fts", "annotation_fts"):
            db.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
        noted = "SELECT key FROM annotation WHERE note != '' OR reason != '' OR suggestion != ''"
        assert set(db.execute("SELECT rowid FROM annotation_fts")) == set(db.execute(noted))
        db.rollback()


def everything_undone(review: Review) -> int:
    """Undo to the start; how many acts that took."""
    done = 0
    while review.undo():
        done += 1
    return done
