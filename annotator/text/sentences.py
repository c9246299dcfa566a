"""The sentences of one block. Why not a library: docs/adr/0004-sentence-splitter.md.

A sentence ends at a stop that is followed by space (in Chinese and Japanese, at any stop), unless what stands
around it says otherwise: a known abbreviation, an initial, an ordinal before a month, a small letter after.
The lists hold the languages that policies come in; a missing word costs one wrong break, never an error.
"""

import re

_CLOSERS = r"\"'”’»›)\]*_"
_STOPS = ".!?…؟۔।॥"
_WIDE_STOPS = "。！？｡"
_END = re.compile(
    rf"[{_STOPS}{_CLOSERS}{_WIDE_STOPS}]"
    rf"(?:(?<=[{_WIDE_STOPS}])[」』”’）)]*+\s*+"
    rf"|(?<![{_STOPS}{_CLOSERS}]{{2}})(?:(?<=[{_STOPS}])|(?=[{_CLOSERS}]*+(?:[{_STOPS}]|(?<=\])\()))"
    rf"([{_STOPS}{_CLOSERS}]*+)(?:(?<=\])\([^()\s]*+\)([{_STOPS}]*+))?\s++)"
)
"""Stops, with closing marks around them, up to the next space; after ``.]`` the address of a Markdown link.

It starts with a plain set, which ``re`` looks for five times as fast as for anything else.
"""
_BEFORE = re.compile(r"[^\s'’/(\[“\"*_–—]++\Z")
_AFTER = re.compile(r"[\"'“‘„«‹(\[*_¿¡]*(?:([^\W\d_]+)(?!\w)|(\S))")
_LETTER = re.compile(r"\w")
_WORDS = re.compile(r"[^\W\d_].*?[^\W\d_]", re.DOTALL)
_DOTTED = re.compile(r"[^\W\d_]{1,2}(?:\.\w{1,3})+")
_LONGEST_WORD = 32

_LONGEST_MARK = 80
"""Within so many code points a sentence has two letters; a number or a bullet before it has not."""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_ALWAYS = _words("""
    mr mrs ms mx dr prof hon rev messrs mme mlle hr fr hrn sig dott avv cf vs v viz approx incl excl esp
    resp reg regs vgl gem bzw ggf ca inkl exkl einschl evtl sog insb insbes allg entspr zzgl mind bspw
    grds iur geb jfr enl dvs t.ex bl.a s.k fr.o.m t.o.m p.g.a m.a.o org ev ung e.g i.e z.b d.h u.a i.d.r
    i.s.d i.s.v i.v.m o.g s.o s.u u.u p.ex o.a d.w.z i.p.v m.b.t a.k.a f.eks
""")
"""They lead into what follows, so that no sentence ends with them."""

_COUNTING = _words("""
    no nos nr nrn art arts artt sec sect para paras par subpara subsec cl cls ch chap vol fig p pp pg
    app rec recs dir s ss c n pt pts lit tit ex exh sched annex anx abs ziff abschn rn rz kap mom st stk
    punkt pkt num núm pág alin al tel tlf fax max min bd anm az ord jan feb mar apr jun jul aug sep sept
    oct nov dec okt dez mai maj janv févr avr juil déc gen giu lug ott dic ene ago
""")
"""Abbreviations before a number or a letter (``No. 5``, ``App. B``), words otherwise (``the app.``)."""

_FORMS = _words("inc ltd llc llp plc co corp bros gmbh ag ab as oy bv nv sa sarl srl spa kg ug")
"""Legal forms: the dot after one rarely ends a sentence."""

_NO_STARTERS = _words("Inc Ltd LLC Corp GmbH")
"""``Yahoo! Inc.`` is one name."""
_NAMES_GO_ON = tuple(_NO_STARTERS)

_ENDING = _words("etc usw usf ff seq m.m m.fl o.s.v osv ecc enz jr sr")
"""Abbreviations that often end a sentence."""

_SHORTENED = _ALWAYS | _COUNTING | _FORMS | _ENDING
"""Where none of these stands before the dot, two letters before a capital, or four before a small letter, are
the last word of a sentence."""

