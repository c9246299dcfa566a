"""What a page prints to be clicked on, left in the text of its policy: menus, buttons, footers, ways back up.

Lines are judged by their words, and most of them only before the first or after the last line of prose. A
table of contents, links in a sentence and lists of providers are none of this. Offsets are code points.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from annotator.detection.lazy import lazy
from annotator.detection.literals import Marks
from annotator.detection.once import once
from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.rules.encoding.navigation_words import (
    CHOICES,
    CONTROLS,
    FOLLOWS,
    LEGAL,
    MENU,
    NETWORKS,
    SKIPS,
    TO_TOP,
)
from annotator.detection.rules.encoding.page_lines import LINK, Line, page
from annotator.detection.subject import Subject
from annotator.domain import Severity

_MANY = 12
"""Places of the same words beyond which they are told once."""
_APART = 2
"""Lines between two words of a menu that may be anything."""


def _told(subject: Subject, found: list[Line], message: str) -> Iterator[Hit]:
    """Each line, and of words that come back often the first only."""
    counts = Counter(line.key for line in found)
    done: set[str] = set()
    for line in found:
        often = counts[line.key] > _MANY
        if often and line.key in done:
            continue
        done.add(line.key)
        more = f", here and in {counts[line.key] - 1} other places" if often else ""
        words = subject.text[line.start : line.end]
        words = (LINK.sub(r"\1", words) if "](" in words else words).strip("[]*_ ")
        yield Hit(line.start, line.end, f"“{words}” {message}{more}.")


_HOME = lazy(
    r"https?://[^/\s#?]{1,80}/?|(?:\.{0,2}/){0,4}(?:(?:index|home|default)\.\w{2,5})(?<!\.md)|(?:\.{0,2}/){1,4}"
)
"""Where a link to the first page of a site leads."""


def _to_top(subject: Subject) -> Iterator[Hit]:
    """Ways back to the top of the page."""
    lines = page(subject)
    found = [line for line in lines.of(TO_TOP) if line.target or " " in line.key]
    up = [line for line in found if not _HOME.fullmatch(line.target)]
    yield from _told(subject, up, "leads a reader of the page up, and says nothing in a policy")
    away = [line for line in found if _HOME.fullmatch(line.target)]
    yield from _told(subject, away, "leads back to the home page, and says nothing in a policy")


_MORE = lazy(
    r"\b(?:more|mehr|suite|plus|más|mer|più|tutto|meer|mais)\b|less|weniger|moins|menos|mindre|weiterlesen|pdf"
)
_ICON = lazy(
    r"(?:keyboard\\?_arrow\\?_(?:down|up|left|right)|expand\\?_(?:more|less)|chevron\\?_(?:left|right)"
    r"|arrow\\?_(?:back|forward|drop\\?_down|drop\\?_up|upward|downward)|open\\?_in\\?_new|more\\?_vert)\b"
)
_ICON_STARTS = Marks(
    f"{start}{sign}" for start in ("arrow", "expand", "chevron", "open", "more") for sign in ("_", "\\_")
)


_BUTTONS = SKIPS | CONTROLS
_BESIDE = CONTROLS | NETWORKS


def _controls(subject: Subject) -> Iterator[Hit]:
    """Buttons of the page, and the names of icons that a font was to draw."""
    yield from _buttons(subject)
    yield from _icons(subject)


def _buttons(subject: Subject) -> Iterator[Hit]:
    lines = page(subject)
    at = [index for index in lines.at(_BUTTONS) if index not in lines.headings]
    counts = Counter(lines.keys[index] for index in at)
    found: list[Line] = []
    for index in at:
        line = lines.line(index)
        if line.key in SKIPS:
            found.append(line)
        else:
            works = _MORE.search(line.key) and (
                line.target or subject.text[line.start : line.end].rstrip(" \u00a0*_").endswith(":")
            )
            beside = (*lines.keys[max(index - 1, 0) : index], *lines.keys[index + 1 : index + 2])
            alone = " " not in line.key and not lines.is_edge(index) and counts[line.key] < 3
            if not works and not (alone and _BESIDE.isdisjoint(beside)):
                found.append(line)
    yield from _told(subject, found, "is a button of the page, without function in a policy")


def _icons(subject: Subject) -> Iterator[Hit]:
    text = subject.text
    if not _ICON_STARTS.places(subject):
        return
    if "expand" in text or any(each in text for each in ("_arrow", "arrow_", "arrow\\_")):
        found = list(_ICON.finditer(text))
        for match in found if len(found) <= _MANY else found[:1]:
            if not subject.in_address(match.start()):
                more = f", here and in {len(found) - 1} other places" if len(found) > _MANY else ""
                yield Hit(*match.span(), f"“{match[0]}” is the name of an icon that is not drawn{more}.")


def _choices(subject: Subject) -> Iterator[Hit]:
    """Buttons of a cookie banner."""
    found = [line for line in page(subject).of(CHOICES) if not line.heading]
    yield from _told(subject, found, "is a button of a cookie banner, without function in a policy")


_INVITES = lazy(
    r"(?:(?:follow|find|join|connect with) us on|folgen sie uns auf|folge uns auf|suivez-nous sur"
    r"|retrouvez-nous sur|síguenos en|följ oss på|seguici su|volg ons op|siga-nos no)\s?:?\s*\Z",
    re.IGNORECASE,
)


def _follows(subject: Subject) -> Iterator[Hit]:
    """Invitations to networks whose links are gone, and links to networks at the edge of the page."""
    lines, text = page(subject), subject.text
    invites = {*lines.at(FOLLOWS), *(index for index in chain(*lines.edges) if _invites(lines.keys[index]))}
    bare = {
        index - 1
        for index in lines.at(NETWORKS)
        if not NETWORKS.isdisjoint(lines.keys[index + 1 : index + 2])
        and not lines.line(index).target
        and not lines.line(index + 1).target
    }
    for index in sorted(invites):
        line = lines.line(index)
        if index not in lines.headings and (lines.is_edge(index) or index in bare):
            yield Hit(
                line.start, line.end, f"“{text[line.start : line.end]}” invites to links that are not there."
            )
    for index in sorted(bare.intersection(lines.prose) if bare else ()):
        start, raw = lines.raw[index]
        end = start + len(raw.rstrip())
        match = _INVITES.search(text, max(end - 40, start), end)
        if match is not None:
            yield Hit(*match.span(), f"“{match[0]}” invites to links that are not there.")


def _invites(key: str) -> bool:
    """Whether it invites to one network."""
    on, _, network = key.rpartition(" ")
    return on in FOLLOWS and network in NETWORKS


_COUNT = lazy(r" ?\(?\d{1,3}\)?\Z")
LABEL = 40
"""Code points of the name of a page in a menu."""
_LEAST = 3
"""Pages that make a menu."""


def _menus(subject: Subject) -> Iterator[Hit]:
    """Lists of the pages of a site before or after the policy."""
    for first, last in found_menus(subject):
        message = f"The menu of the site, from “{first.key}” to “{last.key}”, is no part of the policy."
        yield Hit(first.start, last.end, message)


@once
def found_menus(subject: Subject) -> Iterator[tuple[Line, Line]]:
    """The first and the last line of each."""
    lines, text = page(subject), subject.text
    if not lines.said.isdisjoint(MENU):
        head, tail = ([lines.line(index) for index in each] for each in lines.edges)
        yield from _menus_among(text, head, after=False)
        yield from _menus_among(text, tail, after=True)


def _menus_among(text: str, lines: Sequence[Line], *, after: bool) -> Iterator[tuple[Line, Line]]:
    held: list[int] = []
    done = 0
    for index in range(len(lines) + 1):
        line = lines[index] if index < len(lines) else None
        if line is not None and _is_page(line) and (_is_known(_name(line), after=after) or _leads_on(line)):
            held.append(index)
            continue
        if not held or (line is not None and index - held[-1] <= _APART and not line.heading):
            continue
        if _is_menu([lines[each] for each in held], after=after):
            first, final = held[0], held[-1]
            while first > done and _belongs(text, lines[first - 1], lines[first]):
                first -= 1
            while final + 1 < len(lines) and _belongs(text, lines[final + 1], lines[final]):
                final += 1
            done = final + 1
            yield lines[first], lines[final]
        held = []


def _is_page(line: Line) -> bool:
    """Whether a line may be the name of a page and nothing else."""
    return not line.heading and not line.numbered and "#" not in line.target and bool(line.key)


def _name(line: Line) -> str:
    """What it is called, without how many things are there."""
    return line.key if line.key[-1:].isalpha() else _COUNT.sub("", line.key)


def _is_known(name: str, *, after: bool) -> bool:
    return name in MENU or name in NETWORKS or (after and name in LEGAL)


def _leads_on(line: Line) -> bool:
    """Whether it is a link to another page of the site."""
    return line.target.startswith("/") and len(line.key) <= LABEL


def _is_menu(lines: list[Line], *, after: bool) -> bool:
    names = set(map(_name, lines))
    pages = len(names & MENU)
    known = sum(_is_known(name, after=after) for name in names)
    leading = sum(map(_leads_on, lines))
    return pages >= _LEAST or (pages > 0 and known > _LEAST) or (pages > 0 and leading > _LEAST)


def _belongs(text: str, line: Line, beside: Line) -> bool:
    """Whether a line goes on a list, with the line beside it."""
    between = text[line.end : beside.start] if line.end <= beside.start else text[beside.end : line.start]
    alike = (line.listed and beside.listed) or (bool(line.target) and bool(beside.target))
    return _is_page(line) and alike and len(line.key) <= LABEL and len(between) < 2 * LABEL


WHY = "It belongs to the page and not to the policy, and does nothing where it stands."
EXAMPLE = (
    "We collect your name and your address so that we can send you what you have ordered from us in our shop."
)

RULES: tuple[Rule, ...] = (
    Rule(
        id="back-to-top",
        issue="dead-nav-text",
        title="A way back to the top of the page, or to the home page",
        why=WHY,
        severity=Severity.LOW,
        tier=Tier.SURE,
        find=_to_top,
        hits=(
            f"{EXAMPLE}\n\n⟦back to top⟧\n\n{EXAMPLE}",
            f"{EXAMPLE}\n\n⟦[Nach oben](#top)⟧\n",
            f"{EXAMPLE}\n* ⟦Retour en haut de page⟧ ↑",
            f"{EXAMPLE}\n⟦Tillbaka till toppen⟧",
            f"{EXAMPLE}\n\n⟦[Volver al inicio](index.html)⟧\n",
        ),
        misses=(
            "You can click back to top at any time.",
            "Back to top quality",
            "# Subir\n\nPuede subir fotos.",
        ),
    ),
    Rule(
        id="page-control",
        issue="dead-nav-text",
        title="A button of the page",
        why=WHY,
        severity=Severity.LOW,
        tier=Tier.SURE,
        find=_controls,
        hits=(
            f"⟦Skip to content⟧\n\n{EXAMPLE}",
            f"{EXAMPLE}\n\n⟦Print this page⟧\n\n{EXAMPLE}",
            f"⟦[Zum Inhalt springen](#main)⟧\n\n{EXAMPLE}",
            f"{EXAMPLE}\n\n⟦En savoir plus⟧\n\n{EXAMPLE}",
            f"{EXAMPLE}\n\nCookies ⟦keyboard_arrow_down⟧\n",
        ),
        misses=(
            f"{EXAMPLE}\n\nEn savoir plus :\n\n{EXAMPLE}",
            f"{EXAMPLE}\n\n[Learn more](https://example.org)\n\n{EXAMPLE}",
            f"{EXAMPLE}\n\n## Print\n\nYou can print this page.",
            f"{EXAMPLE}\n\n* Print\n* Radio\n\n{EXAMPLE}",
            "the arrow_down key",
        ),
    ),
    Rule(
        id="cookie-banner-button",
        issue="dead-nav-text",
        title="A button of a cookie banner",
        why="It looks as if readers could choose here, and they cannot.",
        severity=Severity.LOW,
        tier=Tier.SURE,
        find=_choices,
        hits=(
            f"{EXAMPLE}\n\n⟦Accept all cookies⟧\n",
            f"⟦Alle akzeptieren⟧\n\n⟦Alle ablehnen⟧\n\n{EXAMPLE}",
            f"{EXAMPLE}\n\n⟦[Tout refuser](#)⟧\n",
        ),
        misses=(
            "You can click “Accept all cookies” or “Reject all”.",
            "## Decline\n\nYou may decline.",
            "Accept all cookies that you need.",
        ),
    ),
    Rule(
        id="follow-us",
        issue="dead-nav-text",
        title="An invitation to links that are not there",
        why=WHY,
        severity=Severity.LOW,
        tier=Tier.SURE,
        find=_follows,
        hits=(
            f"{EXAMPLE} Please ⟦follow us on:⟧\n\nTwitter\n\nFacebook\n\n{EXAMPLE}",
            f"{EXAMPLE}\n\n⟦Folgen Sie uns auf⟧\n",
            f"{EXAMPLE}\n\n⟦Suivez-nous :⟧\n\n* Facebook\n* Instagram\n",
        ),
        misses=(
            f"{EXAMPLE} Follow us on Twitter, as many do, and read what we write.",
            f"{EXAMPLE}\n\n## Follow us\n\n{EXAMPLE}",
            f"{EXAMPLE} These are:\n\n* Facebook\n* Twitter\n\n{EXAMPLE}",
        ),
    ),
    Rule(
        id="site-menu",
        issue="dead-nav-text",
        title="The menu of the site",
        why=WHY,
        severity=Severity.MEDIUM,
        tier=Tier.SURE,
        find=_menus,
        hits=(
            f"* ⟦Home\n* About\n* Services\n* Contact us⟧\n\nPrivacy Policy\n==============\n\n{EXAMPLE}",
            f"{EXAMPLE}\n\n⟦Startseite\nÜber uns\nKontakt\nImpressum⟧\n",
            f"⟦[Accueil](/)\n[Produits](/p)\n[Panier](/b)⟧\n\n{EXAMPLE}",
            f"* ⟦[Start](/)\n* [Garn](/g)\n* [Stickor](/s)\n* [Korg (0)](/k)⟧\n\n# Policy\n\n{EXAMPLE}",
            f"{EXAMPLE}\n\n* ⟦Kitchens\n* Products\n* Help\n* About us\n* Recipes⟧\n",
        ),
        misses=(
            f"* [Cookies](#1)\n* [Contact us](#2)\n* [Support](#3)\n* [Help](#4)\n\n{EXAMPLE}",
            f"Privacy Policy\n\nContents\n\nCookies\nSecurity\nContact us\n\n{EXAMPLE}",
            f"{EXAMPLE}\n\n* Home\n* Services\n* Products\n* Support\n\n{EXAMPLE}",
        ),
    ),
)
