"""What frames a page, left in the text of its policy: footers, credits, rows of buttons, page numbers.

Offsets are code points.
"""

from collections.abc import Iterator
from itertools import chain

from annotator.detection.lazy import lazy
from annotator.detection.once import once
from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.rules.encoding.navigation import EXAMPLE, LABEL, WHY, found_menus
from annotator.detection.rules.encoding.navigation_words import (
    CONTROLS,
    FIELDS,
    FOLLOWS,
    JOINS,
    LEGAL,
    MENU,
    NETWORKS,
    PROMISES,
    TURNS,
)
from annotator.detection.rules.encoding.page_lines import LONGEST, PROSE, Page, key_of, page
from annotator.detection.subject import Subject
from annotator.domain import Severity

_PARTS = lazy(r"\s[|·•/–]\s|(?<=\))\s?[|·•]\s?|(?<=\))\s{0,2}(?=\[)")
_PARTING = lazy(r"[)|·•/–](?:(?<=\s[|·•/–])\s|(?<=\))\s{0,2}[|·•\[])")
"""Without this a line has only one part; that is seen sooner."""
_LEAST = 3
"""Links that make a line of them."""
_RIGHTS = r"(?:©|\(c\)|copyright\b).{0,120}\b(?:19|20)\d\d\b|(?:©|copyright\b)\s?(?:19|20)\d\d\b"
_COPYRIGHT = lazy(_RIGHTS)
_RESERVED = (
    "all rights reserved",
    "alle rechte vorbehalten",
    "tous droits réservés",
    "todos los derechos reservados",
    "tutti i diritti riservati",
    "alle rechten voorbehouden",
    "alla rättigheter förbehållna",
    "todos os direitos reservados",
    "med ensamrätt",
    "alle rettigheder forbeholdes",
)
_MADE_BY = (
    r"(?:(?:proudly )?(?:powered by|website by|site by|web ?design by|designed by|design by|theme by)"
    r"|propulsé par|site (?:créé|réalisé) (?:par|avec)|drivs av|webbplatsen är byggd (?:i|av|med)"
    r"|hemsida av|desarrollado por|diseñado por|hecho con (?:♥|❤|amor)|made with (?:♥|❤|love)|credits ?:"
    r"|sito realizzato da|realizzato da|website door|realisatie ?:|webdesign ?:|realisiert (?:von|durch|mit)"
    r"|umgesetzt (?:von|durch)|desenvolvido por) \S.{0,60}\Z"
)
_CREDIT = lazy(_MADE_BY)
_TO_CUSTOMERS = (
    r"(?:free (?:uk )?(?:delivery|shipping)|kostenlose[rn]? (?:versand|lieferung)|versandkostenfrei"
    r"|gratis ?versand|livraison (?:gratuite|offerte)|envíos? gratis|spedizione gratuita"
    r"|gratis (?:verzending|bezorging)|fri frakt|frete grátis|alle preise (?:inkl|sind inkl|inklusive))\b"
)
_SHOP = lazy(_TO_CUSTOMERS)
_FRAME = lazy(f"{_RIGHTS}|{_MADE_BY}|{_TO_CUSTOMERS}")


@once
def _footers(subject: Subject) -> Iterator[Hit]:
    """Lines of links, of rights and of credits before or after the policy."""
    text, lines = subject.text, page(subject)
    menus = found_menus(subject)
    for index in chain(*lines.edges):
        key, raw = lines.keys[index], lines.raw[index][1]
        if not (_PARTING.search(raw) or _FRAME.match(key) or key.endswith(_RESERVED)):
            continue
        line = lines.line(index)
        if line.heading or not line.key:
            continue
        if any(first.start <= line.start < final.end for first, final in menus):
            continue
        words = text[line.start : line.end]
        parts = _parts(words) if len(words) < 4 * LONGEST else []
        names = [key_of(part) for part in parts]
        known = sum(map(_is_of_footer, parts, names)) if len(parts) >= _LEAST else 0
        if known >= 2 and 2 * known >= len(parts):
            yield Hit(
                line.start, line.end, "A line of links to other pages of the site, no part of the policy."
            )
        elif any(map(_CREDIT.match, (line.key, *names[1:]))):
            yield Hit(line.start, line.end, f"“{words}” credits who made the site, no part of the policy.")
        elif _COPYRIGHT.match(line.key) or line.key.endswith(_RESERVED):
            yield Hit(line.start, line.end, "The footer of the page, no part of the policy.")
        elif _SHOP.match(line.key):
            yield Hit(line.start, line.end, f"“{words}” is said to the customers of a shop, on every page.")


