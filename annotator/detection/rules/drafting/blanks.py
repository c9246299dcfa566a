"""Values that nobody knew when the text was written: *XX months*, *TBC*, a dotted line, Max Mustermann."""

import re
from collections.abc import Iterable, Iterator, Mapping

from annotator.detection.lazy import lazy
from annotator.detection.literals import Marks
from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.subject import Subject, places
from annotator.domain import Severity

_AROUND = 60
"""Code points on either side in which a cell of a table ends."""

_UNIT = (
    r"(?:business |calendar |working )?(?:minutes?|hours?|days?|weeks?|months?"
    r"|years?|Minuten?|Stunden?|Tage?n?|"
    r"Wochen?|Monate?n?|Jahre?n?|heures?|jours?|semaines?|mois|ans|minutos|horas|días?|semanas?|mes(?:es)?|"
    r"años?|ore|giorni|settimane|mesi|anni|dias?|mês|anos?|minuten|uur|dagen|weken|maanden|jaar|minuter|"
    r"timmar|dagar|veckor|månader|år)\b"
)
_NUMBERED = lazy(rf"(?<![\w./-])X{{1,3}}[ \u00a0](?:\([^()\n]{{1,20}}\) )?{_UNIT}")
_ROMAN = lazy(r"\b(?:[Ss]iglos?|Kapitel|[Cc]hapter|[Ss]ection|[Tt]itle|[Pp]arte?|Windows|iOS|OS|such as) \Z")
_UNSAID = lazy(
    r"(?:T\.?B\.?[CDA]\.?|TODO|TO DO|[Xx]{3,8}|\?{2,5}|N\. ?N\.|"
    r"(?i:to be (?:confirmed|completed|determined|added|decided)|à (?:compléter|préciser|définir)|"
    r"(?:noch )?zu (?:ergänzen|klären)|(?:por|a) (?:completar|definir|confirmar|determinar)|"
    r"da (?:completare|definire|inserire|compilare)|(?:nog )?(?:in te vullen|aan te vullen|te bepalen)|"
    r"(?:att fyllas? i|fylls i|ska kompletteras)))(?:[ \u00a0]?[.…])?"
)
"""What stands in a cell of a table, or after a label, until somebody knows better."""
_UNSAID_MARKS = {
    "": Marks(("TBC", "TBD", "TBA", "T.B", "TODO", "TO DO", "XXX", "xxx", "Xxx", "N.N.", "N. N.")),
    "en": Marks(("o be c", "o be d", "o be a", "O BE C", "O BE D", "O BE A", "o Be C", "o Be D", "o Be A")),
    "de": Marks(("zu erg", "zu klär")),
    "fr": Marks(
        ("à compl", "À COMPL", "À compl", "à préc", "À PR", "À préc", "à déf", "À D", "À déf"),
    ),
    "es": Marks(("or completar", "or definir", "or confirmar", "or determinar")),
    "pt": Marks((" completar", " definir", " confirmar", " determinar")),
    "it": Marks(("a compi", "a comple", "a defin", "a inser")),
    "nl": Marks(("te vullen", "te bepalen")),
    "sv": Marks(("fylla", "fylls", "kompletteras")),
}
"""How it begins, by language; the first are looked for in any text."""
_EDGES = "*_ \t\u00a0()[]"
_FREE_PHONE = lazy(r"(?<![\w-])(?:\+?\d{1,3}[-. ])?\(?(?:\d{3}|XXX)\)?[-. ]XXX[-. ]XXXX(?![\w-])")
_NOBODY = lazy(
    r"\b(?:(?:Max|Erika|Maria|Frau|Herr) Musterm(?:ann|änner)|Mustermann (?:GmbH"
    r"|AG)|Musterstra(?:ß|ss)e \d{1,3}"
    r"|\d{5} Musterstadt)\b"
    r"|\b\d{1,4} [A-Z][a-z]{2,12} (?:Street|St\.?|Road|Rd\.?|Avenue"
    r"|Ave\.?),? Any ?[Tt]own\b(?:, [A-Z]{2,3}\b)?"
    r"|\b123 (?:Main|Any|Sample|Example) (?:Street|St|Road)\b"
)
_INSTRUCTION = lazy(
    r"\b[Hh]ier (?:ggf\.|gegebenenfalls|bitte|noch|evtl\.|bei Bedarf)[^.\n]{0,60}?"
    r"(?:\([^()\n]{0,60}\)[^.\n]{0,20}?)?(?:ergänzen|einfügen|eintragen|einsetzen)\b(?: ?\([^()\n]{0,60}\))?"
    r"|\b(?:[Cc]omplét(?:er|ez)|[Ii]nsér(?:er|ez)|[Ii]nsertar|[Ii]nserte|[Cc]ompletar|[Ii]nserire) "
    r"(?:ici|aquí|aqui|qui)\b[^.\n]{0,60}"
)
_OFFICIAL = lazy(
    r"\b(?:Mme/M\.|M\./Mme|M\.|Mme|Mr\.?|Ms\.?|Mr/Ms|Herrn?|Frau|Herr/Frau|Sr\.|Sra\.|D\.|Dña\.|Sig\.|Dott\.|"
    r"Dhr\.|Mevr\.)(?:/(?:Mme|M\.|Frau|Herr|Sra?\.))? "
    r"\((?:nom|name|Name|nombre|nome|naam)(?: [^()\n]{2,40})?\)"
)
_NOT_NAMED = lazy(r"(?<=gez\. )N\. ?N\.|(?<=Herr )N\. ?N\.|(?<=Frau )N\. ?N\.")
_MARKED: tuple[tuple[re.Pattern[str], dict[str, Marks]], ...] = (
    (_FREE_PHONE, {"": Marks(("XXX-XXXX", "XXX XXXX", "XXX.XXXX"))}),
    (
        _NOBODY,
        {
            "": Marks(("123 Main ", "123 Any ", "123 Sample ", "123 Example ")),
            "de": Marks(("Muster",)),
            "en": Marks(("Anytown", "Any Town")),
        },
    ),
    (
        _INSTRUCTION,
        {
            "de": Marks(("ier ggf", "ier gegeb", "ier bitte", "ier noch", "ier evtl", "ier bei Bed")),
            "fr": Marks(("ompléter ici", "omplétez ici", "nsérer ici", "nsérez ici")),
            "es": Marks(("nsertar aquí", "nserte aquí", "ompletar aquí")),
            "pt": Marks(("ompletar aqui", "nserir aqui")),
            "it": Marks(("nserire qui",)),
        },
    ),
    (_OFFICIAL, {"": Marks(("(name", "(nom", "(Name", "(naam"))}),
    (_NOT_NAMED, {"de": Marks(("N. N.", "N.N."))}),
)
"""Patterns, and by language the marks without one of which they need not be tried."""
_X = lazy(r"X[ \u00a0]")
_X_WORDS = frozenset(("X", "XX", "XXX"))
_GIVEN = lazy(
    r"(?<![.@\w])(?:(?:format|Format|formato|Beispiel|example|exemple|ejemplo|esempio"
    r"|wie|like|such as)\b|z\. ?B\.|e\.g\.)"
    r"[^\n]{0,20}\Z"
)
"""Where a pattern is shown on purpose."""


