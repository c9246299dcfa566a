"""Sentences and paragraphs that stand twice, word for word or nearly so."""

import re
from collections.abc import Iterator
from itertools import pairwise

from annotator.detection.once import once
from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.subject import Paragraph, Subject
from annotator.domain import Severity
from annotator.text.structure import HEADING, ITEM, PARAGRAPH

_SHORTEST_SENTENCE = 60
_SHORTEST = 24
"""Code points of a sentence that stands twice without a word between."""
_SHORTEST_PARAGRAPH = 80


_KEY = 12
"""Code points at either end of a paragraph that tell most of those of one length apart."""


@once
def _runs(subject: Subject) -> tuple[tuple[int, int, int], ...]:
    """Runs of paragraphs that stand a second time: the first, the last, and where the earlier run starts."""
    text = subject.text
    folded = subject.folded
    keys = [
        (end - start, folded[start : start + _KEY], folded[end - _KEY : end])
        if end - start >= _SHORTEST_PARAGRAPH
        else None
        for _, start, end, _ in subject.paragraphs
    ]
    known: set[object] = set()
    twice = {each for each in keys if each in known or known.add(each)} - {None}  # type: ignore[func-returns-value]
    if not twice:
        return ()
    seen: dict[str, int] = {}
    runs: list[tuple[int, int, int]] = []
    last = -2
    for index, paragraph in enumerate(subject.paragraphs):
        if keys[index] not in twice if keys[index] else last != index - 1:
            continue
        if not _is_prose(text, paragraph):
            short = paragraph.end - paragraph.start < _SHORTEST_PARAGRAPH
            if last == index - 1 and short and _same(subject, runs[-1][2] + index - runs[-1][0], index):
                last = index
            continue
        before = seen.setdefault(text[paragraph.start : paragraph.end], index)
        if (
            before == index
            or text.count(" ", paragraph.start, paragraph.end) * 12 < paragraph.end - paragraph.start
        ):
            continue
        if last == index - 1 and before - runs[-1][2] == index - runs[-1][0]:
            runs[-1] = runs[-1][0], index, runs[-1][2]
        else:
            runs.append((index, index, before))
        last = index
    return tuple(runs)


def _is_prose(text: str, paragraph: Paragraph) -> bool:
    """Whether a paragraph is long enough to count, and no heading, row, menu, image or line to sign on."""
    return (
        paragraph.end - paragraph.start >= _SHORTEST_PARAGRAPH
        and paragraph.block.kind is not HEADING
        and text[paragraph.start] not in "|[!<\\_"
    )


def _same(subject: Subject, one: int, two: int) -> bool:
    first, second = subject.paragraphs[one], subject.paragraphs[two]
    return subject.text[first.start : first.end] == subject.text[second.start : second.end]


def _find_neighbours(subject: Subject) -> Iterator[Hit]:
    """Paragraphs repeated at once or within the same section, and sentences repeated in their paragraph."""
    paragraphs = subject.paragraphs
    for first, last, before in _runs(subject):
        if _is_near(first, last, before):
            start, end = paragraphs[first].start, paragraphs[last].end
            other = paragraphs[before].start, paragraphs[before + last - first].end
            what = "This paragraph stands" if first == last else f"These {last - first + 1} paragraphs stand"
            yield Hit(start, end, f"{what} here a second time, word for word.", other=other)
    text = subject.text
    for (_, above, above_end, _), (_, start, end, _) in pairwise(paragraphs):
        if (
            end - start == above_end - above
            and _SHORTEST <= end - start < _SHORTEST_PARAGRAPH
            and text[end - 1] == "."
            and text.startswith(text[above:above_end], start)
            and _is_sentence(text[start:end])
        ):
            yield Hit(
                start,
                end,
                "This sentence stands here a second time, word for word.",
                other=(above, above_end),
            )
    yield from _find_sentences(subject)


