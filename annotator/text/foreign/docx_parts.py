"""How the parts of a Word document lie in each other."""

from collections.abc import Iterator

from annotator.text.foreign.package import Element

THROUGH = frozenset(
    [
        *("w:body", "w:document", "w:sdt", "w:sdtContent", "w:smartTag", "w:customXml", "w:subDoc"),
        *("w:ins", "w:moveTo", "w:dir", "w:bdo", "w:hyperlink", "w:fldSimple"),
        *("m:oMath", "m:oMathPara", "mc:Choice"),
    ]
)
"""Elements that say nothing themselves and hold what is said."""


def chosen(alternatives: Element) -> Element:
    """Of several forms of the same thing, the one that a present-day program takes."""
    return alternatives.first("mc:Choice") or alternatives.first("mc:Fallback") or Element("", {})


def inside(parent: Element, name: str) -> Iterator[Element]:
    """The children of a name, those too that are wrapped in a control or in a tracked change."""
    stack = [iter(parent)]
    while stack:
        each = next(stack[-1], None)
        if each is None:
            stack.pop()
        elif each.name == name:
            yield each
        elif each.name in THROUGH:
            stack.append(iter(each))


def boxes(drawing: Element) -> list[Element]:
    """The text boxes in a drawing, without those inside them."""
    found, stack = [], [iter(drawing)]
    while stack:
        each = next(stack[-1], None)
        if each is None:
            stack.pop()
        elif each.name == "w:txbxContent":
            found.append(each)
        elif each.name == "mc:AlternateContent":
            stack.append(iter(chosen(each)))
        else:
            stack.append(iter(each))
    return found


def address(code: str) -> str:
    """The address in the code of a field such as ``HYPERLINK "https://example.org" \\l "part"``."""
    words = code.split(None, 1)
    if len(words) < 2 or words[0].upper() != "HYPERLINK":
        return ""
    quoted = words[1].split('"')
    if words[1].lstrip().startswith("\\"):
        return ""
    address = quoted[1] if len(quoted) > 1 else words[1].split()[0]
    if "\\l" in words[1] and len(quoted) > 3:
        address += f"#{quoted[3]}"
    return address
