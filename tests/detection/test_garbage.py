"""What a scan leaves behind: nothing, so that garbage need be looked for seldom."""

import gc
import weakref
from pathlib import Path

from annotator.detection import garbage
from annotator.detection.coverage import coverage
from annotator.detection.scan import look, scan
from annotator.detection.subject import Subject

CORPUS = Path(__file__).parents[2] / "corpus"


def test_a_text_goes_with_whoever_holds_it() -> None:
    gc.disable()
    try:
        for path in sorted(CORPUS.glob("*.txt")):
            subject = Subject(path.read_text(encoding="utf-8"), file_name=path.name)
            look(subject)
            coverage(subject)
            gone = weakref.ref(subject)
            del subject
            assert gone() is None, path.name
    finally:
        gc.enable()


def test_a_text_is_gone_before_garbage_is_looked_for_again() -> None:
    text = (CORPUS / "kjm-group.txt").read_text(encoding="utf-8")
    gc.collect()
    scan(text)
    looked: list[str] = []

    def note(phase: str, _: dict[str, int]) -> None:
        looked.append(phase)

    gc.callbacks.append(note)
    try:
        found = scan(text)
    finally:
        gc.callbacks.remove(note)
    assert found
    assert not looked


def test_garbage_is_looked_for_as_before_afterwards() -> None:
    before = gc.get_threshold()
    with garbage.only_scanning():
        assert gc.get_threshold()[0] > before[0]
        assert gc.get_freeze_count() > 0
        scan("We collect data.")
        assert gc.get_freeze_count() > 0
        assert gc.get_threshold()[0] > before[0]
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0
