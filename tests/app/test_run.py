"""The supervisor of `make run`, with the real PostgreSQL and stand-ins for web and worker."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from goccia.core import processes
from goccia.core.postgres import EmbeddedPostgres

STAND_IN = Path(__file__).with_name("stand_in.py")
READY = "Ctrl-C"


def until(happens: Callable[[], bool], seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Stage:
    """A home, a port and the supervisors started on them."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = free_port()
        self.postgres = EmbeddedPostgres(home)
        self.started: list[subprocess.Popen[str]] = []

    def start(self, *command: str, **environment: str) -> Run:
        process = subprocess.Popen(
            # A suite started with nohup, or in a background job, hands ignored signals down.
            ("env", "--default-signal=HUP,INT,TERM")
            + (command or (sys.executable, str(STAND_IN), "supervise")),
            env={
                **{name: value for name, value in os.environ.items() if not name.startswith("GOCCIA_")},
                "GOCCIA_HOME": str(self.home),
                "GOCCIA_PORT": str(self.port),
                **environment,
            },
            cwd=self.home,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.started.append(process)
        return Run(process)

    def pid_of(self, name: str) -> int:
        file = self.home / f"{name}.pid"
        return int(file.read_text() or 0) if file.exists() else 0

    def postmaster(self) -> int:
        return int((self.postgres.data / "postmaster.pid").read_text().splitlines()[0])

    def all_stopped(self) -> bool:
        alive = [name for name in ("serve", "worker") if processes.alive(self.pid_of(name) or 1 << 30)]
        return not alive and not list(processes.running_with(self.postgres.tag))


class Run:
    """A supervisor and what it has said so far."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.said = ""
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said += line

    def ready(self) -> Run:
        until(lambda: READY in self.said or self.process.poll() is not None)
        assert READY in self.said, self.said
        return self

    def ended(self) -> int:
        code = self.process.wait(20)
        self._reader.join(5)
        return code


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    home = tmp_path / "home"
    home.mkdir()
    stage = Stage(home)
    yield stage
    for process in stage.started:
        if process.poll() is None:
            process.kill()
        process.wait()
    for name in ("serve", "worker"):
        if processes.alive(stage.pid_of(name) or 1 << 30):
            os.kill(stage.pid_of(name), signal.SIGKILL)
    for process in stage.started:
        assert process.stdout is not None
        process.stdout.close()  # only now: whoever still writes to it would hold it open
    stage.postgres.stop()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_everything_within_ten_seconds(stage: Stage, number: signal.Signals) -> None:
    run = stage.start().ready()
    assert stage.postgres.running()
    began = time.monotonic()
    run.process.send_signal(number)
    assert run.ended() == 0
    assert time.monotonic() - began < 10
    assert stage.all_stopped()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_a_signal_to_make_alone_stops_everything_within_ten_seconds(
    stage: Stage, number: signal.Signals
) -> None:
    (stage.home / "Makefile").write_text(
        f"run:\n\t@exec {sys.executable} {STAND_IN} supervise --follow-parent\n"
    )
    run = stage.start("make", "run").ready()
    began = time.monotonic()
    run.process.send_signal(number)
    run.ended()
    until(stage.all_stopped, 10)
    assert time.monotonic() - began < 10


def test_a_web_server_that_will_not_end_is_killed_in_time(stage: Stage) -> None:
    (stage.home / "stubborn").touch()
    run = stage.start().ready()
    began = time.monotonic()
    run.process.terminate()
    assert run.ended() == 0
    assert time.monotonic() - began < 10
    assert stage.all_stopped()


@pytest.mark.parametrize("name", ["serve", "worker"])
def test_a_process_that_dies_is_started_again(stage: Stage, name: str) -> None:
    stage.start().ready()
    until(lambda: stage.pid_of(name) > 0)
    first = stage.pid_of(name)
    os.kill(first, signal.SIGKILL)
    until(lambda: stage.pid_of(name) not in {0, first})


def test_a_killed_database_is_started_again_on_its_port(stage: Stage) -> None:
    stage.start().ready()
    url, first = stage.postgres.url(), stage.postmaster()
    os.kill(first, signal.SIGKILL)
    until(lambda: stage.postgres.running() and stage.postmaster() != first)
    assert stage.postgres.url() == url


def test_after_a_kill_of_the_supervisor_the_next_run_takes_over_what_is_left(stage: Stage) -> None:
    run = stage.start().ready()
    until(lambda: stage.pid_of("worker") > 0)
    web, worker, database = stage.pid_of("serve"), stage.pid_of("worker"), stage.postmaster()
    run.process.kill()
    run.ended()
    assert processes.alive(web)
    again = stage.start().ready()
    assert not processes.alive(web)
    assert not processes.alive(worker)
    assert stage.postmaster() == database, "the database that still ran was found again"
    again.process.terminate()
    assert again.ended() == 0
    assert stage.all_stopped()


def test_a_second_run_on_the_same_home_is_refused_in_words(stage: Stage) -> None:
    first = stage.start().ready()
    second = stage.start(GOCCIA_PORT=str(free_port()))
    assert second.ended() == 1
    assert "già in funzione" in second.said
    assert "GOCCIA_HOME" in second.said
    assert str(first.process.pid) in second.said
    assert stage.postgres.running(), "the first one goes on"


def test_a_port_of_another_program_is_refused_by_its_number(stage: Stage) -> None:
    with socket.create_server(("127.0.0.1", stage.port)):
        run = stage.start()
        assert run.ended() == 1
    assert str(stage.port) in run.said
    assert "GOCCIA_PORT" in run.said
    assert not stage.postgres.running()


def test_with_another_database_no_embedded_one_is_started(stage: Stage) -> None:
    run = stage.start(GOCCIA_DATABASE_URL="postgresql://somebody@192.0.2.1/goccia").ready()
    assert not (stage.home / "postgres").exists()
    run.process.terminate()
    assert run.ended() == 0


def test_the_supervisor_loads_neither_the_web_framework_nor_a_driver() -> None:
    heavy = ("fastapi", "asyncpg", "sqlalchemy", "alembic", "pgqueuer", "granian")
    code = (
        "import sys, goccia.app.cli, goccia.app.run; print([m for m in "
        + repr(heavy)
        + " if m in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "[]"
