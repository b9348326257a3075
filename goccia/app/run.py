"""`make run`: starts the database, the migrations, the web server and the worker, and keeps them alive.

It imports neither the web framework nor a database driver: it stays small for as long as it runs.
"""

from __future__ import annotations

import contextlib
import fcntl
import http.client
import json
import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from goccia.app.service import CHECKOUT, MARK, Service, command, end_leftovers, mark_of
from goccia.core import processes
from goccia.core.postgres import EmbeddedPostgres, PostgresError
from goccia.core.settings import Settings

SERVICES = ("serve", "worker")
TICK_SECONDS = 0.25
DRAIN_SECONDS = 5.0  # for web and worker to finish; with PostgreSQL's own time it stays under ten
POSTGRES_SECONDS = 2.5
HEALTHY_WITHIN_SECONDS = 90.0


class CannotRunError(RuntimeError):
    """Why the start is refused, in Italian and English."""


class StopAskedError(Exception):
    """A signal, or the end of the process that started us, asks to stop."""


def run(settings: Settings, *, follow_parent: bool = False) -> int:
    """Run everything until a signal; returns the exit code.

    follow_parent: stop also when the process that started us ends or is told to (make).
    """
    home = settings.home.absolute()
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with _alone(home), StopWatch(processes.Parent() if follow_parent else None) as watch:
            return _Run(settings, home, watch).run()
    except CannotRunError as reason:
        print(f"\n{reason}\n", file=sys.stderr, flush=True)
        return 1


class StopWatch:
    """Wakes the supervisor when a signal arrives, a child dies or the parent ends."""

    def __init__(self, parent: processes.Parent | None) -> None:
        self.asked = 0
        self._parent = parent
        self._read, self._write = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)

    def __enter__(self) -> StopWatch:
        signal.set_wakeup_fd(self._write, warn_on_full_buffer=False)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._heard)
        if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # nohup
            signal.signal(signal.SIGHUP, self._heard)
        signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
        return self

    def __exit__(self, *_: object) -> None:
        signal.set_wakeup_fd(-1)
        os.close(self._read)
        os.close(self._write)

    def _heard(self, _number: int, _frame: FrameType | None) -> None:
        self.asked += 1

    def stopping(self) -> bool:
        """Tell whether somebody asked to stop."""
        return self.asked > 0 or (self._parent is not None and self._parent.ending())

    def wait(self, seconds: float = TICK_SECONDS) -> None:
        """Wait for a signal or so many seconds; StopAskedError when it is time to stop."""
        self.pause(seconds)
        if self.stopping():
            raise StopAskedError

    def pause(self, seconds: float) -> None:
        """Wait for a signal or so many seconds."""
        if select.select([self._read], [], [], seconds)[0]:
            with contextlib.suppress(BlockingIOError):
                os.read(self._read, 4096)


