"""Run by the Python of medkit: its reader of brat's files says what it sees in those of a folder.

It takes no entity whose words are blanks alone, which brat itself does: those are taken out before, with what
refers to them.
"""

import json
import re
import sys
import tempfile
from pathlib import Path

BLANK = re.compile(r"(T\d+)\t\S+ [\d ;]+\t\s*")


def main(folder: Path) -> None:
    """Prints by names of files: label, fragments, words and attributes of entities; number of relations."""
    from medkit.core.text import Entity, ModifiedSpan, Relation
    from medkit.io.brat import BratInputConverter

    converter = BratInputConverter(detect_cuis_in_notes=False)
    told = {}
    for path in folder.glob("*.ann"):
        annotations = converter.load_annotations(_without_blanks(path))
        entities = [
            (
                each.label,
                [(span.start, span.end) for span in each.spans if not isinstance(span, ModifiedSpan)],
                each.text,
                [(attribute.label, attribute.value) for attribute in each.attrs],
            )
            for each in annotations
            if isinstance(each, Entity)
        ]
        told[path.stem] = entities, sum(isinstance(each, Relation) for each in annotations)
    print(json.dumps(told))


def _without_blanks(path: Path) -> Path:
    lines = path.read_text(encoding="utf-8").split("\n")
    blank = {match[1] for match in map(BLANK.fullmatch, lines) if match}
    kept = [line for line in lines if not blank & set(re.split(r"[\t :]", line)[:3])]
    target = Path(tempfile.mkdtemp(dir=path.parent)) / path.name
    target.write_text("\n".join(kept), encoding="utf-8", newline="\n")
    return target


if __name__ == "__main__":
    main(Path(sys.argv[1]))
