"""Suggestions, from a scan in a process of its own to a decision by one key; what goes wrong on the way."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic

import pytest
from PySide6.QtCore import QProcess, Qt
from pytestqt.qtbot import QtBot

from annotator.domain import Flag, PolicyId, State
from annotator.gui.settings import Settings
from annotator.gui.window import MainWindow
from annotator.review import Review
from tests.projects import reading

Key = Qt.Key
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
BROKEN = "obtaining a DBS check through"
PATIENCE = 20_000
"""Milliseconds for a process to start and to scan a few policies on a busy machine."""


@pytest.fixture
def said(window: MainWindow) -> list[str]:
    """What the window remarks and complains about."""
    heard: list[str] = []
    window.session.notice.connect(heard.append)
    window.session.problem.connect(heard.append)
    return heard


@pytest.fixture(autouse=True)
def nothing_left_running(request: pytest.FixtureRequest) -> Iterator[None]:
    """A scan that outlives its window fails the test."""
    window = request.getfixturevalue("window") if "window" in request.fixturenames else None
    yield
    if window is not None:
        window.close()
        assert all(
            worker.state() is QProcess.ProcessState.NotRunning for worker in window.findChildren(QProcess)
        )


def open_policy(window: MainWindow, file_name: str) -> PolicyId:
    policy = window.session.review.policy(file_name).id
    assert window.session.open_policy(policy)
    window.pane.setFocus()
    return policy


def scan(window: MainWindow, qtbot: QtBot, command: str = "scan.policy") -> None:
    with qtbot.waitSignal(window.scans.scanner.finished, timeout=PATIENCE):
        window.actions_.run(command)


def suggested(window: MainWindow) -> list[Flag]:
    return list(window.session.review.suggestions())


def quote(flag: object) -> str:
    return flag.spans[0].quote if isinstance(flag, Flag) and flag.spans else ""


def by_quote(window: MainWindow, words: str) -> Flag:
    return next(flag for flag in window.session.flags() if quote(flag) == words)


def step_to(window: MainWindow, qtbot: QtBot, words: str) -> Flag:
    for _ in range(100):
        qtbot.keyClick(window.pane, Key.Key_F8)
        focused = window.session.focused
        if isinstance(focused, Flag) and quote(focused) == words:
            return focused
    raise AssertionError(words)


def many(window: MainWindow, count: int) -> None:
    """More policies, each with a sentence that stops in the middle and some work for the scanner."""
    padding = "We keep what you tell us for one year and no longer than that. " * 40
    ends = "We do so by obtaining a check through\n\nThe end comes here.\n"
    texts = [(f"p{n:03}.txt", f"Policy {n}\n\n{padding}\n\n{ends}") for n in range(count)]
    window.session.add_policies(reading(text, name) for name, text in texts)


def test_a_finding_is_accepted_the_next_dismissed_and_neither_comes_back(
    window: MainWindow, qtbot: QtBot, said: list[str], tmp_path: Path
) -> None:
    session, pane = window.session, window.pane
    policy = open_policy(window, "kjm-group.txt")
    scan(window, qtbot)
    assert said[-1].startswith("“KJM Group")
    assert " new, 0 unchanged, 0 gone." in said[-1]
    found = {flag.id for flag in suggested(window)}
    assert {flag.policy for flag in suggested(window)} == {policy}

    accepted = step_to(window, qtbot, BROKEN)
    assert (accepted.state, accepted.reviewer) == (State.SUGGESTED, "")
    qtbot.keyClick(pane, Key.Key_A)
    following = session.focused
    assert isinstance(following, Flag)
    assert following.id != accepted.id
    assert following.state is State.SUGGESTED
    qtbot.keyClick(pane, Key.Key_X)
    states = {flag.id: flag.state for flag in session.flags()}
    assert (states[accepted.id], states[following.id]) == (State.OPEN, State.DISMISSED)

    for _ in range(2):
        qtbot.keyClick(pane, Key.Key_Z, CONTROL)
    assert {flag.id for flag in suggested(window)} == found
    for _ in range(2):
        qtbot.keyClick(pane, Key.Key_Z, CONTROL | SHIFT)
    states = {flag.id: flag.state for flag in session.flags()}
    assert (states[accepted.id], states[following.id]) == (State.OPEN, State.DISMISSED)

    scan(window, qtbot)
    assert " 0 new, " in said[-1]
    assert ", 0 gone." in said[-1]
    assert {flag.id for flag in suggested(window)} == found - {accepted.id, following.id}
    assert {flag.id for flag in session.flags()} == found

    target = tmp_path / "review.json"
    session.review.export(target)
    document = json.loads(target.read_text("utf-8"))
    exported = {flag["id"]: flag for each in document["policies"] for flag in each["flags"]}
    flag = exported[accepted.id]
    assert (flag["state"], flag["reviewer"]) == ("open", session.review.reviewer.id)  # type: ignore[union-attr]
    assert flag["origin"]["kind"] == "detector"
    assert flag["origin"]["name"] == "sentence-cut-off"
    assert flag["origin"]["version"]
    assert exported[following.id]["state"] == "dismissed"


def test_cancel_is_quick_and_what_was_found_stays(window: MainWindow, qtbot: QtBot, said: list[str]) -> None:
    many(window, 120)
    scanner = window.scans.scanner
    window.actions_.run("scan.all")
    qtbot.waitUntil(lambda: scanner.done >= 3, timeout=PATIENCE)
    began = monotonic()
    scanner.cancel()
    spent = monotonic() - began
    assert not scanner.busy
    assert "stopped" in said[-1]
    kept = {flag.id for flag in suggested(window)}
    assert kept
    assert spent < 2  # 0.2 s on a machine of one's own
    scan(window, qtbot, "scan.all")
    everything = suggested(window)
    assert kept < {flag.id for flag in everything}
    places = [(flag.policy, flag.origin.name, flag.spans, flag.note) for flag in everything]
    assert len(set(places)) == len(places)


def test_cancel_by_keyboard_in_the_strip(window: MainWindow, qtbot: QtBot) -> None:
    from annotator.gui.views.scan_strip import ScanStrip

    many(window, 200)
    window.actions_.run("scan.all")
    strip = window.findChild(ScanStrip)
    assert strip is not None
    assert not strip.isVisible()
    qtbot.waitUntil(strip.isVisible, timeout=PATIENCE)
    assert window.pane.hasFocus()
    qtbot.waitUntil(lambda: " of 205" in strip.words.text(), timeout=PATIENCE)
    strip.stop.setFocus()
    qtbot.keyClick(strip.stop, Key.Key_Space)
    assert not window.scans.scanner.busy
    assert not strip.isVisible()


def test_a_worker_that_dies_costs_one_policy(window: MainWindow, qtbot: QtBot, said: list[str]) -> None:
    many(window, 30)
    scanner = window.scans.scanner
    with qtbot.waitSignal(scanner.finished, timeout=PATIENCE):
        window.actions_.run("scan.all")
        qtbot.waitUntil(lambda: scanner.done >= 2, timeout=PATIENCE)
        worker = window.findChild(QProcess)
        assert worker is not None
        worker.kill()
    told = [words for words in said if "could not be searched" in words]
    assert len(told) == 2
    assert "its process ended" in told[0]
    assert "1 policy could not be searched" in told[1]
    assert (scanner.done, scanner.failed) == (35, 1)
    assert (
        len(window.session.review.unscanned(next(iter(window.session.review.store.scans().values())).rules))
        == 1
    )


def test_a_worker_that_cannot_be_started_is_told_once(
    window: MainWindow, qtbot: QtBot, said: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no-python"))
    scan(window, qtbot, "scan.all")
    assert sum("does not run" in words for words in said) == 1
    assert not window.scans.scanner.busy
    assert not suggested(window)


@pytest.mark.parametrize("command", ["scan.all", "automatic"])
def test_a_worker_that_dies_at_once_is_told_once(
    window: MainWindow,
    qtbot: QtBot,
    said: list[str],
    monkeypatch: pytest.MonkeyPatch,
    command: str,
) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")
    with qtbot.waitSignal(window.scans.scanner.finished, timeout=PATIENCE):
        window.actions_.run(command) if command == "scan.all" else window.scans.scanner.scan_new()
    assert sum("does not run" in words for words in said) == 1
    assert sum("could not be searched" in words for words in said) <= 1


def test_another_project_ends_the_scan(
    window: MainWindow, qtbot: QtBot, said: list[str], tmp_path: Path
) -> None:
    many(window, 60)
    scanner = window.scans.scanner
    window.actions_.run("scan.all")
    qtbot.waitUntil(lambda: scanner.done >= 2, timeout=PATIENCE)
    said.clear()
    window.open_project(tmp_path / "other.annotator")
    assert not scanner.busy
    assert not said
    window.session.add_policies(
        [reading("Hello\n\nWe obtain it through\n\nMore text follows here.\n", "a.txt")]
    )
    scan(window, qtbot)
    assert {flag.policy for flag in suggested(window)} == set(window.session.policies)


def test_a_policy_that_goes_during_the_scan_is_passed_over(
    window: MainWindow, qtbot: QtBot, said: list[str]
) -> None:
    many(window, 40)
    scanner = window.scans.scanner
    with qtbot.waitSignal(scanner.finished, timeout=PATIENCE):
        window.actions_.run("scan.all")
        qtbot.waitUntil(lambda: scanner.done >= 8, timeout=PATIENCE)
        window.session.undo()
        assert len(window.session.policies) == 5
    assert not [words for words in said if "could not" in words]
    assert {flag.policy for flag in suggested(window)} <= set(window.session.policies)


def test_quitting_during_a_scan_leaves_no_process(window: MainWindow, qtbot: QtBot) -> None:
    many(window, 60)
    window.actions_.run("scan.all")
    qtbot.waitUntil(lambda: window.scans.scanner.done >= 2, timeout=PATIENCE)
    worker = window.findChild(QProcess)
    assert worker is not None
    process = Path(f"/proc/{worker.processId()}")
    began = monotonic()
    window.close()
    assert monotonic() - began < 2
    if sys.platform == "linux":
        assert not process.exists()


def test_what_is_imported_is_scanned_by_itself_where_that_is_wanted(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, said: list[str]
) -> None:
    scan(window, qtbot, "scan.all")
    before = suggested(window)
    file = tmp_path / "new.txt"
    file.write_text(
        "New policy\n\nWe get it by obtaining a check through\n\nWe donâ€™t sell it. More follows.\n",
        "utf-8",
    )
    with qtbot.waitSignal(window.scans.scanner.finished, timeout=PATIENCE):
        window.actions_["scan.automatic"].trigger()
    assert suggested(window) == before
    with qtbot.waitSignal(window.scans.scanner.finished, timeout=PATIENCE):
        window.importer.start([file])
    (policy,) = (one.id for one in window.session.policies.values() if one.file_name == "new.txt")
    assert {flag.policy for flag in suggested(window)} > {policy}
    assert window.scans.scanner.done == 1
    assert "F8 goes to the next, A accepts, X dismisses" in said[-1]
    new = [flag for flag in suggested(window) if flag.policy == policy]
    assert len(new) > 1
    sure = sum(flag.origin.tier == "sure" for flag in new)
    queued = f", and {len(new) - sure} worth a look (Ctrl+U)" if sure < len(new) else ""
    assert said[-1].startswith(f"{sure} suggestion{'s' * (sure > 1)}{queued}. ")
    assert Settings().truth("scan/automatic", default=False)


def test_a_project_that_takes_nothing_stops_the_scan_with_its_own_words(
    window: MainWindow,
    qtbot: QtBot,
    said: list[str],
    monkeypatch: pytest.MonkeyPatch,
    answered: Callable[..., list[str]],
) -> None:
    from annotator.problems import DiskError

    def refuse(*_: object, **__: object) -> None:
        raise DiskError("The disk is full.")

    seen = answered("close")
    monkeypatch.setattr(Review, "suggest", refuse)
    scan(window, qtbot, "scan.all")
    assert "The disk is full." in seen[0]
    assert said.count("The disk is full.") == 1


def test_keys_for_suggestions_say_where_there_is_none(
    window: MainWindow, qtbot: QtBot, said: list[str]
) -> None:
    for key in (Key.Key_A, Key.Key_X, Key.Key_Space, Key.Key_Return):
        said.clear()
        qtbot.keyClick(window.pane, key)
        assert said == ["There is no suggestion here. F8 goes to the next one."]


def test_space_skips_and_the_last_one_is_told(window: MainWindow, qtbot: QtBot, said: list[str]) -> None:
    text = "One\n\nThe Fedration is named here.\n\nAnd the Fedration is named there.\n"
    window.session.add_policies([reading(text, "a.txt")])
    scan(window, qtbot)
    shown = [one for one in window.session.flags() if window.session.is_shown(one)]
    assert len(shown) >= 2
    qtbot.keyClick(window.pane, Key.Key_F8)
    first = window.session.focused
    qtbot.keyClick(window.pane, Key.Key_Space)
    assert window.session.focused != first
    assert [one.state for one in shown] == [State.SUGGESTED] * len(shown)
    for _ in shown:
        qtbot.keyClick(window.pane, Key.Key_X)
    assert "No other suggestion" in said[-1]
    assert not [one for one in suggested(window) if window.session.is_shown(one)]


def test_the_window_starts_without_rules_or_processes() -> None:
    """They are wanted after the first paint only."""
    detection = ("annotator.detection.rules", "annotator.detection.scan", "annotator.gui.scanning")
    keeping = ("annotator.store.backup", "annotator.store.check", "annotator.store.repair")
    dialogs = ("annotator.gui.entrance", "annotator.gui.crashes", "annotator.gui.views.question")
    late = (*detection, *keeping, *dialogs, "annotator.gui.background", "annotator.text.readers")
    late = (*late, "annotator.gui.rule_book", "annotator.bug_report", "multiprocessing", "subprocess")
    code = (
        "import sys, annotator.gui.window, annotator.gui.app;"
        f"sys.exit(any(name.startswith({late!r}) for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
