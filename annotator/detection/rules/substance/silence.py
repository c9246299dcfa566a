"""Where a policy takes silence, or a box that is ticked beforehand, as consent."""

# ruff: noqa: E501 - a pattern is easier to compare when it stays on its line

import re
from collections.abc import Iterator

from annotator.detection.lazy import lazy
from annotator.detection.rules.phrases import Sentence, cues, sentences_with
from annotator.detection.subject import Subject

_CUES = cues(
    {
        "en": (
            "assume",
            "pre-ticked",
            "pre-checked",
            "preticked",
            "prechecked",
            "untick",
            "uncheck",
            "implied consent",
            "impliedly",
            "us to use cookies every",
            "us to use cookies each",
            "deemed to have consented",
            "deemed to consent",
            "take it that",
            "ticked by default",
            "checked by default",
            "already ticked",
            "already checked",
            "do not hear",
            "not returned",
            "do not reply",
            "do not respond",
            "do not object",
            "not heard",
        ),
        "de": (
            "gehen wir davon aus",
            "gehen wir von ihrem",
            "vorangekreuzt",
            "stillschweigend",
            "konkludent",
            "nicht widersprechen",
            "schweigen",
            "als erteilt",
            "bereits angekreuzt",
            "vorausgewählt",
            "vorausgefüllt",
        ),
        "fr": (
            "pré-coch",
            "précoch",
            "réputé avoir",
            "nous considérons que",
            "nous supposons que",
            "silence",
            "réputé acquis",
            "réputée acquise",
            "déjà cochée",
            "cochée par défaut",
            "cochées par défaut",
            "sans réponse",
        ),
        "es": (
            "entendemos que",
            "entenderemos que",
            "consideramos que",
            "premarcad",
            "asumimos que",
            "consentimiento tácito",
            "por aceptad",
            "se entenderá que",
            "marcada por defecto",
            "marcadas por defecto",
            "ya marcada",
            "ya viene marcada",
            "silencio",
        ),
        "sv": (
            "förikryssa",
            "utgår vi från",
            "förutsätter vi",
            "anses du ha",
            "redan ikryssad",
            "förbockad",
            "redan ibockad",
            "inte hör av dig",
            "inte invänder",
            "inte svarar",
            "ikryssad från",
        ),
        "it": (
            "si presume",
            "presumiamo",
            "consenso implicito",
            "preselezionat",
            "già spuntata",
            "già selezionata",
            "già flaggata",
            "silenzio",
            "spuntata per",
        ),
        "nl": (
            "gaan we ervan uit",
            "gaan wij ervan uit",
            "vooraf aangevinkt",
            "stilzwijgend",
            "al aangevinkt",
            "standaard aangevinkt",
            "reeds aangevinkt",
            "geen reactie",
            "geen bezwaar",
        ),
    }
)
_WORDINGS = {
    "en": lazy(
        r"\b(?:(?:we(?:'ll| will| shall| may)?|will|shall) assume (?:that )?(?:you|your|consent)\b[^.;]{0,60}?\b(?:happy|consent\w*|agree\w*|accept\w*|ok\b|okay|fine|content)[^.;]{0,80}|"
        r"(?:unless you|please|must|need to|can|if you do not|may) (?:untick|uncheck)[^.;]{0,60}|"
        r"pre-?(?:ticked|checked)[^.;]{0,40}|(?:your )?implied consent|"
        r"permits? us to use cookies (?:every|each) time you visit [a-z ]{0,20}(?:website|site)|"
        r"(?:you )?(?:are|will be|shall be) deemed to (?:have )?consent(?:ed)?[^.;]{0,80}|"
        r"(?:will|shall) take it that you (?:consent|agree|accept|are happy)[^.;]{0,60}|(?:if (?:you|we) do not (?:hear|reply|respond|object)|(?:is|are) not returned|not heard from you)[^.;]{0,90}?(?:deemed|taken|assume|presume|treat)[^.;]{0,50}?(?:consent|agree)\w*|(?:ticked|checked) by default|(?:is|are|comes) already (?:ticked|checked))"
    ),
    "de": lazy(
        r"gehen wir (?:davon aus,? dass sie|von ihrem)[^.;]{0,80}?(?:einverstanden|einwilligung|einverständnis|zustimm)\w*|(?:stillschweigende?|konkludente?)[nrs]? (?:einwilligung|zustimmung|einverständnis)|"
        r"(?:newsletter|werbung|rundbrief)[^.;]{0,80}?automatisch[^.;]{0,90}?nicht widersprechen|schweigen (?:gilt|wird)[^.;]{0,60}?(?:zustimmung|einwilligung|einverständnis)|(?:einwilligung|zustimmung|einverständnis) (?:gilt|als)[^.;]{0,60}?als erteilt|gilt (?:ihre|die|deine) (?:einwilligung|zustimmung) als erteilt|(?:kästchen|häkchen|feld) [^.;]{0,40}?(?:bereits angekreuzt|vorausgewählt)"
    ),
    "fr": lazy(
        r"(?:cases? )?pré-?cochée?s?|(?:êtes|serez|est) réputée?s? avoir (?:accepté|consenti|donné)[^.;]{0,60}|nous (?:considérons|supposons) que vous (?:acceptez|consentez|avez accepté)[^.;]{0,60}|"
        r"silence [^.;]{0,50}?vaut (?:accord|acceptation|consentement)[^.;]{0,60}|(?:sans|à défaut de) réponse [^.;]{0,60}?(?:accord|consentement) [^.;]{0,30}?(?:réputée?|acquise?)|(?:accord|consentement|autorisation) (?:est|sera) réputée? (?:acquise?|donnée?)|cochées? par défaut|déjà cochées?"
    ),
    "es": lazy(
        r"(?:entend(?:emos|eremos)|consideramos|asumimos) que (?:usted )?(?:acepta|consiente|está de acuerdo)[^.;]{0,60}|premarcad[ao]s?|consentimiento tácito|"
        r"(?:damos|se dan|daremos) por aceptad[ao]s?[^.;]{0,60}|se entenderá que (?:usted )?(?:acepta|consiente|autoriza|presta)[^.;]{0,60}|(?:ya (?:viene )?|previamente )marcadas?|marcadas? por defecto|silencio [^.;]{0,40}?(?:consentimiento|aceptación)"
    ),
    "sv": lazy(
        r"förikryssa\w+|(?:utgår|förutsätter) vi (?:från )?att du (?:samtycker|godkänner|accepterar)[^.;]{0,60}|anses du ha (?:samtyckt|godkänt|accepterat)[^.;]{0,60}|"
        r"(?:redan|på förhand) (?:i|för)(?:kryssa|bocka)\w+|förbocka\w+|om du inte (?:hör av dig|invänder|svarar)[^.;]{0,80}?(?:samtyck|godkän)\w+"
    ),
    "it": lazy(
        r"(?:si presume|presumiamo) (?:che )?[^.;]{0,40}?(?:accett|consens|acconsent)\w*|consenso implicito|preselezionat[aei]|"
        r"casell[ae] [^.;]{0,50}?già (?:spuntat|selezionat|flaggat)[ae]|silenzio[ -]assenso|silenzio [^.;]{0,40}?(?:consenso|assenso)|spuntat[ae] per impostazione predefinita"
    ),
    "nl": lazy(
        r"gaan wi?je? ervan uit dat [^.;]{0,60}?(?:akkoord|instemt|toestemming)\w*|vooraf aangevinkte?|stilzwijgende? (?:toestemming|instemming)|"
        r"(?:al|reeds|standaard) aangevinkt|(?:geen reactie|geen bezwaar)[^.;]{0,60}?(?:toestemming|akkoord)"
    ),
}
_NOT = lazy(
    r"\b(?:not?|never|nicht|keine|ne|pas|nunca|no|inte|non|niet|geen)\b[^.;,]{0,40}$|california|do not sell"
)


def taken_as_consent(subject: Subject) -> Iterator[tuple[Sentence, re.Match[str]]]:
    """The sentences that take silence or a default as consent, with where in their words they say so."""
    for sentence in sentences_with(subject, _CUES):
        for match in _WORDINGS[sentence.paragraph.language].finditer(sentence.words):
            if not _NOT.search(sentence.words[: match.start()]):
                yield sentence, match
