"""Domain values as rows and back. Statements are written out: one path serves one act and a million alike."""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from annotator.domain import (
    CLAUSES,
    ISSUES,
    Annotation,
    Counts,
    Document,
    Entity,
    Flag,
    Label,
    Origin,
    Policy,
    PolicyId,
    Quote,
    Reviewer,
    RuleSetting,
    Scan,
    Severity,
    Span,
    State,
    Status,
    Tag,
    Taxonomy,
    Unplaced,
)
from annotator.problems import BadInputError
from annotator.store import declared


def _upsert(table: str, key: str, columns: str) -> str:
    names = columns.split()
    changed = ", ".join(f"{name} = excluded.{name}" for name in names if name not in key.split(", "))
    return (
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608 - ours
        f" ON CONFLICT ({key}) DO UPDATE SET {changed}"
    )


_PUT_REVIEWER = _upsert("reviewer", "id", "id name created")
_PUT_POLICY = _upsert("policy", "id", "id document file_name title site captured language imported status")
_PUT_TAXONOMY = _upsert("taxonomy", "id", "id name version attributes note")
_PUT_LABEL = _upsert(
    "label",
    "taxonomy, id",
    "taxonomy id position name definition guidance colour underline code key family severity retired"
    " mappings",
)
_PUT_ANNOTATION = _upsert(
    "annotation",
    "id",
    "id kind policy taxonomy label attributes severity state reason note suggestion reviewer created modified"
    " origin origin_name origin_version origin_tier",
)
_PUT_RULE = _upsert("rule", "id", "id active severity")
_PUT_SCAN = _upsert("scan", "policy", "policy rules as_of at")
_UNPLACED = (
    "id kind policy label quotes counterpart attributes severity state reason note suggestion reviewer"
    " created modified origin origin_name origin_version origin_tier"
)
_PUT_UNPLACED = _upsert("unplaced", "id", f"taxonomy {_UNPLACED}")
_PUT_SPAN = """
    INSERT INTO span (annotation, part, position, start, "end", quote, prefix, suffix, utf16_start, utf16_end,
                      citation)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_POLICY = """
    SELECT p.id, p.file_name, p.title, p.site, p.captured, p.language, d.length, d.text_sha256,
           d.bytes_sha256, d.encoding, p.imported, p.status
    FROM policy p JOIN document d ON d.id = p.document
"""
_ANNOTATION = """
    SELECT a.key, a.kind, a.id, a.policy, a.label, a.attributes, a.severity, a.state, a.reason, a.note,
           a.suggestion, a.reviewer, a.created, a.modified, a.origin, a.origin_name, a.origin_version,
           a.origin_tier,
           s.part, s.start, s."end", s.quote, s.prefix, s.suffix, s.utf16_start, s.utf16_end, s.citation
    FROM annotation a LEFT JOIN span s ON s.annotation = a.key
