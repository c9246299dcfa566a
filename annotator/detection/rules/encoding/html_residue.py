"""HTML, scripts and a scraper's notes that were left in a text on its way from the page.

Tags and entities are residue only where the file does not say that it is Markdown, which may hold them. All
offsets are code points.
"""

import html
import re
from collections.abc import Iterator

from annotator.detection import page_code
from annotator.detection.lazy import lazy
from annotator.detection.literals import Marks
from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.subject import Subject
from annotator.domain import Severity

_EDGE = 2500
"""Code points at either end of a text in which a scraper leaves its notes."""
_BANNER = lazy(
    r"""
    (?:This|The[ ]following)[ ](?:text|page|content|document|policy|version)[ ]
      (?:is|was|has[ ]been)[ ](?:automatically[ ])?(?:extracted|scraped|converted[ ]from[ ]HTML|crawled)\b
      (?:[^\n]{0,120}?\b(?:policy|statement|notice|page|website|document)\b|[^.\n]{0,120})
    | The[ ]Wayback[ ]Machine[ ]-[ ]https?://\S{1,200}
    | ^(?:Title:[ ][^\n]{1,200}\n+)?URL[ ]Source:[ ]\S{1,300}
      (?:\n+(?:Published[ ]Time|Warning):[^\n]{1,200})?(?:\n+Markdown[ ]Content:)?
    | \ATitle:[ ][^\n]{1,200}
    | \ASource:[ ]https?://\S{1,300}[^\n]{0,40}\b(?:captured|retrieved|fetched|accessed|crawled|archived)[^\n]{0,60}
    | ^Retrieved[ ]from[ ]["“]https?://[^"”\n]{1,200}["”]
    | This[ ]is[ ]Google['’]s[ ]cache[ ]of[ ]\S{1,200}
    """,
    re.VERBOSE | re.MULTILINE,
)


_BANNER_SIGNS = Marks(
    (
        "extracted",
        "scraped",
        "converted from",
        "crawled",
        "Wayback",
        "URL Source",
        "Title:",
        "Source:",
        "Retrieved",
        "cache of",
    )
)


def _banner(subject: Subject) -> Iterator[Hit]:
    """The note of a program that fetched the page."""
    text = subject.text
    signs = _BANNER_SIGNS.places(subject)
    places = [(0, _EDGE)] if len(text) <= 2 * _EDGE else [(0, _EDGE), (len(text) - _EDGE, len(text))]
    for start, end in places:
        if not any(start <= at and at + len(sign) <= end for at, sign in signs):
            continue
        for match in _BANNER.finditer(text, start, min(end, len(text))):
            yield Hit(*match.span(), "A note of the program that fetched the page, not part of the policy.")


_MANY = 12
"""Places beyond which they are told once."""
_QUOTES = frozenset("`“\"'«")
_TAGS = (
    "p|br|hr|div|span|a|b|i|u|em|strong|small|big|sub|sup|ul|ol|li|dl|dt|dd|table|thead|tbody|tfoot|tr|td|th|h[1-6]"
    "|img|script|style|font|center|iframe|input|form|button|label|section|article|header|footer|main|nav|aside"
    "|blockquote|pre|code|html|body|head|meta|link|noscript|figure|picture|source|svg|path|o:p|strike|del|ins|mark"
)
_TAG = lazy(rf"</?(?:{_TAGS})(?=[\s/>])[^<>]{{0,400}}>", re.IGNORECASE)
_SHOWN_TAG = lazy(rf"&lt;/?(?:{_TAGS})(?:\s[^<>&\n]{{0,200}})?/?&gt;", re.IGNORECASE)
_NAMED = (
    "nbsp|amp|lt|gt|quot|apos|copy|reg|trade|hellip|ndash|mdash|lsquo|rsquo|ldquo|rdquo|laquo|raquo|bull|middot"
    "|euro|sect|para|deg|shy|zwnj|zwj|times|iexcl|iquest|ordm|ordf"
    "|[aeiouyAEIOUY](?:acute|grave|circ|uml|tilde)|[nNaAoO]tilde|[cC]cedil|szlig|[aA]ring|[aA][eE]lig|[oO]slash"
    "|oelig|OElig|[sSzZ]caron"
)
_ENTITY = lazy(rf"&(?:amp;)*(?:{_NAMED}|#\d{{2,6}}|#[xX][0-9a-fA-F]{{2,6}});")
_CONDITION = lazy(
    r"<!--?\\?\[?(?:if|endif)[^>\n]{0,80}>|<!--\\?\[[^>\n]{0,80}>|<!\\?\[(?:if|endif)[^>\n]{0,80}>"
)


