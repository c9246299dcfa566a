"""Words that are torn apart or run together."""

# The examples are whole texts, a line each.
# ruff: noqa: E501

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice, product

from annotator.detection.lazy import lazy
from annotator.detection.once import once
from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.rules.language.frequent import ALL_FREQUENT, FREQUENT, RIGHT
from annotator.detection.rules.language.seams import (
    AFTER_LINKS,
    BEFORE_LINKS,
    DETERMINERS,
    FIRST_PARTS,
    FOLLOWERS,
    GLUE,
    HEADS,
    JOINERS,
    PREFIXES,
    SECOND_PARTS,
    SMALL,
    TORN_TOO,
    WHOLE,
    WORDS_TOO,
)
from annotator.detection.rules.language.words import (
    OFTEN,
    Noted,
    occurrences,
    overlapping,
    stands_alone,
)
from annotator.detection.subject import Subject, places
from annotator.domain import Severity

_COMPOUNDED = 5


_TORN = frozenset().union(*TORN_TOO.values())
_WHOLE = _TORN | ALL_FREQUENT


_SMALL_WORDS = frozenset({"en", "et", "de", "es", "on", "is"}).union(*SMALL.values())


def _is_no_word(half: str) -> bool:
    known = half in WORDS_TOO or half in RIGHT or half + "s" in RIGHT or half in _TORN
    return len(half) > 3 and not known


def _is_compound(word: str, at: int) -> bool:
    """Whether it is a Swedish or Dutch compound, of which both parts are words and yet must not stand apart."""
    listed = word in FREQUENT["sv"] or word in TORN_TOO["sv"] or word in TORN_TOO["nl"]
    return listed and min(at, len(word) - at) >= _COMPOUNDED