def _parts(words: str) -> list[str]:
    """What stands between the signs of a line; none where there are no such signs."""
    return _PARTS.split(words) if _PARTING.search(words) else []


def _is_of_footer(part: str, name: str) -> bool:
    own = "](/" in part and 3 < len(name) <= LABEL
    return own or name in MENU or name in LEGAL or name in NETWORKS or _COPYRIGHT.match(name) is not None


_PIPED = lazy(r"[^|\d@:.…]{2,32}(?: \| [^|\d@:.…]{2,32}){2,8}")


def _perhaps_footers(subject: Subject) -> Iterator[Hit]:
    """The last lines, if they are names in a row with strokes between."""
    text, lines = subject.text, page(subject)
    for index in range(max(len(lines.keys) - 4, 0), len(lines.keys)):
        if "|" not in lines.keys[index] or not lines.is_edge(index):
            continue
        line = lines.line(index)
        words = text[line.start : line.end]
        alone = not text[line.start - 1 : line.start].strip("\r\n") and not line.listed
        piped = alone and not line.heading and _PIPED.fullmatch(words)
        told = piped and any((hit.start, hit.end) == (line.start, line.end) for hit in _footers(subject))
        if piped and not told and not _acts(words):
            yield Hit(line.start, line.end, "Names in a row, perhaps links to other pages of the site.")


_ACTS = CONTROLS | TURNS | NETWORKS | FOLLOWS


def _acts(words: str) -> bool:
    """Whether each part of a line is a button."""
    parts = _PARTS.split(words)
    return len(parts) > 1 and all(key_of(part) in _ACTS for part in parts)


_BAR = lazy(r" [|/·•] ")
_PAGE = lazy(
    r"(?P<before>.{0,80}(?:\s[|–-]|\s{2}|\t)\s*)?(?:page|seite|página|pagina|sida|side|strona|s\.)\s\d{1,3}"
    r"\s?(?:/|of|von|sur|de|di|van|av|z)\s?\d{1,3}"
)


def _bars(subject: Subject) -> Iterator[Hit]:
    """Rows of buttons, forms for a newsletter, the numbers of printed pages."""
    lines, text = page(subject), subject.text
    for index in _likely(lines):
        line, edge = lines.line(index), lines.is_edge(index)
        if line.heading:
            continue
        words = text[line.start : line.end]
        if line.key[-1].isdigit() and _PAGE.fullmatch(line.key):
            yield Hit(line.start, line.end, f"“{words}” is the number of a printed page.")
        elif (line.key in TURNS and edge) or (len(words) < PROSE and _BAR.search(words) and _acts(words)):
            yield Hit(
                line.start, line.end, f"“{words}” are buttons of the page, without function in a policy."
            )
        elif edge and line.key.startswith(JOINS) and len(line.key) < 2 * LABEL:
            end = line.end
            for below in range(index + 1, min(index + 5, len(lines.keys))):
                field = lines.keys[below]
                if field in FIELDS or not any(map(str.isalnum, field or "x" * (not lines.is_edge(below)))):
                    end = lines.line(below).end
                else:
                    break
            yield Hit(line.start, end, f"“{words}” belongs to a form that is not there.")
        elif edge and line.key in PROMISES:
            yield Hit(line.start, line.end, f"“{words}” belongs to the frame of the page.")


def _likely(lines: Page) -> list[int]:
    """The lines that are the number of a page, or have a sign between words; at the edges other bars too."""
    keys = lines.keys
    barred = _BAR.search("\n".join(keys)) is not None
    found = {
        index
        for index, key in enumerate(keys)
        if (key[-1:].isdigit() and _PAGE.fullmatch(key)) or (barred and _BAR.search(key))
    }
    for index in chain(*lines.edges):
        key = keys[index]
        if key in TURNS or key in PROMISES or key.startswith(JOINS):
            found.add(index)
    return sorted(found)


_HERE = (
    "you are here|sie sind hier|vous êtes ici|(?:usted )?estás? aquí|du är här|ti trovi in|sei in|u bent hier"
)
_HOME = "home|homepage|startseite|start|accueil|inicio|início|hem|forside"
_TRAIL = lazy(rf"(?:(?:{_HERE})\s?:?\s?\S|(?:{_HOME})\s?(?:[>»›→]|\\>|/(?= )|::)\s?\S).{{0,150}}\Z")
_TRAIL_STARTS = (
    *("you", "sie", "vous", "u", "est", "du", "ti", "sei"),
    *("home", "start", "accueil", "inicio", "início", "hem", "forside"),
)


