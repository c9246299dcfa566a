"""Full-text search over texts and notes."""

from typing import TYPE_CHECKING

from annotator.domain import PolicyId

if TYPE_CHECKING:
    from sqlite_utils import Database

_HITS = """
    WITH hit AS (
        SELECT rowid AS document, rank, snippet(document_fts, 0, '', '', '…', 16) AS words
        FROM document_fts WHERE document_fts MATCH :words ORDER BY rank LIMIT :limit
    ), remark AS (
        SELECT rowid AS annotation, rank, snippet(annotation_fts, -1, '', '', '…', 16) AS words
        FROM annotation_fts WHERE annotation_fts MATCH :words ORDER BY rank LIMIT :limit
    )
    SELECT id, words FROM (
        SELECT p.id, hit.words, hit.rank FROM hit JOIN policy p ON p.document = hit.document
        UNION ALL
        SELECT a.policy, remark.words, remark.rank FROM remark JOIN annotation a ON a.key = remark.annotation
    )
    ORDER BY rank LIMIT :limit
"""


def search(db: "Database", words: str, limit: int) -> list[tuple[PolicyId, str]]:
    """Policies whose text or notes hold all the words, each with a snippet, best first."""
    sought = db.quote_fts(words.replace("\0", " "))  # to FTS5 a NUL is the end
    if not sought:
        return []
    return [(row["id"], row["words"]) for row in db.query(_HITS, {"words": sought, "limit": limit})]