def _is_sentence(words: str) -> bool:
    split = words.split()
    return (
        len(split) >= 5
        and words[0].isupper()
        and "](" not in words
        and sum(word.islower() for word in split) > 2
    )


def _is_near(first: int, last: int, before: int) -> bool:
    """Whether nothing stands between two copies."""
    return before + last - first + 1 == first


def _find_sentences(subject: Subject) -> Iterator[Hit]:
    text, folded = subject.text, subject.folded
    for paragraph in subject.paragraphs:
        _, first, stop, _ = paragraph
        if stop - first < 2 * _SHORTEST or folded.find(". ", first + _SHORTEST - 2, stop - _SHORTEST + 1) < 0:
            continue
        pieces = folded[first:stop].split(". ")
        if len({*pieces, pieces[-1][:-1]}) > len(pieces) or text[paragraph.block.start] == "|":
            continue
        last: dict[str, tuple[int, int]] = {}
        for start, end in subject.sentences(paragraph):
            said = text[start:end]
            numbered = text[end : end + 2].lstrip()[:1].isdigit()
            if not said[0].isupper() or said[-1] not in ".!?" or said.isupper() or numbered:
                continue
            if said in last:
                at_once = start - last[said][1] < 4
                if len(said) >= _SHORTEST if at_once else _is_copy(folded[start:end], pieces):
                    yield Hit(start, end, "This sentence stands twice in its paragraph.", other=last[said])
            last[said] = start, end


_BASIS = re.compile(
    r"\b(?:legal|lawful) (?:bas[ei]s|grounds?)\b|\brechtsgrundlage\b|\bbases? (?:juridiques?|légales?|legal"
    r"|jurídica)\b|\bbase giuridica\b|\brättsliga? grund\b|\bgrondslag\b|\bretsgrundlag\b"
    r"|\blegitimate interests?\b|\bberechtigte[sn]? interesse|\bintérêts? légitimes?\b|\binterés legítimo\b",
    re.IGNORECASE,
)
"""What closes one purpose after the other by right."""


def _is_copy(said: str, pieces: list[str]) -> bool:
    """Whether a sentence that comes again after others is no refrain: others there start otherwise."""
    if len(said) < _SHORTEST_SENTENCE or _BASIS.search(said):
        return False
    start = " ".join(said.split()[:3])
    same = sum(1 for piece in pieces if piece.startswith(start))
    return same == sum(1 for piece in pieces if said.startswith(piece))


def _find_copies(subject: Subject) -> Iterator[Hit]:
    """Paragraphs that stand elsewhere in the text as well, where that is not how the text is built."""
    paragraphs = subject.paragraphs
    runs = [run for run in _runs(subject) if not _is_near(*run)]
    if len(runs) > _MOST_COPIES:
        return
    copies: dict[int, int] = {}
    for first, last, before in runs:
        for offset in range(last - first + 1):
            copies[before + offset] = copies.get(before + offset, 0) + 1
    for first, last, before in runs:
        size = paragraphs[last].end - paragraphs[first].start
        if copies[before] == 1 and size >= _SHORTEST_COPY:
            other = paragraphs[before].start, paragraphs[before + last - first].end
            what = (
                "The same paragraph stands"
                if first == last
                else f"The same {last - first + 1} paragraphs stand"
            )
            yield Hit(
                paragraphs[first].start,
                paragraphs[last].end,
                f"{what} earlier in the text already.",
                other=other,
            )


_SHORTEST_COPY = 120
_MOST_COPIES = 8
"""With more, saying things again is how the text is built: country by country, or cookie by cookie."""


def _find_echoes(subject: Subject) -> Iterator[Hit]:
    """Neighbours that say the same in nearly the same words, and long endings that sentences share."""
    yield from _find_echoing_items(subject)
    yield from _find_shared_endings(subject)


_ECHO = range(80, 400)
"""Code points of items that are compared."""


