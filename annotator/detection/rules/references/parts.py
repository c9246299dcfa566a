"""References to annexes, to parts counted with Roman numbers, and to provisions of the GDPR, that are not there."""

# ruff: noqa: E501 - a pattern is easier to compare when it stays on its line

import re
from collections.abc import Iterator

from annotator.detection.lazy import lazy
from annotator.detection.literals import Marks, Sought
from annotator.detection.once import once
from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.subject import Subject, places
from annotator.domain import LabelId, Severity
from annotator.text.structure import HEADING

_ISSUE = LabelId("undefined-reference")

_ANNEXES = Marks(("nnex", "ppendix", "nlage", "nhang", "nexo", "ilaga", "llegato", "ijlage"))
"""What an annex is called, without its first letter, so that it is found in either case."""
_ANNEX = lazy(
    r"(?P<word>[Aa]nnexe?|[Aa]ppendix|Anlage|Anhang|[Aa]nexo|[Bb]ilaga|[Aa]llegato|[Bb]ijlage)[ \u00a0](?:n[.°o]{1,2}[ ]?)?"
    r"(?P<number>\d{1,2}|[IVX]{1,4}|[A-H])(?![\w]|[.,]\d|['’])"
)
_OF_THIS = lazy(
    r"\b(?:to|of|in) (?:this|our) (?:\w+ )?(?:policy|notice|statement|document)|\bbelow\b|\battached\b|\bhereto\b|"
    r"zu[mr]? dies\w+|diese[rs] (?:datenschutz\w+|erklärung|hinweis\w*|merkblatt\w*)|beigefügt|"
    r"(?:à|de) (?:la|cette) (?:présente )?(?:politique|notice|charte)|(?:de la|du|à la|au) présente?|ci-joint|ci-après|"
    r"(?:a|de) (?:la presente|esta|este)|adjunt|(?:till|i|av) denna|bifoga|(?:alla|della) presente|allegat[oa] alla|(?:bij|van) (?:dit|deze)|bijgevoegd",
    re.IGNORECASE,
)
_OF_ANOTHER = lazy(
    r"\b(?:Clauses|SCCs?|DPF|Data Privacy|Principles|Principes|[Ff]ramework|arbitration|Linee [Gg]uida|Regulations?|Directive|Decision|Act|GDPR|RGPD|DSGVO|DS-GVO|AVG|Addendum|Agreement|DPA|IDTA|Contract|Terms|Code|Convention|BDSG|"
    r"Verordnung|Richtlinie|Beschluss|Vertrag\w*|AVV|AGB|Klauseln|Règlement|règlement|Directive|Décision|clauses|contrat|accord|Reglamento|Ley|Directiva|Decisión|"
    r"contrato|cláusulas|Regolamento|D\.? ?Lgs|Decreto|decreto|disciplinare|direttiva|contratto|clausole|förordning\w*|lag\w*|avtal\w*|direktiv\w*|verordening|richtlijn|overeenkomst|Annex I{1,3} (?:to|of) the)\b"
)
_NEAR = 60
_LINE_START = r"^[ \t>#*_|\[\\(-]{0,20}"


@once
def _annexes(subject: Subject) -> Iterator[tuple[int, int, str, bool]]:
    """Annexes that are named and not there: where, what, and whether they are surely those of this text."""
    text = subject.text
    seen: set[str] = set()
    for at, _ in _ANNEXES.places(subject):
        match = _ANNEX.match(text, at - 1) if at else None
        paragraph = subject.paragraph_at(at)
        if match is None or paragraph is None or paragraph.block.kind is HEADING:
            continue
        name = f"{match['word'].lower()} {match['number']}"
        before = text[max(paragraph.start, match.start() - 3 * _NEAR) : match.start()]
        after = text[match.end() : min(paragraph.end, match.end() + _NEAR)]
        if name in seen or not before.strip(' \t>#*_|[\\(-."“„«') or subject.in_address(at):
            continue
        own = _OF_THIS.match(after.lstrip()) is not None
        if not own and (_OF_ANOTHER.search(before) or _OF_ANOTHER.search(after) or before.endswith("[")):
            continue
        seen.add(name)
        if _is_there(text, match):
            continue
        yield match.start(), match.end(), match[0], own or _OF_THIS.search(before[-30:]) is not None


def _is_there(text: str, match: re.Match[str]) -> bool:
    """Whether some line begins with this annex, or only says its name."""
    words = re.escape(match["word"].rstrip("e"))
    head = re.compile(
        rf"{_LINE_START}(?:\d[\d.]* )?{words}e?[ \u00a0]{{0,3}}(?:n[.°o]{{1,2}}[ ]?)?{match['number']}(?!\w)",
        re.IGNORECASE | re.MULTILINE,
    )
    return any(not match.start() <= each.end() <= match.end() for each in head.finditer(text))


