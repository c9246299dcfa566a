"""Looks for a regular expression in a text, as a process of its own: questions on stdin, answers on stdout.

An expression can keep Python busy for ever, and no other thread runs meanwhile. Nothing within a process
bounds that (docs/adr/0011-regular-expressions.md), so whoever asks ends it when it takes too long.
"""

import json
import re
import sys
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import islice

MODULE = __name__
"""As which it is started."""
MOST_HITS = 10_000
TOO_DEEP, TOO_LARGE, TOO_LONG, NOT_RUNNING = "too deep", "too large", "too long", "not running"
"""What may be the ``problem`` besides what Python says: of groups in groups, of memory, of time, and of the
process itself.
"""


@dataclass(frozen=True, slots=True)
class Question:
    """What is looked for. Without ``case`` capitals are as small letters; ``whole`` asks for whole words."""

    expression: str
    case: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found, or why there was nothing to look for."""

    hits: tuple[tuple[int, int], ...] = ()
    """Starts and ends in code points, in order; never empty, never overlapping."""
    more: bool = False
    """Whether there are more than these first ``MOST_HITS``."""
    problem: str = ""
    """What Python says of an expression that is none, or one of the above."""
    at: int | None = None
    """Where in the expression, in code points."""


def find(text: str, question: Question) -> Answer:
    """Ends when ``re`` does, which may be never: ask a process that can be ended.

    ``^`` and ``$`` stand for the ends of each line, and ``\\n`` for any end of a line, as it is with editors.
    """
    try:
        pattern = _compiled(question)
        found = list(islice(_hits(pattern, text), MOST_HITS + 1))
    except re.error as error:
        return Answer(problem=error.msg, at=error.pos)
    except OverflowError as error:
        return Answer(problem=str(error))
    except RecursionError:
        return Answer(problem=TOO_DEEP)
    except MemoryError:
        return Answer(problem=TOO_LARGE)
    return Answer(tuple(found[:MOST_HITS]), more=len(found) > MOST_HITS)


def _compiled(question: Question) -> re.Pattern[str]:
    flags = re.MULTILINE if question.case else re.MULTILINE | re.IGNORECASE
    pattern = re.compile(question.expression, flags)
    if not question.whole:
        return pattern
    switches = re.match(r"\(\?[aimsux]+\)", question.expression)  # may stand at the very start only
    head = switches[0] if switches else ""
    end = "\n" if pattern.flags & re.VERBOSE else ""  # of a comment
    return re.compile(rf"{head}(?<!\w)(?:{question.expression[len(head) :]}{end})(?!\w)", flags)


def _hits(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Lines may end in two signs or in the older one; they are searched as if they ended in one."""
    plain, dropped = text, []
    if "\r" in text:
        plain = text.replace("\r\n", "\n")
        dropped = [end.start() - number for number, end in enumerate(re.finditer("\r\n", text))]
        plain = plain.replace("\r", "\n")
    for found in pattern.finditer(plain):
        start, end = found.span()
        if start < end:
            yield start + bisect_left(dropped, start), end + bisect_left(dropped, end)


def question_bytes(text: str, question: Question) -> bytes:
    """A question as the process reads it."""
    content = text.encode(errors="surrogatepass")
    return json.dumps({"size": len(content), **asdict(question)}).encode() + b"\n" + content


def answer_of(line: bytes) -> Answer:
    """What the process has written on one line."""
    told = json.loads(line)
    hits = tuple((start, end) for start, end in told["hits"])
    return Answer(hits, told["more"], told["problem"], told["at"])


def main() -> None:
    """An empty line says that it is ready; then a line for each question, until nobody asks any more."""
    from annotator.text.foreign import limits  # noqa: PLC0415 - the window imports the values above only

    limits.more_processor_time()
    limits.lock()
    source, answers = sys.stdin.buffer, sys.stdout.buffer
    answers.write(b"\n")
    answers.flush()
    while head := source.readline():
        asked = json.loads(head)
        text = source.read(asked.pop("size")).decode(errors="surrogatepass")
        limits.more_processor_time()
        answers.write(json.dumps(asdict(find(text, Question(**asked)))).encode() + b"\n")
        answers.flush()


if __name__ == "__main__":
    main()