def _trails(subject: Subject) -> Iterator[Hit]:
    """The way from the home page to this one."""
    lines = page(subject)
    for index in chain(*lines.edges):
        if "](" in lines.raw[index][1] or lines.keys[index].startswith(_TRAIL_STARTS):
            line = lines.line(index)
            if not line.heading and _TRAIL.match(key_of(subject.text[line.start : line.end])):
                yield Hit(
                    line.start, line.end, "The way through the site to this page, no part of the policy."
                )


RULES: tuple[Rule, ...] = (
    Rule(
        id="page-footer",
        issue="dead-nav-text",
        title="The footer of the page",
        why=WHY,
        severity=Severity.LOW,
        tier=Tier.SURE,
        find=_footers,
        hits=(
            f"{EXAMPLE}\n\n⟦Acme | [Privacy Policy](/p) | [Help](/h) | All rights reserved⟧\n",
            f"{EXAMPLE}\n\n⟦Powered by Endpoint⟧ ![](images/e.png)",
            f"{EXAMPLE}\n\n⟦© 2021 Acme GmbH. Alle Rechte vorbehalten.⟧",
            f"{EXAMPLE}\n\n⟦[Start](/) [Om laget](/lag) [Matcher](/m)⟧\n",
            f"{EXAMPLE}\n\n⟦© 2021 Acme. Drivs av Ektorp⟧\n",
            f"⟦Free delivery on orders over £60!⟧\n\n{EXAMPLE}",
        ),
        misses=(
            f"{EXAMPLE} All rights reserved.",
            f"{EXAMPLE}\n\nAcme Ltd | 1 High Street | London\n",
            f"Copyright © 2020\n================\n\n{EXAMPLE}",
        ),
    ),
    Rule(
        id="perhaps-page-footer",
        issue="dead-nav-text",
        title="Perhaps a line of links to other pages",
        why=WHY,
        severity=Severity.INFO,
        tier=Tier.MAYBE,
        find=_perhaps_footers,
        hits=(
            f"{EXAMPLE}\n\n⟦Bergbahnen | Wandern | Wetter & Webcam⟧\n",
            f"{EXAMPLE}\n\n⟦Kitchens | Bathrooms | Bedrooms⟧",
            f"{EXAMPLE}\n\n⟦Tapis | Rideaux | Coussins⟧\n",
        ),
        misses=(
            f"{EXAMPLE}\n\nAcme Ltd | 1 High Street | London\n",
            f"{EXAMPLE}\n\n| Google | Analytics | Ireland |\n* Google | Analytics | Ireland",
            f"Kitchens | Bathrooms | Bedrooms\n\n{EXAMPLE}\n\nA\n\nB\n\nC\n\nD",
            f"{EXAMPLE} Kitchens | Bathrooms | Bedrooms, and all else that we sell.",
        ),
    ),
    Rule(
        id="page-bar",
        issue="dead-nav-text",
        title="A row of buttons, a form or the number of a page",
        why=WHY,
        severity=Severity.LOW,
        tier=Tier.SURE,
        find=_bars,
        hits=(
            f"{EXAMPLE}\n\n⟦Page 3 of 3⟧\n",
            f"{EXAMPLE}\n\n⟦Acme - Politique de confidentialité  |  Page 10 sur 26⟧\n\n{EXAMPLE}",
            f"{EXAMPLE}\n\n← ⟦Vorheriger Artikel | Nächster Artikel⟧ →",
            f"{EXAMPLE}\n\n⟦Compartir en Facebook / Imprimir / Enviar a un amigo⟧",
            f"{EXAMPLE}\n\n⟦Subscribe to our newsletter\n\nEmail⟧\n",
            f"{EXAMPLE}\n\n⟦Zahlungsarten⟧\n",
        ),
        misses=(
            "You will find it on page 3 of 3",
            f"{EXAMPLE}\n\nPrivacy / Cookies / Terms\n\n{EXAMPLE}",
            "Subscribe to our newsletter and we will send it to the address that you gave us.",
            f"{EXAMPLE}\n\n## Payment methods\n\n{EXAMPLE}",
        ),
    ),
    Rule(
        id="breadcrumb",
        issue="dead-nav-text",
        title="The way through the site to this page",
        why=WHY,
        severity=Severity.LOW,
        tier=Tier.SURE,
        find=_trails,
        hits=(
            f"⟦Home > Legal > Privacy⟧\n\n{EXAMPLE}",
            f"⟦[Startseite](/) » Datenschutz⟧\n\n{EXAMPLE}",
            f"⟦You are here: Home / Privacy⟧\n\n{EXAMPLE}",
        ),
        misses=(
            f"{EXAMPLE}\n\nHome > Settings > Privacy\n\n{EXAMPLE}",
            f"Home and privacy\n\n{EXAMPLE}",
            f"Settings > Privacy\n\n{EXAMPLE}",
        ),
    ),
)
