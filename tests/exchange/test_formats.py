"""Through each format and back: what comes is what was there, less exactly what the format says it loses."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest

from annotator.domain import CLAUSES, ISSUES, Policy
from annotator.exchange import FORMATS, conll, doccano
from annotator.exchange.foreign import Foreign, Mark, MarkedText, Place
from annotator.exchange.losses import BOUNDARIES, OVERLAPS, WORDLESS, Facet
from annotator.project import Project
from tests.exchange import nasty, reading
from tests.exchange.stripping import stripped, stripped_text

OF_WORDS = (OVERLAPS, BOUNDARIES, WORDLESS, conll.SENTENCES)
"""What only a writer that knows words can tell."""
TAKEN = [each.name for each in FORMATS.values() if each.take is not None]


@pytest.fixture(scope="module", params=["nasty", "shipped"])
def project(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """Made once: the tests here only read."""
    yield from nasty.made_once(request.param, tmp_path_factory)


def exported(project: Project, form: str, folder: Path) -> tuple[Path, list[str]]:
    target = folder / f"it{FORMATS[form].extension}"
    return target, project.export(target, form)


@pytest.mark.parametrize("form", TAKEN)
def test_comes_back_less_what_is_stated(project: Project, tmp_path: Path, form: str) -> None:
    row = FORMATS[form]
    target, _ = exported(project, form, tmp_path)
    assert row.take is not None
    foreign = row.take(target)
    assert foreign.notes == ()
    compared(project, foreign, row.loses)


def compared(project: Project, foreign: Foreign, loses: tuple[Facet, ...]) -> None:
    """Every text and mark of a project stands in a file, less what is lost; and nothing else does."""
    held = [each for each in project.policies() if each.length or doccano.EMPTY not in loses]
    texts = by_policy(project, foreign, held)
    for policy in held:
        text = project.text(policy.id).text
        came = texts[policy.id]
        assert came.text == stripped_text(text, loses)
        left = stripped(nasty.marks(project, policy.id), text, loses)
        assert ordered(ours(project, came.marks, {each.id for each in left})) == ordered(left)


def by_policy(project: Project, foreign: Foreign, policies: list[Policy]) -> dict[str, MarkedText]:
    """The texts of a file by the policies that they are: by id where the file has ids, else by name."""
    if all(each.policy for each in foreign.texts):
        found = {each.policy: each for each in foreign.texts}
    else:
        by_text = {project.text(each.id).text: each.id for each in policies}
        found = {by_text[each.text or ""]: each for each in foreign.texts}
    assert sorted(found) == sorted(each.id for each in policies)
    assert len(found) == len(foreign.texts)
    return found


def ours(project: Project, marks: Iterable[Mark], known: set[str]) -> Iterator[Mark]:
    """With the ids of labels where a file has their names, and without the ids that it gives to parts."""
    for each in marks:
        labels = project.taxonomy(CLAUSES if each.kind == "tag" else ISSUES).labels
        label = next((one.id for one in labels if each.label == one.name), each.label)
        yield replace(each, label=label, id=each.id if each.id in known else "")


def ordered(marks: "tuple[Mark, ...] | list[Mark]") -> list[Mark]:
    """In an order that does not depend on the file's, without the words around places."""

    def bare(places: tuple[Place, ...]) -> tuple[Place, ...]:
        return tuple(Place(each.start, each.end, each.quote) for each in places)

    plain = [replace(each, places=bare(each.places), counterpart=bare(each.counterpart)) for each in marks]
    return sorted(plain, key=repr)


@pytest.mark.parametrize("form", ["csv", "sarif", "squad"])
def test_written_only_but_still_all_there(project: Project, tmp_path: Path, form: str) -> None:
    target, _ = exported(project, form, tmp_path)
    uris = {each.id: quote(each.file_name) for each in project.policies()}
    if form == "csv":
        found = reading.from_rows(reading.rows_of_csv(target))
    elif form == "sarif":
        found = reading.from_sarif(target, uris)
    else:
        found, texts = reading.from_squad(target)
        assert texts == {each.id: project.text(each.id).text for each in project.policies()}
    for policy in project.policies():
        left = stripped(nasty.marks(project, policy.id), project.text(policy.id).text, FORMATS[form].loses)
        if form == "csv":  # a reviewer has a name there, and no id
            left = [replace(each, reviewer_id="") for each in left]
        assert ordered(found.get(policy.id, [])) == ordered(left)


