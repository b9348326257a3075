"""Where a file is read: in a thread of this process, or in a process of its own, off the event loop either way."""

import asyncio
import gc
import multiprocessing
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Protocol

from goccia.intake.import_reading import Look, Order, Piece, read
from goccia.intake.reading.problems import FileProblem


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a file cannot be imported, as it is stored and shown."""

    code: str
    it: str
    en: str
    where: str | None

    @classmethod
    def of(cls, found: FileProblem) -> "Problem":
        """Take over what the reading has found."""
        return cls(found.code, found.it, found.en, found.where)


class CannotReadError(Exception):
    """The file cannot be imported."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.en)
        self.problem = problem


class Reader(Protocol):
    """A reading that goes on: first a `Look`, then, once the order is given, batches and `Read`."""

    async def next(self, order: Order | None = None) -> Piece | None:
        """The next piece, None at the end.

        Raises:
            CannotReadError: the file cannot be imported.
        """
        ...


class _InThread:
    def __init__(self, path: Path, filename: str, sheet: str | None) -> None:
        self._reading = read(path, filename, sheet)
        self._started = False

    def _step(self, order: Order | None) -> Piece | None:
        try:
            return self._reading.send(order)
        except StopIteration:
            return None
        except FileProblem as found:
            raise CannotReadError(Problem.of(found)) from None

    async def next(self, order: Order | None = None) -> Piece | None:
        return await asyncio.to_thread(self._step, order)


class _InProcess:
    def __init__(self, path: Path, filename: str, sheet: str | None) -> None:
        context = multiprocessing.get_context("spawn")
        self._ours, theirs = context.Pipe()
        self._child = context.Process(
            target=_serve, args=(theirs, path, filename, sheet), name="import reader", daemon=True
        )
        self._theirs = theirs

    def start(self) -> None:
        self._child.start()
        self._theirs.close()  # so that the end of the child is the end of the pipe

    def _step(self, order: Order | None) -> Piece | Problem | None:
        if order is not None:
            self._ours.send(order)
        found: Piece | Problem | None = self._ours.recv()
        return found

    async def next(self, order: Order | None = None) -> Piece | None:
        try:
            found = await asyncio.to_thread(self._step, order)
        except (EOFError, BrokenPipeError):
            raise ReaderDiedError(self._child.exitcode) from None
        if isinstance(found, Problem):
            raise CannotReadError(found)
        return found

    def stop(self) -> None:
        if self._child.pid is not None:
            self._child.kill()
            self._child.join()
        self._ours.close()


class ReaderDiedError(RuntimeError):
    """The reading process ended before its time (killed, or out of memory): the job is tried again."""


def _serve(pipe: Connection, path: Path, filename: str, sheet: str | None) -> None:
    """Run in the child: send the pieces as fast as they are taken."""
    gc.freeze()  # what is loaded now stays, and need not be looked through for each thousand of rows
    reading = read(path, filename, sheet)
    try:
        piece = next(reading)
        while True:
            pipe.send(piece)
            piece = reading.send(pipe.recv() if isinstance(piece, Look) else None)
    except StopIteration:
        pipe.send(None)
    except FileProblem as found:
        pipe.send(Problem.of(found))
    except (BrokenPipeError, EOFError):  # nobody listens any more
        return


@asynccontextmanager
async def open_reader(path: Path, filename: str, sheet: str | None, *, apart: bool) -> AsyncIterator[Reader]:
    """Open a file for reading; `apart`: in a process of its own, for what is large."""
    if not apart:
        yield _InThread(path, filename, sheet)
        return
    reader = _InProcess(path, filename, sheet)
    await asyncio.to_thread(reader.start)
    try:
        yield reader
    finally:
        reader.stop()
