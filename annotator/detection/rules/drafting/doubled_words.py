"""Words, and parts of words, that stand twice."""

import re
from collections.abc import Iterator, Sequence
from itertools import compress, islice, pairwise
from operator import eq

from annotator.detection.language import word_set
from annotator.detection.lazy import lazy
from annotator.detection.literals import Marks
from annotator.detection.once import once
from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.subject import Paragraph, Subject
from annotator.domain import Severity
from annotator.text.structure import HEADING

_DOUBLED = lazy(
    r"(?<![\w'’@/.*-])([^\W\d_]{1,30})([ \u00a0]+|[ \u00a0]*\n[ \t]*)\1(?:[ \u00a0]+\1)*"
    r"(?![\w'’@/*\u2010\u2011-]|\.\w)"
)
_LISTED = lazy(r"(?<![\w'’@/.*-])([^\W\d_]{4,30}), \1(?= )")

_MAY_STAND_TWICE = word_set("""
    that had do her you so very many much really no it bla blah ha bye chop tut xx xxx ok etc
    die der das sie den dem wir ihr ihnen was sich werden haben sind alle ist bei zu
    nous vous se si que en les la le une un fait bien très plus sont est ont été peut soit
    mas muy lo poco piano via man mano solo può es son está sono são ser ci
    det som de om att har så för under till mer är finns gör kan ska ut
    dat te zij u het er of op heel zijn hebben worden je wordt aan
""")
"""Words that a clause may end on and the next begin with, or that are said for effect."""

_ACROSS_LINES = word_set("""
    the of to and an our your for with from by be we or at this these their its as will may not any has have
    und oder mit für von im zum zur eine einer auf nicht et ou aux dans pour par sur votre vos notre
    del los las para por con su sus della dei il che per nel da do dos das os com
    och eller av på med vi van een voor met wij
""")
"""Of these a second one is a slip also on the next line; other words may stand in two lines of a table."""

_LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt", "sv", "da")


@once
def _again(subject: Subject) -> Iterator[str]:
    """Words in small letters that follow upon themselves, whatever sign stands between."""
    following = iter(subject.words)
    next(following, None)
    found = {word for word, after in zip(subject.words, following, strict=False) if word == after} - _FREELY
    likely = (each for each in found if len(each) > 1 or each in _ALONE)
    yield from sorted(each.lower() for each in likely if each.islower() or each in _POLITE)


def _matches(
    subject: Subject, pattern: re.Pattern[str], needles: Sequence[str]
) -> Iterator[tuple[Paragraph, re.Match[str]]]:
    """What a pattern finds in running text where folded words stand; many are looked for everywhere."""
    if len(needles) > _MANY:
        for paragraph in (each for each in subject.paragraphs if _is_running(subject, each)):
            yield from (
                (paragraph, match) for match in pattern.finditer(subject.text, paragraph.start, paragraph.end)
            )
        return
    text, folded = subject.text, subject.folded
    running: dict[int, bool] = {}
    for needle in needles:
        at = folded.find(needle)
        while at >= 0:
            last = at + 1
            found = subject.paragraph_at(at)
            if found is not None and at >= found.start:
                again = pattern.match(text, at, max(at, found.end))
                if again is not None:
                    last = again.end()
                    if found.start not in running:
                        running[found.start] = _is_running(subject, found)
                    if running[found.start]:
                        yield found, again
            at = folded.find(needle, last)


def _is_running(subject: Subject, paragraph: Paragraph) -> bool:
    return (
        paragraph.language in _LANGUAGES
        and paragraph.block.kind is not HEADING
        and subject.text[paragraph.block.start] not in "|`"
        and subject.text.find(" | ", paragraph.start, paragraph.end) < 0
    )


_MANY = 100