def test_words_in_a_table_each_have_their_place_and_at_most_one_label(
    project: Project, tmp_path: Path
) -> None:
    target, lost = exported(project, "conll", tmp_path)
    found, words = reading.from_conll(target)
    counts: Counter[str] = Counter()
    for policy in project.policies():
        text = project.text(policy.id).text
        assert all(text[start:end] == word for start, end, word, _ in words[policy.id])
        covered = {at for start, end, *_ in words[policy.id] for at in range(start, end)}
        unseen = [
            each[0] for each in re.finditer(r"[^\W\d_]+", text) if covered.isdisjoint(range(*each.span()))
        ]
        assert unseen == []
        simple = [each for each in FORMATS["conll"].loses if each not in OF_WORDS]
        expected = by_words(stripped(nasty.marks(project, policy.id), text, simple), words[policy.id], counts)
        assert ordered(found[policy.id]) == ordered(expected)
    said = {facet.count.split("|")[n > 1].format(n=n) + "." for facet, n in counted(counts) if n}
    assert said <= set(lost)
    assert not any(
        facet.count.partition("{n} ")[2][:20] in sentence
        for facet, n in counted(counts)
        if not n
        for sentence in lost
    )


def counted(counts: Counter[str]) -> list[tuple[Facet, int]]:
    return [(facet, counts[facet.name]) for facet in OF_WORDS]


def by_words(marks: list[Mark], words: list[reading.Word], counts: Counter[str]) -> Iterator[Mark]:
    """The longest marks that do not overlap, on whole words; the others are counted."""
    taken: set[int] = set()
    for mark in sorted(
        marks, key=lambda each: (each.places[0].start - each.places[0].end, each.places[0].start)
    ):
        (place,) = mark.places
        touched = [word for word in words if word[0] < place.end and word[1] > place.start]
        if not touched or taken & {start for start, *_ in touched}:
            counts["overlaps" if touched else "wordless"] += 1
            continue
        taken |= {start for start, *_ in touched}
        whole = Place(touched[0][0], touched[-1][1])
        counts["boundaries"] += (whole.start, whole.end) != (place.start, place.end)
        begun = [each for each in touched if each is touched[0] or each[3]]
        counts["sentences"] += len(begun) > 1
        for first, following in zip(begun, [*begun[1:], None], strict=True):
            last = touched[touched.index(following) - 1] if following else touched[-1]
            yield Mark(label=mark.label, kind=mark.kind, places=(Place(first[0], last[1]),))


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_project_gives_the_same_bytes(project: Project, tmp_path: Path, form: str) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
    one, other = (contents(exported(project, form, tmp_path / each)[0]) for each in ("one", "two"))
    assert one == other


def contents(path: Path) -> dict[str, bytes]:
    files = sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]
    return {str(each.relative_to(path)): each.read_bytes() for each in files}


@pytest.mark.parametrize("form", [each.name for each in FORMATS.values() if each.loses])
def test_what_is_lost_is_counted_and_nothing_else(project: Project, tmp_path: Path, form: str) -> None:
    """The sentences after an export against counts that are made here."""
    _, said = exported(project, form, tmp_path)
    numbers = Counter[str]()
    whole = [each for each in FORMATS[form].loses if each.has is not None and each.whole]
    partly = [each for each in FORMATS[form].loses if each.has is not None and not each.whole]
    for annotation in (one for policy in project.policies() for one in project.annotations(policy.id)):
        gone = [each for each in whole if each.has(annotation)]
        numbers.update(each.count for each in gone[:1] or [each for each in partly if each.has(annotation)])
    expected = {text.split("|")[n > 1].format(n=n) + "." for text, n in numbers.items()}
    by_the_writer = [each for each in FORMATS[form].loses if each.has is None and each.count]
    others = set(said) - expected
    assert expected <= set(said)
    assert len(others) <= len(by_the_writer)


def test_no_encoding_can_be_guessed_wrong_where_a_tool_guesses(project: Project, tmp_path: Path) -> None:
    target, _ = exported(project, "doccano", tmp_path)
    assert target.read_bytes().isascii()
