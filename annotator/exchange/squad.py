"""Questions and answers in the form of SQuAD 2.0, as contract-review models are trained on (CUAD).

Each label is a question that is asked of every policy; its spans are the answers. ``answer_start`` counts
code points.
"""

from collections.abc import Sequence
from typing import BinaryIO

from annotator import records
from annotator.domain import CLAUSES, ISSUES, Policy
from annotator.exchange.content import MarkedPolicy, Source, label_of, marked
from annotator.exchange.losses import BARE, Tally

LOSES = BARE


def write(source: Source, stream: BinaryIO, policies: Sequence[Policy] | None, tally: Tally) -> None:
    """One JSON document, a policy on each line."""
    questions = [
        (f"{each}.{label.id}", f"Which words are about “{label.name}”? {label.definition}".strip())
        for each in (CLAUSES, ISSUES)
        for label in source.taxonomy(each).labels
    ]
    stream.write(b'{"version":"annotator 1","data":[')
    for number, each in enumerate(marked(source, policies, tally)):
        stream.write(b",\n" if number else b"\n")
        stream.write(records.encode(_entry(each, questions)))
    stream.write(b"\n]}\n")


def _entry(each: MarkedPolicy, questions: Sequence[tuple[str, str]]) -> dict[str, object]:
    answers: dict[str, list[dict[str, object]]] = {}
    for annotation in each.annotations:
        for span in annotation.spans:
            answer = {"text": span.quote, "answer_start": span.start}
            answers.setdefault(label_of(annotation), []).append(answer)
    asked = [
        {
            "id": f"{each.policy.id}__{label}",
            "question": question,
            "answers": answers.get(label, []),
            "is_impossible": label not in answers,
        }
        for label, question in questions
    ]
    return {"title": each.policy.title, "paragraphs": [{"context": each.document.text, "qas": asked}]}
