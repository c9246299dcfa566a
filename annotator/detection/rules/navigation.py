"""What a page prints to be clicked on, left in the text of its policy: menus, buttons, footers, ways back up.

Lines are judged by their words, and most of them only before the first or after the last line of prose. A
table of contents, links in a sentence and lists of providers are none of this. Offsets are code points.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.rules.navigation_words import (
    CHOICES,
    CONTROLS,
    FOLLOWS,
    LEGAL,
    MENU,
    NETWORKS,
    SKIPS,
    TO_TOP,
)
from annotator.detection.subject import Subject
from annotator.domain import Severity

_LONGEST = 200
"""Code points of a line that can be anything but prose."""
_PROSE = 100
"""Code points from which a line is prose; shorter ones are where they end like a sentence."""
_MANY = 12
"""Places of the same words beyond which they are told once."""
_APART = 2
"""Lines between two words of a menu that may be anything."""

_RULE = re.compile(r"[=\-_*~ ]{3,}")
_BEFORE = re.compile(r"[\s>*_+•·◦▪–—↑^«‹|\\-]*(?:\d{1,2}\\?[.)]\s+)?[\s*_↑^]*")
_AFTER = " \t\u00a0*_|↑^»›\\\u200b"
_LINK = re.compile(r"\[([^\[\]]{0,120})\]\(([^()\s]{0,400})(?:\s\"[^\"]{0,200}\")?\)")
_IMAGE = re.compile(r"!\[[^\]]{0,200}\]\([^)]{0,400}\)")
_AROUND_KEY = ' \t\u00a0.:!…>»›^↑[](){}*_-–—×✕"“”'


class _Line(NamedTuple):
    start: int
    end: int
    key: str
    """Its words in lower case, without signs around them."""
    target: str
    """Where it links to, if it is one link."""
    heading: bool
    edge: bool
    """Whether it stands before the first line of prose or after the last."""


class _Page(NamedTuple):
    lines: tuple[_Line, ...]
    keys: frozenset[str]
    """Those of all lines: a rule whose words are not among them has nothing to find."""


@lru_cache(maxsize=1)
def _page(subject: Subject) -> _Page:
    """The lines with words that are short; a line of prose is there with an empty key."""
    raws: list[tuple[int, str, str, bool, bool]] = []
    start = 0
    for raw in subject.text.splitlines(keepends=True):
        words = raw.strip()
        if words:
            if words[0] in "=-_*~" and raws and _RULE.fullmatch(words[:_LONGEST]):
                raws[-1] = *raws[-1][:4], True
            else:
                raws.append((start, raw, words, _is_prose(words), words[0] == "#"))
        start += len(raw)
    prose = [index for index, each in enumerate(raws) if each[3]]
    first, last = (prose[0], prose[-1]) if prose else (len(raws), -1)
    lines = tuple(
        _Line(start, start + len(raw), "", "", heading, False)  # noqa: FBT003 - there are many of them
        if is_prose
        else _line(start, raw, words, heading=heading, edge=not first <= index <= last)
        for index, (start, raw, words, is_prose, heading) in enumerate(raws)
    )
    return _Page(lines, frozenset(line.key for line in lines))


def _is_prose(words: str) -> bool:
    if len(words) > _LONGEST:
        return True
    if "](" not in words:
        return len(words) >= _PROSE or _stops(words)
    shown = _LINK.sub(r"\1", _IMAGE.sub("", words))
    return len(shown) >= _PROSE or _stops(shown)


def _stops(words: str) -> bool:
    return words.rstrip("*_ )").endswith((".", ";", ":", "。")) and words.count(" ") >= 7


def _line(start: int, raw: str, words: str, *, heading: bool, edge: bool) -> _Line:
    if words[0].isalpha() and words[-1].isalnum() and "[" not in words:
        left = start + raw.index(words[0])
        return _Line(left, left + len(words), " ".join(words.split()).casefold(), "", heading, edge)
    lead = _BEFORE.match(raw)
    left = lead.end() if lead is not None else 0
    shown = _IMAGE.sub("", raw) if "![" in raw else raw
    right = len(shown.rstrip().rstrip(_AFTER)) if shown is raw else raw.find("![")
    words = raw[left:right].rstrip(_AFTER + "\r\n")
    link = _LINK.fullmatch(words)
    said = link[1] if link is not None else words
    key = " ".join(said.strip(_AROUND_KEY + "#").split()).casefold()
    return _Line(
        start + left, start + left + len(words), key, link[2] if link is not None else "", heading, edge
    )


def _told(subject: Subject, found: list[_Line], message: str) -> Iterator[Hit]:
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
        words = (_LINK.sub(r"\1", words) if "](" in words else words).strip("[]*_ ")
        yield Hit(line.start, line.end, f"“{words}” {message}{more}.")


def _to_top(subject: Subject) -> Iterator[Hit]:
    """Ways back to the top of the page."""
    lines, keys = _page(subject)
    if keys.isdisjoint(TO_TOP):
        return
    found = [line for line in lines if line.key in TO_TOP and (line.target or " " in line.key)]
    yield from _told(subject, found, "leads a reader of the page up, and says nothing in a policy")


_MORE = re.compile(
    r"\b(?:more|mehr|suite|plus|más|mer|più|tutto|meer|mais)\b|less|weniger|moins|menos|mindre|weiterlesen"
)
_ICON = re.compile(
    r"(?:keyboard\\?_arrow\\?_(?:down|up|left|right)|expand\\?_(?:more|less)|chevron\\?_(?:left|right)"
    r"|arrow\\?_(?:back|forward|drop\\?_down|drop\\?_up|upward|downward)|open\\?_in\\?_new|more\\?_vert)\b"
)


def _controls(subject: Subject) -> Iterator[Hit]:
    """Buttons of the page, and the names of icons that a font was to draw."""
    yield from _buttons(subject)
    yield from _icons(subject)


def _buttons(subject: Subject) -> Iterator[Hit]:
    lines, keys = _page(subject)
    if keys.isdisjoint(SKIPS) and keys.isdisjoint(CONTROLS):
        return
    counts = Counter(line.key for line in lines if not line.heading)
    found: list[_Line] = []
    for index, line in enumerate(lines):
        if line.heading or not line.key:
            continue
        if line.key in SKIPS:
            found.append(line)
        elif line.key in CONTROLS:
            works = line.target and _MORE.search(line.key)
            beside = {other.key for other in lines[max(index - 1, 0) : index + 2] if other is not line}
            alone = " " not in line.key and not line.edge and counts[line.key] < 3
            if not works and not (alone and beside.isdisjoint(CONTROLS | NETWORKS)):
                found.append(line)
    yield from _told(subject, found, "is a button of the page, without function in a policy")


def _icons(subject: Subject) -> Iterator[Hit]:
    text = subject.text
    if not subject.known["arrow"] and not subject.known["expand"]:
        return
    if "_arrow" in text or "\\_arrow" in text or "arrow_" in text or "arrow\\_" in text or "expand" in text:
        found = list(_ICON.finditer(text))
        for match in found if len(found) <= _MANY else found[:1]:
            if not subject.in_address(match.start()):
                more = f", here and in {len(found) - 1} other places" if len(found) > _MANY else ""
                yield Hit(*match.span(), f"“{match[0]}” is the name of an icon that is not drawn{more}.")


def _choices(subject: Subject) -> Iterator[Hit]:
    """Buttons of a cookie banner."""
    lines, keys = _page(subject)
    if keys.isdisjoint(CHOICES):
        return
    found = [line for line in lines if line.key in CHOICES and not line.heading]
    yield from _told(subject, found, "is a button of a cookie banner, without function in a policy")


_INVITES = re.compile(
    r"(?:(?:follow|find|join|connect with) us on|folgen sie uns auf|folge uns auf|suivez-nous sur"
    r"|retrouvez-nous sur|síguenos en|följ oss på|seguici su|volg ons op|siga-nos no)\s?:?\s*\Z",
    re.IGNORECASE,
)


def _follows(subject: Subject) -> Iterator[Hit]:
    """Invitations to networks whose links are gone, and links to networks at the edge of the page."""
    lines, keys = _page(subject)
    if keys.isdisjoint(FOLLOWS) and keys.isdisjoint(NETWORKS):
        return
    text = subject.text
    for index, line in enumerate(lines):
        after = lines[index + 1 : index + 3]
        bare = len(after) == 2 and all(other.key in NETWORKS and not other.target for other in after)
        if line.key in FOLLOWS and not line.heading and (line.edge or bare):
            yield Hit(
                line.start, line.end, f"“{text[line.start : line.end]}” invites to links that are not there."
            )
        elif not line.key and bare:
            end = line.start + len(text[line.start : line.end].rstrip())
            match = _INVITES.search(text, max(end - 40, line.start), end)
            if match is not None:
                yield Hit(*match.span(), f"“{match[0]}” invites to links that are not there.")


def _menus(subject: Subject) -> Iterator[Hit]:
    """Lists of the pages of a site before or after the policy."""
    lines, keys = _page(subject)
    if keys.isdisjoint(MENU):
        return
    last = max((index for index, line in enumerate(lines) if not line.edge), default=-1)
    held: list[_Line] = []
    apart = 0
    for index, line in enumerate(lines):
        known = line.edge and not line.heading and not line.target.startswith("#")
        if known and (line.key in MENU or line.key in NETWORKS or (line.key in LEGAL and index > last)):
            held.append(line)
            apart = 0
            continue
        apart += 1
        if held and (apart > _APART or not line.edge or line.heading):
            yield from _menu(held)
            held = []
    yield from _menu(held)


def _menu(lines: list[_Line]) -> Iterator[Hit]:
    keys = {line.key for line in lines}
    pages = len(keys & MENU)
    if pages >= 3 or (pages and len(keys) > 3):
        message = (
            f"The menu of the site, from “{lines[0].key}” to “{lines[-1].key}”, is no part of the policy."
        )
        yield Hit(lines[0].start, lines[-1].end, message)


_PARTS = re.compile(r"\s[|·•/]\s|(?<=\))\s?[|·•]\s?|(?<=\))(?=\[)")
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright\b).{0,120}\b(?:19|20)\d\d\b|(?:©|copyright\b)\s?(?:19|20)\d\d\b"
)
_RESERVED = re.compile(
    r"(?:all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados"
    r"|tutti i diritti riservati|alle rechten voorbehouden|alla rättigheter förbehållna"
    r"|todos os direitos reservados|med ensamrätt|alle rettigheder forbeholdes)\Z"
)
_CREDIT = re.compile(
    r"(?:proudly )?(?:powered by|website by|site by|web design by|designed by|propulsé par) \S.{0,60}\Z"
)


def _footers(subject: Subject) -> Iterator[Hit]:
    """Lines of links, of rights and of credits before or after the policy."""
    text = subject.text
    for line in _page(subject).lines:
        if not line.edge or line.heading or not line.key:
            continue
        words = text[line.start : line.end]
        parts = [_key(part) for part in _PARTS.split(words)] if len(words) < 4 * _LONGEST else []
        known = sum(1 for part in parts if part in MENU or part in LEGAL or part in NETWORKS)
        if len(parts) >= 3 and known >= 2 and 2 * known >= len(parts):
            yield Hit(
                line.start, line.end, "A line of links to other pages of the site, no part of the policy."
            )
        elif _CREDIT.match(line.key):
            yield Hit(line.start, line.end, f"“{words}” credits who made the site, no part of the policy.")
        elif _COPYRIGHT.match(line.key) or _RESERVED.search(line.key):
            yield Hit(line.start, line.end, "The footer of the page, no part of the policy.")


def _key(part: str) -> str:
    return " ".join(_LINK.sub(r"\1", part).strip(_AROUND_KEY).split()).casefold()


_HERE = (
    "you are here|sie sind hier|vous êtes ici|(?:usted )?estás? aquí|du är här|ti trovi in|sei in|u bent hier"
)
_HOME = "home|homepage|startseite|start|accueil|inicio|início|hem|forside"
_TRAIL = re.compile(rf"(?:(?:{_HERE})\s?:?\s?\S|(?:{_HOME})\s?(?:[>»›→]|\\>|/(?= )|::)\s?\S).{{0,150}}\Z")


def _trails(subject: Subject) -> Iterator[Hit]:
    """The way from the home page to this one."""
    for line in _page(subject).lines:
        if line.edge and not line.heading and _TRAIL.match(_key(subject.text[line.start : line.end])):
            yield Hit(line.start, line.end, "The way through the site to this page, no part of the policy.")


_WHY = "It belongs to the page and not to the policy, and does nothing where it stands."
_POLICY = (
    "We collect your name and your address so that we can send you what you have ordered from us in our shop."
)

RULES: tuple[Rule, ...] = (
    Rule(
        id="back-to-top",
        issue="dead-nav-text",
        title="A way back to the top of the page",
        why=_WHY,
        severity=Severity.LOW,
        tier=Tier.SURE,
        find=_to_top,
        hits=(
            f"{_POLICY}\n\n⟦back to top⟧\n\n{_POLICY}",
            f"{_POLICY}\n\n⟦[Nach oben](#top)⟧\n",
            f"{_POLICY}\n* ⟦Retour en haut de page⟧ ↑",
            f"{_POLICY}\n⟦Tillbaka till toppen⟧",
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
        why=_WHY,
        severity=Severity.LOW,
        tier=Tier.SURE,
        find=_controls,
        hits=(
            f"⟦Skip to content⟧\n\n{_POLICY}",
            f"{_POLICY}\n\n⟦Print this page⟧\n\n{_POLICY}",
            f"⟦[Zum Inhalt springen](#main)⟧\n\n{_POLICY}",
            f"{_POLICY}\n\n⟦En savoir plus⟧\n\n{_POLICY}",
            f"{_POLICY}\n\nCookies ⟦keyboard_arrow_down⟧\n",
        ),
        misses=(
            f"{_POLICY}\n\n[Learn more](https://example.org)\n\n{_POLICY}",
            f"{_POLICY}\n\n## Print\n\nYou can print this page.",
            f"{_POLICY}\n\n* Print\n* Radio\n\n{_POLICY}",
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
            f"{_POLICY}\n\n⟦Accept all cookies⟧\n",
            f"⟦Alle akzeptieren⟧\n\n⟦Alle ablehnen⟧\n\n{_POLICY}",
            f"{_POLICY}\n\n⟦[Tout refuser](#)⟧\n",
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
        why=_WHY,
        severity=Severity.LOW,
        tier=Tier.SURE,
        find=_follows,
        hits=(
            f"{_POLICY} Please ⟦follow us on:⟧\n\nTwitter\n\nFacebook\n\n{_POLICY}",
            f"{_POLICY}\n\n⟦Folgen Sie uns auf⟧\n",
            f"{_POLICY}\n\n⟦Suivez-nous :⟧\n\n* Facebook\n* Instagram\n",
        ),
        misses=(
            f"{_POLICY} Follow us on Twitter, as many do, and read what we write.",
            f"{_POLICY}\n\n## Follow us\n\n{_POLICY}",
            f"{_POLICY} These are:\n\n* Facebook\n* Twitter\n\n{_POLICY}",
        ),
    ),
    Rule(
        id="site-menu",
        issue="dead-nav-text",
        title="The menu of the site",
        why=_WHY,
        severity=Severity.MEDIUM,
        tier=Tier.SURE,
        find=_menus,
        hits=(
            f"* ⟦Home\n* About\n* Services\n* Contact us⟧\n\nPrivacy Policy\n==============\n\n{_POLICY}",
            f"{_POLICY}\n\n⟦Startseite\nÜber uns\nKontakt\nImpressum⟧\n",
            f"⟦[Accueil](/)\n[Produits](/p)\n[Panier](/b)⟧\n\n{_POLICY}",
        ),
        misses=(
            f"* [Cookies](#1)\n* [Contact us](#2)\n* [Support](#3)\n* [Help](#4)\n\n{_POLICY}",
            f"Privacy Policy\n\nContents\n\nCookies\nSecurity\nContact us\n\n{_POLICY}",
            f"{_POLICY}\n\n* Home\n* Services\n* Products\n* Support\n\n{_POLICY}",
        ),
    ),
    Rule(
        id="page-footer",
        issue="dead-nav-text",
        title="The footer of the page",
        why=_WHY,
        severity=Severity.LOW,
        tier=Tier.SURE,
        find=_footers,
        hits=(
            f"{_POLICY}\n\n⟦Acme | [Privacy Policy](/p) | [Help](/h) | All rights reserved⟧\n",
            f"{_POLICY}\n\n⟦Powered by Endpoint⟧ ![](images/e.png)",
            f"{_POLICY}\n\n⟦© 2021 Acme GmbH. Alle Rechte vorbehalten.⟧",
        ),
        misses=(
            f"{_POLICY} All rights reserved.",
            f"{_POLICY}\n\nAcme Ltd | 1 High Street | London\n",
            f"Copyright © 2020\n================\n\n{_POLICY}",
        ),
    ),
    Rule(
        id="breadcrumb",
        issue="dead-nav-text",
        title="The way through the site to this page",
        why=_WHY,
        severity=Severity.LOW,
        tier=Tier.SURE,
        find=_trails,
        hits=(
            f"⟦Home > Legal > Privacy⟧\n\n{_POLICY}",
            f"⟦[Startseite](/) » Datenschutz⟧\n\n{_POLICY}",
            f"⟦You are here: Home / Privacy⟧\n\n{_POLICY}",
        ),
        misses=(
            f"{_POLICY}\n\nHome > Settings > Privacy\n\n{_POLICY}",
            f"Home and privacy\n\n{_POLICY}",
            f"Settings > Privacy\n\n{_POLICY}",
        ),
    ),
)
