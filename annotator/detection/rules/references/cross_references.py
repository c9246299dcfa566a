"""References within a policy: to sections by number or name, and to terms that it should define."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import accumulate

from annotator.detection.lazy import lazy
from annotator.detection.literals import Literals, Marks, Sought
from annotator.detection.once import once
from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.rules.unfinished import is_row
from annotator.detection.subject import Paragraph, Subject
from annotator.domain import Severity
from annotator.text.structure import HEADING

_NUMBER = r"\d{1,2}(?:\.\d{1,2}){0,3}"
_WORDS = {
    "en": ("ection", "lause"),
    "de": ("bschnitt", "iffer"),
    "fr": ("ection", "ubrique", "lause"),
    "es": ("ección", "partado", "láusula"),
    "sv": ("vsnitt",),
    "it": ("ezione",),
    "pt": ("eção", "ecção", "láusula"),
    "da": ("fsnit",),
}
"""What a section is called, without its first letter, so that it is found in either case."""
_NAMES = Sought(f"{word} " for words in _WORDS.values() for word in words)
_AFTER_NAME = lazy(rf"[ \u00a0](?P<number>{_NUMBER})(?![\w.]*\d|\w|[-/]\d|[ \u00a0]?\()")
_ELSEWHERE = lazy(
    r"\b(?:Acts?|Code|Laws?|GDPR|RGPD|DSGVO|DS-GVO|LGPD|CCPA|CPRA|PIPL|Regulations?|Directive|Statutes?|Terms|"
    r"Agreement|Contract|Schedule|Annex|Appendix|Addendum|Exhibit|Conditions|SCCs?|Clauses|Rules|Policy|Notice|"
    r"B?DSG|BDSG|TTDSG|TDDDG|Gesetz\w*|[A-Za-z]+gesetz\w*|Verordnung|AGB|Vertrag\w*|[Ll]oi|[Cc]ode|[Rr]èglement|"
    r"[Cc]onditions|[Cc]ontrat|CGU|CGV|Ley|Reglamento|Contrato|[Ll]agen|[Ff]örordning\w*|[Aa]vtal\w*|[Ll]egge|"
    r"[Rr]egolamento|FTC|FCRA|IRS|form|Form)\b|§"
)
_OWN = lazy(
    r"\b(?:this|our|the present|above|below|hereof)\b.{0,20}\b(?:Privacy )?(?:Policy|Notice|Statement)\b",
    re.IGNORECASE,
)
_THIS = lazy(
    r"\b(?:this|present|diese[mrsn]?|cette|présente|esta|este|denna|detta|questa)[ \u00a0*_\[]{1,4}$",
    re.IGNORECASE,
)
_OF_THE_POLICY = lazy(
    r"\]?[*_”\"»]{0,3}\s+(?:(?:of|in|to|de|del|della|di|van|uit|i|av|från)\s+)?"
    r"(?:our|the|notre|la|nuestra|nuestro|nostra|unserer|der|onze|het|vår|vårt|nossa|vores)\s+(?:[\w-]+\s+){0,2}?"
    r"[*_\[“\"«]{0,3}(?:polic(?:y|ies)|notice|statement|datenschutz(?!-?(?:grund|ges|verord))\w*|politique|charte|"
    r"política|aviso|informativa|privacy\s?(?:policy|verklaring|statement|beleid)|privacyverklaring|"
    r"integritetspolicy|dataskyddspolicy|privatlivspolitik)",
    re.IGNORECASE,
)
"""Of *our* policy, not of this one: what an annex says that counts its own sections."""
_OF_AN_ACT = lazy(
    r"[*_\]]{0,3}\s+(?:of|des|der|du|de|del|della|do|da|van de|i)?\s?(?:the |la |dell['’])?[*_]{0,2}"
    r"(?!PRIVACY|POLICY|NOTICE)[A-Z]{3,}\b"
)
"""“of POPIA”: laws are known by their letters."""
_LEADING = lazy(
    rf"^[ \t>#*_|\[\\(-]{{0,20}}(?:(?:Section|Article|Clause|Abschnitt|§)[ ])?(?P<number>{_NUMBER})",
    re.MULTILINE | re.IGNORECASE,
)
_FEWEST = 4
"""Sections that a policy must number itself before a number is missed in it."""


@once
def _numbered(subject: Subject) -> list[tuple[int, str]]:
    """Where each heading with a number starts, and its number."""
    return [
        (block.start, block.number.strip("().:\\ "))
        for block in subject.structure.headings
        if block.number and block.number.strip("().:\\ ")[:1].isdigit()
    ]


@once
def _references(subject: Subject) -> Iterator[tuple[int, int, str]]:
    """References to a section which are not to one of another document: where they are, and the number."""
    text = subject.text
    known = {word for language in subject.languages for word in _WORDS.get(language, ())}
    for sought, starts in sorted(_NAMES.places(subject)):
        name = sought[:-1]
        for at in starts if name in known else ():
            match = _AFTER_NAME.match(text, at + len(name)) if text.startswith(name, at) else None
            start = at - 1
            paragraph = subject.paragraph_at(at) if match is not None else None
            if match is None or paragraph is None:
                continue
            if start < paragraph.start or paragraph.block.kind is HEADING:
                continue
            if not text[start].isalpha() or text[start - 1 : start].isalnum():
                continue
            before = text[max(paragraph.start, start - 60) : start]
            after = text[match.end() : min(paragraph.end, match.end() + 70)]
            elsewhere = _ELSEWHERE.search(before) or _ELSEWHERE.search(after)
            if _OWN.search(before + after) or not (elsewhere or _OF_AN_ACT.match(text, match.end())):
                yield start, match.end(), match["number"]


def _missing(subject: Subject) -> Iterator[Hit]:
    last = _last_section(subject)
    if last < _FEWEST:
        return
    beyond = [each for each in _references(subject) if int(each[2].split(".")[0]) > last]
    if not beyond:
        return
    tops = {match["number"].split(".")[0] for match in _LEADING.finditer(subject.text)}
    for start, end, number in beyond:
        if number.split(".")[0] not in tops:
            yield Hit(start, end, f"There is no section {number}: the last one is {last}.")


def _last_section(subject: Subject) -> int:
    """The number up to which the policy counts its sections without a gap; 0 where it does not."""
    tops = {int(number.split(".")[0]) for _, number in _numbered(subject)}
    last = 0
    while last + 1 in tops:
        last += 1
    return last if tops and last == max(tops) else 0


def _itself(subject: Subject) -> Iterator[Hit]:
    """References to the section that they stand in; several that open sections say what these are about."""
    if _last_section(subject) < 2:
        return
    numbered = _numbered(subject)
    starts = [start for start, _ in numbered]
    headings = [block.start for block in subject.structure.headings]
    times = Counter(number for _, number in numbered)
    opening: list[Hit] = []
    for start, end, number in _references(subject):
        at = bisect_right(starts, start) - 1
        if at < 0 or numbered[at][1] != number or _THIS.search(subject.text[max(0, start - 16) : start]):
            continue
        if times[number] > 1 or _OF_THE_POLICY.match(subject.text, end, end + 80):
            continue
        nearest = headings[bisect_right(headings, start) - 1]
        if nearest != starts[at] or f"{number}.1" in subject.text[nearest:start]:
            continue
        paragraph = subject.paragraph_at(start)
        if paragraph is None or is_row(subject.text, paragraph):
            continue
        hit = Hit(start, end, f"Section {number} refers to itself.")
        if any(map(str.isalnum, subject.text[max(paragraph.start, start - 12) : start])):
            yield hit
        elif not _APPLIES.match(subject.text, end):
            opening.append(hit)
    if len(opening) == 1:
        yield from opening


_APPLIES = lazy(r"\W{1,3}(?:only )?(?:appl(?:y|ies)|gilt|s['’]applique|se aplica|si applica|gäller)\b")


_TITLE = r"[“\"«„](?P<title>[A-ZÀ-Þ][^“”\"«»„\n.]{2,70})[”\"»“]"
_NAMED = lazy(
    r"\b(?:[Ss]ee|[Rr]efer to|[Ss]iehe|[Vv]oir|[Vv]éase|[Ss]e)[ ]"
    rf"(?:the |also |our |den Abschnitt |la section )?(?:[Ss]ections? )?"
    rf"(?:entitled |titled |headed )?{_TITLE}$"
)
_AFTER_TITLE = Marks((" section", " above", " below", " oben", " unten", " ci-dess"))
_CLOSING = frozenset('”"“»')
_POLICY_BELOW = lazy(
    r"ur (?<=\b[Oo]ur )(?P<title>[A-Z][a-z]+(?: [A-Z][a-z]+){0,3}) \((?:see )?(?:below|above)\)"
)
_SEE = Marks(("(see below)", "(see above)"))
_LETTERS = lazy(r"[\W_]+")


def _named(subject: Subject) -> Iterator[Hit]:
    named = [*_quoted_titles(subject), *_policies_below(subject)]
    opened = _openings_with(subject, {_plain(title) for _, _, title in named}) if named else {}
    for start, end, title in named:
        paragraph = subject.paragraph_at(start)
        if all(each is paragraph for each in opened.get(_plain(title), ())):
            yield Hit(start, end, f"No heading here reads “{title}”.")


def _openings_with(subject: Subject, titles: Collection[str]) -> Mapping[str, Sequence[Paragraph]]:
    """For each title that stands near the beginning of a paragraph, the first two of these."""
    paragraphs = subject.paragraphs
    openings = [_plain(subject.text[each.start : min(each.end, each.start + 200)]) for each in paragraphs]
    starts = [0, *accumulate(len(opening) + 1 for opening in openings)]
    found: defaultdict[str, list[Paragraph]] = defaultdict(list)
    for title, places in Literals(titles).places("\n".join(openings)).items():
        for at in places:
            index = bisect_right(starts, at) - 1
            if at - starts[index] <= _NEAR and paragraphs[index] not in found[title][-1:]:
                found[title].append(paragraphs[index])
            if len(found[title]) > 1:
                break
    return found


_NEAR = 40
"""Letters of a paragraph before a title that it still opens with."""


def _quoted_titles(subject: Subject) -> Iterator[tuple[int, int, str]]:
    text = subject.text
    for end, _ in _AFTER_TITLE.places(subject):
        floor = max(0, end - 111)
        if text[end - 1 : end] in _CLOSING and (match := _NAMED.search(text[floor:end])):
            yield floor + match.start("title"), floor + match.end("title"), match["title"]


def _policies_below(subject: Subject) -> Iterator[tuple[int, int, str]]:
    if _SEE.places(subject):
        for match in _POLICY_BELOW.finditer(subject.text):
            yield match.start() - 1, match.end(), match["title"]


def _plain(words: str) -> str:
    return _LETTERS.sub(" ", words).strip().lower()


_TERMS = (
    *("Company", "Service", "Services", "Site", "Website", "Platform", "App", "Application", "User", "Users"),
    *("Customer", "Client", "Member", "Agreement", "Group", "Controller", "Processor", "Data Controller"),
    *(
        "Data Processor",
        "Data Subject",
        "Data Subjects",
        "Data Protection Legislation",
        "Data Protection Laws",
    ),
)
_THE_TERMS = Marks(f"he {term}" for term in _TERMS)
_TERM = lazy(
    rf"he (?P<term>{'|'.join(sorted(_TERMS, key=len, reverse=True))})(?![\w-]|[ \u00a0][A-Z]|[”\"])(?:[’']s)?"
)
_OPENING = lazy(r"[“\"‘'«*_(]")
_OPENS = lazy(r"[“\"‘'«*_(](?:(?:the|our|a|an|The|Our) )?$|[“\"][^“”\"\n]{1,40} $")
_DEFINES = lazy(
    r"s?[*_”\"’')]{0,4} ?(?:means?|refers? to|shall mean|is |are defined|\(|:)|s?[*_]{0,2}[”\"’'»)]"
)
_MOST = 200
"""Times that a term is looked at for its definition."""


def _undefined(subject: Subject) -> Iterator[Hit]:
    text = subject.text
    seen: set[str] = set()
    for at, _ in _THE_TERMS.places(subject):
        match = _TERM.match(text, at)
        if match is None or match["term"] in seen:
            continue
        start, term = at - 1, match["term"]
        if text[max(0, start) : at] not in {"t", "T"} or text[start - 1 : start].isalpha():
            continue
        if subject.language_of(start) != "en":
            continue
        seen.add(term)
        if not _is_defined(text, term.removesuffix("s")):
            message = f"“{term}” is used like a defined term, but is not defined."
            yield Hit(start, start + 4 + len(term), message)


def _is_defined(text: str, term: str) -> bool:
    at = text.find(term)
    for _ in range(_MOST):
        if at < 0:
            return False
        end = at + len(term)
        if _DEFINES.match(text, end):
            return True
        if _OPENING.search(text, max(0, at - 48), at) and _OPENS.search(text[max(0, at - 48) : at]):
            return True
        at = text.find(term, end)
    return True


RULES: tuple[Rule, ...] = (
    Rule(
        id="missing-section",
        issue="undefined-reference",
        title="Reference to a section that is not there",
        why="The reader is sent to a section that does not exist, or that another document has.",
        severity=Severity.MEDIUM,
        tier=Tier.SURE,
        find=_missing,
        hits=(
            "## 1. A\n\nSee ⟦Section 9⟧ for the data that we use.\n\n## 2. B\n\n## 3. C\n\n## 4. D\n\nDone.",
            "## 1. A\n\nDie Daten stehen in ⟦Abschnitt 7⟧, wie Sie wissen.\n\n## 2. B\n\n## 3. C\n\n## 4. D",
            "## 1. A\n\nVoir la ⟦rubrique 8⟧ ci-dessous pour les données.\n\n## 2. B\n\n## 3. C\n\n## 4. D",
        ),
        misses=(
            "## 1. A\n\nSee Section 13 GDPR and section 9 of the Act.\n\n## 2. B\n\n## 3. C\n\n## 4. D",
            "# Scope\n\nSee section 9 for the data that we use.\n\n# Data\n\nIt is.",
            "## 1. A\n\nSection 72 of POPIA; Abschnitt 72 des **POPIA**.\n\n## 2. B\n\n## 3. C\n\n## 4. D",
            "## 1. A\n\nSee section 2, and clause 14 of our Terms.\n\n## 2. B\n\n## 3. C\n\n## 4. D\n\nDone.",
        ),
    ),
    Rule(
        id="section-refers-to-itself",
        issue="undefined-reference",
        title="Section that refers to itself",
        why="The reader is sent to the very section that they are reading. Another one was meant.",
        severity=Severity.MEDIUM,
        tier=Tier.SURE,
        find=_itself,
        hits=(
            "## 1. Scope\n\nThis is it.\n\n## 2. Retention\n\n⟦Section 2⟧ sets out how long we keep data.",
            "## 1. Umfang\n\nHier gilt sie.\n\n## 2. Speicherung\n\nNäheres finden Sie in ⟦Abschnitt 2⟧.",
            "## 1. Objet\n\nVoici.\n\n## 2. Durées\n\nLes durées figurent à la ⟦rubrique 2⟧.",
            "## 1. Scope\n\nThis is it.\n\n## 2. Law\n\nWe do as ⟦Section 2⟧ of this Privacy Policy says.",
        ),
        misses=(
            "## 1. Scope\n\nThis is it.\n\n## 2. Retention\n\nThis Section 2 sets out how long we keep data.",
            "## 1. Scope\n\nSee section 2.\n\n## 2. Retention\n\nSee section 1.",
            "## 1. Scope\n\nAll.\n\n## 2. Children\n\nSection 2 only applies to those under 16.",
            "## 1. Scope\n\n_Section 1 says what is meant._\n\n## 2. Law\n\n_Section 2 names the law._",
            "## 1. Ámbito\n\nSí.\n\n## 2. Fines\n\n| Fin | Año |\n| --- | --- |\n| Uno | Véase apartado 2 |",
            "## 1. Umfang\n\nHier gilt sie.\n\n## 2. Speicherung\n\nIn diesem Abschnitt 2 steht, wie lange.",
            "## 1. Uses\n\nAll.\n\n## 2. Law\n\n# Annex\n\n## 1. Uses\n\nThose of Section 1.\n\n## 2. Law",
            "## 1. Scope\n\nFor purposes see section 1 of our Privacy Policy.\n\n## 2. Retention\n\nA year.",
            "## 1. Umfang\n\nZu den Zwecken siehe Abschnitt 1 unserer Datenschutzerklärung.\n\n## 2. Dauer",
            "## 1. Objet\n\nVoir la Section 1 de notre Politique de confidentialité.\n\n## 2. Fin\n\nOui.",
        ),
    ),
    Rule(
        id="missing-heading",
        issue="undefined-reference",
        title="Reference to a heading that is not there",
        why="The reader is sent to a part of the policy by its name, but no heading bears it.",
        severity=Severity.LOW,
        tier=Tier.MAYBE,
        find=_named,
        hits=(
            "# Scope\n\nPlease see “⟦Your choices⟧” below.\n\n# Your rights\n\nYou have rights.",
            "# Scope\n\nWe follow ⟦our Cookie Policy (see below)⟧.\n\n# Use of cookies\n\nWe do.",
            "# Scope\n\nSee the section entitled “⟦Transfers⟧” above.\n\n# Your rights\n\nYou have rights.",
        ),
        misses=(
            "# Scope\n\nPlease see “Your rights” below.\n\n# Your Rights\n\nYou have rights.",
            "# Scope\n\nWe use cookies: see our Cookie Policy (see below).\n\n# Cookie Policy\n\nWe do.",
            "# Scope\n\nSee “A Treatise” of 1900.",
        ),
    ),
    Rule(
        id="undefined-term",
        issue="undefined-reference",
        title="Term used as if defined",
        why="A capital letter promises a definition. Without one it is open who or what is meant.",
        severity=Severity.LOW,
        tier=Tier.MAYBE,
        find=_undefined,
        languages=frozenset({"en"}),
        hits=(
            "We will answer every request of yours. ⟦The Company⟧ will respond within thirty days of it.",
            "You can delete your account in ⟦the Service⟧ at any time that you like.",
            "We comply with ⟦the Data Protection Legislation⟧ in all that we do with your data.",
        ),
        misses=(
            "Acme Ltd (“the Company”) collects data. The Company will respond to all requests that you make.",
            "“Service” means our app. You can delete your account in the Service at any time that you like.",
            "You can ask the Company Secretary, or read the Services Agreement with us at any time you like.",
        ),
    ),
)
"""Rows of the table of rules."""