def _html(subject: Subject) -> Iterator[Hit]:
    """HTML in a text that is not read as HTML; tags that touch each other are one."""
    text = subject.text
    spans = [match.span() for match in _CONDITION.finditer(text)] if "<" in text and "<!" in text else []
    if "&" in text and "&lt;" in text:
        spans += [match.span() for match in _SHOWN_TAG.finditer(text) if _is_left(text, match, in_row=False)]
    if "<" in text and not subject.is_markdown:
        line, looked = 0, 0
        for match in _TAG.finditer(text):
            line = text.rfind("\n", looked, match.start()) + 1 or line
            looked = match.start()
            if _is_left(text, match, in_row=text[line : line + 9].lstrip().startswith("|")):
                spans.append(match.span())
    runs: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if runs and start <= runs[-1][1]:
            runs[-1] = runs[-1][0], max(end, runs[-1][1])
        else:
            runs.append((start, end))
    yield from _told(text, runs, "is HTML that was left in the text")


def _told(text: str, runs: list[tuple[int, int]], what: str) -> Iterator[Hit]:
    """Each of a few; of many the first, and how many there are."""
    more = f", here and in {len(runs) - 1} other places" if len(runs) > _MANY else ""
    for start, end in runs[:1] if more else runs:
        yield Hit(start, end, f"“{_short(text, start, end)}” {what}{more}.")


def _is_left(text: str, match: re.Match[str], *, in_row: bool) -> bool:
    """Whether a tag is not spoken of, nor the line break of a cell in a Markdown table."""
    if in_row and match[0].lower().startswith("<br"):
        return False
    if "\n" in match[0] and ("=" not in match[0] or "\n\n" in match[0]):
        return False
    before, after = text[max(match.start() - 1, 0) : match.start()], text[match.end() : match.end() + 12]
    return before not in _QUOTES and not after.startswith(("`", " tag", " element", "-Tag", "”"))


def _short(text: str, start: int, end: int) -> str:
    return text[start:end] if end - start <= 40 else text[start : start + 40] + "…"


def _entities(subject: Subject) -> Iterator[Hit]:
    """Character references, which only HTML reads, or that HTML was to show as such."""
    text = subject.text
    if "&" not in text:
        return
    found = [
        match
        for match in _ENTITY.finditer(text)
        if (not subject.is_markdown or (match[0].startswith("&amp;") and match[0] != "&amp;"))
        and not subject.in_address(match.start())
    ]
    if len(found) > _MANY:
        yield from _told(text, [match.span() for match in found], "belongs to HTML and was left in the text")
        return
    for match in found:
        char = html.unescape(html.unescape(match[0]))
        meant = "a no-break space" if char == "\u00a0" else f"“{char}”"
        yield Hit(*match.span(), f"“{match[0]}” stands for {meant} in HTML and was left in the text.", char)


_COMMENT_SIGNS = Marks(("<!--", "-->", "--\\>"))
_COMMENT_END = lazy(r"^[ \t]*(\\?--\\?>)[ \t]*$", re.MULTILINE)
_COMMENT = lazy(r"<!--(?!\\?\[)[^\n]{0,300}")
_COMMENTED = 4000
"""Code points that a comment over several lines may have."""


