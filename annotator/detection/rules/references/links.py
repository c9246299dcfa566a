"""Links that lead nowhere, or elsewhere than they say."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from annotator.detection.lazy import lazy
from annotator.detection.literals import Marks
from annotator.detection.once import once
from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.rules.references.addresses import in_brief
from annotator.detection.subject import Link, Subject
from annotator.domain import Severity
from annotator.text.structure import ITEM

# fmt: off
_CONTROLS = lazy(
    r"\b(?:cookies?|consent|préférences?|prefer|einstellungen|settings|ajustes|configur|paramétr|paramètr|pdf|"
    r"print|drucken|imprimer|imprimir|download|top|haut de page|arriba|nach oben|back|retour|volver|zurück|"
    r"close|fermer|cerrar|schließen|menu|next|prev|previous|suivant|précédent|more|less|show|hide|expand|collapse|all|"
    r"toggle|opt[- ]?out|manage|gérer|gestionar|verwalten|hantera|inställningar|do not sell|accept|reject|"
    r"share|your privacy choices|copy|search|login|log in|sign in|sign up|language|column)",
    re.IGNORECASE,
)
# fmt: on
_NOWHERE = lazy(r"(?:\\?#!?|javascript:(?:/*|;|void.{0,9})|void\(0\);?)?", re.IGNORECASE)
_SCRIPT = lazy(r"(?:\\?#!?|javascript:.*|void\(0\);?)?", re.IGNORECASE)
_MOST = 8
"""Links without a target beyond which they are how the page is built: a script opens and closes its parts."""
_FEW = 4
"""Links without a target up to which one is told that stands alone on its line, too."""
_WORD = lazy(r"[^\W\d_]{2,}")
_EMPTY = Marks(("]( )",))
_BLANK = lazy(r"\[(?P<words>[^\[\]\n]{1,80})\]\( \)")
_BRACKETED = lazy(r"\([^()]*\)")
_NEARBY = 60

_SHOWN = lazy(
    r"(?P<sign>https?://|www\.)?(?P<host>(?:[\w-]+\.)+[A-Za-z]{2,})(?::\d+)?(?:[/?#]\S*)?\.?", re.IGNORECASE
)
_SECOND = frozenset(["co", "com", "org", "gov", "ac", "net", "gouv"])
_SAME_OWNER = (("google", "doubleclick", "youtube"), ("facebook", "instagram", "meta"), ("twitter", "x.com"))

_HERES = Marks(
    (
        *("lick here", "licking here", "lick on here", "lick this link", "liquez ici", "liquant ici"),
        *(
            "licken Sie hier",
            "ier klicken",
            "clic aquí",
            "licka här",
            "licca qui",
            "liccando qui",
            "lik hier",
        ),
        "lique aqui",
    )
)
"""“Click here” without its first letter, so that it is found in either case."""
_OTHERWISE = lazy(r"\]\(|https?:|www\.|[\w.]@|<a ")
_FEWEST = 3
"""Links that a text must have before one is missed in it: a capture as plain text has lost all of them."""


def _target(subject: Subject, link: Link) -> str:
    return subject.text[link.target[0] : link.target[1]]


def _words(subject: Subject, link: Link) -> str:
    return subject.text[link.words[0] : link.words[1]].strip(" *_`\\")


@once
def _targetless(subject: Subject) -> Iterator[tuple[Link, str]]:
    """Links without a target, and their words."""
    for link in subject.links:
        if link.image or link.target[1] - link.target[0] > 100:
            continue
        if _SCRIPT.fullmatch(_target(subject, link)):
            yield link, _words(subject, link)


def _in_sentence(subject: Subject, link: Link) -> bool:
    """Whether the link stands among words, not alone on its line as a button does."""
    paragraph = subject.paragraph_at(link.start)
    if paragraph is None:
        return False
    before = subject.text[max(paragraph.start, link.start - _NEARBY) : link.start]
    after = subject.text[link.end : min(paragraph.end, link.end + _NEARBY)]
    return len(_WORD.findall(_BRACKETED.sub("", before + after))) >= 3


_LINKS_BELOW = lazy(r"\s{1,200}[*+-] {1,8}\[[^\[\]\n]{1,100}\]\(\S[^\n]{0,600}\s{1,200}[*+-] {1,8}\[")


def _opens_menu(subject: Subject, link: Link) -> bool:
    """Whether the link begins an item of a list with links below: the switch of a menu."""
    paragraph = subject.paragraph_at(link.start)
    return (
        paragraph is not None
        and paragraph.block.kind is ITEM
        and link.start == paragraph.start
        and _LINKS_BELOW.match(subject.text, paragraph.end) is not None
    )


def _nowhere(subject: Subject) -> Iterator[Hit]:
    found = _targetless(subject)
    for link, words in found if len(found) <= _MOST else ():
        if _is_promise(subject, link, words):
            yield Hit(link.start, link.end, f"The link “{in_brief(words)}” leads nowhere.")
    for at, _ in _EMPTY.places(subject)[:_MOST]:
        if match := _BLANK.search(subject.text, max(0, at - 82), at + 4):
            yield Hit(match.start(), match.end(), f"The link “{match['words']}” leads nowhere.")


def _is_promise(subject: Subject, link: Link, words: str) -> bool:
    """Whether the words are those of a page rather than of a button."""
    to_nothing = _NOWHERE.fullmatch(_target(subject, link)) is not None
    return (
        to_nothing
        and _WORD.search(words) is not None
        and _CONTROLS.search(words) is None
        and _in_sentence(subject, link)
        and not _opens_menu(subject, link)
    )


def _without_script(subject: Subject) -> Iterator[Hit]:
    found = _targetless(subject)
    alone = len(found) <= _FEW
    for link, words in found[:_MOST]:
        if not words and _target(subject, link) in {"", "#"}:
            yield Hit(link.start, link.end, "An empty link was left over: it has neither words nor a target.")
        elif (
            not _is_promise(subject, link, words)
            and _WORD.search(words)
            and (_in_sentence(subject, link) or (alone and not _CONTROLS.search(words)))
        ):
            message = f"“{in_brief(words)}” has no target: it works only where a script stands behind it."
            yield Hit(link.start, link.end, message)


def _misleading(subject: Subject) -> Iterator[Hit]:
    for link in subject.links:
        words = _words(subject, link)
        if "." not in words or " " in words:
            continue
        shown = _SHOWN.fullmatch(words.replace("\\", ""))
        target = _target(subject, link).lower()
        leads = _SHOWN.match(target) if target.startswith("http") and "archive.org/" not in target else None
        if shown is None or leads is None or not (shown["sign"] or "/" in words):
            continue
        if not _agree(_owner(shown["host"]), re.sub(r"[^a-z0-9./]", "", target)):
            message = f"The link shows “{shown['host']}” but leads to “{leads['host']}”."
            yield Hit(link.start, link.end, message)


def _owner(host: str) -> str:
    """The label that is the owner's own name: ``example`` in ``www.example.co.uk``."""
    own = host.lower().split(".")[:-1]
    while len(own) > 1 and own[-1] in _SECOND:
        own = own[:-1]
    return re.sub(r"[^a-z0-9]", "", own[-1])


