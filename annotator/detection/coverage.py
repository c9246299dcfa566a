"""What a policy says of all that the law wants it to say, and where: the coverage table.

An item is present with the sentence that says it, absent, or unclear where only a person can tell; or it does
not apply, and the table says why. Offsets are code points.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import islice

from annotator.detection.cues import BEYOND_DOUBT, Sayings
from annotator.detection.dates import dates_in, own_dates
from annotator.detection.disclosures import ITEMS, RIGHTS, Item, Regime
from annotator.detection.identity import (
    contact,
    controller,
    has_address,
    lacks_contact,
    lacks_controller,
    sentence_at,
)
from annotator.detection.lazy import lazy
from annotator.detection.once import once
from annotator.detection.subject import Subject
from annotator.detection.verdict import Disclosed, Judged, Verdict
from annotator.text.structure import HEADING

SHORTEST = 1_000
"""Code points of prose below which a text says too little to miss anything in it."""
_CANDIDATES = 6
"""Sentences from which the one to quote is chosen."""
_OPENING = 1_500
"""Code points at the start, where a policy says that it is one."""
_TITLE = 300
"""Code points at the start, where its title is."""
_FEWEST = 2
"""Mentions of personal data or privacy in a policy whose title has one; twice as many in any other."""
_PROSE_PER_MENTION = 3_500
"""Code points of prose in which a policy speaks of them at least once: terms of use do so less often."""
_TELLING = 5
"""So many different words of the trade tell a policy that does not call itself one."""
_PROSE_PER_TELLING = 500
"""Code points of it in which one of them occurs at least once."""
_DATE_LINE = 100
"""Code points of a line so short that a date is what it is about."""
_BELOW = 500
"""Code points below a heading about an officer in which their address may stand."""
_NAMES = 2
"""Sentences that name a region without its law before the law is taken to apply."""
_COOKIES = ("cookie", "traceur", "tracker", "kakor")
_MOST_COOKIES = 1.2
"""So many times as often must a policy about cookies speak of them as of personal data."""


_ONLY_IF_NEEDED = frozenset({"safeguards", "source"})
"""Items whose words mean something else where nothing calls for them."""
_RIGHTS = frozenset({"access", "rectification", "erasure", "restriction", "objection", "portability"})
_AMERICAN = (
    "california",
    "ccpa",
    "cpra",
    "nevada",
    "virginia",
    "colorado",
    "connecticut",
    "utah",
    "texas",
    "state privacy",
)
_AMERICAN_STATES = lazy(r"\bu\.?s\.? states?")
_EUROPEAN = lazy(
    r"gdpr|\beea\b|europe|\buk\b|united kingdom|\beu\b|rgpd|dsgvo|\bavg\b|dataskyddsf|españa|unión"
)
_EUROPEAN_LANGUAGES = frozenset(
    [
        "bg",
        "cs",
        "da",
        "de",
        "el",
        "es",
        "et",
        "fi",
        "fr",
        "ga",
        "hr",
        "hu",
        "it",
        "lt",
        "lv",
        "mt",
        "nl",
        "pl",
        "pt",
        "ro",
        "sk",
        "sl",
        "sv",
    ]
)


def coverage(subject: Subject) -> tuple[Disclosed, ...]:
    """Every item in the order of the table; nothing for a text that is no privacy or cookie policy."""
    judge = _judge(subject)
    return tuple(map(judge.of, ITEMS)) if judge is not None else ()


@once
def absent(subject: Subject) -> Mapping[str, str]:
    """The items that are absent and the law that asks for each; no words to quote are looked for."""
    judge = _judge(subject)
    return {item.id: judge.source(item) for item in ITEMS if judge.lacks(item)} if judge is not None else {}


def _judge(subject: Subject) -> "_Judge | None":
    if len(subject.text) < SHORTEST:
        return None
    sayings = Sayings(subject)
    about = _about(subject, sayings)
    return _Judge(subject, sayings, cookies_only=about == "cookies") if about is not None else None


def _about(subject: Subject, sayings: Sayings) -> str | None:
    """``privacy`` or ``cookies``; None where it is a policy about neither, or hardly any text."""
    prose = sum(each.end - each.start for each in subject.paragraphs if each.block.kind is not HEADING)
    if prose < SHORTEST:
        return None
    words, about = sayings.words, sayings.needles("policy")
    opening, title = words[:_OPENING], words[:_TITLE]
    in_title = any(each in title for each in about)
    fewest = max(_FEWEST if in_title else 2 * _FEWEST, prose / _PROSE_PER_MENTION)
    of_cookies = any(each in opening for each in _COOKIES)
    told = sum(about.values())
    if of_cookies and sum(words.count(each) for each in _COOKIES) > _MOST_COOKIES * told:
        return "cookies"
    if in_title and told < fewest:
        told += sum(sayings.needles("data").values()) // 2
    if told >= fewest and any(each in opening for each in about):
        return "privacy"
    telling = [found for found in sayings.needles("telling").values() if found]
    tells = len(telling) >= _TELLING and sum(telling) * _PROSE_PER_TELLING >= prose
    return "privacy" if tells else None


@cache
def _asked(item: str, regimes: tuple[Regime, ...]) -> tuple[tuple[Regime, ...], str]:
    """Those of the laws that ask for an item, and where they do."""
    row = next(each for each in ITEMS if each.id == item)
    asking = tuple(each for each in regimes if row.asked_by((each,)))
    return asking, row.source(asking)


def _is_american(words: str) -> bool:
    return any(each in words for each in _AMERICAN) or (
        " state" in words and _AMERICAN_STATES.search(words) is not None
    )


class _Judge:
    """The verdicts on one text."""

    def __init__(self, subject: Subject, sayings: Sayings, *, cookies_only: bool) -> None:
        self._subject = subject
        self._sayings = sayings
        self._cookies_only = cookies_only
        self._by_reference = sayings.first("rights-by-reference")
        self._regimes, self._reasons = self._scope()

    def source(self, item: Item) -> str:
        """Where the laws that apply ask for an item."""
        return _asked(item.id, self._regimes)[1]

    def lacks(self, item: Item) -> bool:
        """Whether the verdict is that an item is absent."""
        if self._needless(item, _asked(item.id, self._regimes)[0]):
            return False
        match item.id:
            case "controller":
                return lacks_controller(self._subject, self._sayings)
            case "contact":
                return lacks_contact(self._subject, self._sayings)
            case "date":
                return self._sayings.first("date") is None and self._date()[0] is Verdict.ABSENT
            case _:
                return self._near(item) is None and self._beside(item) is None

    def of(self, item: Item) -> Disclosed:
        """The verdict on one item."""
        regimes, source = _asked(item.id, self._regimes)
        reason = self._needless(item, regimes)
        if reason:
            return Disclosed(item.id, item.title, (), "", Verdict.NOT_APPLICABLE, (), reason)
        verdict, evidence, why = self._judged(item)
        return Disclosed(item.id, item.title, regimes, source, verdict, tuple(evidence), why)

    def _judged(self, item: Item) -> Judged:
        match item.id:
            case "controller":
                return controller(self._subject, self._sayings)
            case "contact":
                return contact(self._subject, self._sayings)
            case "date":
                return self._date()
            case _:
                return self._said(item)

    def _scope(self) -> tuple[tuple[Regime, ...], dict[str, str]]:
        language = self._subject.language
        european = self._is_named("scope-eu")
        british = self._is_named("scope-uk")
        californian = self._sayings.first("scope-california") is not None
        if not european and not british and language in _EUROPEAN_LANGUAGES:
            european = self._sayings.first("scope-elsewhere") is None
        regimes = []
        if european:
            regimes.append(Regime.GDPR)
        if british:
            regimes.append(Regime.UK)
        if californian:
            regimes.append(Regime.CCPA)
        return tuple(regimes), {
            "european": "Nothing in the text points to the EU, the EEA or the UK.",
            "california": "Nothing in the text points to consumers in California.",
        }

    def _is_named(self, scope: str) -> bool:
        """By its law, or more than once by its name; addresses and links to other notices do not count."""
        if next(self._sayings.naming(scope), None) is not None:
            return True
        return len(set(self._sayings.naming(f"{scope}-maybe"))) >= _NAMES

    def _needless(self, item: Item, regimes: tuple[Regime, ...]) -> str:
        if not regimes:
            return self._reasons["european" if item.article else "california"]
        if self._cookies_only and not item.in_cookie_policy:
            return "The text is about cookies only."
        if item.needs and not self._sayings.says(item.needs) and not self._said_anyway(item):
            return item.needless
        if item.ends and self._sayings.says(item.ends):
            return item.ended
        return ""

    def _said_anyway(self, item: Item) -> bool:
        return item.id not in _ONLY_IF_NEEDED and self._sayings.says(item.id)

    def _said(self, item: Item) -> Judged:
        near = self._near(item)
        if near and (best := self._best(item)):
            return Verdict.PRESENT, [best], ""
        if near:
            return Verdict.UNCLEAR, [near], "It comes near to saying it."
        beside = self._beside(item)
        return (Verdict.UNCLEAR, [beside[0]], beside[1]) if beside else (Verdict.ABSENT, [], "")

    def _near(self, item: Item) -> tuple[int, int] | None:
        """A sentence that says an item or comes near to it."""
        near = next(self._here(item, self._sayings.saying(item.id)), None)
        return near or next(self._here(item, self._sayings.hinting(item.id)), None)

    def _beside(self, item: Item) -> tuple[tuple[int, int], str] | None:
        """What leaves open whether an item that nothing comes near to is missing, and why."""
        if item.id == "dpo" and (contacts := self._contact_beside_officer()):
            return contacts, "A contact stands beside it, which may be the officer's."
        if item.id == "portability" and (public := self._sayings.first("public-body")):
            return public, "A public body owes it only where it relies on consent or a contract."
        if item.id in _RIGHTS and self._by_reference:
            return self._by_reference, "Rights are only referred to, not named."
        return None

    def _best(self, item: Item) -> tuple[int, int] | None:
        """The sentence to quote: the one that says it most plainly, the first among equals."""
        best, believed = None, -1
        for degree, start, end in islice(self._sayings.evident(item.id), _CANDIDATES):
            if degree < believed or (degree == believed and best is not None and start >= best[0]):
                continue
            if next(self._here(item, iter([(start, end)])), None):
                best, believed = (start, end), degree
                if degree == BEYOND_DOUBT:
                    break
        if best is None or item.why is RIGHTS:
            return best
        return self._sayings.below(best[0]) or best

    def _contact_beside_officer(self) -> tuple[int, int] | None:
        """The words about the officer with an address in their paragraph, or below their heading."""
        for start, end in self._sayings.saying("has-dpo"):
            paragraph = self._subject.paragraph_at(start)
            if paragraph is None:
                continue
            below = _BELOW if paragraph.block.kind is HEADING else 0
            if has_address(self._subject.text, start, paragraph.end + below):
                return start, end
        return None

    def _here(self, item: Item, found: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Without what is said only to the people of another region."""
        for start, end in found:
            if item.own_region:
                around = f"{self._sayings.opening(start)} {self._sayings.words[start:end]}"
                american = _is_american(around)
                if item.article and american and not _EUROPEAN.search(around):
                    continue
                if item.california and not american and _EUROPEAN.search(around):
                    continue
            yield start, end

    def _date(self) -> Judged:
        own = own_dates(self._subject)
        if own:
            return Verdict.PRESENT, [sentence_at(self._subject, own[0].start)], ""
        said = next(self._sayings.evident("date"), None)
        if said:
            return Verdict.PRESENT, [said[1:]], ""
        near = self._sayings.first("date") or next(self._dates_at_the_ends(), None)
        return (Verdict.UNCLEAR, [near], "It may be its date.") if near else (Verdict.ABSENT, [], "")

    def _dates_at_the_ends(self) -> Iterator[tuple[int, int]]:
        """Where a policy prints its date, if not always with the word that says so."""
        text = self._subject.text
        last = max(_OPENING, len(text) - _OPENING // 2)
        for start, end in self._sayings.hinting("date"):
            if end < _OPENING or start > last:
                yield start, end
        for found in (*dates_in(text, 0, _OPENING), *dates_in(text, last)):
            paragraph = self._subject.paragraph_at(found.start)
            if paragraph is not None and paragraph.end - paragraph.start <= _DATE_LINE:
                yield paragraph.start, paragraph.end