def _comments(subject: Subject) -> Iterator[Hit]:
    """The beginning or the tail of an HTML comment."""
    text = subject.text
    if not _COMMENT_SIGNS.places(subject):
        return
    done = 0
    ends: set[int] = set()
    for match in _COMMENT.finditer(text):
        close = match[0].find("-->")
        if match.start() < done:
            continue
        done = match.start() + (close + 3 if close >= 0 else 4)
        if close < 0 and (later := text.find("-->", done, done + _COMMENTED)) >= 0:
            close, done = later, later + 3
        if close < 0 or not subject.is_markdown:
            yield Hit(match.start(), done, "An HTML comment was left in the text.")
        ends.add(done)
    for match in _COMMENT_END.finditer(text):
        if match.end(1) not in ends:
            yield Hit(*match.span(1), f"“{match[1]}” is the tail of an HTML comment.")


_BLOCK = r"(?:vc|et_pb|fusion|av|su|cmplz|wpforms|mk|dt|elementor|borlabs|gravityform)"
_SHORTCODE = lazy(
    rf"""
    [\[{{(] (?: (?<=\[) (?: /[a-z][a-z0-9_\\-]{{1,40}}\\?\]
      | [a-z][a-z0-9_\\-]{{2,40}}[ ][a-z0-9_\\-]{{1,20}}\\?=["“”'][^\[\]\n]{{0,200}}\]
      | {_BLOCK}\\?[_-][a-z0-9_\\-]{{2,40}}\] ) (?!\()
    | (?<=\{{) (?: \\?%[^{{}}\n]{{1,200}}%\\?\}} | \{{[<%][^{{}}\n]{{1,200}}[>%]\}}\}} )
    | (?<=\() linkto:[^()\s]{{1,80}}\) )
    """,
    re.VERBOSE,
)
_SHORTCODE_SIGNS = Marks(('="', "='", "{%", "{\\%", "{{<", "[/", "[vc_", "[et_", "[fusion_", "(linkto:"))
_CURLY = lazy("=[“”]")


def inside_tag(text: str, at: int) -> bool:
    """Whether a place lies between the angle brackets of a tag, where nobody reads it."""
    first = max(text.rfind("\n", 0, at), at - _LONGEST_TAG, 0)
    return text.rfind("<", first, at) > text.rfind(">", first, at)


_LONGEST_TAG = 1000


def _shortcodes(subject: Subject) -> Iterator[Hit]:
    """Commands to the program that made the page; those with only white space between are one."""
    text = subject.text
    if not _SHORTCODE_SIGNS.places(subject) and ("=" not in text or _CURLY.search(text) is None):
        return
    runs: list[tuple[int, int]] = []
    for match in _SHORTCODE.finditer(text):
        start = match.start() - (text[match.start() - 1 : match.start()] == "\\")
        if text[start - 1 : start] in _QUOTES or subject.in_address(start):
            continue
        if runs and not text[runs[-1][1] : start].strip():
            runs[-1] = runs[-1][0], match.end()
        else:
            runs.append((start, match.end()))
    yield from _told(text, runs, "is a command to the program that makes the page")


def _code(subject: Subject) -> Iterator[Hit]:
    """Each part of the text that is code."""
    for start, end in page_code.parts(subject):
        said = f"“{_short(subject.text, start, end)}” is code of the page, not part of the policy."
        yield Hit(start, end, said)


_WHY = "It is no part of the policy, and it makes readers doubt that the rest is complete."