def _surely_missing(subject: Subject) -> Iterator[Hit]:
    for start, end, words, own in _annexes(subject):
        if own:
            yield Hit(start, end, f"“{words}” is named as a part of this text, but it is not there.")
    yield from _roman(subject)
    yield from _own_article(subject)


def _perhaps_missing(subject: Subject) -> Iterator[Hit]:
    for start, end, words, own in _annexes(subject):
        if not own:
            yield Hit(start, end, f"There is no “{words}” here.")


_ROMAN_PART = lazy(
    r"(?P<word>[Ss]ection|[Pp]art|Abschnitt|Ziffer|[Rr]ubrique|[Aa]partado|[Ss]ección|[Aa]vsnitt|[Ss]ezione|[Pp]aragrafo)[ \u00a0](?P<number>[IVX]{1,5})(?![\w’'-]|\.\w|[ \u00a0]?\()"
)
_ROMAN_WORDS = (
    "ection ",
    "art ",
    "bschnitt ",
    "iffer ",
    "ubrique ",
    "partado ",
    "ección ",
    "vsnitt ",
    "ezione ",
    "aragrafo ",
)
_ROMAN_HEAD = lazy(
    rf"{_LINE_START}(?:§ ?)?(?P<number>[IVX]{{1,5}})(?:\\?[.)]|[ ]?[–—-]|:)[ *_]", re.MULTILINE
)
_FEWEST = 4
_FIRST_NUMBERS = frozenset({"i", "ii", "iii", "iv"})


def _roman(subject: Subject) -> Iterator[Hit]:
    if _FIRST_NUMBERS - subject.vocabulary:
        return
    text = subject.text
    heads: set[str] | None = None
    for word in _ROMAN_WORDS:
        for at in places(text, word):
            match = (
                _ROMAN_PART.match(text, at - 1)
                if at and text[at + len(word) : at + len(word) + 1] in "IVX"
                else None
            )
            if match is None:
                continue
            if heads is None:
                heads = {each["number"] for each in _ROMAN_HEAD.finditer(text)}
            if len(heads) < _FEWEST or not {"I", "II", "III", "IV"} <= heads:
                return
            around = (
                text[max(0, match.start() - _NEAR) : match.start()] + text[match.end() : match.end() + _NEAR]
            )
            if match["number"] not in heads and not _OF_ANOTHER.search(around):
                yield Hit(match.start(), match.end(), f"There is no part {match['number']} here.")


_OWN_ARTICLE = lazy(
    r"[Aa]rti(?:cle|kel|colo|culo)[ \u00a0](?P<number>\d{1,2})[ \u00a0](?:of (?:this|the present) (?:policy|notice|statement)|de (?:la|cette) présente (?:notice|politique|charte|déclaration)|"
    r"d(?:u|e) présent (?:document|règlement)|dieser (?:Datenschutzerklärung|Erklärung|Hinweise)|de (?:esta|la presente) (?:política|declaración)|della presente (?:informativa|policy)|"
    r"van (?:dit|deze) (?:reglement|verklaring|privacyverklaring))"
)


_ARTICLES = Marks(("rticle ", "rtikel ", "rticolo ", "rtículo "))


def _own_article(subject: Subject) -> Iterator[Hit]:
    text = subject.text
    seen: set[str] = set()
    for at, _ in _ARTICLES.places(subject):
        match = _OWN_ARTICLE.match(text, at - 1) if at else None
        if match is None or match["number"] in seen:
            continue
        seen.add(match["number"])
        head = re.compile(
            rf"{_LINE_START}(?:art[a-zí.]*[ \u00a0]|§ ?)?{match['number']}(?!\d)",
            re.IGNORECASE | re.MULTILINE,
        )
        if not head.search(text):
            words = " ".join(match[0].split())
            yield Hit(match.start(), match.end(), f"There is no such article: “{words}”.")


