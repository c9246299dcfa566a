"""A desk on a fresh profile, with the shipped policies and a reviewer who has said her name."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from annotator.gui import app
from annotator.gui.session import Session
from annotator.gui.settings import Settings
from annotator.gui.views import reviewer_dialog
from annotator.gui.views.question import Question
from annotator.gui.window import MainWindow
from annotator.review import Review


@pytest.fixture(autouse=True)
def quick_hands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests type a name as soon as they are asked for it."""
    monkeypatch.setattr(reviewer_dialog, "BURST_MS", 0)


@pytest.fixture
def review(tmp_path: Path) -> Iterator[Review]:
    review = Review.open(tmp_path / "desk.annotator", corpus=True)
    review.sign_in("Ada")
    yield review
    review.close()


@pytest.fixture
def session(review: Review, qapp: object) -> Session:
    """With the first policy open."""
    session = Session(review)
    session.open_policy(next(iter(session.policies)))
    session.count()
    return session


@pytest.fixture
def select(session: Session) -> Callable[[str], tuple[int, int]]:
    """Select the first of these words, as the pane would."""

    def words(quote: str) -> tuple[int, int]:
        start = session.text.text.index(quote)
        session.select(start, start + len(quote))
        return session.selection

    return words


@pytest.fixture
def window(review: Review, qtbot: QtBot, annotator_home: Path) -> Iterator[MainWindow]:
    """The real window, shown, with the first policy open and the focus in its text."""
    app.make_application()
    settings = Settings()
    settings.put("scan/automatic", False)
    window = MainWindow(Session(review), settings)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window), qtbot.waitSignal(window.session.counted):
        window.show()
    window.pane.setFocus()
    yield window
    window.close()


@pytest.fixture(autouse=True)
def nobody_answers(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """A question that no test expects fails it, and does not wait for ever."""

    def ask(question: Question) -> str:
        raise AssertionError(question.sentence.text())

    with monkeypatch.context() as patch:
        patch.setattr(Question, "ask", ask)
        yield patch


@pytest.fixture
def answered(qtbot: QtBot, nobody_answers: pytest.MonkeyPatch) -> Iterator[Callable[..., list[str]]]:
    """Give these answers to the questions that come up, one after the other; what they said is collected.

    Answers that nobody wanted go with the next ones, and with the test.
    """

    nobody_answers.undo()
    waiting: list[str] = []
    seen: list[str] = []

    def look() -> None:
        question = QApplication.activeModalWidget()
        if waiting and isinstance(question, Question) and question.isVisible():
            seen.append("\n".join(filter(None, (question.sentence.text(), question.more.text()))))
            question.give(waiting.pop(0))

    def answer(*keys: str) -> list[str]:
        nonlocal seen
        waiting[:], seen = keys, []
        return seen

    timer = QTimer(interval=10)
    timer.timeout.connect(look)
    timer.start()
    yield answer
    timer.stop()


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the reviewer wants the copy."""
    target = tmp_path / "another disk" / "rescued.annotator"
    target.parent.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    return target