_VERBS = word_set(
    "est sont ont été es son está sono può são är har kan ska zijn worden ist sind werden haben"
)
_FREELY = _MAY_STAND_TWICE - _VERBS
_TURNED = word_set("""
    qui que dont où ce tels telles comme quien quienes lo cual cuales como che cui quali come quem qual quais
    som vad den det de vilka die der das was wer wenn wie wo dass ob was dat wat wie als welke
""")
"""With one of these in the clause a verb may end it and another begin the next."""
_CLAUSE_START = lazy(r"[.!?;:,()\n]")


def _ends_clause(paragraph: Paragraph, match: re.Match[str]) -> bool:
    """Whether the first of two equal verbs may belong to a clause of its own."""
    before = match.string[max(paragraph.start, match.start() - 120) : match.start()]
    clause = _CLAUSE_START.split(before)[-1].lower().replace("’", "'").split()
    return not _TURNED.isdisjoint(clause) or any(word.startswith("qu'") for word in clause) or len(clause) < 2


def _find_words(subject: Subject) -> Iterator[Hit]:
    """The same word twice in a row, in running text and in small letters."""
    needles = [f"{word}{between}{word}" for word in _again(subject) for between in (" ", "  ")]
    for paragraph, match in _matches(subject, _DOUBLED, needles):
        if _is_slip(paragraph, match) and not subject.in_address(match.start()):
            times = len(match[0].split())
            said = f"“{match[1]} {match[1]}”: the word stands twice."
            if times > 2:
                said = f"“{match[1]}” stands {times} times in a row."
            yield Hit(match.start(), match.end(), said, match[1])


_PAIR = lazy(r"(?<![\w'’-])([^\W\d_]{1,20})[ \u00a0]+([^\W\d_]{1,20})\s+\1[ \u00a0]+\2(?![\w'’-])")
_SWAYING = word_set(
    "and or by to after upon for und oder an um für et ou à après par y o a por tras e och eller på för "
    "en of om naar no yes on off ja nein oui non sí"
)
"""*More and more and*, *from time to time to*, *yes no yes no*."""
_SHORTEST_PAIR = 5


def _find_pairs(subject: Subject) -> Iterator[Hit]:
    """Two words that stand twice in a row, *you can you can*."""
    words = subject.words
    every_other = words[::2]
    found = set()
    for at in compress(range(0, len(words), 2), map(eq, every_other, islice(every_other, 1, None))):
        for start in (at - 1, at):
            pair = words[start : start + 2] if start >= 0 else []
            said = " ".join(pair)
            if len(said) > _SHORTEST_PAIR and said.islower() and pair == words[start + 2 : start + 4]:
                found.add(said)
    likely = [each for each in sorted(found) if _may_slip(*each.split())][:_MOST]
    needles = [f"{pair}{between}{pair}" for pair in likely for between in (" ", "  ")]
    for paragraph, match in _matches(subject, _PAIR, needles):
        if (match[1] + match[2]).islower() and (match[2] != "a" or paragraph.language == "en"):
            said = f"{match[1]} {match[2]}"
            yield Hit(*match.span(), f"“{said}” stands twice in a row.", said)


def _may_slip(one: str, two: str) -> bool:
    return one != two and one not in _SWAYING and (two not in _SWAYING or two == "a")


_ALONE = {"a": ("en", "es"), "à": ("fr",)}
"""Words of one letter, and the languages in which a second one is a slip."""
_POLITE = word_set("Ihre Ihren Ihrer Ihrem")


def _is_slip(paragraph: Paragraph, match: re.Match[str]) -> bool:
    word = match[1]
    if not (word.islower() or word in _POLITE):
        return False
    if word in _MAY_STAND_TWICE and (word not in _VERBS or _ends_clause(paragraph, match)):
        return False
    if len(word) == 1 and paragraph.language not in _ALONE.get(word, ()):
        return False
    before = match.string[max(0, match.start() - 30) : match.start()].lower().split()[-3:]
    if paragraph.language == "en" and (
        not _PARTICLES.get(word, _NONE).isdisjoint(before) or _is_stranded(paragraph, match)
    ):
        return False
    return "\n" not in match[2] or word in _ACROSS_LINES


