"""What marks a file as a project, and all that a project of each version holds, letter by letter.

A file from a stranger could hold triggers and views, or tables under the names of ours with generated
columns, checks and defaults that run with what we do. So nothing is asked of a file before its schema was
compared.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

APPLICATION_ID = 0x506F416E
"""“PoAn” in the header of the file says whose it is."""

NEWEST = 4
"""``user_version`` of a project that has had all the steps of ``migrations``."""


class Held(NamedTuple):
    """A row of ``sqlite_master``. ``sql`` is empty for the indexes that come with a table."""

    kind: str
    name: str
    table: str
    sql: str


def _known() -> dict[int, Counter[tuple[str, str, str, str]]]:
    """By version: kind, name, table and SHA-256 of the SQL."""
    known: dict[int, Counter[tuple[str, str, str, str]]] = {
        number: Counter() for number in range(1, NEWEST + 1)
    }
    for line in _HELD.replace("\n  ", " ").split("\n")[1:-1]:
        what, versions, sha256 = line.split()
        table, _, index = what.partition(":")
        row = ("index" if index else "table", index or table, table, sha256)
        for number in map(int, versions):
            known[number][row] += 1
    return known


def version_of(held: Iterable[Held]) -> int:
    """The version whose projects hold exactly this; 0 where none does."""
    found = Counter(map(_told, held))
    return next((number for number, known in _KNOWN.items() if known == found), 0)


def foreign(held: Iterable[Held]) -> list[Held]:
    """All that no project of any version holds."""
    known = {each for rows in _KNOWN.values() for each in rows}
    return [each for each in held if _told(each) not in known]


def has_flipped(held: Held) -> bool:
    """Whether this is a table or an index of ours but for one bit of its SQL, as a bad disk leaves it.

    Whoever builds a table of their own changes more than that.
    """
    known = {each for rows in _KNOWN.values() for each in rows if each[:3] == held[:3]}
    sql = bytearray(held.sql.encode("utf-8", "surrogateescape"))
    if len(sql) > _LONGEST:
        return False
    for at, byte in enumerate(sql):
        for bit in range(8):
            sql[at] = byte ^ 1 << bit
            if (*held[:3], hashlib.sha256(sql).hexdigest()) in known:
                return True
        sql[at] = byte
    return False


def could_run(held: Iterable[Held]) -> Held | None:
    """The first that can do more than hold rows: a view, a trigger, a virtual table that is not ours."""
    known = _KNOWN[NEWEST]
    return next(
        (
            each
            for each in held
            if each.kind not in {"table", "index"}
            or (each.sql.lstrip()[:14].upper() == "CREATE VIRTUAL" and _told(each) not in known)
        ),
        None,
    )


def _told(held: Held) -> tuple[str, str, str, str]:
    sha256 = hashlib.sha256(held.sql.encode("utf-8", "surrogateescape")).hexdigest() if held.sql else "-"
    return held.kind, held.name, held.table, sha256


# table, or table:index, versions that hold it, SHA-256 of its SQL.
_HELD = """
reviewer 1234 1ce221319fc8232f7f1bfb1adeddc9f2ed86f535032b8f2ce880021f0ef01369
reviewer:sqlite_autoindex_reviewer_1 1234 -
taxonomy 1234 f10e2d4552542d749980335bf8eb89feb9c502d2993bf1f3e1da7f4d7b1b49da
taxonomy:sqlite_autoindex_taxonomy_1 1234 -
label 1234 54796d803e039a7a6403f361cf5049e5c6b7ac8c119e6fb600f441a1c6d7d2cd
document 12 54becdeab7e8bdc367a5d2f794b268b303b84bf339fc06ab766819459a4453ed
document 34 dc6c9e3158b30b5d4225d65f557ed21e6c72e5f3b9d77e2893a3a0f7b939d3ad
document:sqlite_autoindex_document_1 1234 -
policy 1234 b2b90c9f59883c243b7bfc51aff14818202ea282a479319b164be92c9ca4037d
policy:policy_document 1234 c29925d54355224630200f3524ff535d536fd1c1029c5df487a246adb3de137a
policy:sqlite_autoindex_policy_1 1234 -
annotation 1 9858676ae09a0e02fc8b138d3eb29d396c35e84355c91184c69543d190d9a92e
annotation 234 c5a7fc3d364655374e277aa2f178f1031fb4c11d9719ccfc40d31919fde92a18
annotation:annotation_label 1234 6d2e7b657aafac3a5af20e630d667038306fe57653f2acc8e4fdcb3c62098414
annotation:annotation_policy 1 363636255747c31c24c28de8227e5ea2ca8ca195af25aabc236b9883b70563d1
annotation:annotation_policy 234 ab7f093b00652a758e63071d2b9e40b3691a370f59f090fcd8fedc35747be0db
annotation:sqlite_autoindex_annotation_1 1234 -
span 1234 c300cdc497a72b05aef7feeeb9fb2ef6af654e519911251e1ff73671193070c6
event 12 df279fa14aac2f65d1327044d106b3f3d40fc6dbf95db4a8bc141b21ed961e55
event 34 8ded9198ad6f8fc0badf17415b7a77263b0f70faa218b7753c58c03cbaa48dea
rule 234 c927493f87bf53c62bfb3f66e3f46e8126bc3c2b3d04c1c0bbac0035ffecdf83
rule:sqlite_autoindex_rule_1 234 -
scan 234 891dffd9e47f049d926ee494588bb15ea2c67ea21fd0d0897984ff437f1fc660
scan:sqlite_autoindex_scan_1 234 -
unplaced 4 602519c653e88b67d4784cce649f8c1ba91d33b36892f23576e68f856b6e6395
unplaced:sqlite_autoindex_unplaced_1 4 -
_sqlite_migrations 1234 46ce193e763d9a9fb32bc7e1fb89d32ec2cf3ef4b0018d7133758843b06761c2
_sqlite_migrations:idx__sqlite_migrations_migration_set_name 1234
  ecfb3041868574549a8c48cf47e941534398bd702c78b038979daf354c75b722
