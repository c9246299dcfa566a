"""Rules about wording that leaves open what is collected, for what, by whom or until when."""

# ruff: noqa: E501 - a pattern is easier to compare when it stays on its line

from collections.abc import Callable, Iterator

from annotator.detection.lazy import lazy
from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.rules.phrases import cues, sentences_with
from annotator.detection.rules.substance.vague_wordings import (
    CATCH_ALLS,
    DEADLINES,
    HEDGES,
    OPEN_LISTS,
    RECIPIENTS,
    Wordings,
)
from annotator.detection.subject import Subject
from annotator.domain import LabelId, Severity

_ISSUE = LabelId("vague-wording")

_DATA = lazy(
    r"collect|information|data\b|share|disclos|purpose|personal|process|daten|erheb|verarbeit|zweck|donnée|collect|finalité|"
    r"datos|recopil|finalidad|uppgift|samla|ändamål|dati\b|raccogl|finalità|gegevens|verzamel|doel"
)

_ANSWERS = {
    "en": lazy(
        r"(?=.*\brequests?\b)(?=.*\b(?:respond|response|comply|act (?:up)?on|deal with|answer|process|reply|fulfil|honor|honour|address|consider|handle|action)\w*)(?!.*\b(?:law enforcement|subpoena|court|authorit|legal process|request for information))"
    ),
    "de": lazy(
        r"(?=.*(?:anfrage|antrag|anliegen|ersuchen))(?=.*(?:beantwort|bearbeit|antwort|nachkommen|entsprechen))"
    ),
    "fr": lazy(r"(?=.*demande)(?=.*(?:répon|trait|donner suite|satisf))"),
    "es": lazy(r"(?=.*(?:solicitud|petición))(?=.*(?:respond|atend|contest|tramit))"),
    "sv": lazy(r"(?=.*(?:begäran|förfrågan))(?=.*(?:svara|besvara|behandla|hantera|tillmötesgå))"),
}
_A_PERIOD = lazy(
    r"\b(?:\d{1,3}|one|two|three|thirty|forty-five|einem?s?|un|uno|en) (?:\(\d+\) )?(?:calendar |business |working |monats?)?(?:days?|months?|weeks?|hours?|tage?n?|monate?n?s?|wochen?|mois|jours?|mes(?:es)?|días?|dagar|månad\w*|veckor)\b"
)


def _whole(_words: str, _language: str) -> bool:
    return True


def _finder(
    wordings: Wordings,
    message: str,
    fits: Callable[[str, str], bool] = _whole,
    *,
    once: bool = False,
) -> Callable[[Subject], Iterator[Hit]]:
    """A finder of wordings in sentences that fit; ``once`` for the first of each paragraph only."""
    listed = cues({language: words for language, (words, _) in wordings.items()})

    def find(subject: Subject) -> Iterator[Hit]:
        told = -1
        for sentence in sentences_with(subject, listed):
            language = sentence.paragraph.language
            if once and sentence.paragraph.start == told:
                continue
            matches = list(wordings[language][1].finditer(sentence.words))
            for match in matches if matches and fits(sentence.words, language) else ():
                start, end = match.span("span") if "span" in match.re.groupindex else match.span()
                start, end = (
                    sentence.start + start,
                    sentence.start + start + len(match.string[start:end].rstrip()),
                )
                yield Hit(start, end, message.format(" ".join(subject.text[start:end].split())))
                told = sentence.paragraph.start
                if once:
                    break

    return find


def _about_data(words: str, _language: str) -> bool:
    return _DATA.search(words) is not None


_FORBIDDEN = lazy(
    r"(?:\bnot|\bnever|n't|prohibited|forbidden|without)\b[^.;]{0,160}? any (?:other )?(?:[a-z]+ )?(?:purpose|reason)"
)


def _allowed(words: str, language: str) -> bool:
    return _about_data(words, language) and _FORBIDDEN.search(words) is None


def _answers(words: str, language: str) -> bool:
    return _ANSWERS[language].match(words) is not None and _A_PERIOD.search(words) is None


_SHARES = lazy(
    r"shar|disclos|provid|transfer|sell|sold|pass|rent|available|send|weiter|übermittel|partag|transm|communi|divulg|compart|comun|"
    r"ceder|dela|lämna|condivi|verstrek|delen|gedeeld"
)
_LIABILITY = lazy(r"\bliab|damages|warrant|safeguards?\b|security measures|haftung|responsabil|indemn")


def _shares(words: str, _language: str) -> bool:
    return _SHARES.search(words) is not None


def _lists_data(words: str, _language: str) -> bool:
    return _DATA.search(words) is not None and _LIABILITY.search(words) is None


def _languages(wordings: Wordings) -> frozenset[str]:
    return frozenset(wordings)


_OPEN = "Readers cannot tell from an open list what happens to their data; Art. 12(1) GDPR asks for clear and plain language."