_STARTERS = _words("""
    the we you this that these those it if our your they he she there when where however please as to by
    all any such each in on for at and but or with an then other some under while although unless see
    also wir sie die der das wenn bei im für diese dieser dieses ihre ihr unsere unser es ein eine
    soweit auf mit nach dazu vi du ni om det den de dessa denna när för vår våra din dina en ett på med
    enligt nous vous le la les il elle ils elles si pour ce cette ces votre vos notre nos dans un une
    los las el se usted su sus para este esta estos nosotros noi lei lo gli per questo questa questi nel
    wij het een als deze dit uw onze voor
""")
"""Words that, with a capital, start a sentence after ``U.S.`` or ``Inc.``."""

_MONTHS = _words("""
    januar februar märz april mai juni juli august september oktober november dezember jänner januari
    februari mars maj augusti december janvier février avril juin juillet août septembre octobre
    novembre décembre marts kvartal jahrhundert
""")


def sentence_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of ``text[start:end]``, in code points of the text, without whitespace around them."""
    spans: list[tuple[int, int]] = []
    at = start
    for match in _END.finditer(text, start, end):
        after = match.end()
        if after < end and (_plainly_ends(text, at, match.start(), after) or _ends_here(text, at, match)):
            spans.append((at, match.start() + len(match[0].rstrip())))
            at = after
    if spans and not _LETTER.search(text, at, end):
        spans[-1] = spans[-1][0], end
    elif at < end:
        spans.append((at, end))
    return spans


def _ends_here(text: str, sentence: int, match: re.Match[str]) -> bool:
    if match[0][0] in _WIDE_STOPS:
        return True
    stops = (match[0][0] + match[1] + (match[2] or "")).strip("\"'”’»›)]*_")
    if not stops or not _has_words(text, sentence, match.start()):
        return False
    after = _AFTER.match(text, match.end())
    word = (after[1] or "") if after is not None else ""
    first = word[:1] or (after[2] if after is not None else "")
    if word in _NO_STARTERS:
        return False
    dot = match[0].startswith(".") and not match[0].startswith("..")
    before = (
        _BEFORE.search(text, max(sentence, match.start() - _LONGEST_WORD), match.start()) if dot else None
    )
    if before is None:
        return not first.islower()
    return _ends_after(before[0], word, first)


def _plainly_ends(text: str, sentence: int, stop: int, after: int) -> bool:
    """Whether a sentence ends with a word, a dot and a space before the next word."""
    first = text[after]
    if text[stop] != "." or not first.isalpha() or not text[stop + 1].isspace():
        return False
    space = text.rfind(" ", max(sentence, stop - _LONGEST_WORD), stop)
    last = text[space + 1 : stop] if space >= 0 else ""
    return (
        len(last) > (3 if first.islower() else 1)
        and last.isalpha()
        and last.lower() not in _SHORTENED
        and _has_words(text, sentence, stop)
        and not text.startswith(_NAMES_GO_ON, after)
    )


def _has_words(text: str, sentence: int, stop: int) -> bool:
    """Whether there is more than a number or a bullet before a stop."""
    begins = text[sentence : sentence + 2].isalpha() and sentence + 2 <= stop
    return begins or _WORDS.search(text, sentence, min(stop, sentence + _LONGEST_MARK)) is not None


def _ends_after(before: str, word: str, first: str) -> bool:
    """Whether a sentence ends between ``before.`` and a word, or whatever starts with ``first``."""
    abbreviation = before.lower()
    if abbreviation in _ALWAYS or (len(before) == 1 and before.islower()):
        return False
    if abbreviation in _ENDING:
        return not first.islower()
    starts = len(word) > 1 and word.lower() in _STARTERS and not first.islower()
    if abbreviation in _FORMS or _DOTTED.fullmatch(before) or (len(before) == 1 and before.isalpha()):
        return starts
    if abbreviation in _COUNTING and (not first.isalpha() or len(word) <= 1):
        return False
    if before[-1].isdigit():
        return not first.islower() and word.lower() not in _MONTHS
    return not first.islower() or (len(before) > 3 and before.isalpha())