_PROVISION = lazy(
    r"\b[Aa]rt(?:icle|ikel|ículo|icolo|\.)?[ \u00a0]{0,2}(?:(?P<six>6)|(?P<nine>9))(?!\d)[^\w\n]{0,3}"
    r"(?:(?:Abs\.?|Absatz|par\.?|paragraph|paragraphe|paragrafo|párrafo|apartado|lid|comma|punkt)[ \u00a0]?)?[12]\)?"
    r"(?:[ \u00a0,]{0,2}(?:S\.|Satz|UAbs\.)[ \u00a0]?1)?[ \u00a0,.]{0,2}"
    r"(?:(?:lit\.?|Buchst\.?|Buchstaben?|lettre|point|letra|led|sub|lett\.?|lettera|onder|letter)(?:[ \u00a0(]{1,2}|(?<=\.))|\(|(?<=\.))(?P<letter>[g-n])(?![\w.])\)?"
)
_GDPR = lazy(
    r"GDPR|DS-?GVO|RGPD|AVG|Grundverordnung|General Data Protection|dataskyddsförordning|Regolamento|2016/679"
)


_SIXTH_OR_NINTH = Sought(
    f"{article}{gap}{number}"
    for article in ("art", "art.", "article", "artikel", "artículo", "articolo")
    for gap in ("", " ", "  ")
    for number in (6, 9)
)


def _no_such_provision(subject: Subject) -> Iterator[Hit]:
    text = subject.text
    for at in sorted(at for _, starts in _SIXTH_OR_NINTH.places(subject) for at in starts):
        match = _PROVISION.match(text, at)
        if match is None:
            continue
        last = "f" if match["six"] else "j"
        near = text[max(0, match.start() - 30) : match.end() + 60]
        if match["letter"] > last and _GDPR.search(near) is not None:
            article = "6(1)" if match["six"] else "9(2)"
            yield Hit(
                match.start(),
                match.end(),
                f"Art. {article} GDPR ends with letter ({last}): there is no ({match['letter']}).",
            )


RULES: tuple[Rule, ...] = (
    Rule(
        id="missing-part",
        issue=_ISSUE,
        title="Annex or part that is not there",
        why="The reader is sent to a part of this very text that it does not have.",
        severity=Severity.MEDIUM,
        tier=Tier.SURE,
        find=_surely_missing,
        hits=(
            "The list of our partners is in ⟦Annex 2⟧ to this policy.",
            "Näheres steht in ⟦Anlage B⟧ zu dieser Erklärung.",
            "La liste figure à l'⟦annexe 3⟧ de la présente politique.",
            "I. Quién\n\nII. Qué\n\nIII. Cómo\n\nIV. Cuándo\n\nMás en el ⟦apartado VII⟧.",
            "Voir l'⟦article 14 de la présente notice⟧, qui vous le dit.",
        ),
        misses=(
            "The list is in Annex 2 to this policy.\n\n## Annex 2: partners\n\nHere they are.",
            "The clauses of Annex II to the Standard Contractual Clauses apply.",
            "Näheres steht in Anlage 1 zum Vertrag.",
            "I. Quién\n\nII. Qué\n\nIII. Cómo\n\nIV. Cuándo\n\nMás en el apartado III.",
            "Voir l'article 14 du RGPD, qui vous le dit.",
        ),
    ),
    Rule(
        id="perhaps-missing-annex",
        issue=_ISSUE,
        title="Annex that is not here",
        why="The reader is sent to an annex. Where it is another document, say which and where it is.",
        severity=Severity.LOW,
        tier=Tier.MAYBE,
        find=_perhaps_missing,
        hits=(
            "The measures listed in ⟦Annex C⟧ apply to all of them.",
            "You will find the table at ⟦Appendix 4⟧.",
            "Die Fristen stehen in ⟦Anhang 1⟧.",
        ),
        misses=(
            "The measures listed in Annex C apply.\n\n# Annex C\n\nLocks.",
            "See Annex I of Directive 95/46.",
            "Die Fristen stehen in Anhang 1 des Gesetzes, der Verordnung (EU) 2016/679.",
        ),
    ),
    Rule(
        id="no-such-provision",
        issue=_ISSUE,
        title="Provision of the GDPR that does not exist",
        why="A legal basis that does not exist is none; the reader cannot look it up.",
        severity=Severity.HIGH,
        tier=Tier.SURE,
        find=_no_such_provision,
        hits=(
            "Our basis is ⟦Article 6(1)(g)⟧ GDPR.",
            "Rechtsgrundlage ist ⟦Art. 6 Abs. 1 lit. g⟧ DSGVO.",
            "La base est l'⟦article 9, paragraphe 2, point k⟧ du RGPD.",
        ),
        misses=(
            "Our basis is Article 6(1)(f) GDPR.",
            "Rechtsgrundlage ist Art. 6 Abs. 1 lit. f DSGVO, Art. 9 Abs. 2 lit. h DSGVO.",
            "Grunden är artikel 6.1 i GDPR.",
        ),
    ),
)
"""Rows of the table of rules."""
