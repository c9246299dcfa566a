"""Paragraphs that break off: on a word that waits for another, with nothing after it that could be that."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from annotator.detection.lazy import lazy
from annotator.detection.once import once
from annotator.detection.rules.words_of_ending import (
    AUXILIARIES,
    BEING,
    DETERMINERS,
    EXCUSES,
    FIRM,
    JOINERS,
    JOINING_PAIRS,
    MODALS,
    NEVER,
    NO_VERBS,
    OPEN_ENDED,
    PLACES,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    SELDOM,
    SENT,
    STARTERS,
    SUBORDINATORS,
    TAKERS,
    TIMES,
    UNFINISHED,
)
from annotator.detection.subject import Paragraph, Subject
from annotator.text.structure import HEADING, ITEM, RULE

TAIL = 160
"""Code points before an end in which the last clause is looked at."""
_CLOSERS = "*_ \t\u00a0\u200b"
_SHORTEST = 24
"""Code points of a paragraph below which it is a label rather than a sentence."""
_LONGEST_TITLE = 60
"""A line without mark-up that is longer and has no stop is as well a sentence that lost its end."""
_TORN = 3
"""So many paragraphs that go on in the next one show a page that was cut into lines."""
_PRINTS = lazy(r"\\?\{\\?\{")
"""What a program is to put here, which may be the rest of a sentence."""
_LEADS = lazy(
    r"\b(?:such as|including|namely|zoals|såsom|(?:tels?|telles?) que|tales como|quali ad esempio)\Z",
    re.IGNORECASE,
)
"""Before examples, as list items of the same level too where a conversion lost the levels."""
_FAR = 5
"""Words within which a clause that lacks its verb shows its beginning."""

_SINGLE = {language: {word for word in words if " " not in word} for language, words in NEVER.items()}
_LAST_OF_PAIR = {
    language: {word.rpartition(" ")[2] for word in words if " " in word} for language, words in NEVER.items()
}
SUSPECTS = frozenset(
    word
    for language in NEVER
    for word in (*_SINGLE[language], *_LAST_OF_PAIR[language], *SELDOM.get(language, ()))
)
"""Words after which a sentence with a stop may lack another."""
_LAST = frozenset(
    word.rpartition(" ")[2]
    for table in (NEVER, UNFINISHED, SELDOM, AUXILIARIES, NO_VERBS, OPEN_ENDED)
    for words in table.values()
    for word in words
).union(("who", "exempel", "exemple", "ejemplo", "example", "i", "från", "under", "hos", "vid"), SENT)
"""Words with which a paragraph that breaks off may end, in any language."""
_BY_RIGHT = lazy(
    r"\b(?:(?:les?|la) (?:votre|notre|leurs)|(?:vous|me|nous|les?|la|te|se|y) concernant"
    r"|acting on behalf of|(?:los|las|el|la) nuestr[oa]s?|et al"
    r"|(?:lett?(?:era|re)?|letras?|alíneas?|lit|punto|inciso|apartado|anexo|allegato|opción|tipo)\.? [aeo])\Z"
)
"""*Les votre*, *vous concernant*, *los nuestros*, *et al.*, *lettera a*."""
_ELIDED = lazy(r"(?:^|[\s(])(?:[dlnscmt]|qu|lorsqu|jusqu|dell|all|nell|dall|sull)['’]\Z", re.IGNORECASE)
_SHORT_FORMS = {
    "de": lazy(r"[\s(](?:z\. ?B|d\. ?h|bzw)\.\Z"),
    "en": lazy(r"[\s(](?:e\.g|i\.e)\.\Z"),
    "fr": lazy(r"[\s(](?:p\. ?ex|c\.-à-d)\.\Z"),
    "sv": lazy(r"[\s(](?:t\. ?ex|bl\.a|dvs)\.\Z"),
    "nl": lazy(r"[\s(](?:bijv|d\.w\.z)\.\Z"),
}
"""Abbreviations for *for example* and *that is*, after which an example or an explanation comes."""
_SHORT_ENDS = frozenset(
    (".B.", " B.", ".h.", " h.", "zw.", ".g.", ".e.", "ex.", "-d.", ".a.", "vs.", "jv.", ".z.")
)
_OPEN_SIGNS = frozenset(_CLOSERS + ".'’")
_STAFF = lazy(
    r"\b(?:those|someone|anyone|persons?|people|staff|employees|users?|customers|individuals) who\Z"
)
_LIKELY = lazy(
    r"\b(?:want|wish|like|need|have|choose|able|intend) to\Z"
    r"|\b(?:which|that) we (?:pass|send|share|disclose|transfer|provide|hand)(?: on| over)? (?:to|with)\Z"
    r"|\bsom \w{3,15}[rs] (?:i|från|för|under|hos|vid)\Z"
)
_EXAMPLE = lazy(r", (?:till exempel|por ejemplo|par exemple|for example)\Z")
_LABEL = lazy(r"\*\*[^*\n]{2,60}(?::\*\*|\*\*:)")
_FOOTNOTE = lazy(r"\[\^\w{1,8}\]:|[¹²³*†] ?\w|\\?\{\\?%|<<")
"""A note, or what a template leaves behind: neither goes on with a sentence."""
_HANDS_ON = lazy(
    r"(?:;|\A[^,;]*,)[ \u00a0](?:and|or|and/or|und|oder|sowie|et|ou|et/ou|y|o|e|och|eller|samt|en|of)"
    r"(?:[ \u00a0]\w+){1,2}\Z",
    re.IGNORECASE,
)
"""The end of an item that only joins it to the next one: *who has an account; or our*."""
_CLAUSE_END = lazy(r"[.!?,;:()\n–][\s–]")


class Cut(NamedTuple):
    """A paragraph that breaks off after its last word, and whether that is certain."""

    paragraph: Paragraph
    end: int
    last: str
    certain: bool


@once
def cuts(subject: Subject) -> Iterator[Cut]:
    """Paragraphs and items whose last word leaves one waiting, where nothing that follows can be the rest."""
    torn: bool | None = None
    paragraphs = subject.paragraphs
    text = subject.text
    for index, paragraph in enumerate(paragraphs):
        _, start, end, _ = paragraph
        sign = text[end - 1 : end]
        if end - start < _SHORTEST or (sign == "." and text[end - 3 : end] not in _SHORT_ENDS):
            continue
        if not sign.islower() and sign not in _OPEN_SIGNS:
            continue
        cut = _cut(subject, paragraph)
        if cut is None or is_row(subject.text, paragraph) or _is_title(subject, paragraph):
            continue
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        if not _stands_alone(subject.text, paragraph, following, cut.last):
            continue
        if torn is None:
            torn = _is_torn(subject)
        between_items = following is not None and following.block.kind is ITEM
        if cut.certain and between_items and _HANDS_ON.search(text[max(start, cut.end - TAIL) : cut.end]):
            cut = cut._replace(certain=False)
        if not torn or (cut.certain and between_items):
            yield cut


def breaks_off(subject: Subject, paragraph: Paragraph) -> bool:
    """Whether a paragraph lacks more than its stop, whatever follows."""
    return _cut(subject, paragraph) is not None


def _cut(subject: Subject, paragraph: Paragraph) -> Cut | None:
    text = subject.text
    end = _words_end(text, paragraph)
    last = last_word(text, paragraph.start, end)
    if last not in _LAST:
        last = _clipped(text, paragraph, end) if text[end - 1 : end] in {"'", "’", "."} else ""
        return Cut(paragraph, end, last, certain=True) if last else None
    if _waits(text, paragraph, end, last):
        listed = last in JOINERS and text[end - len(last) - 4 : end - len(last)].rstrip()[-1:] in {",", ";"}
        return Cut(paragraph, end, last, certain=not listed)
    return Cut(paragraph, end, last, certain=False) if _may_wait(text, paragraph, end, last) else None


def _clipped(text: str, paragraph: Paragraph, end: int) -> str:
    """An article that lost its noun, *l’*, or *e.g.* with nothing after it; empty where there is neither."""
    pattern = _SHORT_FORMS.get(paragraph.language)
    if text[end - 1] != ".":
        pattern = _ELIDED if paragraph.language in {"fr", "it"} else None
    match = pattern.search(text, max(paragraph.start, end - 12), end) if pattern is not None else None
    return match[0].strip(" \n(") if match is not None else ""


def _waits(text: str, paragraph: Paragraph, end: int, last: str) -> bool:
    if ends_never(text, paragraph, end, last) or _seldom(text, paragraph, end, last):
        return True
    listed = UNFINISHED.get(paragraph.language, ())
    words = text[max(paragraph.start, end - 60) : end].lower().split()
    if any(" ".join(words[-count:]) in listed for count in (1, 2, 3)):
        return not _BY_RIGHT.search(text, max(paragraph.start, end - 24), end)
    return _lacks_verb(text, paragraph, end, last) or (
        last == "who" and _STAFF.search(text, max(paragraph.start, end - 24), end) is not None
    )


def _lacks_verb(text: str, paragraph: Paragraph, end: int, last: str) -> bool:
    """Whether the last clause has only half of its verb, or none: *which will*; *damit er ihn*."""
    tail = text[max(paragraph.start, end - TAIL) : end]
    clause = _CLAUSE_END.split(tail)[-1].replace("’", "'").split()
    if len(clause) < 4:
        return False
    words = [word.lower().strip('(“"*_') for word in clause]
    if last in AUXILIARIES.get(paragraph.language, ()):
        return EXCUSES.isdisjoint(words[:-1]) and not any(word.startswith("qu'") for word in words)
    if last not in NO_VERBS.get(paragraph.language, ()):
        return False
    joined = SUBORDINATORS[paragraph.language]
    if words[0] in joined or (paragraph.language == "nl" and not joined.isdisjoint(words[-_FAR:-2])):
        behind = words[-2] in PREPOSITIONS and not clause[-3][:1].isupper()
        return not behind and {"wie", "dan", "zoals", "oder", "of"}.isdisjoint(words[1:])
    modal = next((at for at, word in enumerate(words) if word in MODALS), len(words))
    return (
        last == "nicht" and len(words) - modal > _FAR and words[modal + 1] in PRONOUNS and "oder" not in words
    )


def _may_wait(text: str, paragraph: Paragraph, end: int, last: str) -> bool:
    if _LIKELY.search(text, max(paragraph.start, end - 40), end):
        return True
    if end - paragraph.start < 2 * _SHORTEST or paragraph.block.kind is ITEM:
        return False
    if last in SENT:
        return _lacks_place(text, paragraph, end)
    listed = OPEN_ENDED.get(paragraph.language, ())
    return last in listed or _EXAMPLE.search(text, end - 16, end) is not None


def _lacks_place(text: str, paragraph: Paragraph, end: int) -> bool:
    """Whether a clause ends on *the letters will be sent*, and says neither when nor which."""
    clause = _CLAUSE_END.split(text[max(paragraph.start, end - TAIL) : end])[-1].lower().split()
    return (
        len(clause) > _FAR
        and clause[-2] in BEING
        and TIMES.isdisjoint(clause)
        and {"that", "which", "who", "che", "qui", "que"}.isdisjoint(clause[-4:-2])
    )


def ends_never(text: str, paragraph: Paragraph, end: int, last: str) -> bool:
    """Whether no sentence ends so, with a stop or without."""
    listed = NEVER.get(paragraph.language)
    if listed is None:
        return False
    if last in listed:
        return not _BY_RIGHT.search(text, max(paragraph.start, end - 20), end)
    if last not in _LAST_OF_PAIR[paragraph.language]:
        return False
    words = text[max(paragraph.start, end - 40) : end].lower().split()
    if " ".join(words[-2:]) not in listed and " ".join(words[-3:]) not in listed:
        return False
    return not _BY_RIGHT.search(text, max(paragraph.start, end - 24), end)


def _seldom(text: str, paragraph: Paragraph, end: int, last: str) -> bool:
    if last not in SELDOM.get(paragraph.language, ()):
        return False
    tail = text[max(paragraph.start, end - TAIL) : end]
    words = re.split(r"[.!?]\s", tail)[-1].lower().replace("’", "'").split()[:-1]
    if not words or not words[-1].isalpha() or words[-1].endswith(("ed", "ing")):
        return False
    if len(words) < 6 and (DETERMINERS.isdisjoint(words[-3:]) or last not in FIRM):
        return False
    reach = 2 if last == "under" else 5
    return RELATIVES.isdisjoint(words[-15:]) and TAKERS.isdisjoint(words[-reach:])


def _stands_alone(text: str, paragraph: Paragraph, following: Paragraph | None, last: str) -> bool:
    """Whether nothing that follows can be what the paragraph is waiting for."""
    if following is None:
        return True
    if _PRINTS.match(text, following.block.start) or (last in PLACES and _gives_address(text, following)):
        return False
    joins = last in JOINERS or text.endswith(JOINING_PAIRS, paragraph.start, paragraph.end)
    opening = text[following.start : following.start + 40].lstrip("*_ “\"'")
    if following.block.kind is ITEM:
        return (
            paragraph.block.kind is ITEM
            and following.block.level <= paragraph.block.level
            and not joins
            and not (text[paragraph.start].isupper() and opening[:1].islower())
            and not _LEADS.search(text, max(paragraph.start, paragraph.end - 24), _words_end(text, paragraph))
        )
    if _FOOTNOTE.match(text, following.block.start) or _LABEL.match(text, following.start):
        return True
    if following.block.kind is HEADING:
        return (opening[:1].isupper() or not opening[:1].isalpha()) and (
            text[following.block.start] == "#" or not joins
        )
    return (
        opening[:1].isupper()
        and text.count("\n", paragraph.end, following.start) > 1
        and (not joins or (paragraph.block.kind is ITEM and text[paragraph.end - 1] not in "*_"))
        and _starts_sentence(opening, paragraph, following)
    )


def _gives_address(text: str, paragraph: Paragraph) -> bool:
    shown = text[paragraph.start : min(paragraph.end, paragraph.start + 2 * TAIL)]
    return any(sign in shown for sign in ("](", "://", "www.", "@"))


def _starts_sentence(opening: str, paragraph: Paragraph, following: Paragraph) -> bool:
    first = _FIRST.match(opening)
    return first is not None and any(
        first[0].lower() in STARTERS.get(language, ())
        for language in {following.language, paragraph.language}
    )


_FIRST = lazy(r"\w+")


def _is_torn(subject: Subject) -> bool:
    """Whether the capture cut paragraphs into lines, so that sentences go on in the next paragraph."""
    torn = 0
    text, paragraphs = subject.text, subject.paragraphs
    for paragraph, following in pairwise(paragraphs):
        if (
            following.block.kind is not ITEM
            and text[following.start].islower()
            and text[paragraph.end - 1].isalpha()
            and paragraph.block.kind is not RULE
        ):
            torn += 1
            if torn >= _TORN:
                return True
    return False


def _words_end(text: str, paragraph: Paragraph) -> int:
    end = paragraph.end
    while end > paragraph.start and text[end - 1] in _CLOSERS:
        end -= 1
    return end


def last_word(text: str, start: int, end: int) -> str:
    """The last word before an end, in lower case; empty where it ends on no small letter."""
    if end <= start or not text[end - 1].islower():
        return ""
    return text[max(start, end - 24) : end].rsplit(None, 1)[-1].lstrip("(“\"'[*_").lower()


def is_row(text: str, paragraph: Paragraph) -> bool:
    """Whether a paragraph is a table row, a menu in one line, or code."""
    return text[paragraph.block.start] in "|`<" or " | " in text[paragraph.start : paragraph.end]


def _is_title(subject: Subject, paragraph: Paragraph) -> bool:
    """Whether it is a heading that its mark-up or its length shows to be one."""
    if paragraph.block.kind is not HEADING:
        return False
    return subject.text[paragraph.block.start] in "#*_" or paragraph.end - paragraph.start < _LONGEST_TITLE