class _Run:
    """One run: what is started, in which order, and how it ends."""

    def __init__(self, settings: Settings, home: Path, watch: StopWatch) -> None:
        self.settings = settings
        self.home = home
        self.watch = watch
        self.environment = {**os.environ, "GOCCIA_HOME": str(home)}
        self.services = [Service(home, name) for name in SERVICES]
        self.postgres = None if settings.database_url else EmbeddedPostgres(home, settings.postgres_port)

    def run(self) -> int:
        began = time.monotonic()
        try:
            if end_leftovers(self.home, (*SERVICES, "prepare"), 3.0):
                _say("fermato ciò che restava di un avvio precedente", "ended what an earlier run had left")
            _check_port(self.settings.host, self.settings.port)
            self._start_database()
            self._prepare()
            self._wait_until_healthy()
            self._greet(time.monotonic() - began)
            while True:
                self._keep_all()
                self.watch.wait()
        except StopAskedError:
            _say("mi fermo…", "stopping…")
            return 0
        except PostgresError as error:
            raise CannotRunError(f"PostgreSQL: {error}") from error
        finally:
            self._stop()

    def _start_database(self) -> None:
        if self.postgres is None:
            return
        _say("avvio PostgreSQL", "starting PostgreSQL")
        url = self.postgres.start(given_up=self.watch.stopping)
        self.environment["GOCCIA_DATABASE_URL"] = url
        if self.watch.stopping():
            raise StopAskedError

    def _prepare(self) -> None:
        """Migrate, make the first Admin, load the demo data: in a process of its own, for the memory."""
        _say("preparo il database", "preparing the database")
        environment = {**self.environment, MARK: mark_of(self.home, "prepare")}
        with subprocess.Popen(  # noqa: S603 - our own command
            command("prepare"),
            cwd=CHECKOUT,
            env=environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        ) as child:
            try:
                while child.poll() is None:
                    self.watch.wait()
            except StopAskedError:
                child.terminate()
                if not processes.wait_gone(child.pid, 3.0):
                    child.kill()
                raise
        if child.returncode != 0:
            raise CannotRunError(
                "La preparazione del database non è riuscita: il motivo è qui sopra.\n"
                "Preparing the database failed: the reason is above."
            )

    def _wait_until_healthy(self) -> None:
        _say("avvio il server", "starting the server")
        deadline = time.monotonic() + HEALTHY_WITHIN_SECONDS
        while not _healthy(self.settings.host, self.settings.port):
            self._keep_all()
            if time.monotonic() > deadline:
                _say(
                    "il server non risponde ancora: continuo a provare",
                    "no answer yet from the server: still trying",
                )
                deadline += HEALTHY_WITHIN_SECONDS
            self.watch.wait(0.1)

    def _keep_all(self) -> None:
        if self.postgres is not None and not self.postgres.running():
            _say("PostgreSQL si è fermato: lo riavvio", "PostgreSQL has stopped: starting it again")
            self._start_database()
        for service in self.services:
            died = service.keep(self.environment)
            if died is not None:
                _say(
                    f"{service.name} è terminato ({died}): lo riavvio",
                    f"{service.name} ended ({died}): starting it again",
                )

    def _greet(self, seconds: float) -> None:
        lines = ["", f"  Goccia: {self.settings.base_url}   ({seconds:.1f} s)", ""]
        if self.settings.admin_email:
            lines.append(f"  Admin      {self.settings.admin_email}  (GOCCIA_ADMIN_PASSWORD)")
        logins = self.home / "demo-logins.json"
        if self.settings.demo and logins.exists():
            lines += [
                f"  {login['role']:<10} {login['email']}  {login['password']}"
                for login in json.loads(logins.read_text(encoding="utf-8"))
            ]
        lines += ["", "  Ctrl-C ferma tutto / stops everything", ""]
        _print("\n".join(lines))

    def _stop(self) -> None:
        """Web and worker first, together, then PostgreSQL; a second signal shortens the wait."""
        for service in self.services:
            service.ask_to_end()
        asked, deadline = self.watch.asked, time.monotonic() + DRAIN_SECONDS
        while not all(service.ended() for service in self.services):
            if time.monotonic() > deadline or self.watch.asked > max(asked, 1):
                break
            self.watch.pause(0.1)
        for service in self.services:
            service.kill()
        if self.postgres is not None:
            self.postgres.stop(POSTGRES_SECONDS)


def in_use(home: Path) -> bool:
    """Tell whether a run holds this home."""
    try:
        with (home / "run.lock").open() as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


@contextlib.contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Hold the home's lock for as long as the run lasts; the kernel frees it however we end."""
    with (home / "run.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as held:
            lock.seek(0)
            pid = lock.read().strip() or "?"
            raise CannotRunError(
                f"Goccia è già in funzione su {home} (processo {pid}). "
                "Per averne un'altra imposta GOCCIA_HOME e GOCCIA_PORT.\n"
                f"Goccia already runs on {home} (process {pid}). "
                "To have another one set GOCCIA_HOME and GOCCIA_PORT."
            ) from held
        lock.truncate(0)
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        yield


def _check_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as taken:
            raise CannotRunError(
                f"La porta {port} di {host} non è libera ({taken.strerror}): chiudi il programma che la usa, "
                f"oppure scegline un'altra: GOCCIA_PORT={port + 1} make run\n"
                f"Port {port} of {host} is not free ({taken.strerror}): close the program that has it, "
                f"or choose another: GOCCIA_PORT={port + 1} make run"
            ) from taken


def _healthy(host: str, port: int) -> bool:
    asked = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - read, not bound
    connection = http.client.HTTPConnection(asked, port, timeout=1.0)
    try:
        connection.request("GET", "/api/health")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _say(italian: str, english: str) -> None:
    _print(f"· {italian} / {english}")


def _print(text: str) -> None:
    with contextlib.suppress(OSError):  # the terminal is gone: not a reason to stop
        print(text, flush=True)