_STRANDED = word_set("in on for with of by at from under into is was are")
_CONTACT = lazy(
    r"[^\W\d_]{3,30}(?<!when)(?<!that)(?<!where)(?<!and)(?<!while)(?<!because)(?<!before)(?<!after)(?<!unless)"
    r"(?<!although)(?<!but)(?<!once)(?<!how)(?<!since)(?<!than)"
    r" (?:you|we|they|he|she|it|people)(?: [^\W\d_]{1,20}){1,3} ?\Z"
)
_WHAT = lazy(
    r"(?:\A|[\s(“])(?:what|whatever|which|who|whom|whose|where|wherever|how|all)(?: [\w’']{1,20}){1,8} ?\Z"
)


def _is_stranded(paragraph: Paragraph, match: re.Match[str]) -> bool:
    """Whether the first ends a clause: *the country you live in in order to*, *what we do is is*."""
    if match[1] not in _STRANDED:
        return False
    before = match.string[max(paragraph.start, match.start() - 80) : match.start()].lower()
    clause = _CLAUSE_START.split(before)[-1]
    return (
        _CONTACT
        if match[1] in {"in", "on", "for", "with", "of", "by", "at", "from", "under", "into"}
        else _WHAT
    ).search(clause) is not None


_SIGNS_IN = word_set(
    "log logs logged logging sign signs signed signing opt opts opted opting check checked type typed "
    "fill filled come go move plug hand built turned turn call phone write reside resides resident residing "
    "live lives living located based take takes participate engage engaged involved interested"
)
_NONE: frozenset[str] = frozenset()
_PARTICLES = {
    "in": _SIGNS_IN,
    "on": word_set(
        "log logs logged sign signs signed click clicks clicked turn turned switch move go carry later rely"
    ),
    "is": word_set("that what this there which who he she one service data"),
}
"""Where the first belongs to the word before it, as in *log in in time*."""


_DETERMINER = lazy(
    r"\b(?:our|your|their|the|its|unsere|ihre|die|nos|vos|les|leurs|nuestros|nuestras|sus|los|las|"
    r"våra|dina|onze|uw|nostri|nostre|nossos|nossas|vores)\s\Z",
    re.IGNORECASE,
)
_CONJUNCTION = lazy(r"\s(?:and|or|und|oder|et|ou|y|o|e|och|eller|en|of|og)\s")


_SHORTEST_LISTED = 4


def _find_listed(subject: Subject) -> Iterator[Hit]:
    """*Our terms, terms and policies*; not *your name, address, address book*."""
    needles = [f"{word}, {word}" for word in _again(subject) if len(word) >= _SHORTEST_LISTED]
    for _, match in _matches(subject, _LISTED, needles):
        if (
            match[1].islower()
            and _CONJUNCTION.match(subject.text, match.end()) is not None
            and _DETERMINER.search(subject.text, max(0, match.start() - 16), match.start()) is not None
        ):
            yield Hit(*match.span(), f"“{match[1]}” is named twice in a row.", match[1])


_EXAMPLES = Marks(
    (
        *("such as ", "zum Beispiel ", "wie etwa ", "telles que ", "tels que ", "notamment "),
        "till exempel ",
    )
)
_BEFORE, _AFTER = 60, 48
"""Code points in which a thing and its example are looked for."""
_NO_EXAMPLES = word_set("personal information data you your with from third party parties other that which")
_SHORTEST_EXAMPLE = 4
_BARE = lazy(r"(?:^|\b(?:an?|the|eine[mnr]?|der|die|das|une?|les?|la)\s)\Z")
_DONE = lazy(r"[,.;)]|\s(?:or|and|oder|und|ou|et)\s|\Z")
"""What stands around an example that is not *web service providers* for *service providers*."""
_CLAUSE = lazy(r"[.;:|\n]")


