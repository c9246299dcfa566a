"""Web addresses that are well written and lead nowhere all the same, or will not for long.

Nobody goes online: what is judged is which site they name, and a short list of those given up.
"""

from collections.abc import Iterator

from annotator.detection.language import word_set
from annotator.detection.lazy import lazy
from annotator.detection.literals import Marks
from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.rules.gates import Gates
from annotator.detection.rules.references.addresses import LOCAL, in_brief
from annotator.detection.subject import Subject
from annotator.domain import Severity

_ONLY_HERE = Marks(("//localhost", "///", "//127.0.0.1", "//192.168.", "//10."))
_TEST_SITE = lazy(
    r"https?://(?:(?:[\w-]+\.)*(?:staging|stage|stg|pre-?prod|preview|uat|qa|test|testing)\d?\.[\w-]+\.[\w.-]+"
    r"|[\w-]+-(?:staging|preprod|uat)\.[\w.-]+)"
)
_TESTED = word_set("staging stage stg preprod prod preview uat qa test testing")
_ARCHIVES = Marks(("web.archive.org/",))
_ARCHIVE = lazy(r"web\.archive\.org/(?!web/\d|web/\*|save|details|cdn-cgi|$)[^\s<>\"“”\[\]()]{1,300}")
_SHORTENERS = frozenset(
    (
        *(
            "bit.ly",
            "goo.gl",
            "ow.ly",
            "is.gd",
            "buff.ly",
            "tiny.cc",
            "t.ly",
            "rb.gy",
            "cutt.ly",
            "rebrand.ly",
        ),
        *("tinyurl.com", "shorturl.at", "t.co"),
    )
)
_SHORTENING = Gates((host.replace(".", " "), host) for host in _SHORTENERS)
_SHORT = lazy(r"\.(?:ly|gl|gd|cc|gy|at|co|com)/(?=[\w-]{2,60}(?![\w/-]|\.\w))")
_HOST_BEFORE = lazy(r"(?:https?://)?(?<![\w.-])(?P<host>[a-z]{1,9}\.)$")
_SUCCESSORS = {
    "google.com/privacy.html": "policies.google.com/privacy",
    "google.com/privacy_ads.html": "policies.google.com/technologies/ads",
    "google.com/privacy/ads": "policies.google.com/technologies/ads",
    "google.com/settings/ads/onweb": "myadcenter.google.com",
    "google.com/ads/preferences": "myadcenter.google.com",
    "ico.gov.uk": "ico.org.uk",
    "agpd.es": "www.aepd.es",
    "plus.google.com": "",
    "macromedia.com/support/": "",
}
"""Addresses of others that were given up, and where their pages are now."""
_OBSOLETE = Marks(_SUCCESSORS)
_PART = lazy(r"[\w./:?=&%#~+-]*")
_PART_BEFORE = lazy(r"(?:https?://)?(?:[\w-]{1,30}\.){0,3}$")


def _archived(subject: Subject) -> Iterator[Hit]:
    text, done = subject.text, 0
    for at, _ in _ARCHIVES.places(subject):
        match = _ARCHIVE.match(text, at) if text.endswith("//", done, at) else None
        if match is None:
            continue
        start = at - 2
        start -= next((len(each) for each in ("https:", "http:") if text.endswith(each, done, start)), 0)
        done = match.end()
        words = text[start:done].rstrip(".,;:!?'’*_")
        path = words.partition("web.archive.org")[2]
        message = f"“{in_brief(path)}” is a page of the policy's own site, not of the archive."
        yield Hit(start, start + len(words), message)


def _private(subject: Subject) -> Iterator[Hit]:
    if _ONLY_HERE.places(subject):
        for match in LOCAL.finditer(subject.text):
            yield Hit(match.start(), match.end(), f"“{in_brief(match[0])}” exists on one machine only.")


def _on_test_site(subject: Subject) -> Iterator[Hit]:
    if subject.vocabulary.isdisjoint(_TESTED):
        return
    for link in subject.links:
        if found := _TEST_SITE.match(subject.text[link.target[0] : link.target[1]]):
            yield Hit(*link.target, f"“{found[0]}” looks like a site under test.")


def _obsolete(subject: Subject) -> Iterator[Hit]:
    text = subject.text
    for at, address in _OBSOLETE.places(subject):
        start, end = _whole(text, at, at + len(address))
        shown_by_link = text.startswith("](", end)
        if not shown_by_link and (start == at or text[at - 1] in "./"):
            successor = _SUCCESSORS[address]
            instead = f": its pages are now at {successor}." if successor else "."
            yield Hit(start, end, f"“{in_brief(text[start:end])}” was given up{instead}")


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """The whole address around a part of it."""
    before = _PART_BEFORE.search(text[max(0, start - 99) : start])
    after = _PART.match(text, end)
    begin = start - len(before[0]) if before else start
    return begin, begin + len(text[begin : after.end() if after else end].rstrip(".,;:?_"))


