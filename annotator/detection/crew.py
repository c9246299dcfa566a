"""Work shared among processes of this machine, its results in the order of what was given.

Each process holds one batch at a time. It sends a result for each item, so that when it dies one knows at
which; the rest of its batch goes to another, and so does that item, which is given up when a second process
dies of it. Only so many results are kept waiting for an earlier one, so memory stays flat.

On Linux a process of a single thread forks others, which work at once with all that it has loaded. Elsewhere
they are spawned, and load it for themselves.
"""

import contextlib
import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, Generic, TypeVar

from annotator import bug_report
from annotator.detection import garbage
from annotator.problems import ProblemError

A = TypeVar("A")
B = TypeVar("B")

BATCH_WEIGHT = 128_000
"""A batch is full when its items weigh so much, bytes where they are files: some 60 ms of scanning,"""
BATCH_ITEMS = 32
"""or when it holds so many."""
AHEAD = 256
"""How many items for each process may be done before an earlier one is."""

_READY = "ready"


@dataclass(slots=True)
class _Fault:
    """A bug that showed in a process, as text: not every exception can be sent."""

    report: str


@dataclass(slots=True)
class _Hand(Generic[A]):
    """One process. Items are numbered in the order in which they were given."""

    process: BaseProcess
    connection: Connection
    ready: bool = False
    batch: deque[tuple[int, A]] = field(default_factory=deque)


def in_order(
    work: Callable[[A], B],
    items: Iterable[A],
    jobs: int,
    *,
    lost: Callable[[A], B],
    weight: Callable[[A], int] = lambda _: 0,
) -> Generator[B]:
    """What ``work`` makes of each item, by ``jobs`` processes; one does without any.

    ``work``, items and results are sent between processes. ``lost`` makes the result of an item at which a
    process died. Close the iterator to end the processes early.
    """
    if jobs == 1:
        with garbage.only_scanning():
            yield from map(work, items)
        return
    crew = _Crew(work, items, jobs, lost, weight)
    try:
        yield from crew.results()
    finally:
        crew.dismiss()


class _Crew(Generic[A, B]):
    def __init__(
        self,
        work: Callable[[A], B],
        items: Iterable[A],
        jobs: int,
        lost: Callable[[A], B],
        weight: Callable[[A], int],
    ) -> None:
        self._work = work
        self._jobs = jobs
        self._lost = lost
        self._fresh = _batches(items, weight)
        self._returned: deque[deque[tuple[int, A]]] = deque()
        self._suspects: set[int] = set()
        self._hands: dict[Connection, _Hand[A]] = {}
        self._done: dict[int, B] = {}
        self._given = 0
        self._told = 0

    def results(self) -> Iterator[B]:
        while True:
            self._hand_out()
            busy = [each.connection for each in self._hands.values() if each.batch]
            if not busy:
                return
            for connection in wait(busy):
                self._hear(self._hands[connection])  # type: ignore[index]
            while self._told in self._done:
                yield self._done.pop(self._told)
                self._told += 1

    def dismiss(self) -> None:
        for hand in self._hands.values():
            hand.connection.close()
            hand.process.terminate()
        for hand in self._hands.values():
            hand.process.join()

    def _hand_out(self) -> None:
        """A batch for everyone who has none, as long as there are any; hands are hired as they are needed."""
        while True:
            idle = next((each for each in self._hands.values() if not each.batch), None)
            if idle is None and len(self._hands) >= self._jobs:
                return
            batch = self._next_batch()
            if not batch:
                return
            hand = idle or self._hire()
            hand.batch = batch
            # One that has died meanwhile is found out when it is listened to.
            with contextlib.suppress(OSError):
                hand.connection.send([item for _, item in batch])

    def _next_batch(self) -> deque[tuple[int, A]]:
        if self._returned:
            return self._returned.popleft()
        if self._given - self._told >= AHEAD * self._jobs:
            return deque()
        batch = deque(enumerate(next(self._fresh, ()), self._given))
        self._given += len(batch)
        return batch

    def _hire(self) -> _Hand[A]:
        way = way_to_start()
        context: Any = multiprocessing.get_context(way)
        ours, theirs = context.Pipe()
        held = (ours, *self._hands) if way == "fork" else ()
        process = context.Process(target=_serve, args=(theirs, self._work, held), daemon=True)
        process.start()
        theirs.close()
        hand: _Hand[A] = _Hand(process, ours)
        self._hands[ours] = hand
        return hand

    def _hear(self, hand: _Hand[A]) -> None:
        try:
            heard: Any = hand.connection.recv()
        except (EOFError, OSError):
            self._bury(hand)
            return
        if isinstance(heard, _Fault):
            raise bug_report.FaultElsewhereError(heard.report)
        if not hand.ready:
            hand.ready = heard == _READY
            return
        number, _ = hand.batch.popleft()
        self._done[number] = heard

    def _bury(self, hand: _Hand[A]) -> None:
        del self._hands[hand.connection]
        hand.connection.close()
        hand.process.join()
        if not hand.ready:
            raise ProblemError("A further process could not be started. Try again with --jobs 1.")
        number, item = hand.batch.popleft()
        if hand.batch:
            self._returned.append(hand.batch)
        if number in self._suspects:
            self._done[number] = self._lost(item)
        else:
            self._suspects.add(number)
            self._returned.append(deque([(number, item)]))


def _batches(items: Iterable[A], weight: Callable[[A], int]) -> Iterator[list[A]]:
    remaining = iter(items)
    for first in remaining:
        batch = [first]
        heavy = weight(first)
        while heavy < BATCH_WEIGHT and len(batch) < BATCH_ITEMS:
            more = list(islice(remaining, 1))
            if not more:
                break
            batch += more
            heavy += weight(more[0])
        yield batch


def way_to_start() -> str:
    """How processes are started from this one. A fork lacks its threads, but not the locks that they held."""
    alone = sys.platform == "linux" and len(list(Path("/proc/self/task").iterdir())) == 1
    return "fork" if alone else "spawn"


def _serve(connection: Connection, work: Callable[[Any], Any], held: Iterable[Connection] = ()) -> None:
    """What a process does until nobody listens any more. Ctrl-C is for the one that hired it.

    ``held`` are the ends of the one that hired it, which a fork has too: while they are open, nobody hears
    that it is gone.
    """
    for each in held:
        each.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with garbage.only_scanning(), contextlib.suppress(EOFError, OSError):
        connection.send(_READY)
        while True:
            for item in connection.recv():
                try:
                    result = work(item)
                except Exception as error:  # noqa: BLE001 - a bug: told where it is written down
                    connection.send(_Fault(bug_report.describe(error)))
                    return
                connection.send(result)