def _find_unsaid(subject: Subject) -> Iterator[Hit]:
    """What can be nothing but a value still to come."""
    text = subject.text
    spans = set(_cells(subject))
    for match in (*_numbered(subject), *_marked(subject)):
        before = max(0, match.start() - 30)
        if _GIVEN.search(text, before, match.start()) or _ROMAN.search(text, before, match.start()):
            continue
        if not subject.in_address(match.start()):
            spans.add(match.span())
    for start, end in sorted(spans):
        yield Hit(start, end, f"“{' '.join(text[start:end].split())}” stands where a value was to be put in.")


def _numbered(subject: Subject) -> Iterator[re.Match[str]]:
    if not subject.spelt.isdisjoint(_X_WORDS):
        yield from _near(subject.text, (each.start() for each in _X.finditer(subject.text)), _NUMBERED)


def _marked(subject: Subject) -> Iterator[re.Match[str]]:
    for pattern, marks in _MARKED:
        yield from _near(subject.text, _spoken(subject, marks), pattern)


def _spoken(subject: Subject, marks: Mapping[str, Marks]) -> list[int]:
    """Where the marks of the languages stand that a text is in."""
    return sorted(
        at
        for language, listed in marks.items()
        if not language or language in subject.languages
        for at, _ in listed.places(subject)
    )