def _find_own_examples(subject: Subject) -> Iterator[Hit]:
    """Things that are given as an example of themselves: *court orders, or papers such as a court order*."""
    text = subject.text
    for start, mark in _EXAMPLES.places(subject):
        end = start + len(mark)
        before, after = text[max(0, start - _BEFORE) : start], text[end : end + _AFTER]
        shared = set(before.replace(",", " ").split()).intersection(after.replace(",", " ").split())
        if sum(len(word) > _SHORTEST_EXAMPLE for word in shared) > 1:
            pairs = _pairs(_CLAUSE.split(before)[-1]) & _pairs(_CLAUSE.split(after)[0])
            for said in sorted(pairs, key=after.find)[:1]:
                at = after.find(said)
                if _BARE.search(after, 0, at) and _DONE.match(after, at + len(said)):
                    stop = end + at + len(said)
                    yield Hit(start, stop, f"“{said}” is given as an example of itself.")


def _pairs(words: str) -> set[str]:
    """Two words in a row that mean something, as they stand."""
    split = [
        word if word.isalpha() and len(word) > _SHORTEST_EXAMPLE and word.lower() not in _NO_EXAMPLES else ""
        for word in words.replace(",", " ,").split(" ")
    ]
    return {f"{one} {two}" for one, two in pairwise(split) if one and two}


_COMPOUND = lazy(r"(?<!\w)([^\W\d_]{4,20})\1[^\W\d_]{1,8}(?!\w)")
_LONGEST_WORD = 48
_COMPOUNDING = frozenset(["sv", "de", "nl", "da", "no", "nb", "fi"])


def _find_compounds(subject: Subject) -> Iterator[Hit]:
    """Compounds whose first part stands twice, such as *kampanjkampanjer*."""
    text = subject.text
    if _COMPOUNDING.isdisjoint(each.language for each in subject.paragraphs):
        return
    doubled = {
        word
        for word in subject.vocabulary
        if 9 <= len(word) <= _LONGEST_WORD and word[:4] in word[4:] and _is_doubled(word)
    }
    if not doubled:
        return
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(doubled)[:_MOST])})(?!\w)")
    for match in pattern.finditer(subject.lowered):
        inner = _COMPOUND.search(match[0])
        start = match.start() + (inner.start() if inner is not None else 0)
        if inner is None or subject.in_address(start) or subject.language_of(start) not in _COMPOUNDING:
            continue
        end = start + len(inner[0])
        right = text[start + len(inner[1]) : end]
        if right.islower():
            if text[start].isupper():
                right = right[:1].upper() + right[1:]
            yield Hit(start, end, f"“{inner[1]}” stands twice in “{text[start:end]}”.", right)


_MOST = 50


def _is_doubled(word: str) -> bool:
    """Whether the first letters of a word come again right after as many letters as it takes to get there."""
    size = word.find(word[:4], 4)
    return size > 0 and word[:size] == word[size : 2 * size]