"""


def put(db: sqlite3.Connection, entity: Entity) -> None:
    """Write a value, new or changed, by its id."""
    match entity:
        case Tag() | Flag():
            _put_annotation(db, entity)
        case Policy():
            _put_policy(db, entity)
        case Taxonomy():
            _put_taxonomy(db, entity)
        case Reviewer():
            db.execute(_PUT_REVIEWER, (entity.id, entity.name, entity.created))
        case RuleSetting():
            db.execute(_PUT_RULE, (entity.rule, entity.on, entity.severity))
        case Scan():
            db.execute(_PUT_SCAN, (entity.policy, entity.rules, entity.as_of, entity.at))
        case Unplaced():
            _put_unplaced(db, entity)


def remove(db: sqlite3.Connection, entity: Entity) -> None:
    """Take a value out by its id; label sets and reviewers stay for ever."""
    match entity:
        case Tag() | Flag():
            db.execute(
                "DELETE FROM annotation_fts WHERE rowid = (SELECT key FROM annotation WHERE id = ?)",
                (entity.id,),
            )
            db.execute("DELETE FROM annotation WHERE id = ?", (entity.id,))
        case Policy():
            db.execute("DELETE FROM policy WHERE id = ?", (entity.id,))
        case RuleSetting():
            db.execute("DELETE FROM rule WHERE id = ?", (entity.rule,))
        case Scan():
            db.execute("DELETE FROM scan WHERE policy = ?", (entity.policy,))
        case Unplaced():
            db.execute("DELETE FROM unplaced WHERE id = ?", (entity.id,))


def add_document(db: sqlite3.Connection, document: Document) -> bool:
    """Keep the bytes, the text and its words, unless they are there already."""
    added = db.execute(
        "INSERT INTO document (bytes_sha256, text_sha256, encoding, length, content, text, pages, notes)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING id",
        (
            document.bytes_sha256,
            document.text_sha256,
            document.encoding,
            len(document.text),
            document.content,
            document.text,
            written(document.pages),
            written(document.notes),
        ),
    ).fetchone()
    if added is not None:
        db.execute("INSERT INTO document_fts (rowid, text) VALUES (?, ?)", (*added, document.text))
    return added is not None


def _put_policy(db: sqlite3.Connection, policy: Policy) -> None:
    document = db.execute(
        "SELECT id FROM document WHERE bytes_sha256 = ? AND text_sha256 = ? AND encoding = ?",
        (policy.bytes_sha256, policy.text_sha256, policy.encoding),
    ).fetchone()
    if document is None:
        raise declared.UndeclaredError
    db.execute(
        _PUT_POLICY,
        (
            policy.id,
            *document,
            policy.file_name,
            policy.title,
            policy.site,
            policy.captured,
            policy.language,
            policy.imported,
            policy.status,
        ),
    )


def _put_taxonomy(db: sqlite3.Connection, taxonomy: Taxonomy) -> None:
    db.execute(
        _PUT_TAXONOMY,
        (taxonomy.id, taxonomy.name, taxonomy.version, written(taxonomy.attributes), taxonomy.note),
    )
    kept = {label.id for label in taxonomy.labels}
    there = {row[0] for row in db.execute("SELECT id FROM label WHERE taxonomy = ?", (taxonomy.id,))}
    db.executemany(
        "DELETE FROM label WHERE taxonomy = ? AND id = ?", ((taxonomy.id, gone) for gone in there - kept)
    )
    db.executemany(
        _PUT_LABEL,
        (
            (
                taxonomy.id,
                label.id,
                position,
                label.name,
                label.definition,
                label.guidance,
                label.colour,
                label.underline,
                label.code,
                label.key,
                label.family,
                label.severity,
                label.retired,
                written(label.mappings),
            )
            for position, label in enumerate(taxonomy.labels)
        ),
    )


def _put_annotation(db: sqlite3.Connection, annotation: Annotation) -> None:
    if isinstance(annotation, Tag):
        kind, taxonomy, attributes = "tag", CLAUSES, written(annotation.attributes)
        severity = state = None
        reason = suggestion = ""
        parts: tuple[tuple[str, tuple[Span, ...]], ...] = (("main", annotation.spans),)
    else:
        kind, taxonomy, attributes = "flag", ISSUES, "{}"
        severity, state = annotation.severity, annotation.state
        reason, suggestion = annotation.reason, annotation.suggestion
        parts = (("main", annotation.spans), ("counterpart", annotation.counterpart))
    (key,) = db.execute(
        f"{_PUT_ANNOTATION} RETURNING key",
        (
            annotation.id,
            kind,
            annotation.policy,
            taxonomy,
            annotation.label,
            attributes,
            severity,
            state,
            reason,
            annotation.note,
            suggestion,
            annotation.reviewer or None,
            annotation.created,
            annotation.modified,
            annotation.origin.kind,
            annotation.origin.name,
            annotation.origin.version,
            annotation.origin.tier,
        ),
    ).fetchone()
    db.execute("DELETE FROM annotation_fts WHERE rowid = ?", (key,))
    if annotation.note or reason or suggestion:
        db.execute(
            "INSERT INTO annotation_fts (rowid, note, reason, suggestion) VALUES (?, ?, ?, ?)",
            (key, annotation.note, reason, suggestion),
        )
    db.execute("DELETE FROM span WHERE annotation = ?", (key,))
    db.executemany(
        _PUT_SPAN,
        (
            (
                key,
                part,
                position,
                span.start,
                span.end,
                span.quote,
                span.prefix,
                span.suffix,
                span.utf16_start,
                span.utf16_end,
                span.citation,
            )
            for part, spans in parts
            for position, span in enumerate(spans)
        ),
    )


def _put_unplaced(db: sqlite3.Connection, mark: Unplaced) -> None:
    parts = (mark.quotes, mark.counterpart)
    db.execute(
        _PUT_UNPLACED,
        (
            CLAUSES if mark.kind == "tag" else ISSUES,
            mark.id,
            mark.kind,
            mark.policy,
            mark.label,
            *(written([[each.words, each.prefix, each.suffix] for each in part]) for part in parts),
            written(mark.attributes),
            mark.severity,
            mark.state,
            mark.reason,
            mark.note,
            mark.suggestion,
            mark.reviewer or None,
            mark.created,
            mark.modified,
            mark.origin.kind,
            mark.origin.name,
            mark.origin.version,
            mark.origin.tier,
        ),
    )


def reviewers(db: sqlite3.Connection) -> list[Reviewer]:
    """In the order in which they came."""
    found = db.execute("SELECT id, name, created FROM reviewer ORDER BY created, id")
    return [Reviewer(*row) for row in declared.as_declared(found, "ttt")]


def taxonomy(db: sqlite3.Connection, taxonomy_id: str) -> Taxonomy:
    """A label set with its labels in the reviewer's order."""
    found = db.execute("SELECT name, version, attributes, note FROM taxonomy WHERE id = ?", (taxonomy_id,))
    for name, version, attributes, note in declared.as_declared(found.fetchall(), "titt"):
        labels = db.execute(
            "SELECT id, name, definition, guidance, colour, underline, code, key, family, severity, retired,"
            " mappings FROM label WHERE taxonomy = ? ORDER BY position",
            (taxonomy_id,),
        )
        with declared.read():
            return Taxonomy(
                taxonomy_id,
                name,
                version,
                tuple(map(_label, declared.as_declared(labels, "tttttttttTit"))),
                declared.lists(attributes),
                note,
            )
    if taxonomy_id in {CLAUSES, ISSUES}:
        raise declared.UndeclaredError
    raise BadInputError(f"A project has no label set “{taxonomy_id}”. It has: {CLAUSES}, {ISSUES}.")