def _near(text: str, places: Iterable[int], pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """What a pattern finds around places, in order."""
    last = 0
    for at in places:
        match = pattern.search(text, max(last, at - _AROUND), at + 2 * _AROUND) if at >= last else None
        if match is not None:
            last = match.end()
            yield match


_MASK = lazy(r"x{5,}")
"""An account or a payment in the sample of a record, not a name to be put in."""


def _cells(subject: Subject) -> Iterator[tuple[int, int]]:
    """Cells of tables, and what follows a label up to the end of its line, that say"
    " that nothing is known yet."""
    text = subject.text
    last = 0
    for at in sorted((*_spoken(subject, _UNSAID_MARKS), *places(text, "??"))):
        if at < last:
            continue
        left = max(text.rfind(sign, max(0, at - _AROUND), at) for sign in "|\n:") + 1
        ends = [found for sign in "|\n" if (found := text.find(sign, at, at + _AROUND)) >= 0]
        right = min(ends, default=min(len(text), at + _AROUND))
        last = right
        opened, closed = text[left - 1 : left], text[right : right + 1]
        in_row = opened == closed == "|"
        after_label = opened == ":" and closed in {"\n", ""} and "|" not in text[left:right]
        inside = text[left:right].strip(_EDGES + "\r")
        if not (in_row or after_label) or not _UNSAID.fullmatch(inside):
            continue
        if in_row and _MASK.fullmatch(inside):
            continue
        start = text.index(inside, left)
        if not inside.startswith("TODO") or subject.language_of(start) in {"en", "de", "fr", "sv", "nl"}:
            yield start, start + len(inside)


_BLANK = lazy(r"(?:…{3,}|\.{6,}|(?:\. ){5,}\.|_{3,}(?:[/.] ?_{2,}){0,2}|_{1,2}[/.] ?_{1,2}[/.] ?_{2,4})")
_CHOICE = lazy(
    r"\(?(?:[Nn]ichtzutreffendes|[Uu]nzutreffendes"
    r"|[Nn]icht [Zz]utreffendes) (?:bitte )?(?:streichen|durchstreichen)\)?"
    r"|\(?\b[Dd]elete (?:as|where|if not) (?:appropriate|applicable)\b\)?"
    r"|\(?\b[Rr]ayer (?:la|les) mentions? inutiles?\b\)?|\(?\b[Tt](?:áchese|achar) lo que no proceda\b\)?"
    r"|\(?\b[Dd]oorhalen wat niet van toepassing is\b\)?"
    r"|\(?\b[Ss]tryk det som inte (?:gäller|är tillämpligt)\b\)?"
    r"|\(?\b[Bb]arrare (?:ciò che|la voce che) non interessa\b\)?"
)
_CHOICE_MARKS = {
    "en": Marks(("elete as ", "elete where ", "elete if not ")),
    "de": Marks(("utreffendes ",)),
    "fr": Marks(("ayer la mention", "ayer les mention")),
    "es": Marks(("lo que no proceda",)),
    "nl": Marks(("oorhalen wat",)),
    "sv": Marks(("tryk det som",)),
    "it": Marks(("arrare ciò", "arrare la voce")),
}


_LINES = Marks(("......", ". . . . .", "___", "_/_", "_._"))
"""What is in a line to write on, unless it is made of “…”."""


def _find_blanks(subject: Subject) -> Iterator[Hit]:
    """Lines to write on, and requests to strike out what does not apply: a form, or"
    " a template left as it was."""
    text = subject.text
    marks = {at for at, _ in _LINES.places(subject)}
    last = 0
    for at in sorted(marks.union(places(text, "………") if "…" in subject.unusual else ())):
        match = _BLANK.search(text, max(last, at - 2), at + 200) if at >= last else None
        if match is None:
            continue
        last = match.end()
        before, after = text[max(0, match.start() - 3) : match.start()], text[last : last + 6]
        if (
            before[-1:] in {" ", "\u00a0"}
            and before.strip()
            and not after.split("\n")[0].strip()[:1].isalnum()
        ):
            yield Hit(*match.span(), "A line to write on: was something to be filled in here?")
    for match in _near(text, _spoken(subject, _CHOICE_MARKS), _CHOICE):
        if "*" not in text[max(0, match.start() - 6) : match.start()]:
            yield Hit(*match.span(), f"“{match[0].strip('()')}”: nobody has chosen yet.")


RULES: tuple[Rule, ...] = (
    Rule(
        id="value-still-to-come",
        issue="placeholder",
        title="A value was never put in",
        why="The period, the name or the number that the reader looks for is not in the policy.",
        severity=Severity.HIGH,
        tier=Tier.SURE,
        find=_find_unsaid,
        hits=(
            "We keep your messages for ⟦XX months⟧.\n\n| Data | Basis |\n| --- | --- |\n| Name | ⟦TBC⟧ |\n",
            "Call us on ⟦1-800-XXX-XXXX⟧ or write to ⟦123 Main Street, Anytown⟧.",
            (
                "Der Inhaber ist ⟦Max Mustermann⟧. Die Daten liegen ⟦XX Minuten⟧ lang bei uns."
                " ⟦Hier ggf. weitere Dienste ergänzen⟧"
            ),
            (
                "| Finalité | Base |\n| --- | --- |\n| Newsletter | ⟦À COMPLÉTER⟧ "
                "|\n\nNous les gardons ⟦X mois⟧."
            ),
            "Le site est celui de ⟦M. (nom du maire)⟧, que vous pouvez joindre par lettre.",
            "| Tipo | Plazo |\n| --- | --- |\n| Fotos | ⟦por definir⟧ |\n\nUsted puede pedir sus datos.",
            "Plazo: ⟦por completar⟧\n\nSus datos se guardan ⟦XX años⟧.",
            "Uppgifterna sparas i ⟦XX månader⟧. | Namn | ⟦???⟧ |",
        ),
        misses=(
            "Give your number in the format XXX-XXX-XXXX. The siglo XX años is past. Section X days.",
            "| number | date |\n| xxxxxxxx | 2016-12-09 | xxxxxxxxxx |",
            "| Cookie | Wert |\n| --- | --- |\n| _ga_XXXX | zählt |\n\nSchreiben Sie z. B. Max Mustermann.",
            "| Sujeto | Todo |\n| --- | --- |\n| TODO | sí |\n\nComment faire ??",
            "Nous demandons l’identité (nom de famille) et l’adresse. Les frais sont à définir par écrit.",
        ),
    ),
    Rule(
        id="blank-to-write-on",
        issue="placeholder",
        title="Perhaps a blank that nobody filled in",
        why="A notice has no blanks: what belongs there is missing, unless this is a form for the reader.",
        severity=Severity.MEDIUM,
        tier=Tier.MAYBE,
        find=_find_blanks,
        hits=(
            "Name: ⟦…………………⟧\nAnschrift: wie oben",
            "Fait à Lille, le ⟦......................⟧\n",
            "Bologna, ⟦__/__/____⟧\n",
            "We remind you by text message. ⟦(delete as appropriate)⟧",
            "Wir erinnern Sie gern per SMS. ⟦(Nichtzutreffendes streichen)⟧",
        ),
        misses=(
            "1. Scope ........ 3\n2. Use ........ 4\n",
            "(*) Unzutreffendes streichen. Wait ... and see.",
            "| __utma | counts |\n\nThe cookie __gads is set.\n\n______________\n",
        ),
    ),
)
