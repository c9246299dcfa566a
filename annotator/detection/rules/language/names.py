"""Names of bodies, laws and services that are written nearly right.

The names are in ``resources/names.json``. A word that no name has, but that is one or two letters from a word
of a name, is misspelt where the rest of that name stands around it, or by itself where the name is that one
word. What goes wrong by whole words, or in the plural, is listed there as such.
"""

# The examples are whole texts, a line each.
# ruff: noqa: E501

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from annotator import places
from annotator.detection.lazy import lazy
from annotator.detection.literals import Sought
from annotator.detection.once import once
from annotator.detection.rule import Hit, Rule, Tier
from annotator.detection.rules.language.frequent import RIGHT
from annotator.detection.rules.language.spelling import bare
from annotator.detection.rules.language.words import OFTEN, Noted, occurrences, stands_alone
from annotator.detection.subject import Subject, folded
from annotator.domain import Severity

_SHORT, _LONG = 5, 9
"""Letters from which a word within a name may be one letter off, and two."""
_ALONE, _ALONE_LONG = 8, 12
"""The same for a name of one word."""
_NEARBY = 60
"""Code points around a name in which a word may stand with which it is right."""

_PARTS = lazy(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Form:
    """A wrong way to write a name: as it is written, and the right name."""

    kind: str
    """``not``, ``perhaps`` or ``bare``."""
    written: str
    name: str
    unless: tuple[str, ...]
    words: frozenset[str]
    """All must be in the text for the form to be."""
    lowered: str
    pairs: tuple[tuple[str, int], ...]
    """Its first two words and its last two, and where in it they begin."""


@dataclass(frozen=True, slots=True)
class _Slot:
    """One word of a name, in lower case, and what stands before and after it."""

    name: str
    word: str
    before: str
    after: str
    also: frozenset[str]

    @property
    def alone(self) -> bool:
        return not (self.before or self.after)


class _Names:
    """The names, ready to be looked for."""

    def __init__(self, entries: list[Mapping[str, Any]]) -> None:
        self.forms: dict[str, list[_Form]] = {}
        self.known: set[str] = set(RIGHT)
        self.slots: dict[str, list[_Slot]] = {}
        self.near: dict[str, set[str]] = {}
        for entry in entries:
            name = entry["name"]
            for kind in ("not", "perhaps", "bare"):
                for written in entry.get(kind, ()):
                    form = _form(kind, written, name, tuple(entry.get("unless", ())))
                    self.forms.setdefault(min(form.words, key=_rarity), []).append(form)
            self._add(name, frozenset(entry.get("also", ())))
        every = [form for forms in self.forms.values() for form in forms]
        shared = Counter(pair for form in every for pair, _ in form.pairs)
        self.anchors = {form.written: max(form.pairs, key=lambda each: shared[each[0]]) for form in every}
        self.rare = frozenset(self.forms)

    def _add(self, name: str, also: frozenset[str]) -> None:
        lowered = _flat(name.lower())
        for match in _PARTS.finditer(lowered):
            word = match[0]
            self.known.add(word)
            self.known |= also
            alone = word == lowered
            if len(word) < (_ALONE if alone else _SHORT):
                continue
            slot = _Slot(name, word, lowered[: match.start()], lowered[match.end() :], also)
            self.slots.setdefault(word, []).append(slot)
            for key in _keys(word):
                self.near.setdefault(key, set()).add(word)


def _form(kind: str, written: str, name: str, unless: tuple[str, ...]) -> _Form:
    lowered = _flat(written.lower())
    parts = lowered.split(" ")
    first, last = " ".join(parts[:2]), " ".join(parts[-2:])
    pairs = ((first, 0), (last, len(lowered) - len(last)))
    return _Form(kind, written, name, unless, frozenset(_PARTS.findall(lowered)), lowered, pairs)


def _keys(word: str) -> set[str]:
    """The first two and the last two letters: as they should be, changed about, and with the inner one left out."""
    head, tail = word[:2], word[-2:]
    heads = {head + tail, head[::-1] + tail, head[0] + word[2] + tail}
    return heads | {head + tail[::-1], head + word[-3] + tail[1]}


def _rarity(word: str) -> tuple[bool, int, str]:
    return word in RIGHT, -len(word), word


def _flat(lowered: str) -> str:
    """With plain spaces and apostrophes, at the same offsets."""
    return lowered.replace("\n", " ").replace("\u00a0", " ").replace("’", "'")


@cache
def _names() -> _Names:
    path: Path = places.resources() / "names.json"
    return _Names(json.loads(path.read_text(encoding="utf-8"))["names"])


def _pairs() -> Iterator[str]:
    yield from (pair for pair, _ in _names().anchors.values())


_PAIRS = Sought(_pairs())


@once
def _found(subject: Subject) -> Iterator[tuple[str, Hit]]:
    """Every wrong name, and how sure that is: ``not``, ``perhaps`` or ``bare``. Of those that overlap, the longest."""
    hits = sorted((*_misspelt(subject), *_misnamed(subject)), key=lambda each: (each[1].start, -each[1].end))
    last = 0
    for kind, hit in hits:
        if hit.start >= last:
            last = hit.end
            yield kind, hit


_MESSAGES = {
    "not": "“{}” is not what it is called: “{}”.",
    "perhaps": "“{}” may be meant for “{}”.",
    "bare": "“{}” lacks the apostrophe of “{}”.",
}


def _misnamed(subject: Subject) -> Iterator[tuple[str, Hit]]:
    """What is written in a form that is listed as wrong, behind the two words that most forms share."""
    names = _names()
    possible: dict[str, list[tuple[int, _Form]]] = {}
    for rare in names.rare & _NOTED.words(subject):
        for form in names.forms[rare]:
            if form.words <= subject.vocabulary:
                pair, offset = names.anchors[form.written]
                possible.setdefault(pair, []).append((offset, form))
    found = dict(_PAIRS.places(subject)) if possible else {}
    for pair, forms in possible.items():
        starts = found.get(folded(pair), ())
        for written in dict.fromkeys((pair, pair.replace("'", "’"))):
            standing = [at for at in starts if subject.lowered.startswith(written, at)]
            if standing:
                yield from _behind(subject, standing, forms)


def _behind(
    subject: Subject, starts: Iterable[int], forms: list[tuple[int, _Form]]
) -> Iterator[tuple[str, Hit]]:
    text, lowered = subject.text, subject.lowered
    counts = {form.written: OFTEN for _, form in forms}
    before = max(offset for offset, _ in forms)
    after = max(len(form.written) - offset for offset, form in forms)
    for at in starts:
        floor = max(0, at - before)
        flat = _flat(lowered[floor : at + after])
        for offset, form in forms:
            start, end = at - offset, at - offset + len(form.written)
            if start < floor or not flat.startswith(form.lowered, start - floor):
                continue
            if counts[form.written] and _is_misnamed(subject, start, end, form):
                counts[form.written] -= 1
                message = _MESSAGES[form.kind].format(text[start:end], form.name)
                yield form.kind, Hit(start, end, message, form.name)


def _is_misnamed(subject: Subject, start: int, end: int, form: _Form) -> bool:
    text = subject.text
    return (
        _is_as_high(text[start:end], form.written)
        and stands_alone(text, start, end)
        and not subject.in_address(start)
        and not _is_right(text, start, end, form.unless)
    )


def _is_as_high(written: str, form: str) -> bool:
    """Whether it has a capital wherever the form has one: otherwise it may be no name."""
    return all(one.isupper() for one, two in zip(written, form, strict=True) if two.isupper())


def _is_right(text: str, start: int, end: int, unless: tuple[str, ...]) -> bool:
    if not unless:
        return False
    around = text[max(0, start - _NEARBY) : start], text[end : end + _NEARBY]
    return any(words in part for words in unless for part in around)


def _misspelt(subject: Subject) -> Iterator[tuple[str, Hit]]:
    """Words that are no word of a name, and one or two letters from one."""
    lowered = subject.lowered
    close = {word: slots for word in _NOTED.words(subject) if (slots := _close(word))}
    for start, end, word in occurrences(subject, close):
        before, after = _flat(lowered[max(0, start - _NEARBY) : start]), _flat(lowered[end : end + _NEARBY])
        slot = next((each for each in close[word] if _stands_in(each, before, after)), None)
        if slot is not None:
            yield "not", _hit(subject.text, start, end, slot)


def _is_notable(word: str) -> bool:
    return word in _names().rare or bool(_close(word))


_NOTED = Noted(_is_notable)


def _close(word: str) -> list[_Slot]:
    """Where in names a word may belong that no name has."""
    names = _names()
    if word in names.known or word[:2] + word[-2:] not in names.near:
        return []
    return [slot for right in _near(word) for slot in names.slots[right] if _fits(word, slot)]


def _fits(word: str, slot: _Slot) -> bool:
    far = not slot.alone or len(slot.word) >= _ALONE_LONG
    return word not in slot.also and (far or _is_within(word, slot.word, 1))


@lru_cache(maxsize=20_000)
def _near(word: str) -> tuple[str, ...]:
    """The words of names that a word may be meant for."""
    return tuple(
        right
        for right in sorted(_names().near.get(word[:2] + word[-2:], ()))
        if _is_within(word, right, 2 if len(right) >= _LONG else 1) and bare(word) != bare(right)
    )


def _is_within(one: str, two: str, most: int) -> bool:
    """Whether so many letters at most were left out, added, changed or moved past their neighbour."""
    if one == two or not most or abs(len(one) - len(two)) > most:
        return one == two
    at = next((index for index, pair in enumerate(zip(one, two, strict=False)) if pair[0] != pair[1]), None)
    if at is None:
        return True
    one, two, less = one[at:], two[at:], most - 1
    return (
        _is_within(one[1:], two[1:], less)
        or _is_within(one[1:], two, less)
        or _is_within(one, two[1:], less)
        or (one[:2] == two[1::-1] and _is_within(one[2:], two[2:], less))
    )


def _stands_in(slot: _Slot, before: str, after: str) -> bool:
    if not before.endswith(slot.before[-_NEARBY:]) or not after.startswith(slot.after[:_NEARBY]):
        return False
    return not (before[-len(slot.before) - 1 : -len(slot.before)].isalnum() if slot.before else False)


def _hit(text: str, start: int, end: int, slot: _Slot) -> Hit:
    written = text[start:end]
    at = slot.name.lower().find(slot.word)
    right = slot.name[at : at + len(slot.word)]
    if written.isupper():
        right = right.upper()
    elif not slot.alone:
        right = right.capitalize() if written[0].isupper() else right.lower()
    name = "" if slot.alone else f" the name is “{slot.name}”, with"
    return Hit(start, end, f"“{written}” is misspelt:{name} “{right}”.", right)


def _find_misspelt(subject: Subject) -> Iterator[Hit]:
    return (hit for kind, hit in _found(subject) if kind == "not")


def _find_perhaps(subject: Subject) -> Iterator[Hit]:
    return (hit for kind, hit in _found(subject) if kind == "perhaps")


def _find_bare(subject: Subject) -> Iterator[Hit]:
    return (hit for kind, hit in _found(subject) if kind == "bare")


RULES: tuple[Rule, ...] = (
    Rule(
        id="misspelt-name",
        issue="misspelling",
        title="A law, a body or a service that is called otherwise",
        why=(
            "A law that is cited by a name it does not have makes a court and a client doubt the rest,"
            " and a reader who looks for the body to complain to does not find it."
        ),
        severity=Severity.LOW,
        tier=Tier.SURE,
        find=_find_misspelt,
        hits=(
            "You have rights under the ⟦General Data Protection Regulations⟧ (GDPR) and the Data ⟦Protecton⟧ Act 2018.",
            "Residents may rely on the ⟦California Consumer Protection Act⟧ and the ⟦GPDR⟧, doctors on ⟦HIPPA⟧.",
            "You can opt out with the ⟦National Advertising Initiative⟧ and the Digital ⟦Adverting⟧ Alliance.",
            "Wir beachten die ⟦Datenschutz-Grundordnung⟧ und das ⟦Bundesdatenschutzgesetzt⟧, auch die ⟦DSVGO⟧.",
            "Vous pouvez saisir la ⟦Commission Nationale de l’Informatique et de la Liberté⟧ au titre du ⟦RGDP⟧.",
            "Puede reclamar ante la ⟦Agencia Español de Protección de Datos⟧ o la Agencia ⟦Espanñola⟧ de Protección de Datos.",
            "Può rivolgersi al ⟦Garante per la protezione dei dati personale⟧ o al ⟦Garante per la protezione die dati personali⟧.",
            "Du kan klaga hos ⟦Integritetskyddsmyndigheten⟧ eller läsa om ⟦Konsumntverket⟧.",
            "U kunt een klacht indienen bij de ⟦Authoriteit Persoonsgegevens⟧ te Den Haag.",
        ),
        misses=(
            "The Personal Data Protection Act of Singapore, the Data Protection Act 2018 and the Consumer Protection Act apply.",
            "The EU and UK General Data Protection Regulations differ, as do the general data protection regulations of others.",
            "The Privacy and Electronic Communications Regulations and the Data Protection Regulations 2018 of Ireland apply.",
            "The Data Protection, Privacy and Electronic Communications (Amendments etc) (EU Exit) Regulations 2019 apply.",
            "The Federal Trade Commissioner, the Information Commissioners of Europe, the Data Protection Acts 1988 to 2018.",
            "Nach der Datenschutzgrundverordnung, der Datenschutz-Grundverordnung, der DS-GVO und § 26 des Bundesdatenschutzgesetzes.",
            "Sie erreichen den Landesbeauftragten für den Datenschutz und die Informationsfreiheit unter der Anschrift.",
            "La loi Informatique et Libertés, le Règlement général sur la protection des données, la CNIL et le RGPD.",
            "La Ley Orgánica de Protección de Datos y la Agencia Española de Protección de Datos (AEPD).",
            "Il Garante per la protezione dei dati personali e il Regolamento generale sulla protezione dei dati.",
            "Integritetsskyddsmyndighetens beslut, dataskyddsförordningens regler och rätten till informationsfrihet.",
            "De Autoriteit Persoonsgegevens en de Algemene verordening gegevensbescherming (AVG).",
            "See https://example.com/GPDR or write to hippa@example.com.",
        ),
    ),
    Rule(
        id="perhaps-misspelt-name",
        issue="misspelling",
        title="Perhaps a law or a body that is called otherwise",
        why="It is nearly the name of a law or a body that policies often name; it may be loosely put, or another one.",
        severity=Severity.INFO,
        tier=Tier.MAYBE,
        find=_find_perhaps,
        hits=(
            "We comply with the EU ⟦General Data Protection Directive⟧ and the ⟦Children’s Online Privacy Act⟧.",
            "Es gilt das ⟦Telekommunikations-Telemedien-Datenschutz-Gesetz⟧, soweit wir Cookies setzen.",
            "Nous respectons le ⟦Règlement Général pour la Protection des Données⟧ et vos droits.",
            "Puede reclamar ante la ⟦Agencia Española de la Protección de Datos⟧ en todo momento.",
            "Può rivolgersi al ⟦Garante della protezione dei dati personali⟧ in ogni momento.",
            "Du kan alltid klaga hos ⟦Integritetsmyndigheten⟧ om du inte är nöjd.",
            "Wij houden ons aan de ⟦Algemene Verordening Persoonsgegevens⟧ en aan uw wensen.",
        ),
        misses=(
            "The General Data Protection Regulation and the Children's Online Privacy Protection Act apply.",
            "We keep to general data protection rules and to whatever else is asked of us.",
            "Es gilt das Telekommunikation-Telemedien-Datenschutz-Gesetz, früher das Telemediengesetz.",
        ),
    ),
    Rule(
        id="name-without-its-apostrophe",
        issue="misspelling",
        title="A name without its apostrophe",
        why="The law or the body spells its name with an apostrophe; without it, the name looks carelessly copied.",
        severity=Severity.INFO,
        tier=Tier.SURE,
        find=_find_bare,
        hits=(
            "You may complain to the ⟦Information Commissioners Office⟧ at any time.",
            "You may complain to the ⟦Information Commissioners’ Office⟧ at any time.",
            "We comply with the ⟦Childrens Online Privacy Protection Act⟧ (COPPA).",
        ),
        misses=(
            "You may complain to the Information Commissioner's Office or the Information Commissioner’s Office.",
            "The Information Commissioners of Europe met in the office of one of them.",
            "We comply with the Children’s Online Privacy Protection Act (COPPA).",
        ),
    ),
)
