"""How fast a text is decoded, indexed, taken apart and split: python -m bench.bench_text [MB]

The floor, decoding the UTF-8, is measured beside it in the same run.
"""

import sys
from collections.abc import Callable
from statistics import median
from time import perf_counter

from annotator.text.offsets import Offsets
from annotator.text.sentences import sentence_spans
from annotator.text.structure import Structure
from bench import texts

RUNS = 3


def main(megabytes: float) -> None:
    length = int(megabytes * 1_000_000)
    policy = texts.policy(length)
    samples = {
        "shipped words": policy,
        "plain ASCII": policy.encode("ascii", "replace").decode(),
        "an emoji every ten": "Cookies 😀 " * (length // 10),
        "one line": texts.one_line(length),
    }
    print(
        f"{'MB/s':22}"
        + "".join(f"{step:>11}" for step in ("decode", "UTF-16", "UTF-8", "blocks", "sentences"))
    )
    for name, text in samples.items():
        content = text.encode()
        steps: list[Callable[[], object]] = [
            lambda content=content: content.decode(),
            lambda text=text: Offsets(text).utf16_length,
            lambda text=text: Offsets(text).utf8_length,
            lambda text=text: Structure(text),
            lambda text=text: sum(1 for _ in sentence_spans(text, 0, len(text))),
        ]
        rates = (len(content) / 1e6 / median(seconds(step) for _ in range(RUNS)) for step in steps)
        print(f"{name:22}" + "".join(f"{rate:11,.1f}" for rate in rates))


def seconds(step: Callable[[], object]) -> float:
    start = perf_counter()
    step()
    return perf_counter() - start


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 10)