def _agree(owner: str, target: str) -> bool:
    if owner in target:
        return True
    return any(owner in names and any(name in target for name in names) for names in _SAME_OWNER)


def _lost(subject: Subject) -> Iterator[Hit]:
    text = subject.text
    if len(subject.links) < _FEWEST:
        return
    starts = [link.start for link in subject.links]
    for at, here in _HERES.places(subject):
        start, end = at - 1, at + len(here)
        whole = text[start : start + 1].isalpha() and not text[end : end + 1].isalpha()
        quoted = text[start - 1 : start] in "“\"'«„[*"
        near = text[max(0, start - 5) : end + _NEARBY]
        above = bisect_right(starts, at) - 1
        inside = above >= 0 and at < subject.links[above].end
        if whole and start >= 0 and not (quoted or inside or _OTHERWISE.search(near)):
            words = text[start:end]
            yield Hit(start, end, f"“{words}”, but there is nothing to click: the link was lost.")


_HOME = lazy(
    r"http(?<![(\[<]http)s?://(?!polic|privacy|legal|datenschutz)[\w-]+(?:\.[\w-]+)+/?(?=[.,;]?(?:\s|$))"
)
_POLICY = lazy(
    r"(?:policy|policies|privacy (?:notice|statement)|datenschutzerklärung|confidentialité|privacidade?|"
    r"informativa|privacyverklaring)[^.!?\n\[\]]{0,25}$",
    re.IGNORECASE,
)


def _home_page(subject: Subject) -> Iterator[Hit]:
    for match in _HOME.finditer(subject.text):
        before = subject.text[max(0, match.start() - 50) : match.start()]
        if "visit" not in before and _POLICY.search(before):
            message = f"“{match[0]}” is announced as a policy, but it is a home page."
            yield Hit(match.start(), match.end(), message)