def _find_echoing_items(subject: Subject) -> Iterator[Hit]:
    """Items of which the next one repeats seven words in ten."""
    lowered = subject.lowered
    above: Paragraph | None = None
    first: set[str] = set()
    for item in subject.paragraphs:
        if item.block.kind is not ITEM or item.end - item.start not in _ECHO:
            above = None
            continue
        second = set(lowered[item.start : item.end].split())
        if above is not None and len(first & second) * 10 >= 6 * min(len(first), len(second)):
            mine, theirs = _meaning(first), _meaning(second)
            alike = len(mine & theirs)
            if alike >= 8 and alike * 10 >= 7 * min(len(mine), len(theirs)) and mine != theirs:
                yield Hit(
                    above.start,
                    above.end,
                    "The item after this says nearly the same.",
                    other=(item.start, item.end),
                )
        above, first = item, second


def _meaning(words: set[str]) -> set[str]:
    return {word.strip(",.;:()") for word in words if len(word) > 3}


_ENDING = 80
_LONGEST_ENDING = 400
_NEAR = 4
"""Paragraphs; what is said again farther away may be said again on purpose."""


def _find_shared_endings(subject: Subject) -> Iterator[Hit]:
    """Paragraphs that end on the same eighty code points and more as an earlier one, but start otherwise."""
    text = subject.text
    seen: dict[str, tuple[int, Paragraph]] = {}
    for index, paragraph in enumerate(subject.paragraphs):
        if paragraph.block.kind is not PARAGRAPH or paragraph.end - paragraph.start < 1.5 * _ENDING:
            continue
        if text[paragraph.end - 1] != "." or text[paragraph.start] == "|":
            continue
        at, before = seen.setdefault(text[paragraph.end - _ENDING : paragraph.end], (index, paragraph))
        if before is paragraph or index - at > _NEAR:
            continue
        shared = _shared(text, before, paragraph)
        if shared:
            yield Hit(
                paragraph.end - shared,
                paragraph.end,
                "The same words end an earlier paragraph.",
                other=(before.end - shared, before.end),
            )


def _shared(text: str, one: Paragraph, two: Paragraph) -> int:
    """How many code points two paragraphs have in common at their ends, in whole words; 0 for a copy."""
    longest = min(one.end - one.start, two.end - two.start, _LONGEST_ENDING)
    size = _ENDING
    while size < longest and text[one.end - size - 1] == text[two.end - size - 1]:
        size += 1
    if size == longest:
        return 0
    return len(text[two.end - size : two.end].partition(" ")[2])