RULES: tuple[Rule, ...] = (
    Rule(
        id="catch-all",
        issue=_ISSUE,
        title="Catch-all wording",
        why="Whatever the writer thinks fit is no category and no purpose: Art. 5(1)(b) GDPR wants purposes specified and explicit.",
        severity=Severity.MEDIUM,
        tier=Tier.MAYBE,
        find=_finder(CATCH_ALLS, "“{}” lets in anything.", _allowed),
        languages=_languages(CATCH_ALLS),
        hits=(
            "We collect your name and ⟦any other personal information that you send to us⟧.",
            "We use your data to contact you about ⟦any other matter that we consider relevant⟧.",
            "Wir verarbeiten Ihren Namen und ⟦alle sonstigen Angaben, die Sie uns mitteilen⟧.",
            "Nous collectons votre nom et ⟦toute autre information que vous nous fournissez⟧.",
        ),
        misses=(
            "We collect no other information.",
            "We use your data for any other purpose described in this policy.",
            "We process your data for no other purposes.",
            "Processors may not use your data for any other purpose.",
        ),
    ),
    Rule(
        id="no-response-deadline",
        issue=_ISSUE,
        title="No deadline for an answer",
        why="Requests of data subjects are to be answered within one month (Art. 12(3) GDPR); a reasonable time is none.",
        severity=Severity.MEDIUM,
        tier=Tier.MAYBE,
        find=_finder(DEADLINES, "“{}” sets no deadline for the answer to a request.", _answers, once=True),
        languages=_languages(DEADLINES),
        hits=(
            "We will respond to your request ⟦within a reasonable time⟧.",
            "Wir beantworten Ihre Anfrage ⟦so schnell wie möglich⟧.",
            "Nous répondons à votre demande ⟦dans les meilleurs délais⟧.",
        ),
        misses=(
            "We will respond to your request as soon as possible, at the latest within 30 days.",
            "We will tell you of any breach as soon as possible.",
            "Wir beantworten Ihre Anfrage so schnell wie möglich, spätestens nach einem Monat.",
        ),
    ),
    Rule(
        id="unnamed-recipients",
        issue=_ISSUE,
        title="Recipients left open",
        why="Art. 13(1)(e) GDPR asks for the recipients or their categories; “selected” says how, not who.",
        severity=Severity.LOW,
        tier=Tier.MAYBE,
        find=_finder(RECIPIENTS, "“{}” names neither recipients nor categories of them.", _shares, once=True),
        languages=_languages(RECIPIENTS),
        hits=(
            "We may share your data with ⟦selected third parties⟧.",
            "Wir geben Ihre Daten an ⟦ausgewählte Partner⟧ weiter.",
            "Nous partageons vos données avec ⟦certains tiers⟧.",
            "Vi kan dela dina uppgifter med ⟦utvalda samarbetspartners⟧.",
        ),
        misses=(
            "We share your data with selected third parties that process payments for us.",
            "We share your data with certain third parties, such as couriers.",
            "We have various partners.",
        ),
    ),
    Rule(
        id="hedged-wording",
        issue=_ISSUE,
        title="Hedged or vague wording",
        why="It leaves open what is done, or on what condition; Art. 12(1) GDPR asks for clear and plain language.",
        severity=Severity.LOW,
        tier=Tier.MAYBE,
        find=_finder(HEDGES, "“{}” can mean anything."),
        languages=_languages(HEDGES),
        hits=(
            "These statistics do not identify you, ⟦unless we have said otherwise in this policy⟧.",
            "We use your data ⟦for our internal business purposes⟧.",
            "We use this to ⟦identify general customer trends⟧.",
        ),
        misses=(
            "We may update this policy from time to time.",
            "We use your data for the business purposes described below.",
            "We are used to trends.",
        ),
    ),
    Rule(
        id="open-ended-list",
        issue=_ISSUE,
        title="Open-ended list",
        why=_OPEN,
        severity=Severity.INFO,
        tier=Tier.MAYBE,
        find=_finder(OPEN_LISTS, "“{}” leaves open what else belongs to the list.", _lists_data, once=True),
        languages=_languages(OPEN_LISTS),
        hits=(
            "We collect data, ⟦including but not limited to⟧ your name.",
            "We collect your name and address. ⟦This list is not exhaustive⟧ as to the data collected.",
            "Wir verarbeiten ⟦unter anderem⟧ folgende Daten von Ihnen: Name und Anschrift.",
            "Vi samlar in uppgifter, ⟦bland annat⟧ ditt namn och din adress.",
        ),
        misses=(
            "We collect data, including your name.",
            "We are liable for no damages, including but not limited to loss of data.",
            "Wir verarbeiten folgende Daten von Ihnen: Name und Anschrift.",
        ),
    ),
)
