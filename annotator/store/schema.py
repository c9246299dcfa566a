"""What marks a file as a project, known without the steps that build one."""

APPLICATION_ID = 0x506F416E
"""“PoAn” in the header of the file says whose it is."""

NEWEST = 3
"""``user_version`` of a project that has had all the steps of ``migrations``."""

_SEARCHED = {"document_fts", "annotation_fts"}
_TABLES = {
    *("reviewer", "taxonomy", "label", "document", "policy", "annotation", "span", "event", "rule", "scan"),
    *(f"{table}_{part}" for table in _SEARCHED for part in ("data", "idx", "content", "docsize", "config")),
    "_sqlite_migrations",
}
_INDEXES = {
    *("policy_document", "annotation_policy", "annotation_label"),
    "idx__sqlite_migrations_migration_set_name",
}


def allows(kind: str, name: str, *, stored: bool) -> bool:
    """Whether a project holds this. ``stored``: it has pages of its own, which views and triggers have not.

    A file from a stranger could hold triggers and views under the names of our tables, to run with our acts.
    """
    if not stored:
        return kind == "table" and name in _SEARCHED
    known = {"table": _TABLES, "index": _INDEXES}.get(kind, set())
    return name in known or name.startswith("sqlite_")