annotation_fts 1234 17f4767adb669efe1a7531d6d6a2d262de1c1bb841bed779b5f7adcd37c8f423
annotation_fts_config 1234 3dfb9b37df2a7fb7340a6a4b5b2af9815279b22deb554954710813bb76918ae9
annotation_fts_content 1234 50766913c4f7b94225ff432d83eb6261b759fd0c6616e4ad474d1a451e9cc34d
annotation_fts_data 1234 c995a1163dabf35e5d35a17245ea3de71f886946073e81fc9b8ffd7ab62809e8
annotation_fts_docsize 1234 9a4132c2a8b5587dd9bf1b8daa445683bc73eb52d94d8885c022a3f7a8c44d91
annotation_fts_idx 1234 0e8e6a632de9f39617fb7654480f86b8178bcda913402777220ff021d6b612b5
document_fts 1234 d1490219158d503565bcc24b57a2ea245b02716e2d7c06db0989bd0f26876a42
document_fts_config 1234 18da7f063a46a45f55eb95893774f5b7e15b5d3086ed27a1f441e3179f40b1f4
document_fts_data 1234 292cae0e566a530029d6e16e0fd5d6e6061a1658f2743f50c92f78a8fed511a5
document_fts_docsize 1234 8f4c16088c5ffeafc2c98f47723b5f1e1187b49b42938a79be3516b3b94a7112
document_fts_idx 1234 afd058af0af3e694f4552f77f4afd153e643ac14871a3c32fde36158249a208a
"""

_LONGEST = 2_000
"""Bytes that no SQL of ours has."""

_KNOWN = _known()

_COLUMNS = """
reviewer id name created
taxonomy id name version attributes note
label taxonomy id position name definition guidance colour underline code key family severity retired
  mappings
document id bytes_sha256 text_sha256 encoding length content text pages notes
policy position id document file_name title site captured language imported status
annotation key id kind policy taxonomy label attributes severity state reason note suggestion reviewer
  created modified origin origin_name origin_version origin_tier
span annotation part position start end quote prefix suffix utf16_start utf16_end citation
event seq at reviewer act title reverts undo redo changes documents marks chain
rule id active severity
scan policy rules as_of at
unplaced id kind policy taxonomy label quotes counterpart attributes severity state reason note suggestion
  reviewer created modified origin origin_name origin_version origin_tier
"""
COLUMNS = {
    table: frozenset(columns)
    for table, *columns in map(str.split, _COLUMNS.replace("\n  ", " ").split("\n")[1:-1])
}
"""What is read of each table."""