@lru_cache(maxsize=512)
def _label(row: tuple[Any, ...]) -> Label:
    """The same row gives the same label; each act asks for all of a set anew."""
    label, name, definition, guidance, colour, underline, code, key, family, severity, retired, mappings = row
    return Label(
        label,
        name,
        definition,
        guidance,
        colour,
        underline,
        code,
        key,
        family,
        severity and Severity(severity),
        bool(retired),
        declared.words(mappings),
    )


def policies(
    db: sqlite3.Connection, where: str = "TRUE", parameters: tuple[Any, ...] = ()
) -> Iterator[Policy]:
    """Policies in order of import; those of one import as they came, also when undo brought one back."""
    found = db.execute(f"{_POLICY} WHERE {where} ORDER BY p.imported, p.document, p.id", parameters)
    with declared.read():
        for *facts, status in declared.as_declared(found, "ttttttittttt"):
            yield Policy(*facts, Status(status))  # type: ignore[call-arg]  # a row is no longer


# Stretches of the index for each policy: half the time of one pass with GROUP BY.
_COUNTS = """
    SELECT id, (SELECT count(*) FROM annotation WHERE policy = p.id AND kind = 'tag'),
           (SELECT count(*) FROM annotation WHERE policy = p.id AND kind = 'flag' AND state = 'open'),
           (SELECT count(*) FROM annotation
            WHERE policy = p.id AND kind = 'flag' AND state = 'suggested' AND origin_tier <> 'maybe'),
           (SELECT count(*) FROM annotation
            WHERE policy = p.id AND kind = 'flag' AND state = 'suggested' AND origin_tier = 'maybe')
    FROM policy p
"""


def counts(db: sqlite3.Connection, policies: Sequence[PolicyId] | None) -> dict[PolicyId, Counts]:
    """Tags, open flags and suggestions of these policies, or of all; those without any are left out."""
    if policies is None:
        found = db.execute(_COUNTS)
    else:
        some = f"{_COUNTS} WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608 - ours
        found = db.execute(some, (json.dumps(policies),))
    return {policy: Counts(*numbers) for policy, *numbers in found if any(numbers)}


