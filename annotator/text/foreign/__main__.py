"""The process that reads foreign documents: a head and so many bytes in, a line of JSON out, and again."""

import codecs
import importlib
import json
import os
import sys
from typing import Any

from annotator.problems import BadInputError, UnknownEncodingError
from annotator.text.foreign import docx, html, limits, pdf, too_much

_PARSERS = {"html": html.parse, "docx": docx.parse, "pdf": pdf.parse}


def main() -> None:
    """Read what comes until nobody sends any more."""
    for name in (*html.ENCODINGS, "cp437"):  # the last for names in a ZIP
        codecs.lookup(name)
    for name in ("unicodedata", "ipaddress"):  # urllib.parse imports them when an address asks for it
        importlib.import_module(name)
    pdf.start()
    limits.more_processor_time()
    limits.lock()
    source, answers = sys.stdin.buffer, sys.stdout.buffer
    while head := source.readline():
        job = json.loads(head)
        content = source.read(job["size"])
        limits.more_processor_time()
        answers.write(json.dumps(_answer(job["kind"], content, job["encoding"])).encode() + b"\n")
        answers.flush()


def _answer(kind: str, content: bytes, encoding: str | None) -> dict[str, Any]:
    try:
        parsed = _PARSERS[kind](content, encoding)
        text = parsed.text.encode(errors="replace").decode()
    except (MemoryError, RecursionError):
        os._exit(limits.NO_MEMORY)
    except BadInputError as problem:
        return {"problem": str(problem), "unknown": isinstance(problem, UnknownEncodingError)}
    except Exception as error:  # noqa: BLE001 - whatever a parser makes of a stranger's bytes
        return {
            "problem": f"It cannot be read ({type(error).__name__}): it is damaged, or made in a way that is"
            " not known here. Save its words as .txt and import that.",
            "unknown": False,
        }
    if len(text) > limits.MOST_TEXT:
        return {"problem": too_much(f"holds {len(text):,} characters"), "unknown": False}
    return {"text": text, "encoding": parsed.encoding, "pages": parsed.pages, "notes": parsed.notes}


if __name__ == "__main__":
    main()