RULES: tuple[Rule, ...] = (
    Rule(
        id="scraper-note",
        issue="markup-residue",
        title="The note of a program that fetched the page",
        why="It is not the company's text and must not be quoted or tagged as such.",
        severity=Severity.INFO,
        tier=Tier.SURE,
        find=_banner,
        hits=(
            "> *⟦The following text is extracted and transformed from the acme.com privacy policy⟧ of 2015.",
            "⟦The Wayback Machine - https://web.archive.org/web/2015/http://example.org/⟧\n\nPrivacy",
            "⟦Title: Privacy\n\nURL Source: https://example.org/\n\nMarkdown Content:⟧\nWe care.",
            "⟦Source: https://example.org/privacy — captured 2024-03-04 07:12⟧\n\nWe care.",
            "⟦Title: Aviso de privacidad⟧\n\nNos importa.",
        ),
        misses=(
            "This policy was last updated in 2015. Data is extracted from your device.",
            "The following text applies to residents of California.",
            "Our site is archived by the Wayback Machine, over which we have no control.",
        ),
    ),
    Rule(
        id="html-tag",
        issue="markup-residue",
        title="HTML left in the text",
        why=_WHY,
        severity=Severity.LOW,
        tier=Tier.SURE,
        find=_html,
        hits=(
            "We keep it.⟦<br>⟧ We delete it.",
            'Siehe ⟦<a href="/agb">⟧AGB⟦</a>⟧.',
            "We care.\n\n⟦&lt;/div&gt;⟧",
            "⟦<!--\\[if !supportLists\\]-->⟧2⟦<!--\\[endif\\]-->⟧",
            "⟦<p><strong>⟧Vos droits⟦</strong></p>⟧",
            'Mehr: ⟦<a\nhref="/agb">⟧AGB⟦</a>⟧.',
        ),
        misses=(
            "| a | b<br>c |\n| --- | --- |",
            "We use the <script> tag and “<img>”.",
            "Write to <privacy@example.org> or <Data Protection Officer>, if x < b or y > a.",
            "The `<br>` of HTML",
        ),
    ),
    Rule(
        id="html-entity",
        issue="markup-residue",
        title="A character reference of HTML shown as text",
        why=_WHY,
        severity=Severity.LOW,
        tier=Tier.SURE,
        find=_entities,
        hits=(
            "Terms ⟦&amp;⟧ Conditions",
            "Vos donn⟦&eacute;⟧es",
            "We care.⟦&nbsp;⟧You",
            "it⟦&#39;⟧s yours",
        ),
        misses=(
            "Terms & Conditions; R&D; AT&T;",
            "https://example.org/?a=1&amp;b=2",
            "Q&A, M&S",
        ),
    ),
    Rule(
        id="html-comment",
        issue="markup-residue",
        title="Part of an HTML comment",
        why=_WHY,
        severity=Severity.MEDIUM,
        tier=Tier.SURE,
        find=_comments,
        hits=(
            "Powered by X\n\n⟦\\-->⟧",
            "⟦<!-- end of content -->⟧\nPrivacy",
            "Privacy\n⟦-->⟧\nWe care.",
        ),
        misses=(
            "Settings --> Privacy --> Cookies",
            "--> Click here",
            "a <- b -> c -- d",
        ),
    ),
    Rule(
        id="shortcode",
        issue="markup-residue",
        title="A command to the program that makes the page",
        why="What it stands for, a form or a part of the policy, may be missing.",
        severity=Severity.MEDIUM,
        tier=Tier.SURE,
        find=_shortcodes,
        hits=(
            "We care.\n\n⟦[/vc_column_text]⟧",
            'Schreiben Sie uns: ⟦[contact-form-7 id="7" title="Anfrage"]⟧',
            "Vie privée\n⟦{% include menu.html %}⟧\nNous écrivons.",
            "⟦{{< newsletter >}}⟧",
        ),
        misses=(
            "We wrote [a letter] and [/privacy](https://example.org).",
            "At 5 % {of} 7 %, [company_name] and [your e-mail] are to be filled in.",
            "see https://example.org/?a[b]=x[/c]",
        ),
    ),
    Rule(
        id="code-of-the-page",
        issue="markup-residue",
        title="A script or a style sheet in the text",
        why=_WHY,
        severity=Severity.MEDIUM,
        tier=Tier.SURE,
        find=_code,
        reads_code=True,
        hits=(
            "Privacy\n\n⟦window.dataLayer = window.dataLayer || [];⟧\n\nWe care.",
            "⟦.footer a{ color: #fff; }⟧",
            "⟦(function(w,d){ w.x=1; })(window,document);⟧\nData",
        ),
        misses=(
            "The main function (of a controller) is to decide.",
            "Dear {name}, we {verb: keep} your data; thanks.",
            "When you close the window. = end",
            "Please complete the document. Get Element",
        ),
    ),
)
