"""The files in an Office document: a ZIP that is never trusted, and XML without a document type.

Names inside the ZIP are only ever compared; nothing is unpacked to a disk. What a file says about its size is
not believed: so many bytes are unpacked and no more.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from pyexpat import ExpatError

from annotator.problems import BadInputError
from annotator.text import xml_tree
from annotator.text.foreign import limits, too_much

_WHOLE = re.compile(r"-?[0-9]{1,9}")
_CHUNK = limits.MEGABYTE
_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
_OFFICE = "http://schemas.openxmlformats.org/"
_STRICT = "http://purl.oclc.org/ooxml/"
_SPACES = {
    f"{_OFFICE}wordprocessingml/2006/main": "w",
    f"{_STRICT}wordprocessingml/main": "w",
    f"{_OFFICE}officeDocument/2006/relationships": "r",
    f"{_STRICT}officeDocument/relationships": "r",
    f"{_OFFICE}officeDocument/2006/math": "m",
    f"{_STRICT}officeDocument/math": "m",
    f"{_OFFICE}markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    f"{_OFFICE}package/2006/relationships": "",
    "http://www.w3.org/XML/1998/namespace": "xml",
}
"""The prefixes by which elements are known here; those of other namespaces have ``?``."""


class Element(xml_tree.Element):
    """An element of an Office document."""

    __slots__ = ()

    def value(self, name: str, otherwise: str = "") -> str:
        """``w:val`` of the first child of that name."""
        child = self.first(name)
        return otherwise if child is None else child.attributes.get("w:val", otherwise)

    def number(self, name: str) -> int | None:
        """The same as a whole number; None where it is none, or one that no document needs."""
        return whole(self.value(name))

    def is_on(self, name: str) -> bool | None:
        """Whether a switch is on; None where it is not there."""
        child = self.first(name)
        return None if child is None else child.attributes.get("w:val", "1") not in {"0", "false", "off"}


def whole(words: str) -> int | None:
    """A whole number of up to nine figures."""
    return int(words) if _WHOLE.fullmatch(words) else None


class Package:
    """The ZIP of an Office document."""

    def __init__(self, content: bytes) -> None:
        if content.startswith(_OLD_OR_LOCKED):
            raise BadInputError(
                "It is protected by a password, or an old .doc under another name. Open it in Word, save it"
                " as .docx without a password, and import that."
            )
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, OverflowError, EOFError) as error:
            raise BadInputError(
                "It is not a Word document (.docx): it is damaged, cut off, or something else under that"
                " name. Ask for it once more."
            ) from error
        members = self._zip.infolist()
        if len(members) > limits.MOST_MEMBERS:
            raise BadInputError(too_much(f"has {len(members):,} files inside"))
        self._members = {each.filename.lower(): each for each in members}

    def xml(self, name: str) -> Element | None:
        """A file of this package as XML; None where there is none of that name."""
        member = self._members.get(name.lower().lstrip("/"))
        if member is None:
            return None
        tree = xml_tree.Tree(Element, _known, deepest=limits.DEEPEST)
        try:
            for chunk in self._unpacked(member):
                tree.feed(chunk)
            found = tree.done()
        except xml_tree.DoctypeError as error:
            raise BadInputError(
                "It declares a document type of its own, which no Word document does and which serves to"
                " attack programs that read it. Do not open it; ask whoever sent it."
            ) from error
        except xml_tree.TooDeepError as error:
            raise BadInputError(too_much(f"is nested more than {limits.DEEPEST:,} deep")) from error
        except (LookupError, ValueError, limits.DeniedError) as error:
            raise BadInputError(
                f"“{name}” inside it says that it is written in an encoding that is not known here. Open it"
                " in Word, save it anew, and import that."
            ) from error
        except ExpatError as error:
            raise BadInputError(
                f"“{name}” inside it is damaged at line {error.lineno:,}, so the document cannot be read."
                " Open it in Word, save it anew, and import that."
            ) from error
        if found is None:
            raise BadInputError("A part of it is empty. Ask for the document once more.")
        return found

    def _unpacked(self, member: zipfile.ZipInfo) -> Iterator[bytes]:
        if member.flag_bits & 1:
            raise BadInputError(
                "It is protected by a password. Open it in Word, save it as .docx without one, and import"
                " that."
            )
        size = 0
        try:
            with self._zip.open(member) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    times = size / max(member.compress_size, 1)
                    if size > limits.MEMBER_BYTES or (
                        size > limits.UNSUSPECTED and times > limits.MOST_TIMES
                    ):
                        raise BadInputError(
                            too_much(
                                f"unpacks to more than {size // limits.MEGABYTE:,} MB and many times its size"
                            )
                        )
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError) as error:
            raise BadInputError(
                f"“{posixpath.basename(member.filename)}” inside it is damaged or cut off. Ask for it once"
                " more."
            ) from error

    def relations(self, of: str) -> dict[str, tuple[str, str, bool]]:
        """By id: what kind of thing a file leads to, its name or address, and whether that is outside."""
        folder, name = posixpath.split(of)
        found = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        relations = {}
        for each in found if found is not None else ():
            target, outside = (
                each.attributes.get("Target", ""),
                each.attributes.get("TargetMode") == "External",
            )
            if not outside:
                target = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
            kind = each.attributes.get("Type", "").rpartition("/")[2]
            relations[each.attributes.get("Id", "")] = (kind, target, outside)
        return relations


def _known(name: str) -> str:
    space, _, local = name.rpartition(" ")
    if not space:
        return local
    prefix = _SPACES.get(space, "?")
    return f"{prefix}:{local}" if prefix else local