RULES: tuple[Rule, ...] = (
    Rule(
        id="link-to-nowhere",
        issue="broken-url",
        title="Link without a target",
        why="The sentence sends the reader to a page, but the link has no address behind it.",
        severity=Severity.MEDIUM,
        tier=Tier.SURE,
        find=_nowhere,
        hits=(
            "You can read more about it in ⟦[our terms of use]()⟧ before you register.",
            "To learn how we use your data, please read it ⟦[here](#)⟧.",
            "Pour en savoir plus sur nos partenaires, ⟦[cliquez ici](javascript:void(0))⟧.",
            "Weitere Angaben finden Sie in unserer ⟦[Erklärung]()⟧ zum Datenschutz.",
            "⟦[Our list of partners]( )⟧",
        ),
        misses=(
            "[Data we collect](#data)\n\nSee [our terms](/terms) and [the notice](#notice) for more.",
            "# Privacy\n\n[Overview](#)\n\nWe collect data about you.",
            "* [Sports](#) Show more sports links\n    \n    * [Tennis](/tennis)\n    * [Rugby](/rugby)\n",
            "You can change this at any time in your [cookie settings](#) on this site.",
            "Please read [our terms](https://example.org/#) before you register.",
        ),
    ),
    Rule(
        id="link-needs-script",
        issue="broken-url",
        title="Link that works only with a script, or an empty one",
        why="A button without its script, or an anchor left over, is of no use to a reader.",
        severity=Severity.LOW,
        tier=Tier.MAYBE,
        find=_without_script,
        hits=(
            "# Privacy\n\n⟦[](#)⟧\n\nWe collect data about you.",
            "You can change this at any time in your ⟦[cookie settings](#)⟧ on this site.",
            "Sie können dies jederzeit in den ⟦[Cookie-Einstellungen](javascript:void(0))⟧ ändern.",
        ),
        misses=(
            "[](#top)\n\nWe collect data about you.",
            "[Print](#)\n\nWe collect data about you.",
            "You can change this in your [cookie settings](/cookies) on this site.",
        ),
    ),
    Rule(
        id="misleading-link",
        issue="broken-url",
        title="Link that shows one site and leads to another",
        why="The reader believes to know where the link leads. Often two links were mixed up.",
        severity=Severity.MEDIUM,
        tier=Tier.MAYBE,
        find=_misleading,
        hits=(
            "Write to us at ⟦[https://fr.example.com/contact](https://www.garanteprivacy.it/en)⟧ first.",
            "See ⟦[www.example.org](https://www.other.net/page)⟧ for details.",
            "Voir ⟦[www.exemple.fr/contact](https://autre.fr/contact)⟧.",
        ),
        misses=(
            "See [www.example.org](https://example.org/en/privacy) and [example.com](https://other.net).",
            "See [https://help.example.com](https://protect.other.com/?domain=help.example.com).",
            "Voir [www.google.com/policies](https://policies.google.com) et [notre site](https://exemple.fr).",
        ),
    ),
    Rule(
        id="lost-link",
        issue="broken-url",
        title="“Click here” without a link",
        why="The text still asks the reader to click, but the link is gone, and with it what it led to.",
        severity=Severity.LOW,
        tier=Tier.MAYBE,
        find=_lost,
        hits=(
            "[One](/a) [two](/b) [three](/c)\n\nTo opt out of this programme, ⟦click here⟧. Thank you.",
            "[Un](/a) [deux](/b) [trois](/c)\n\nPour refuser les cookies : ⟦cliquez ici⟧ ; sinon, acceptez.",
            "[Eins](/a) [zwei](/b) [drei](/c)\n\nZum Widerspruch bitte ⟦hier klicken⟧. Danke.",
        ),
        misses=(
            "[One](/a) [two](/b) [three](/c)\n\nTo opt out, [click here](/out) or press “Click here”.",
            "To opt out of this programme, click here. Thank you.",
            "[Un](/a) [deux](/b) [trois](/c)\n\nCliquez ici : https://exemple.fr/refuser",
        ),
    ),
    Rule(
        id="home-page-for-policy",
        issue="broken-url",
        title="Home page in place of a policy",
        why="The reader is promised a policy and gets a home page, where it must first be found.",
        severity=Severity.LOW,
        tier=Tier.MAYBE,
        find=_home_page,
        hits=(
            "You can read their privacy policy here: ⟦http://example.org⟧.",
            "Du kan se deras sekretesspolicy här: ⟦http://example.io⟧. De är registrerade.",
            "Lesen Sie deren Datenschutzerklärung unter ⟦https://www.example.de/⟧ nach.",
        ),
        misses=(
            "You can read their privacy policy here: http://example.org/privacy.",
            "See our policy at https://policies.example.org or visit https://example.org today.",
            "Lesen Sie deren [Datenschutzerklärung](https://www.example.de/) nach.",
        ),
    ),
)
"""Rows of the table of rules."""
