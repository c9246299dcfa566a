"""What ships is whole and well-formed; what comes from outside is read strictly, or refused in words."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain import CLAUSES, ISSUES, Label, Severity, Taxonomy
from annotator.problems import BadInputError
from annotator.taxonomy import (
    KEYS,
    UNDERLINES,
    built_in,
    merge,
    parse,
    read,
    suggest_code,
    text_of,
    validate,
    write,
)

SMALL = Taxonomy(
    "clause",
    "Ours",
    3,
    (
        Label("retention", "Retention", code="RET", key="3", mappings={"gdpr21": "Data Storage Period"}),
        Label("cookies", "Cookies", code="COO", colour="#AA1100", underline="wavy", key="Shift+0"),
        Label("old", "Old", code="RET", retired=True),
    ),
    {"polarity": ("does", "does-not")},
    "A note",
)


def record(**changes: object) -> dict[str, object]:
    return json.loads(text_of(SMALL, "json")) | changes


def label(**changes: object) -> dict[str, object]:
    return {"id": "x", "name": "X"} | changes


# What ships


def test_the_built_in_clauses() -> None:
    clauses = built_in(CLAUSES)
    assert (clauses.id, clauses.version, len(clauses.labels)) == (CLAUSES, 1, 38)
    assert clauses.attributes["polarity"] == ("does", "does-not", "unclear")
    assert set(clauses.attributes) == {"polarity", "party", "specificity", "applies_to"}
    assert {each.key for each in clauses.labels if each.key} == set(KEYS)
    retention = clauses.label("retention")
    assert retention is not None
    assert retention.mappings["gdpr21"] == "Data Storage Period"
    assert (retention.key, retention.code, retention.severity) == ("3", "RET", None)
    breach = clauses.label("breach")
    assert breach is not None
    assert "gdpr21" not in breach.mappings


def test_the_built_in_issue_types() -> None:
    issues = built_in(ISSUES)
    assert len(issues.labels) == 29
    assert all(each.severity is not None and each.family for each in issues.labels)
    truncated = issues.label("truncated-sentence")
    assert truncated is not None
    assert (truncated.name, truncated.severity) == ("Truncated sentence", Severity.HIGH)


def test_every_built_in_label_can_be_told_from_every_other() -> None:
    labels = built_in(CLAUSES).labels + built_in(ISSUES).labels
    assert len({each.code for each in labels}) == len(labels)
    assert len({each.name for each in labels}) == len(labels)
    assert all(each.code.isalpha() and len(each.code) == 3 and each.code.isupper() for each in labels)
    assert all(each.definition and each.guidance for each in labels)
    for taxonomy in (built_in(CLAUSES), built_in(ISSUES)):
        assert {each.underline for each in taxonomy.labels} == set(UNDERLINES)
        assert len({each.colour for each in taxonomy.labels}) == len(taxonomy.labels)


def test_no_other_taxonomy_ships() -> None:
    with pytest.raises(BadInputError, match="There are: clause, issue"):
        built_in("laws")


# Files


@pytest.mark.parametrize("name", ["labels.json", "labels.yaml", "labels.YML"])
@pytest.mark.parametrize("taxonomy", [SMALL, built_in(CLAUSES), built_in(ISSUES)], ids=lambda each: each.name)
def test_what_is_written_is_read_back(taxonomy: Taxonomy, name: str, tmp_path: Path) -> None:
    write(taxonomy, tmp_path / name)
    assert read(tmp_path / name) == taxonomy


_words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20).filter(str.strip)
_labels = st.builds(
    Label,
    id=_words.map(str.strip).filter(str.isprintable).filter(bool),
    name=_words,
    definition=st.text(st.characters(exclude_categories=["Cs"])),
    guidance=_words,
    colour=st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}"),
    underline=st.sampled_from(UNDERLINES),
    severity=st.none() | st.sampled_from(Severity),
    retired=st.booleans(),
    mappings=st.dictionaries(_words, _words, max_size=3),
)


@given(
    st.lists(_labels, max_size=5, unique_by=lambda each: each.id), _words, st.sampled_from(["json", "yaml"])
)
def test_any_taxonomy_survives_the_way_through_text(labels: list[Label], name: str, form: str) -> None:
    coded = tuple(replace(each, code=f"L{number}") for number, each in enumerate(labels))
    taxonomy = Taxonomy("own", name, 1, coded, {"a": ("b", "c")})
    assert parse(text_of(taxonomy, form), form) == taxonomy


def test_yaml_as_a_person_writes_it() -> None:
    text = """
    id: clause
    name: Ours
    labels:
      - id: retention
        name: Retention
        key: 3
      - {id: reviews, name: Retention reviews, colour: '#112233'}
    """
    taxonomy = parse(text, "yaml")
    assert taxonomy.version == 1
    assert [(each.key, each.code) for each in taxonomy.labels] == [("3", "RET"), ("", "RR")]


def test_a_file_that_is_no_taxonomy_is_named_in_the_sentence(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b'\xef\xbb\xbf{"id": 1}')
    with pytest.raises(BadInputError, match=r"^a\.json: "):
        read(tmp_path / "a.json")
    (tmp_path / "b.json").write_bytes(b'{"id": "\xff"}')
    with pytest.raises(BadInputError, match="not UTF-8, from byte 8 on"):
        read(tmp_path / "b.json")
    with pytest.raises(BadInputError, match="cannot be read: No such file"):
        read(tmp_path / "c.json")
    with pytest.raises(BadInputError, match="neither JSON nor YAML"):
        read(tmp_path / "d.txt")
    (tmp_path / "e.json").write_bytes(b" " * 1_000_001)
    with pytest.raises(BadInputError, match="too large"):
        read(tmp_path / "e.json")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"labels": [label(name=None)]}, "Label 1, name: expected “str”, got null"),
        ({"labels": [label(), {"id": "y"}]}, "Label 2: object missing required field “name”"),
        ({"labels": [label(severity="urgent")]}, "Label 1, severity: invalid enum value 'urgent'"),
        ({"labels": 3}, "The taxonomy, labels: expected “array”, got int"),
        ({"name": 3}, "The taxonomy, name: expected “str”, got int"),
        ({"labels": [label(), label(name="Y")]}, "“X” and “Y” have the same id, “x”"),
        ({"labels": [label(key="1"), label(id="y", key="1")]}, "same key, “1”"),
        ({"labels": [label(code="AB"), label(id="y", code="ab")]}, "same code, “AB”"),
        ({"labels": [label(colour="red")]}, "Label 1 (“x”) has the colour “red”"),
        ({"labels": [label(underline="zigzag")]}, "has the underline “zigzag”. It can be: solid"),
        ({"labels": [label(key="Q")]}, "has the key “Q”"),
        ({"labels": [label(code="TOO LONG")]}, "has the code “TOO LONG”"),
        ({"labels": [label(name=" ")]}, "Label 1 (“x”) needs a name"),
        ({"labels": [label(id=" x")]}, "needs an id without spaces"),
        ({"labels": [label(guidence="when")]}, "Label 1 has “guidence”, which means nothing here"),
        ({"label": []}, "The taxonomy has “label”, which means nothing here"),
        ({"name": ""}, "needs an id and a name"),
        ({"version": 0}, "counts from 1"),
        ({"version": 10**30}, "counts from 1"),
        ({"attributes": {"polarity": []}}, "The attribute “polarity” needs"),
        ({"attributes": {"polarity": ["a", "a"]}}, "The attribute “polarity” lists a value twice"),
        ({"note": "\ud800"}, "half of a broken character"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(changes: dict[str, object], sentence: str) -> None:
    with pytest.raises(BadInputError) as caught:
        parse(json.dumps(record(**changes)), "json")
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "form", "sentence"),
    [
        ("[" * 10_000, "json", "too deeply"),
        ('{"labels":' * 10_000, "json", "too deeply"),
        ("[" * 10_000, "yaml", "too deeply"),
        ("- " * 10_000, "yaml", "too deeply"),
        ('{"id": "a", "id": "b"}', "json", "“id” is there twice"),
        ("id: a\nid: b\n", "yaml", "“id” is there twice"),
        ('{"version": NaN}', "json", "NaN is no number"),
        ('{"version": ' + "9" * 5000 + "}", "json", "not JSON"),
        ("", "json", "not JSON"),
        ("", "yaml", "not a taxonomy"),
        ("[]", "json", "not a taxonomy"),
        ("a: &a [x]\nb: *a\n", "yaml", "aliases are not read"),
        ("id: !!python/object/apply:os.system ['true']", "yaml", "not YAML that can be used"),
        ("id: 2024-99-99", "yaml", "not YAML that can be used"),
        ("id: [", "yaml", "not YAML that can be used"),
        ("id: \x00", "yaml", "not YAML that can be used"),
        ("1: 2", "yaml", "“1”, which means nothing"),
        ("? [a]\n: b", "yaml", "not YAML that can be used"),
    ],
    ids=lambda value: value[:20] if len(value) > 20 else None,
)
def test_hostile_files_are_refused(text: str, form: str, sentence: str) -> None:
    with pytest.raises(BadInputError, match=sentence):
        parse(text, form)


def test_an_alias_bomb_is_not_unfolded() -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))
    with pytest.raises(BadInputError, match="aliases"):
        parse(bomb, "yaml")


# Merging


def test_labels_that_the_incoming_set_lacks_are_kept_retired() -> None:
    incoming = replace(SMALL, id="firm", version=9, labels=(Label("new", "New", code="NEW", key="3"),))
    merged = merge(SMALL, incoming)
    validate(merged)
    assert (merged.id, merged.version) == ("clause", 4)
    assert [(each.id, each.retired, each.key) for each in merged.labels] == [
        ("new", False, "3"),
        ("retention", True, ""),
        ("cookies", True, ""),
        ("old", True, ""),
    ]


def test_merging_what_is_there_already_changes_nothing() -> None:
    assert merge(SMALL, replace(SMALL, version=1)) is SMALL


def test_issue_types_cannot_replace_clauses() -> None:
    with pytest.raises(BadInputError, match="cannot take the place"):
        merge(built_in(CLAUSES), built_in(ISSUES))


# Codes


@pytest.mark.parametrize(
    ("name", "taken", "code"),
    [
        ("Retention", [], "RET"),
        ("Retention", ["ret"], "RTN"),
        ("Right of access", ["RIG"], "ROA"),
        ("Übermittlung", [], "UBE"),
        ("é", [], "EX"),
        ("???", [], "LAB"),
        ("", [], "LAB"),
        ("保存期間", [], "保存期"),
    ],
)
def test_a_code_recalls_the_name(name: str, taken: list[str], code: str) -> None:
    assert suggest_code(name, taken) == code


@given(st.text(max_size=12), st.integers(1, 130))
def test_codes_never_run_out(name: str, count: int) -> None:
    taken: list[str] = []
    for _ in range(count):
        taken.append(suggest_code(name, taken))
    assert len({code.casefold() for code in taken}) == count
    validate(Taxonomy("t", "T", 1, tuple(Label(str(n), "N", code=code) for n, code in enumerate(taken))))