RULES: tuple[Rule, ...] = (
    Rule(
        id="doubled-word",
        issue="duplicated-text",
        title="A word stands twice",
        why="A slip, but in a clause it makes the reader wonder whether another word belongs there.",
        severity=Severity.LOW,
        tier=Tier.SURE,
        find=_find_words,
        languages=frozenset(_LANGUAGES),
        hits=(
            "We send ⟦the the⟧ goods to you.",
            "Here it is.\n\n⟦word word word word word⟧",
            "We use your data ⟦in in⟧ order to deliver.",
            "Wir geben die Daten ⟦an an⟧ unsere Partner.",
            "Nous transmettons vos données ⟦à à⟧ nos partenaires.",
            "Vi delar uppgifterna ⟦med med⟧ våra partner.",
            "Vos données ⟦sont sont⟧ effacées au bout d’un an.",
            "No cedemos sus datos ⟦a a⟧ nadie.",
        ),
        misses=(
            "We know that that law had had an effect. What it is is not clear. We log you in in time.",
            "Kunden, die die App nutzen, und Daten, die sie sie nennen.",
            "We take your name, address, address book, landing pages, pages viewed and photos.",
            "Les données qui le sont sont effacées. Die Daten, die gespeichert sind sind sicher.",
            "Nous nous engageons. Vous vous demandez pourquoi.",
            "| Google | Google Analytics |\n| yes | yes yes |",
            "See www.go.go and the Duran Duran site. Number 12 12.",
            "Google Google Analytics counts visits.",
            "Data\nData that we collect.",
            "We send it to the country you are resident in in order to deliver it.",
            "What we keep on you is is a list.",
            "We add on on-line data to to-do lists. It is a law we rely on on Mondays.",
        ),
    ),
    Rule(
        id="doubled-pair",
        issue="duplicated-text",
        title="Two words stand twice",
        why="A slip, often where a sentence was changed: the reader wonders which of the two was to go.",
        severity=Severity.LOW,
        tier=Tier.SURE,
        find=_find_pairs,
        languages=frozenset(_LANGUAGES),
        hits=(
            "You have the right to ⟦lodge a lodge a⟧ complaint with the authority.",
            "Pour cela, ⟦vous pouvez vous pouvez⟧ nous écrire.",
            "Sie können uns ⟦auf dem auf dem⟧ Postweg erreichen, wenn Sie das möchten.",
            "Vi sparar uppgifterna ⟦så länge så länge⟧ avtalet gäller.",
        ),
        misses=(
            "We learn more and more and more, from time to time to time, step by step by step.",
            "| yes no yes no | opt out opt out |\n| --- | --- |",
            "Poco a poco a poco. Vous vous demandez si vous vous trompez.",
            "What we can do, we can do. You may ask; you may ask again.",
        ),
    ),
    Rule(
        id="listed-twice",
        issue="duplicated-text",
        title="The same word is named twice in a list",
        why="One of the two was to be another word, often where a translation has one word for two.",
        severity=Severity.LOW,
        tier=Tier.MAYBE,
        find=_find_listed,
        languages=frozenset(_LANGUAGES),
        hits=(
            "We may change our ⟦terms, terms⟧ and policies.",
            "Läs våra ⟦villkor, villkor⟧ och regler innan du beställer varor av oss.",
            "Lisez nos ⟦conditions, conditions⟧ et règles avant de commander chez nous.",
        ),
        misses=(
            "We take your name, address, address book, landing pages, pages viewed and photos.",
            "We ask for your name, email address, address and telephone number.",
            "Sehr, sehr gern. Wir nehmen Name, Adresse, Adresse der Firma und Ort.",
        ),
    ),
    Rule(
        id="doubled-compound",
        issue="duplicated-text",
        title="A part of a compound stands twice",
        why="A slip of the hand or of a machine translation, which a reader has to puzzle out.",
        severity=Severity.LOW,
        tier=Tier.SURE,
        find=_find_compounds,
        languages=_COMPOUNDING,
        hits=(
            "Vi mäter hur bra våra ⟦kampanjkampanjer⟧ är.",
            "Die ⟦Datendatenbank⟧ wird täglich gesichert.",
            "Wij bewaren uw ⟦klantklantgegevens⟧ niet.",
        ),
        misses=(
            "Vi mäter hur bra våra kampanjer är.",
            "Write to berriberri@maker.com or see www.maker.com/testtesting.",
            "Wir essen Couscous.",
        ),
    ),
    Rule(
        id="example-of-itself",
        issue="duplicated-text",
        title="A thing is given as an example of itself",
        why="The sentence seems to name two things and names one, so that a case is probably missing.",
        severity=Severity.LOW,
        tier=Tier.MAYBE,
        find=_find_own_examples,
        hits=(
            (
                "We disclose data upon a police request, or a legal duty, ⟦such as a police request⟧ or "
                "a subpoena."
            ),
            "Wir nutzen soziale Netzwerke, ⟦zum Beispiel soziale Netzwerke⟧, und Foren.",
            "Nous aidons les autorités judiciaires, ⟦notamment les autorités judiciaires⟧ et la police.",
        ),
        misses=(
            "We disclose data to comply with a police request, such as a search warrant.",
            "We take personal data, including personal data about your device.",
            "We name service providers, such as web service providers and others.",
        ),
    ),
)