def _shortened(subject: Subject) -> Iterator[Hit]:
    text = subject.text
    for match in _SHORT.finditer(text) if _SHORTENING.passed(subject) else ():
        before = _HOST_BEFORE.search(text[max(0, match.start() - 18) : match.start() + 1])
        if before is None or before["host"] + match[0][1:-1] not in _SHORTENERS:
            continue
        after = _PART.match(text, match.end())
        start, end = match.start() + 1 - len(before[0]), after.end() if after else match.end()
        words = text[start:end].rstrip(".,;:")
        message = f"“{words}” does not show where it leads, and may end any day."
        yield Hit(start, start + len(words), message)


RULES: tuple[Rule, ...] = (
    Rule(
        id="archived-address",
        issue="broken-url",
        title="Link to a page that an archive does not have",
        why=(
            "A link within the site was resolved against the archive from which the policy was taken. It "
            "leads nowhere; the page that it meant is on the company's own site."
        ),
        severity=Severity.MEDIUM,
        tier=Tier.SURE,
        find=_archived,
        hits=(
            "Read our [User Agreement](⟦https://web.archive.org/en/user-agreement⟧) first.",
            "Lesen Sie die [AGB](⟦https://web.archive.org/agb.html⟧).",
            "Please [contact us](⟦https://web.archive.org/contact⟧).",
        ),
        misses=(
            "An [older version](https://web.archive.org/web/20150612000000/https://example.org/) is kept.",
            "The pages are archived at https://web.archive.org/ by others.",
            "See [all versions](https://web.archive.org/web/*/example.org).",
        ),
    ),
    Rule(
        id="private-address",
        issue="broken-url",
        title="Address on one machine only",
        why="The address names somebody's own computer or network. Nobody else can follow it.",
        severity=Severity.MEDIUM,
        tier=Tier.SURE,
        find=_private,
        hits=(
            "See [the terms](⟦http://localhost:3000/terms⟧).",
            "Siehe [Anlage](⟦file:///C:/Users/anna/anlage.pdf⟧).",
            "Voir ⟦http://192.168.1.12/politique⟧ pour en savoir plus.",
        ),
        misses=(
            "The cookie is set for localhost and for file:// pages only.",
            "Die Adresse 192.168.1.12 ist privat; siehe https://10.example.org/.",
            "See [the terms](https://localhost.example.org/terms).",
        ),
    ),
    Rule(
        id="test-site",
        issue="broken-url",
        title="Address of a site under test",
        why="Readers may not reach a test site, and what stands there may differ from what is in force.",
        severity=Severity.LOW,
        tier=Tier.MAYBE,
        find=_on_test_site,
        hits=(
            "See [the terms](⟦https://staging.example.org/terms⟧).",
            "Siehe [AGB](⟦https://shop.test.example.de/agb⟧).",
            "Voir [les conditions](⟦https://boutique-preprod.exemple.fr/cgv⟧).",
        ),
        misses=(
            "See [the terms](https://example.org/staging/terms).",
            "Siehe [AGB](https://www.stage-theater.de/agb).",
            "Voir [le test](https://www.test.fr/politique).",
        ),
    ),
    Rule(
        id="obsolete-address",
        issue="broken-url",
        title="Address that was given up",
        why="The company moved or closed this page. At best the reader is led on, at worst nothing is left.",
        severity=Severity.LOW,
        tier=Tier.MAYBE,
        find=_obsolete,
        hits=(
            "See ⟦http://www.google.com/privacy.html⟧.",
            "Read [the opt-out page](⟦http://www.google.com/privacy/ads/⟧).",
            "Adressez-vous à [www.agpd.es](⟦https://www.agpd.es/portal⟧).",
        ),
        misses=(
            "See https://policies.google.com/privacy.",
            "See https://www.example.com/google/privacy.html.",
            "Adressez-vous à [www.aepd.es](https://www.aepd.es/es).",
        ),
    ),
    Rule(
        id="shortened-address",
        issue="broken-url",
        title="Shortened address",
        why="It does not show where it leads, another company sees who follows it, and it may end any day.",
        severity=Severity.LOW,
        tier=Tier.MAYBE,
        find=_shortened,
        hits=(
            "To opt out, visit ⟦http://bit.ly/2abcXYZ⟧.",
            "Siehe [hier](⟦https://goo.gl/abc123⟧) oder ⟦tinyurl.com/abc-123⟧.",
            "Voir ⟦https://t.co/abc123⟧.",
        ),
        misses=(
            "Visit https://www.example.co/abc or https://fly.example.com/abc.",
            "Siehe https://recht.example.at/abc.",
            "Links are shortened by bit.ly or goo.gl.",
        ),
    ),
)
"""Rows of the table of rules."""