RULES: tuple[Rule, ...] = (
    Rule(
        id="repeated-at-once",
        issue="duplicated-text",
        title="A sentence or paragraph stands twice in a row",
        why="One of the two was pasted by mistake; if one is changed later, the other will contradict it.",
        severity=Severity.MEDIUM,
        tier=Tier.SURE,
        find=_find_neighbours,
        hits=(
            (
                "We keep your data for as long as the law obliges us to keep the records of your "
                "purchases.\n\n⟦We keep your data for as long as the law obliges us to keep the records "
                "of your purchases.⟧\n\nYou can ask for a copy."
            ),
            (
                "Wir speichern Ihre Daten so lange, wie es das Gesetz von uns verlangt. ⟦Wir speichern "
                "Ihre Daten so lange, wie es das Gesetz von uns verlangt.⟧ Danach löschen wir sie."
            ),
            (
                "Nous conservons vos données aussi longtemps que la loi nous y oblige. Ensuite, plus "
                "rien. ⟦Nous conservons vos données aussi longtemps que la loi nous y oblige.⟧"
            ),
        ),
        misses=(
            (
                "We keep it. This follows from Art. 6 sec. 1 lit. a. We use it. This follows from Art. 6 "
                "sec. 1 lit. b."
            ),
            (
                "## Orders\n\nThe legal basis of this is the contract that we have concluded with you as "
                "a customer.\n\n## Returns\n\nThe legal basis of this is the contract that we have "
                "concluded with you as a customer."
            ),
            "Back to top\n\nBack to top",
            (
                "To answer you. The legal basis is our own interest and a duty that we have by law. To be "
                "safe. The legal basis is our own interest and a duty that we have by law."
            ),
            (
                "To answer you. We do so because we have an interest in it and the law allows it. To sell. "
                "We do so because you agreed. To be safe. We do so because we have an interest in it and the "
                "law allows it."
            ),
            (
                "| We keep your data for as long as the law obliges us to keep the records of your "
                "purchases. | yes |\n| We keep your data for as long as the law obliges us to keep the "
                "records of your purchases. | yes |"
            ),
        ),
    ),
    Rule(
        id="repeated-elsewhere",
        issue="duplicated-text",
        title="The same paragraph stands elsewhere",
        why="A rule that is stated twice will sooner or later be changed in one place only.",
        severity=Severity.LOW,
        tier=Tier.MAYBE,
        find=_find_copies,
        hits=(
            (
                "## Orders\n\nWe keep the records of what you bought from us for ten years, as the law "
                "of taxes demands, and delete them after that time.\n\n## Returns\n\n"
                "You may send back what you bought.\n\n⟦We keep the records of what you bought from us "
                "for ten years, as the law of taxes demands, and delete them after that time.⟧"
            ),
            (
                "## Kauf\n\nWir bewahren die Unterlagen über Ihre Einkäufe zehn Jahre lang auf, wie es "
                "das Steuerrecht verlangt, und löschen sie danach.\n\n## Rückgabe\n\n"
                "Sie können alles zurückgeben.\n\n⟦Wir bewahren die Unterlagen über Ihre Einkäufe zehn "
                "Jahre lang auf, wie es das Steuerrecht verlangt, und löschen sie danach.⟧"
            ),
            (
                "## Achats\n\nNous conservons les documents relatifs à vos achats pendant dix ans, comme "
                "la loi fiscale l’exige, puis nous les effaçons.\n\n## Retours\n\nVous pouvez tout "
                "renvoyer.\n\n⟦Nous conservons les documents relatifs à vos achats pendant dix ans, "
                "comme la loi fiscale l’exige, puis nous les effaçons.⟧"
            ),
        ),
        misses=(
            "## Orders\n\nLegal basis: contract.\n\n## Returns\n\nLegal basis: contract.",
            (
                "## A\n\nThe legal basis for this use of your data is the contract that we have with "
                "you, and nothing else that we know of.\n\n## B\n\nMore.\n\nThe legal basis for this use "
                "of your data is the contract that we have with you, and nothing else that we know of.\n"
                "\n## C\n\nMore.\n\nThe legal basis for this use of your data is the contract that we "
                "have with you, and nothing else that we know of."
            ),
            "We keep records.\n\nWe keep more records.",
        ),
    ),
    Rule(
        id="said-twice",
        issue="duplicated-text",
        title="Says nearly the same again",
        why="Two wordings of one rule invite the question which of them holds.",
        severity=Severity.LOW,
        tier=Tier.MAYBE,
        find=_find_echoes,
        hits=(
            (
                "- ⟦We keep your data for as long as necessary to fulfil the purposes outlined in this "
                "policy, unless the law requires more.⟧\n- We will keep your data only as long as "
                "necessary for the purposes set out in this policy, unless the law requires more time."
            ),
            (
                "The site has links to other sites. We ourselves cannot be held liable for any damage or "
                "loss that is caused by visiting any outside links mentioned.\n\nThe site has adverts "
                "that lead elsewhere as well. We and our partners ⟦cannot be held liable for any damage "
                "or loss that is caused by visiting any outside links mentioned.⟧"
            ),
        ),
        misses=(
            (
                "- We keep your name, your address and your telephone number for as long as you are a "
                "customer of ours.\n- We use cookies to count visits, to show you the right language and "
                "to remember what is in your basket."
            ),
            "- your name\n- your name and address",
            (
                "We keep records of what you do. We delete them after a year.\n\nWe also keep records of "
                "what you buy."
            ),
        ),
    ),
)