def rule_settings(db: sqlite3.Connection) -> list[RuleSetting]:
    """By their ids."""
    found = db.execute("SELECT id, active, severity FROM rule ORDER BY id")
    with declared.read():
        return [
            RuleSetting(rule, bool(on), severity and Severity(severity))
            for rule, on, severity in declared.as_declared(found, "tiT")
        ]


def scans(db: sqlite3.Connection, policy: PolicyId | None = None) -> list[Scan]:
    """One for each policy that rules have seen, or that policy's."""
    found = db.execute(
        "SELECT policy, rules, as_of, at FROM scan WHERE policy = coalesce(?, policy)", (policy,)
    )
    return [Scan(*row) for row in declared.as_declared(found, "tttt")]


def unplaced(db: sqlite3.Connection, policy: PolicyId | None = None, *, mark: str = "") -> list[Unplaced]:
    """Marks that have no place yet, of one policy or of all; or those whose id begins so."""
    columns = ", ".join(_UNPLACED.split())
    found = db.execute(
        f"SELECT {columns} FROM unplaced WHERE policy = coalesce(?, policy) AND substr(id, 1, ?) = ?"  # noqa: S608
        " ORDER BY policy, created, id",
        (policy, len(mark), mark),
    )
    with declared.read():
        return [_unplaced(row) for row in declared.as_declared(found, "tttttttTTtttTtttttt")]


def _unplaced(row: tuple[Any, ...]) -> Unplaced:
    mark, kind, policy, label, quotes, counterpart, attributes, severity, state = row[:9]
    reason, note, suggestion, reviewer, created, modified, *origin = row[9:]
    return Unplaced(
        mark,
        policy,
        kind,
        label,
        tuple(Quote(*each) for each in declared.triples(quotes)),
        tuple(Quote(*each) for each in declared.triples(counterpart)),
        declared.words(attributes),
        severity and Severity(severity),
        state and State(state),
        reason,
        note,
        suggestion,
        reviewer or "",
        created,
        modified,
        Origin(*origin),
    )


def annotations(db: sqlite3.Connection, where: str, parameters: tuple[Any, ...]) -> Iterator[Annotation]:
    """Annotations with their spans; those of one policy in the order of its index, so nothing is sorted."""
    found = db.execute(
        f"{_ANNOTATION} WHERE {where} ORDER BY a.kind, a.state, a.key, s.part, s.position", parameters
    )
    once: dict[str, str] = {}
    head: tuple[Any, ...] | None = None
    spans: list[Span] = []
    counterpart: list[Span] = []
    with declared.read():
        for row in declared.as_declared(found, "itttttTTtttTttttttTIITTTIIT"):
            if head is None or row[0] != head[0]:
                if head is not None:
                    yield _annotation(head, spans, counterpart, once)
                head, spans, counterpart = row, [], []
            if row[18] is not None and None in row[19:]:
                raise declared.UndeclaredError
            if row[18] == "main":
                spans.append(Span(*row[19:]))
            elif row[18] == "counterpart":
                counterpart.append(Span(*row[19:]))
        if head is not None:
            yield _annotation(head, spans, counterpart, once)


def _annotation(
    row: tuple[Any, ...], spans: list[Span], counterpart: list[Span], once: dict[str, str]
) -> Annotation:
    """``once`` keeps a single copy of the words that many annotations share."""
    _, kind, annotation, policy, label, attributes, severity, state, reason, note, suggestion = row[:11]
    reviewer, created, modified = row[11:14]
    policy, label = once.setdefault(policy, policy), once.setdefault(label, label)
    reviewer = once.setdefault(reviewer or "", reviewer or "")
    modified = created if modified == created else modified
    origin = _PERSON if row[14] == "person" else Origin(*row[14:18])
    if kind == "tag":
        carried = _NO_ATTRIBUTES if attributes == "{}" else declared.words(attributes)
        return Tag(
            annotation, policy, label, tuple(spans), carried, note, reviewer, created, modified, origin
        )
    return Flag(
        annotation,
        policy,
        label,
        tuple(spans),
        tuple(counterpart),
        Severity(severity),
        State(state),
        reason,
        note,
        suggestion,
        reviewer,
        created,
        modified,
        origin,
    )


_PERSON = Origin()
_NO_ATTRIBUTES: dict[str, str] = {}


def written(value: Mapping[str, Any] | Sequence[Any]) -> str:
    """As JSON, always the same for the same value."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
