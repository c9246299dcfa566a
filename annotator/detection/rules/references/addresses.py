"""Web addresses that could never have worked. Nobody goes online: what is judged is how they are written."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from annotator.detection.lazy import lazy
from annotator.detection.literals import Marks
from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.rules.commands import without_braced
from annotator.detection.subject import Link, Subject
from annotator.domain import Severity

_TOP = r"(?:com|org|net|eu|de|fr|es|se|it|nl|ch|at|be|dk|pl|pt|io|co|uk|gov|info)"
_HOST = r"[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.[A-Za-z]{2,}"
_REST = r"[^\s<>\"“”«»\[\](){}|\\^`]{0,300}"
_BY_SCHEME = lazy(
    rf"https?(?!://(?:www\.)?(?!http)[\w-]++(?:\.[\w-]++)*+[/?#)\s])(?:"
    rf"://[ \u00a0](?P<space>{_HOST}){_REST}"
    rf"|://(?P<comma>(?:[\w-]{{1,63}}\.){{0,3}}[\w-]{{1,63}},(?:{_TOP}(?![\w.,-])|[a-z]{{2,10}}(?=/))){_REST}"
    rf"|:?//?(?:www\.)?(?P<twice>https?:?//?)(?={_HOST}){_REST}"
    rf"|(?P<slash>:/|//|;//|:\\\\|:(?=www\.))(?![/\s])(?={_HOST}){_REST})"
)
_BY_WWW = lazy(
    rf"www(?:\.[\w-]{{1,63}}(?P<comma>,)(?:{_TOP})(?![\w.-])|(?P<first>,)[\w-]{{1,63}}\.{_TOP}(?!\w)"
    rf"|(?P<gap>\.[ \u00a0])(?={_HOST})[\w.-]{{1,80}}"
    rf"|\.[\w-]{{1,63}}(?P<late>[ \u00a0]\.{_TOP}|\.[ \u00a0](?:com|org|net|fr|ch|gov))(?![\w-]|\.\w))"
)
_ODD_SCHEME = lazy(r"://(?<!http://)(?<!https://)")
_SCHEME = lazy(r"[A-Za-z]{1,9}$")
_MISSPELT = lazy(r"(?:ht{0,3}ps?|hh+tt?ps?|h?ttps?|ht+ps{2,}|ht+ps?|htpp?s?|http?s?|ttps?|hhtps?|httpp+s?)")
_LOOKED_UP = ("/host/", "/review/", "/reviews/", "/domain/", "/site/", "/sites/", "/whois/", "//")
"""Before the name of a site that the page is about."""
_BLANKS = lazy(r"[ \u00a0]")

_FAULTS = (
    (
        lazy(r"www\.[\w-]+(?:\.[\w-]+)+(?:[/?#]|$)"),
        "“{}” lacks “https://”: a browser looks for it on the policy's own site.",
    ),
    (lazy(r"mailto:(?:https?:|www\.)"), "“{}” asks for a message to a web page."),
    (lazy(r"mailto:[/?]*$"), "The link names no address to write to."),
    (lazy(r"mailto:[\w.+%-]{1,64}@[\w-]{1,63}(?:$|\?)"), "“{}” lacks the end of its domain, as in “.org”."),
    (
        lazy(r"https?:/{0,3}+(?!localhost)(?:[\w-]{1,63}+(?::\d+)?)?(?=[/?#]|$)(?!//)"),
        "“{}” names no site.",
    ),
    (
        lazy(r"https?://(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+/?$"),
        "“{}” gives an e-mail address as a web page.",
    ),
)
"""What the target of a link can look like where it cannot work."""
_ORDINARY = lazy(r"https?://[\w-]++(?:\.[\w-]++)++(?:/[\w./?=&#+~-]*+)?")
"""An address in which none of these faults can be, unless “www.” stands in its path."""
_MISPLACED = lazy(
    r"https?://[^/?#]+/(?:[^?#]*/)?"
    r"(?P<tail>www\.[\w-]+(?:\.[\w-]+)+[^?#]*|(?:mailto:)?[\w.+-]+@[\w-]+(?:\.[\w-]+)+)"
)
_LEFTOVER = lazy(
    r"(?:%22|%E2%80%9D|%C2%BB)%20(?:/|%5C|\\)|(?:%20|%C2%A0|%E2%80%9D|%22|%3E|[,;])$|\{\{|%7B%7B",
    re.IGNORECASE,
)

LOCAL = lazy(
    r"(?:https?://(?:localhost|127\.0\.0\.1|0\.0\.0\.0|10(?:\.\d{1,3}){3}|192\.168(?:\.\d{1,3}){2})(?![\w.-])"
    r"|file:///)[^\s<>\"“”\[\]()]{0,300}"
)


def in_brief(words: str) -> str:
    """An address as a message shows it."""
    return words if len(words) <= 80 else f"{words[:40]}…{words[-35:]}"


def _malformed(subject: Subject) -> Iterator[Hit]:
    yield from _divided_or_doubled(subject.text)
    yield from _misspelt_scheme(subject.text)
    yield from _with_a_gap(subject)
    for link in subject.links:
        target = subject.text[link.target[0] : link.target[1]]
        if _ORDINARY.fullmatch(target) and "/www." not in target:
            continue
        if target.startswith(("http", "www.", "mailto:")) and (message := _fault(subject, link, target)):
            yield Hit(*link.target, message)


_GAPPED = lazy(
    r"\]\((?P<target>(?:https?://|www\.)[^()\s<>\"“”'=]{3,200}(?:[ \u00a0][^()\s<>\"“”'=]{1,60}){1,5})\)"
)


_OPENED = Marks(("](http", "](www."))


def _with_a_gap(subject: Subject) -> Iterator[Hit]:
    """Targets of links with a space inside: Markdown makes no link of them."""
    text = subject.text
    whole = {link.target[0] for link in subject.links}
    for at, _ in _OPENED.places(subject):
        match = _GAPPED.match(text, at) if at + 2 not in whole else None
        if match is not None and _BLANKS.search(without_braced(match["target"])):
            message = f"A space divides the target “{in_brief(match['target'])}”, so there is no link."
            yield Hit(*match.span("target"), message)


def _divided_or_doubled(text: str) -> Iterator[Hit]:
    for match in _BY_SCHEME.finditer(text):
        before = text[max(0, match.start() - 1) : match.start()]
        if before and (before in "/=:?&%-_" or before.isalnum()):
            continue
        words = match[0].rstrip(".,;:!?'’*_")
        end = match.start() + len(words)
        if match["comma"]:
            message = f"A comma divides the address “{in_brief(words)}”."
            yield Hit(match.start(), end, message, words.replace(",", ".", 1))
        elif match["space"]:
            message = f"A space divides the address “{words}”."
            yield Hit(match.start(), end, message, _BLANKS.sub("", words))
        elif match["twice"]:
            rest = words[match.end("twice") - match.start() :]
            yield Hit(match.start(), end, f"“{in_brief(words)}” begins twice.", f"https://{rest}")
        else:
            rest = words[match.end("slash") - match.start() :]
            message = f"“{in_brief(words)}” is no address: “://” is missing."
            yield Hit(match.start(), end, message, f"https://{rest}")
    for match in _BY_WWW.finditer(text):
        if match.start() and (text[match.start() - 1].isalnum() or text[match.start() - 1] in ".-"):
            continue
        words = match[0].rstrip(".")
        mark = "comma" if match["comma"] or match["first"] else "space"
        mended = _BLANKS.sub("", words).replace(",", ".")
        yield Hit(
            match.start(), match.start() + len(words), f"A {mark} divides the address “{words}”.", mended
        )


def _misspelt_scheme(text: str) -> Iterator[Hit]:
    for sign in _ODD_SCHEME.finditer(text):
        at = sign.start()
        scheme = _SCHEME.search(text[max(0, at - 9) : at])
        if scheme is not None and _MISSPELT.fullmatch(scheme[0]):
            yield Hit(at - len(scheme[0]), at + 3, f"“{scheme[0]}://” is misspelt.", "https://")


def _fault(subject: Subject, link: Link, target: str) -> str:
    """What is wrong with the target of a link, in a sentence; empty where nothing is."""
    brief = in_brief(target)
    for pattern, message in _FAULTS:
        if pattern.match(target):
            return message.format(brief)
    if target.startswith("mailto:"):
        return _unlike_its_words(subject, link, target)
    if "archive.org/" in target or LOCAL.match(target):
        return ""
    if tail := _misplaced(subject, link, target):
        return f"“{tail}” was taken for a page of “{target.split('/')[2]}”."
    if ("%" in target or "{{" in target or target[-1] in ",;") and _LEFTOVER.search(target):
        return f"“{brief}” carries along characters that are no part of it."
    return ""


_ADDRESS = lazy(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")


def _unlike_its_words(subject: Subject, link: Link, target: str) -> str:
    """What is wrong where a link shows one e-mail address and writes to another."""
    words = subject.text[link.words[0] : link.words[1]].replace("&nbsp;", " ")
    shown = words.strip(" *_`<>\u00a0\u202f\u200b\ufeff").replace("\\", "").lower()
    meant = unquote(target[7:].partition("?")[0].replace("\\", "")).strip().lower()
    if shown in meant or not (_ADDRESS.fullmatch(shown) and _ADDRESS.fullmatch(meant)):
        return ""
    return f"The link shows “{shown}” but writes to “{meant}”."


def _misplaced(subject: Subject, link: Link, target: str) -> str:
    """The address of another site, where it became the end of an address of this one."""
    found = _MISPLACED.fullmatch(target) if "/www." in target or "@" in target else None
    if found is None:
        return ""
    tail = found["tail"].removeprefix("mailto:").rstrip("/")
    words = subject.text[link.words[0] : link.words[1]].strip(" *_`").replace("\\", "")
    said = words.removeprefix("https://").removeprefix("http://").rstrip("/.") == tail
    if target[: found.start("tail")].endswith(_LOOKED_UP):
        return ""
    at_root = found.start("tail") == target.index("/", 8) + 1
    return tail if said or (at_root and "@" not in tail) else ""


RULES: tuple[Rule, ...] = (
    Rule(
        id="malformed-address",
        issue="broken-url",
        title="Address that no browser can follow",
        why="As it is written the address leads nowhere: the reader cannot reach what the policy points to.",
        severity=Severity.MEDIUM,
        tier=Tier.SURE,
        find=_malformed,
        hits=(
            "Visit our site at ⟦https:// example.com⟧, or ⟦http://https://example.org⟧.",
            "See ⟦http:/www.example.org/terms⟧ and ⟦htpp://⟧example.org.",
            "Siehe ⟦www.example,de⟧ oder ⟦www. example.com⟧.",
            "Voir [la CNIL](⟦https://www.exemple.fr/www.cnil.fr⟧) et [notre site](⟦www.exemple.fr⟧).",
            "Write to [privacy@example.org](⟦http://privacy@example.org⟧) or [this](⟦https://⟧).",
            "Write to [privacy@example.org](⟦mailto:sales@example.com⟧) or [us](⟦mailto:info@example⟧).",
            "Écrire à [dpo@exemple.fr\u00a0](⟦mailto:achats@exemple.com⟧) ou [nous](mailto:info@exemple.fr).",
            "Schreiben Sie an [**\u202fdsb@example.de&nbsp;**](⟦mailto:kauf@example.com⟧), wenn Sie wollen.",
            "See ⟦https://example.org,uk/a⟧ and [the list](⟦https://example.org/sub processors⟧).",
            "See [choices](⟦https://example.org/ads%22%20/t%20%22_blank⟧) and [policy](⟦mailto:https://x.org⟧).",
        ),
        misses=(
            "The address begins with https:// (the s stands for secure). See https://example.com/a,b",
            "See [reviews](https://www.trustpilot.com/review/www.example.com), [help](mailto:help@x.org).",
            'See [a](https://example.org "The title"), [b@x.org](mailto:B%40x.org?subject=Hi), https://a.com,b.',
            "Siehe www.example.de, www.example.com,www.example.fr, http://example.com/http://a.de.",
            "Voir [archive](https://web.archive.org/web/2015/http:/www.exemple.fr), www.exemple.fr.",
            "Écrire à [dpo@exemple.fr\u00a0](mailto:dpo@exemple.fr%C2%A0), [a@x.org&nbsp;](mailto:A@x.org).",
            "See [all of it](https://example.org/{{ page.lang }}/{{ site.faq }}/a-b).",
            "See [all](https://example.org/a%20b#:~:text=x) and [map](http://example.org:8080/x).",
        ),
    ),
)
"""Rows of the table of rules."""
