"""spaCy's DocBin: tokens with span groups, for training and for ``spacy debug data``.

The tokenizer is that of spaCy's blank model for many languages. Spans stand in ``doc.spans["sc"]``, since
they may overlap; one that begins or ends inside a token is widened to it, and one of nothing but white
space, which spaCy cannot train on, is left out.
"""

from collections.abc import Sequence
from typing import Any, BinaryIO

from annotator.domain import Policy
from annotator.exchange.content import MarkedPolicy, Source, label_of, marked
from annotator.exchange.losses import BARE, BOUNDARIES, WORDLESS, Tally
from annotator.problems import BadInputError

LOSES = (*BARE, BOUNDARIES, WORDLESS)
KEY = "sc"


def write(source: Source, stream: BinaryIO, policies: Sequence[Policy] | None, tally: Tally) -> None:
    """One DocBin, a doc for each policy; its ``user_data`` names the policy."""
    try:
        import spacy  # noqa: PLC0415 - an extra
        from spacy.tokens import DocBin  # noqa: PLC0415
    except ImportError as error:
        raise BadInputError(
            "Writing for spaCy takes an optional part of this program. Install it with"
            " “pip install 'annotator[spacy]'”, or export as spacy-jsonl."
        ) from error
    language = spacy.blank("xx")
    docs = DocBin(store_user_data=True)
    for each in marked(source, policies, tally):
        language.max_length = max(language.max_length, len(each.document.text) + 1)
        docs.add(_doc(language, each, tally))
    stream.write(docs.to_bytes())


def _doc(language: Any, each: MarkedPolicy, tally: Tally) -> Any:
    doc = language.make_doc(each.document.text)
    group = []
    for annotation in each.annotations:
        for span in annotation.spans:
            if not span.quote.strip():
                tally.add(WORDLESS)
                continue
            found = doc.char_span(span.start, span.end, label=label_of(annotation), alignment_mode="expand")
            if (found.start_char, found.end_char) != (span.start, span.end):
                tally.add(BOUNDARIES)
            group.append(found)
    doc.spans[KEY] = group
    doc.user_data["policy"] = each.policy.id
    doc.user_data["text_sha256"] = each.policy.text_sha256
    return doc