def _halves() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Parts of frequent words that are no words: ends with the words they end, beginnings likewise."""
    ends: dict[str, list[str]] = {}
    beginnings: dict[str, list[str]] = {}
    for word in ALL_FREQUENT.union(*TORN_TOO.values()):
        for at in range(2, len(word) - 1):
            if _is_no_word(word[at:]) or _is_compound(word, at):
                ends.setdefault(word[at:], []).append(word)
            elif _is_no_word(word[:at]) and word[at:] not in _SMALL_WORDS:
                beginnings.setdefault(word[:at], []).append(word)
    return ends, beginnings


_ENDS, _BEGINNINGS = _halves()


def _find_torn(subject: Subject) -> Iterator[Hit]:
    """A frequent word with a space in it: “inform ation”."""
    words, broken = subject.vocabulary, _NOTED.words(subject)
    whole = {
        *(word for end in broken & _ENDS.keys() for word in _ENDS[end] if word[: -len(end)] in words),
        *(
            word
            for half in broken & _BEGINNINGS.keys()
            for word in _BEGINNINGS[half]
            if word[len(half) :] in words
        ),
    }
    if not whole:
        return
    text, lowered = subject.text, subject.lowered
    for word in sorted(whole):
        for at in range(2, len(word) - 1):
            first, second = word[:at], word[at:]
            if not {first, second} <= words or not (
                word in _ENDS.get(second, ()) or word in _BEGINNINGS.get(first, ())
            ):
                continue
            for start in (
                each for space in " \u00a0" for each in overlapping(lowered, f"{first}{space}{second}")
            ):
                end = start + len(word) + 1
                if not stands_alone(text, start, end) or text[end : end + 1] in ("-", "’", "'"):
                    continue
                written = text[start:end]
                if written[1:].islower() and not subject.in_address(start):
                    right = written[:at] + written[at + 1 :]
                    yield Hit(start, end, f"“{written}” is one word: “{right}”.", right)


_LINKED = re.compile(r"(?:ungs|heits|keits|schafts|täts) (?=[a-zäöüß]{4,})")
_FIRST_HALF = re.compile(r"(?<![\w./@-])[A-ZÄÖÜ][a-zäöüß]{2,40}\Z")
_SECOND_HALF = re.compile(r"[a-zäöüß]{4,40}(?![\w/@-])")
_BETWEEN = frozenset("oder sowie bzw")


def _find_parted(subject: Subject) -> Iterator[Hit]:
    """A German compound with a space after the letter that joins its parts: “Versicherungs verhältnis”."""
    if "de" not in subject.languages:
        return
    text = subject.text
    for match in _LINKED.finditer(text):
        first = _FIRST_HALF.search(text, max(match.start() - 42, 0), match.end() - 1)
        second = _SECOND_HALF.match(text, match.end())
        if first and second and second[0] not in _BETWEEN and subject.language_of(match.start()) == "de":
            right = first[0] + second[0]
            yield Hit(first.start(), second.end(), f"“{first[0]} {second[0]}” is one word: “{right}”.", right)


_HYPHEN = lazy(r"-(?<=[^\W\d_][^\W\d_A-Z]-)([^\W\d_A-Z]{3,24})(?![\w-])")
_FIRST_PART = lazy(r"[^\W\d_]{2,25}(?![\w-])")
"""What stands before a hyphen, read backwards."""


def _find_hyphenated(subject: Subject) -> Iterator[Hit]:
    """A hyphen that was at the end of a line once, where the word is whole elsewhere: “répon-dons”."""
    words, text = subject.vocabulary, subject.text
    told: Counter[str] = Counter()
    for hyphen in _HYPHEN.finditer(text):
        at, second = hyphen.start(), hyphen[1]
        if not (second.islower() and text[at - 1].islower()):
            continue
        parted = _FIRST_PART.match(text[max(0, at - _LONGEST_HALF - 1) : at][::-1])
        if parted is None:
            continue
        written = parted[0][::-1]
        first = written.lower()
        whole = first + second
        if len(whole) < _LEAST or first in PREFIXES or not (whole in words or whole in _WHOLE):
            continue
        if told[whole] >= OFTEN:
            continue
        start, end = at - len(written), hyphen.end()
        if not stands_alone(text, start, end) or _is_spoken(subject, first, second, whole):
            continue
        told[whole] += 1
        if not subject.in_address(at):
            right = text[start:at] + second
            yield Hit(start, end, f"Perhaps “{text[start:end]}” is one word: “{right}”.", right)


_LONGEST_HALF = 25
_LEAST = 8


def _is_spoken(subject: Subject, first: str, second: str, whole: str) -> bool:
    """Whether both halves are words that the text has by themselves, so that the hyphen may be meant."""
    lowered = subject.lowered
    return whole not in _TORN and all(f" {half} " in lowered for half in (second, first))


def _joined() -> dict[str, tuple[str, str, str]]:
    """Two words without a space: the two, and the language."""
    pairs = [
        *((heads, FREQUENT[language], language) for language, heads in HEADS.items()),
        (FREQUENT["en"], FOLLOWERS, "en"),
        (FIRST_PARTS, SECOND_PARTS, "en"),
        (JOINERS, DETERMINERS, "en"),
    ]
    known = RIGHT | WORDS_TOO
    found: dict[str, tuple[str, str, str]] = {}
    for firsts, seconds, language in pairs:
        for first, second in product(firsts, seconds):
            long_enough = firsts is JOINERS or min(len(second), 4) == 4 or seconds is FOLLOWERS
            if long_enough and first + second not in known:
                found.setdefault(first + second, (first, second, language))
    return found


_JOINED = _joined()
_AND = {"termsandconditions": "terms and conditions", "privacyandcookie": "privacy and cookie", "privacyandcookies": "privacy and cookies", "termsofuse": "terms of use", "termsofservice": "terms of service"}  # fmt: skip


_JOINED_SET = frozenset({*_JOINED, *_AND})
_BROKEN = _JOINED_SET.union(_ENDS, _BEGINNINGS)
_NOTED = Noted(_BROKEN.__contains__)
"""The words that are parts of words, or several."""


@once
def _with_capitals(subject: Subject) -> list[str]:
    """The words with a capital inside, each once and as it is written."""
    return [word for word in subject.spelt - subject.vocabulary if not (word.istitle() or word.isupper())]


_BEGUN = lazy(
    r"(?P<word>[a-z]{3,20})(?P<next>The|This|These|When|We|Where|Wir|Wenn|Please|However|Such|Our|Nous|Vous)"
)


def _run_sentences(subject: Subject) -> Iterator[Hit]:
    """A word, and with no space the one that begins the next sentence: “directlyWhen”."""
    text = subject.text
    for glued in _with_capitals(subject):
        match = _BEGUN.fullmatch(glued)
        if match is None or glued.lower() in _JOINED_SET or match["word"] not in subject.vocabulary:
            continue
        if not re.search(rf"(?<![\w@./\\=&#’'-]){glued}(?![\w@/\\’'(-]|\.\w)", text):
            continue
        for start in islice(overlapping(text, glued), OFTEN):
            if stands_alone(text, start, start + len(glued)) and not subject.in_address(start):
                note = f"Two sentences run together in “{glued}”."
                yield Hit(start, start + len(glued), note, f"{match['word']}. {match['next']}")


def _find_run_together(subject: Subject) -> Iterator[Hit]:
    """Two words without a space: “youremail”, “ourPrivacy”, “minorsThe”."""
    text = subject.text
    yield from _run_sentences(subject)
    for start, end, word in occurrences(subject, _JOINED_SET & _NOTED.words(subject)):
        written = text[start:end]
        if word in _AND:
            if subject.language_of(start) == "en" and not written.islower():
                right = _AND[word]
                yield Hit(start, end, f"Words run together in “{written}”.", right.capitalize())
            continue
        head, rest, language = _JOINED[word]
        inner = written[1:]
        if subject.language_of(start) != language or not (inner.islower() or inner[len(head) - 1].isupper()):
            continue
        if inner[len(head) - 1].isupper():
            if rest == "data" and head in ("user", "customer"):
                continue
            if written[0].isupper() and _is_brand(subject, written, len(head)):
                continue
        right = f"{written[: len(head)]} {written[len(head) :]}"
        yield Hit(start, end, f"Two words run together in “{written}”.", right)


_HOSTED = ("@{}.", "www.{}.", "//{}.", ".{}.com", " {}.com", "[{}.com", "({}.com")
_NAMED = lazy(
    r"[®™]|,? (?:B\.V\.|N\.V\.|Inc\b|Ltd\b|Limited\b|LLC\b|LLP\b|GmbH\b|AG\b|AB\b|S\.?A\.|S\.A\.S|Corp)"
)
_BRAND = 4
"""Times a name is written at least, where no address and no legal form shows it to be one."""


def _is_brand(subject: Subject, written: str, at: int) -> bool:
    """Whether two capitals belong to a name: it has an address or a legal form, or is written so throughout."""
    text, lowered = subject.text, subject.lowered
    if any(shape.format(written.lower()) in lowered for shape in _HOSTED):
        return True
    starts = list(islice(overlapping(text, written), 100))
    if any(_NAMED.match(text, start + len(written)) for start in starts):
        return True
    return len(starts) >= _BRAND and len(starts) > text.count(f"{written[:at]} {written[at:]}")


def _find_glued(subject: Subject) -> Iterator[Hit]:
    """A small word, with no space the next one in capitals: “undBusse”."""
    text, words = subject.text, subject.vocabulary
    heads = tuple(head for language in subject.languages & SMALL.keys() for head in SMALL[language])
    found = {
        word
        for word in (*map(str.lower, _with_capitals(subject)), *_beyond_latin(subject))
        if len(word) > _SHORTEST_REST
        and any(word.startswith(head) and word[len(head) :] in words for head in heads)
    }
    for start, end, word in occurrences(subject, found - _JOINED_SET):
        at = next((at for at in range(start + 1, end) if text[at].isupper()), end)
        head, rest = text[start:at], text[at:end]
        if len(rest) < _SHORTEST_REST - 1 or not rest[1:].islower() or rest.lower() not in words:
            continue
        alone = sum(1 for _ in islice(overlapping(subject.lowered, word), 2)) == 1
        if alone and head in SMALL.get(subject.language_of(start), ()):
            yield Hit(start, end, f"Two words run together in “{text[start:end]}”.", f"{head} {rest}")
    yield from (hit for certain, hit in _lower_glued(subject) if certain)


def _beyond_latin(subject: Subject) -> Iterable[str]:
    """The words with a letter that Latin-1 lacks, of which ``Subject.spelt`` has parts only."""
    if subject.is_latin:
        return ()
    return (word for word in subject.vocabulary if not word.isascii() and max(word) > "\xff")


def _find_perhaps_glued(subject: Subject) -> Iterator[Hit]:
    return (hit for certain, hit in _lower_glued(subject) if not certain)


@once
def _in_a_row(subject: Subject) -> str:
    """The vocabulary, each word between spaces."""
    return f" {' '.join(subject.vocabulary)} "


def _starting(subject: Subject, head: str) -> Iterator[str]:
    """The words of the text that start so."""
    row = _in_a_row(subject)
    for at in places(row, f" {head}"):
        yield row[at + 1 : row.index(" ", at + 1)]


@once
def _lower_glued(subject: Subject) -> Iterator[tuple[bool, Hit]]:
    """A small word, with no space a word that the text has by itself, as “àvotre” or “yourdate”; whether it
    begins no other word.
    """
    words = subject.vocabulary
    found: dict[str, tuple[str, str, str]] = {}
    for language in subject.languages & GLUE.keys():
        first: dict[str, str] = {}
        for head in GLUE[language]:
            for word in _starting(subject, head):
                first.setdefault(word, head)
        for word, head in first.items():
            rest = word[len(head) :]
            if len(rest) >= _SHORTEST_REST and rest in words and word not in WHOLE:
                found[word] = head, rest, language
    for start, end, word in occurrences(subject, found.keys() - _JOINED_SET):
        head, rest, language = found[word]
        text = subject.text
        alone = sum(1 for _ in islice(overlapping(subject.lowered, f" {rest} "), 2)) > 1
        once = sum(1 for _ in islice(overlapping(subject.lowered, word), 2)) == 1
        if once and alone and subject.language_of(start) == language and text[start + 1 : end].islower():
            right = f"{text[start : start + len(head)]} {rest}"
            certain = head in _CERTAIN
            said = "Two" if certain else "Perhaps two"
            yield certain, Hit(start, end, f"{said} words run together in “{text[start:end]}”.", right)


_SHORTEST_REST = 4
_CERTAIN = frozenset({"à", "votre", "notre", "vos", "nos"})


def _find_glued_links(subject: Subject) -> Iterator[Hit]:
    """A word with no space before or after the link that it leads to or comes from."""
    text = subject.text
    for link in subject.links:
        if link.image or link.words[0] == link.words[1]:
            continue
        if not (text[link.start - 1 : link.start].isalpha() or text[link.end : link.end + 1].isalpha()):
            continue
        before = re.search(r"(?<![^\W_])[^\W\d_]{2,12}\Z", text[max(0, link.start - 16) : link.start])
        opening = re.match(r"[*_]{0,2}([^\W\d_]+)", text[link.words[0] : link.words[0] + 30])
        language = subject.language_of(link.start)
        if before and opening and before[0].lower() in BEFORE_LINKS.get(language, ()):
            start, end = link.start - len(before[0]), link.words[0] + opening.end()
            yield Hit(start, end, f"No space between “{before[0]}” and “{opening[1]}”.")
        after = re.match(r"[^\W\d_]{1,12}(?![\w’'-])", text[link.end : link.end + 16])
        if after and after[0] in AFTER_LINKS.get(language, ()) and text[link.words[1] - 1].isalnum():
            yield Hit(link.end - 1, link.end + after.end(), f"No space between the link and “{after[0]}”.")


RULES: tuple[Rule, ...] = (
    Rule(
        id="torn-word",
        issue="broken-word",
        title="A space inside a word",
        why="The word is not found by a search, and a reader with a screen reader hears two that mean nothing.",
        severity=Severity.MEDIUM,
        tier=Tier.SURE,
        find=_find_torn,
        hits=(
            "In particular, we may use your personal ⟦inform ation⟧ to do so.",
            "This ⟦priv acy⟧ policy says what we do with it and what we do not do.",
            "Wir schützen Ihre ⟦perso nenbezogenen⟧ Daten, so gut wir können.",
            "Vi delar ut dina ⟦person uppgifter⟧ till ingen, om du inte har sagt ja till det.",
            "Vi sparar dina ⟦personupp gifter⟧ så länge som det är nödvändigt för oss.",
        ),
        misses=(
            "This web site is on line; any one may be in formation or use a data base.",
            "We inform all nations, with out exception, about pass words and third parties.",
            "Wir haben das Recht, Daten zu schützen, und die Personen sind bezogen.",
            "Het is beveiligd met een sterk wachtwoord en een sleutel, die wij aan niemand geven.",
        ),
    ),
    Rule(
        id="words-run-together",
        issue="broken-word",
        title="Two words without a space",
        why="Where the mark-up of a page is lost, words run together; they are not found by a search.",
        severity=Severity.LOW,
        tier=Tier.SURE,
        find=_find_run_together,
        hits=(
            "We will send it to ⟦youremail⟧ and use it as set out in ⟦ourPrivacy⟧ Policy.",
            "It is part ⟦ofthe⟧ contract, and any ⟦personalinformation⟧ is kept safe.",
            "You give them to us ⟦directlyWhen⟧ you register. They reach us directly or through others.",
            "⟦ThePersonal⟧ Data that you provide give you access to the app of Carry B.V.",
            "Please read the ⟦TermsandConditions⟧ before you use this site.",
            "Wir geben diese Daten nur ⟦fürWerbung⟧ und auf Anfrage weiter, wenn Sie das möchten.",
        ),
        misses=(
            "We use YouTube, PayPal, LinkedIn, JavaScript, iPhone and WordPress, and nobody therein objects.",
            "You can sign in with onTheGo, loggedIn and noteTo.Self, which are names.",
            "Therefore yourself, another, without, within, into, upon, forward, inform, input and withdraw are words.",
            "The YourData services are run by YourData B.V., which keeps them safe.",
            "YourData is an app. With YourData you lend things, and YourData keeps them safe. Write to YourData.",
            "YourData keeps what you give to us, as is set out at https://www.yourdata.example/privacy by us.",
            "Write to ourPrivacy@example.com or see https://example.com/termsandconditions of ours.",
        ),
    ),
    Rule(
        id="compound-parted",
        issue="broken-word",
        title="A German compound with a space in it",
        why="The word is not found by a search, and its first half means nothing by itself.",
        severity=Severity.LOW,
        tier=Tier.SURE,
        find=_find_parted,
        hits=(
            "Fragen aus Ihrem ⟦Versicherungs verhältnis⟧ beantworten wir Ihnen gern und sofort.",
            "Wir wahren die ⟦Vertraulichkeits pflicht⟧, die für uns und für unsere Mitarbeiter gilt.",
            "Die ⟦Gesellschafts form⟧ ist hier nicht wichtig, wenn Sie uns schreiben.",
        ),
        misses=(
            "Versicherungs- und Vertragsverhältnisse sowie die Versicherungen verhältnismäßig sind hier geregelt.",
            "Das Versicherungsverhältnis ist geregelt, und die Nutzung verhindert nichts.",
            "It is part of your tryouts here and of the pursuits that we offer to you.",
        ),
    ),
    Rule(
        id="hyphen-inside-word",
        issue="broken-word",
        title="A hyphen from the end of a line",
        why="The line was broken elsewhere once; the word is not found by a search.",
        severity=Severity.LOW,
        tier=Tier.MAYBE,
        find=_find_hyphenated,
        hits=(
            "Nous ⟦répon-dons⟧ dans un délai d’un mois, et vous pouvez nous écrire.",
            "We keep your ⟦infor-mation⟧ safe, and we tell you what we do with it.",
            "Wir erheben keine Angaben zum ⟦Familien-stand⟧ und nicht zu Ihrer Religion.",
        ),
        misses=(
            "Our co-operation, opt-out, e-mail, sub-processors and third-party services. Subprocessors are listed.",
            "E-Mail-Adresse, IP-Adresse und Online-Dienste sind Daten.",
            "Sous-traitants et vis-à-vis, c’est-à-dire peut-être.",
        ),
    ),
    Rule(
        id="small-word-run-on",
        issue="broken-word",
        title="A small word without a space after it",
        why="The two words are not found by a search, and a screen reader stumbles over them.",
        severity=Severity.LOW,
        tier=Tier.SURE,
        find=_find_glued,
        hits=(
            "Als Gast können Sie Bahnen ⟦undBusse⟧ benutzen. Busse fahren hier auch am Abend, wenn Sie das möchten.",
            "Rien n’est collecté ⟦àvotre⟧ insu, et votre nom reste chez nous avec votre adresse dans notre fichier.",
            "We protect it as set out in ⟦theNotice⟧ that we give to you. The notice is short.",
            "Nous protégeons vos données ⟦etNewsletters⟧ dans cette base. Les newsletters sont pour vous.",
        ),
        misses=(
            "We use myAccount, theBrand and theBrand again with our brand, which are names.",
            "Wir nutzen derDienst.example und iPhone, PayPal und YouTube.",
            "The notice is short, and theTimes is a paper that we do not name elsewhere.",
        ),
    ),
    Rule(
        id="perhaps-run-together",
        issue="broken-word",
        title="Perhaps two words without a space",
        why="Where the mark-up of a page is lost, words run together; they are not found by a search.",
        severity=Severity.INFO,
        tier=Tier.MAYBE,
        find=_find_perhaps_glued,
        hits=(
            "We ask for ⟦yourdate⟧ of birth. The date is kept for a year, and the date is not shared with others.",
            "Nous protégeons ⟦lescommandes⟧ et les commandes que vous avez faites, et vos commandes restent chez nous.",
            "Vi behandlar namn ⟦ochbilder⟧ enligt lag. De bilder som vi tar är dina, och om du inte vill ha bilder av dig säger du till.",
        ),
        misses=(
            "You may protect yourself. We are self employed and the self test is for you, and a self check too.",
            "Les services auxquels vous pouvez accéder, quels que soient vos choix, et quels que soient les nôtres.",
            "We ask for your date of birth, and the date is kept.",
        ),
    ),
    Rule(
        id="link-without-space",
        issue="broken-word",
        title="No space beside a link",
        why="On the page the link and the word beside it read as one word.",
        severity=Severity.LOW,
        tier=Tier.SURE,
        find=_find_glued_links,
        hits=(
            "It is set out in ⟦our[Privacy⟧ Policy](https://example.com/p) for you.",
            "It is set out in the [Privacy Policy](https://example.com/p⟦)and⟧ in the terms.",
            "Mehr dazu steht in unserer [Erklärung](https://example.com/p⟦)und⟧ auf dieser Seite.",
        ),
        misses=(
            "It is set out in our [Privacy Policy](https://example.com/p) and in the [cookie](https://example.com/c)s page.",
            "Voir l’[avis](https://example.com/a), et la note[1](#n) et nos [pages](https://example.com/p).",
            "See our [Privacy Policy](https://example.com/p)-related pages, auto[mate](https://example.com/m)d or not.",
        ),
    ),
)
