"""Fields and dates that nobody filled in."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from annotator.detection.lazy import lazy
from annotator.detection.literals import Marks
from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.rules.commands import is_command
from annotator.detection.rules.gates import Gates
from annotator.detection.subject import Subject
from annotator.domain import Severity

_VERBS = (
    "insert|enter|add|fill in|specify|choose|select|replace|your|name of|include|"
    "bitte|einfügen|einsetzen|ergänzen|eintragen|ihr|ihre|"
    "insérer|insérez|indiquer|indiquez|compléter|préciser|ajouter|votre|nom de|nom du|"
    "insertar|inserte|introducir|indicar|indique|completar|nombre de|su|"
    "inserire|indicare|nome della|nome del|inserir|indicar|nome da|nome do|vul|invoegen|naam van|"
    "infoga|ange|fyll i|namn på|"
    "only include|include if|nur falls|nur wenn|à garder si|incluir solo|alleen opnemen|endast om"
)
_NOUNS = (
    "(?:company|business|organi[sz]ation|firm|website|site|app|product|service|client|customer|shop|store|"
    "brand|trading|legal entity|entity|entity's|company's)(?:['’]s)?(?: legal| full| registered)?"
    "(?: name| address| url| email| e-mail| phone(?: number)?| number)?|"
    "(?:full |legal )?name|date|effective date|date of (?:last )?(?:update|revision)|today['’]s date|"
    "(?:contact |your |company |support |privacy )?(?:e-?mail|e-?mail address|phone number|telephone number|"
    "postal address|mailing address|street address|contact details|contact information|url|website url)|"
    "(?:number|amount|period|retention period)(?: of "
    "(?:days|months|years))?|frist|zeitraum|anzahl|durée|plazo|"
    "(?:dpo|data protection officer)(?:['’]s)?(?: name| e-?mail| contact)?|address line "
    "\\d|straße.{0,40}|plz.{0,20}|"
    "(?:state|country|jurisdiction|city|state/country)(?: name)?|number of days|xx|xxx|tbd|tbc|todo|"
    "link|link to [^\\[\\]]{3,40}|"
    "firmenname|firma|unternehmen|name der firma|name des "
    "unternehmens|unternehmensname|adresse|anschrift|datum|"
    "name|ort|"
    "nom|raison sociale|société|entreprise|nom de domaine|date de mise à jour|adresse(?: e-?mail)?|"
    "nombre|empresa|razón social|fecha|dirección|correo electrónico|"
    "ragione sociale|azienda|indirizzo|data|empresa|endereço|bedrijfsnaam|bedrijf|adres|"
    "företagsnamn|företag|företagets namn|adress"
)
_BRACKETS = lazy(r"\[([^\[\]\n]{1,200})\](?![(\[:])")
_FIELD = lazy(
    rf"\s?(?:(?:{_VERBS})\b.{{0,80}}|.{{2,40}} (?:einfügen|einsetzen|eintragen|ergänzen|here)"
    rf"|(?:{_NOUNS})(?: (?:and|or|und|oder|et|ou|y|e|och|eller) [^\[\]]{{2,40}})?|[●•⚫■]|\?{{2,}})\s?",
    re.IGNORECASE,
)
_UNSET = lazy(
    r"\[[xX]{1,3}\\?\](?=[ \u00a0](?:business |calendar |working "
    r")?(?:day|week|month|year|Tag|Woche|Monat|Jahr|jour|mois|an|día|mes|"
    r"año|giorn|mes|ann|dia|mês|ano|dag|maand|jaar|månad|år))"
)
_INSERT = lazy(
    r"\((?i:insert|please insert|hier einfügen|bitte einfügen|à insérer|insertar|inserire|inserir|infoga) "
    r"[^()\n]{2,60}\)"
)
_BRACES = lazy(r"(?:\{\{\{?(?![<%])[^{}\n]{1,80}\}\}\}?|\$\{[^{}\n]{1,60}\}|<%[=-]?[^%\n]{1,80}%>)(?![\w-])")
"""Not the commands in braces, which are told as such."""
_BRACED = Marks(("{{", "${", "<%"))
_CURLY = lazy(
    r"\{(?i:company|business|organi[sz]ation|site|website|domain|app|store|shop|firma|empresa|societe|date|"
    r"name|e-?mail|address|phone)(?i:[_ -]?(?:name|url|email|address|title|date))?\}(?!\})"
)
_PERCENT = lazy(r"%[A-Z]{3,12}(?:_[A-Z]{2,12}){0,3}%")
_ANGLES = lazy(
    r"<(?<![\w/=]<)\s?(?:(?:nombre|nom|nome|name|naam|namn) (?:del?|de la|du|della|do|da|der|des|of|van|på) "
    r"[^<>\n\\]{2,40}|(?:insert|enter|your)\b[^<>\n]{1,50}|company(?: name)?|company_name|business name|"
    r"website(?: name)?|date|name|e-?mail(?: address)?|address|phone(?: "
    r"number)?|firmenname|unternehmen|datum|"
    r"nom(?: de la société)?|société|nombre|empresa|azienda|bedrijfsnaam|företag(?:snamn)?)\s?\\?>",
    re.IGNORECASE,
)
_TWICE = lazy(r"\[\\?\[[A-Z][A-Z _-]{1,40}\\?\]\\?\]")
_CAPITALS = lazy(
    r"(?!REDACTED|EMAIL|PROTECTED|CONFIDENTIAL|OMITTED)[A-ZÀ-ÖØ-Þ]{3,}(?:[ /-][A-ZÀ-ÖØ-Þ]{2,}){0,5}"
)
_FORMAT = lazy(r"%(?<![\w%.]%)(?:(?:\d\$)?s(?!\w)|\([a-z_]{2,30}\)s)")
_LOREM = lazy(
    r"[Ll]orem ipsum\b(?:[ ,]+dolor sit amet\b(?:[ ,]+consectetur adipisc?ing elit\b)?)?"
    r"|(?<![\w-])[A-Z][a-z]{2,12} ipsum dolor(?: sit)? amet\b"
)
"""The filler of printers, and its likes: *Bacon ipsum dolor amet*."""
_TO_DO = lazy(r"T(?:BD|BC|\.B\.D\.)(?![\w/-])")
_NOTE = lazy(
    r"\s?(?:note to (?:draft|drafter|drafting|self|editor|client|reviewer)|drafting note|draft note|"
    r"legal to (?:confirm|review)|to be (?:confirmed|completed|determined|inserted|added|updated)|"
    r"delete (?:if|as)|if applicable|as applicable|optional(?=\W+\w)|placeholder|zu ergänzen|noch zu|"
    r"à compléter|à définir|por definir|por completar|da completare|a definir|nader te bepalen|att fylla)\b"
    r".{0,200}",
    re.IGNORECASE,
)
_DATED = lazy(
    r"\b(?:updated?|revised|modified|effective(?: date)?|date:|as of|stand|datum:|aktualisiert|"
    r"mise à jour|en vigueur|actualizad[oa]|actualización|vigor|aggiornat[oa]|aggiornamento|atualizad[oa]|"
    r"bijgewerkt|uppdaterad(?:es)?|senast ändrad)(?: on| am| le| du| el| il| em| op| den)?[ :*_(]{1,5}\Z",
    re.IGNORECASE,
)
_DATE_FORMAT = lazy(
    r"([DMYJATÅXx_])\1(?:(?:(?<=[DMJTXx])|(?<=Y)YY|(?<=A)AA|(?<=Å)ÅÅ)[./ -](?:DD|MM|XX|xx)[./ "
    r"-](?:DD|YYYY|YY|JJJJ|AAAA|ÅÅÅÅ|XXXX|xxxx|XX|xx|"
    r"20\d\d)(?!\w)|(?:(?<=[Xx])|(?<=_)_*) (?:[^\W\d_]{3,9}|__+) 20(?:\d\d|XX|__)(?!\w))"
)
"""It begins with a letter that stands twice, so that few places are tried."""
_PATTERNS = Gates(
    [
        ("", ("{", _CURLY)),
        ("", ("%", _PERCENT)),
        ("", ("<", _ANGLES)),
        ("", ("%", _FORMAT)),
        ("ipsum", ("", _LOREM)),
        ("x|xx|xxx", ("[", _UNSET)),
        ("insert|einfügen|insérer|insertar|inserire|inserir|infoga", ("(", _INSERT)),
        ("TBD|TBC|T B", ("", _TO_DO)),
    ]
)
"""Each pattern, and the sign without which it need not be tried."""

_EDGE = 15
"""Paragraphs at either end of a policy in which its date stands."""

_LEADING = frozenset("!]{/=_$-#")
_STEPS = frozenset("→>›")


def _find_fields(subject: Subject) -> Iterator[Hit]:
    """Whatever can be nothing but an empty field, in running text."""
    text = subject.text
    brackets = list(_BRACKETS.finditer(text)) if "[" in text else []
    yield from _find_brackets(subject, brackets)
    patterns = [pattern for sign, pattern in _PATTERNS.passed(subject) if sign in text]
    if _BRACED.places(subject):
        patterns.append(_BRACES)
    if any(text[each.start() - 1 : each.start()] in {"[", "\\"} for each in brackets):
        patterns.append(_TWICE)
    for pattern in patterns:
        for match in pattern.finditer(text):
            if pattern is _BRACES and is_command(match[0]):
                continue
            if _stands_free(subject, match.start(), match.end()):
                escaped = text[match.start() - 1 : match.start()] == "\\"
                yield _hit(match.start() - escaped, match.end(), match[0])


def _find_brackets(subject: Subject, brackets: Sequence[re.Match[str]]) -> Iterator[Hit]:
    """Fields in square brackets; where one is for certain, plain words in brackets are others."""
    text = subject.text
    certain: list[tuple[int, int]] = []
    likely: list[tuple[int, int]] = []
    defined = {match[1] for match in _DEFINITION.finditer(text)} if brackets and "]:" in text else set()
    for match in brackets:
        inside = match[1].rstrip("\\")
        start = match.start() - (text[match.start() - 1 : match.start()] == "\\")
        if inside in defined:
            continue
        if _FIELD.fullmatch(inside) or _NOTE.fullmatch(inside) or _is_shouted(text, match, inside):
            if _stands_free(subject, start, match.end()):
                certain.append((start, match.end()))
        elif _WORDS.fullmatch(inside) and _stands_free(subject, start):
            likely.append((start, match.end()))
    if certain and (labels := _labels(text)):
        certain = [span for span in certain if span[0] not in labels]
        likely = [span for span in likely if span[0] not in labels]
    if certain and likely:
        lines = {_line_of(text, start) for start, _ in certain}
        likely = [span for span in likely if _line_of(text, span[0]) in lines or _is_title(text, *span)]
    for start, end in certain + likely if certain else ():
        yield _hit(start, end, text[start:end].replace("\\", ""))


def _labels(text: str) -> frozenset[int]:
    """Where words in brackets start that say what their lines hold, as *[address] 5 High Street*."""
    found = frozenset[int]()
    for one, two in pairwise(_LABELLED.finditer(text)):
        if not text[one.end() : two.start()].strip():
            found |= {one.start("label"), two.start("label")}
    return found


_LABELLED = lazy(
    r"^[ \t>*-]{0,6}(?P<label>\\?\[[^\[\]\n]{2,40}\])[ \u00a0:]{1,3}(?![a-zà-ÿ’']{1,30}[ ,.;])[^\n]{2,100}$",
    re.MULTILINE,
)


def _line_of(text: str, at: int) -> int:
    """Where the line before a place ends; -1 where that is far away."""
    return text.rfind("\n", max(0, at - _LINE), at)


_LINE = 400


def _is_title(text: str, start: int, end: int) -> bool:
    """Whether the first word is capital: *[Town]*; *[eight digits]* may be an explanation."""
    return text[start:end].lstrip("\\[")[:1].isupper()


def _is_shouted(text: str, match: re.Match[str], inside: str) -> bool:
    """Whether it is in capitals, and in the middle of a sentence or alone in a cell."""
    if _CAPITALS.fullmatch(inside) is None:
        return False
    before = text[max(0, match.start() - 3) : match.start()].rstrip("\\")
    return before[-1:] == " " and (before[:1].islower() or before.strip() == "|") and " " in inside


_DEFINITION = lazy(r"^ {0,3}\[([^\[\]\n]{1,200})\]:", re.MULTILINE)
_WORDS = lazy(
    r"(?!(?i:sic|optional\b|required\b|opcional\b|facultatif\b|freiwillig\b|"
    r"e-?mail(?! (?:of|for|de|del|da|du|della|di|van|för|till|für)\b)|protected|\.\.\.))"
    r"[^\W\d_][^\W\d_’'/-]+(?:[ /-][^\W\d_’'/-]+){0,4}"
    r"(?:, (?:optional|opcional|facultatif|opzionale|facoltativo|optioneel|valfritt|freiwillig))?"
)


def _find_dates(subject: Subject) -> Iterator[Hit]:
    """The pattern of a date where the date of the policy should stand, or where something happens “on” it."""
    text, paragraphs = subject.text, subject.paragraphs
    if subject.vocabulary.isdisjoint(_PATTERNED) and not _UNDERLINED.places(subject):
        return
    found: set[tuple[int, int]] = set()
    for paragraph in paragraphs if len(paragraphs) <= 2 * _EDGE else paragraphs[:_EDGE] + paragraphs[-_EDGE:]:
        start = paragraph.block.start
        for match in _DATE_FORMAT.finditer(text, start, min(paragraph.end, start + 400)):
            if _DATED.search(text, max(start, match.start() - 40), match.start()):
                found.add(match.span())
    if any(mark in text for mark in _YEARS):
        for match in _DATE_FORMAT.finditer(text):
            if _ON.search(text, max(0, match.start() - 12), match.start()):
                found.add(match.span())
    for start, end in sorted(found):
        yield _hit(start, end, text[start:end])


_UNDERLINED = Marks(("__",))
_PATTERNED = frozenset(("dd", "mm", "yy", "yyyy", "jj", "jjjj", "aaaa", "tt", "åååå", "xx", "xxxx"))
"""The words of such patterns; without one of them a text has none, unless it is of underscores."""
_YEARS = ("YYYY", "JJJJ", "AAAA", "ÅÅÅÅ", "XXXX")
_ON = lazy(r"\b(?:on|since|from|until|le|du|au|am|vom|ab|seit|el|del|il|dal|em|op|van|den|sedan|från)\s\Z")


def _stands_free(subject: Subject, at: int, end: int = 0) -> bool:
    """Whether a field is a word of its own, and not an image, a link’s address or a step through a menu.

    One whose end is given may also be alone between spaces in a row of a table.
    """
    before = subject.text[max(0, at - 2) : at].rstrip("\\")
    if (
        before[-1:].isalnum()
        or before[-1:] in _LEADING
        or before.rstrip()[-1:] in _STEPS
        or before in {"](", '="', "='"}
    ):
        return False
    if subject.text.endswith(("](mailto:", '"mailto:'), 0, at):
        return False
    apart = end > 0 and before[-1:] in _APART and subject.text[end : end + 1] in _AFTER
    return _in_prose(subject, at, tables=apart)


_APART = frozenset(" |")
_AFTER = frozenset(" |.,;")


def _hit(start: int, end: int, shown: str) -> Hit:
    shown = " ".join(shown.split())
    if len(shown) > 60:
        shown = shown[:59] + "…"
    return Hit(start, end, f"“{shown}” was never filled in.")


def _in_prose(subject: Subject, at: int, *, tables: bool) -> bool:
    """Whether a place is in running words: not in a table of cookies, in code, in an address or a link."""
    if subject.in_address(at):
        return False
    text = subject.text
    line = text[max(text.rfind("\n", max(0, at - 400), at), at - 400) + 1 : at]
    return (tables or not line.lstrip().startswith("|")) and line.count("`") % 2 == 0


RULES: tuple[Rule, ...] = (
    Rule(
        id="unfilled-field",
        issue="placeholder",
        title="A field was not filled in",
        why="Whoever reads it sees that the policy was copied from a template, and does not learn "
        "the fact that "
        "belongs there: a company, a date, an address.",
        severity=Severity.HIGH,
        tier=Tier.SURE,
        find=_find_fields,
        hits=(
            "This site is run by ⟦[Company Name]⟧, and was last changed on ⟦[insert date]⟧.",
            "Verantwortlich ist ⟦[Firmenname einsetzen]⟧ in Berlin.",
            "Le responsable du traitement est ⟦[nom de la société]⟧, dont l’adresse est indiquée plus bas.",
            "El responsable es ⟦[Nombre de la empresa]⟧ y responde a sus preguntas.",
            "The shop ⟦{{ shop.name }}⟧ welcomes ⟦{{user.name | uppercase}}⟧ of ⟦{{place(s)}}⟧.",
            "Dear ⟦{{customer_name}}⟧, we are ⟦${company}⟧ and write about ⟦%s⟧ of yours.",
            "Our privacy officer is ⟦[●]⟧. ⟦Lorem ipsum dolor sit amet⟧, we keep data for ⟦TBD⟧ years.",
            "We keep it for ⟦[X]⟧ months. ⟦(insert address)⟧ is where we are. Our officer is ⟦[DPO name]⟧.",
            "Bacon. ⟦Bacon ipsum dolor amet⟧ flank bresaola, and so on.",
            "⟦[Nombre de la empresa]⟧, ⟦[Email de contacto]⟧ y ⟦[Teléfono de contacto, opcional]⟧",
            "You are dealing with ⟦<company name>⟧. ⟦[Note to drafter: ask the client]⟧",
        ),
        misses=(
            "Write to [email protected] or see note [1]. The court wrote “he do [sic] so […]”.",
            "See our [Company Name](https://example.org/about) and [date][2].\n\n[2]: https://example.org",
            "- [ ] I agree\n- [x] I do not agree",
            "[address] 5 High Street\n\n\\[company name\\] Acme\n\n[email] us@example.org\n\nAge [OPTIONAL]",
            "We mean the words that come after “ipsum”, as in lorem, ipsum, dolor and amet.",
            (
                "| Cookie | Purpose |\n| --- | --- |\n| `_ga_{{id}}` | counts visits |\n"
                "| _pk_id.[company] | counts |"
            ),
            "Give your date of birth in the format DD/MM/YYYY. 100%s of it is stored.",
            "Open Settings → Apps → [App Name] → Permissions.",
            "Todo el mundo puede preguntar. TODO USUARIO puede hacerlo.",
            "{{< ref impressum >}} {{% notice %}} Wir sagen es. {%- if site.author -%} Jane {%- endif -%}",
            '<img src="{{ site.base }}/cookies.png"> Escríbanos a [correo](mailto:{{ site.mail }}).',
            'Oder <a href="mailto:{{ site.mail }}">schreiben Sie uns</a>.',
            "{{ card_open() }} Nous sommes {{ site.title }} ({{ page.lang }}). {{ card_close() }}",
            'See {{ link(url="https://example.org", word="this") }}, {{ "now" | date: "%Y" }}, {{ .Title }}.',
            "{{#if notes}} You have notes. {{else}} You have none. {{/if}}",
        ),
    ),
    Rule(
        id="unfilled-date",
        issue="placeholder",
        title="The date was not filled in",
        why="Nobody can tell from when the policy applies, or whether it is the latest.",
        severity=Severity.HIGH,
        tier=Tier.SURE,
        find=_find_dates,
        hits=(
            "Last updated: ⟦DD/MM/YYYY⟧. We write about your data.",
            "Stand: ⟦TT.MM.JJJJ⟧. Wir schreiben über Ihre Daten.",
            "Date de dernière mise à jour : ⟦XX mars 2025⟧",
        ),
        misses=(
            "Give your date of birth in the format DD/MM/YYYY.",
            "Last updated: 05/06/2020.",
            "Die Karte gilt bis MM/JJ. Stand der Technik.",
        ),
    ),
)
