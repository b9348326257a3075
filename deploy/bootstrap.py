"""Gets a checkout ready and runs it, with nothing but Python 3.11, Node 20 and npm.

    python3 deploy/bootstrap.py run       packages, front end, then the supervisor in place of this process
    python3 deploy/bootstrap.py packages  the virtual environment alone
    python3 deploy/bootstrap.py dev       the same with the tools of `make check` and `make test`
    python3 deploy/bootstrap.py modules   the front end's packages alone
    python3 deploy/bootstrap.py web       the front end's packages and its build
    python3 deploy/bootstrap.py browser   Debian's Chromium, for the browser tests
    python3 deploy/bootstrap.py postgres15  Debian's PostgreSQL 15, on which CI tests as well

Only the standard library: it runs before any package is there. Each step is skipped while what it
depends on is as it was, known by a hash.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(CHECKOUT))
from goccia.core import processes  # noqa: E402 - stdlib only, as this file

VENV = CHECKOUT / ".venv"
PYTHON = VENV / "bin" / "python"
WEB = CHECKOUT / "web"
STATE = CHECKOUT / ".make"
NODE = (20, 0)
CHROMIUM = ("chromium", "chromium-headless-shell")
DEBIAN_15 = Path("/usr/lib/postgresql/15/bin")
BUILD_INPUTS = ("src", "public", "index.html", "package-lock.json", "vite.config.ts", "tsconfig.json")


class CannotPrepareError(RuntimeError):
    """What is missing and how to mend it, in Italian and English."""


def main() -> int:
    """Do what the first argument says."""
    wanted = sys.argv[1] if len(sys.argv) > 1 else "run"
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever starts it may have an older one
        return _fail("Serve Python 3.11 o più recente. / Python 3.11 or newer is needed.")
    parent = processes.Parent()
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)
    try:
        with _one_at_a_time():
            if wanted in {"run", "packages", "dev"}:
                packages("requirements-dev.lock" if wanted == "dev" else "requirements.lock")
            if wanted in {"run", "web", "modules"}:
                front_end(build=wanted != "modules")
            if wanted == "browser":
                browser()
            if wanted == "postgres15":
                debian_postgres()
    except CannotPrepareError as reason:
        return _fail(str(reason))
    except KeyboardInterrupt:
        return 130
    if parent.ending():
        return 130
    if wanted == "run":
        os.chdir(CHECKOUT)
        os.environ.setdefault("GOCCIA_HOME", str(CHECKOUT / "data"))
        os.execv(PYTHON, [str(PYTHON), "-m", "goccia.app.cli", "run", "--follow-parent"])  # noqa: S606
    return 0


# --- Python -------------------------------------------------------------------------------------


def packages(lock: str) -> None:
    """Make .venv and install what the lock file names, each file checked against its hash."""
    pip = _environment()
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    stamp = VENV / f".{lock}"
    now = _hash([CHECKOUT / lock], version)
    if stamp.exists() and stamp.read_text() == now:
        return
    _say("installo i pacchetti Python", "installing the Python packages")
    _run(
        [
            *(pip or _borrowed_pip()),
            *("install", "--disable-pip-version-check", "--no-input"),
            *("--require-hashes", "-r", str(CHECKOUT / lock)),
        ],
        "pip non è riuscito a installare i pacchetti",
        "pip could not install the packages",
    )
    _write_command()
    stamp.write_text(now)


def _environment() -> list[str]:
    """Make .venv unless it works; returns the command of its own pip, empty when it has none."""
    if not _works([str(PYTHON), "-c", ""]):
        shutil.rmtree(VENV, ignore_errors=True)
        _say("preparo l'ambiente Python", "making the Python environment")
        if not _works([sys.executable, "-m", "venv", str(VENV)]):
            shutil.rmtree(VENV, ignore_errors=True)
            # Debian's python3 comes without ensurepip, which python3-venv brings.
            if not _works([sys.executable, "-m", "venv", "--without-pip", str(VENV)]):
                raise CannotPrepareError(_NO_VENV)
    own = [str(PYTHON), "-m", "pip"]
    return own if _works([*own, "--version"]) else []


def _borrowed_pip() -> list[str]:
    """Find a pip for an environment that has none: the system's, Debian's package, its wheel."""
    system = [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    if _works([*system, "--version"]):
        return system
    if shutil.which("apt-get") is None:
        raise CannotPrepareError(_NO_VENV)
    if os.geteuid() == 0:
        _say("installo python3-venv", "installing python3-venv")
        _apt("python3-venv")
        shutil.rmtree(VENV, ignore_errors=True)
        if own := _environment():
            return own
        raise CannotPrepareError(_NO_VENV)
    wheel = next(STATE.glob("pip/usr/share/python-wheels/pip-*.whl"), None) or _wheel_from_debian()
    return [str(PYTHON), str(wheel / "pip")]


def _wheel_from_debian() -> Path:
    """Unpack Debian's pip beside us: apt lets everybody download, only installing is root's."""
    _say("prendo pip da Debian", "taking pip from Debian")
    folder = STATE / "pip"
    (folder / "lists" / "partial").mkdir(parents=True, exist_ok=True)
    own = [f"-oDir::State::lists={folder / 'lists'}", f"-oDir::Cache={folder}", "-oDebug::NoLocking=1"]
    for words in (["update", "-qq"], ["download", "-qq", "python3-pip-whl"]):
        if not _works(["apt-get", *own, *words], folder):
            raise CannotPrepareError(_NO_VENV)
    package = next(folder.glob("python3-pip-whl_*.deb"), None)
    if package is None or not _works(["dpkg-deb", "-x", str(package), str(folder)]):
        raise CannotPrepareError(_NO_VENV)
    return next(folder.glob("usr/share/python-wheels/pip-*.whl"))


def _write_command() -> None:
    """Put `goccia` beside the environment's other commands; it works from any folder."""
    command = VENV / "bin" / "goccia"
    command.write_text(
        f"#!{PYTHON}\nimport os\nimport sys\n\n"
        f"sys.path.insert(0, {str(CHECKOUT)!r})\n"
        f'os.environ.setdefault("GOCCIA_HOME", {str(CHECKOUT / "data")!r})\n\n'
        "from goccia.app.cli import main\n\nmain()\n"
    )
    command.chmod(0o755)


# --- front end ----------------------------------------------------------------------------------


def front_end(*, build: bool = True) -> None:
    """Install the front end's packages and build it, each only when what it is made of has changed."""
    if not (WEB / "package.json").exists():
        _say("front end non ancora presente: salto", "no front end here yet: skipped")
        return
    _check_node()
    lock = [WEB / "package.json", WEB / "package-lock.json", WEB / ".npmrc"]
    stamp = WEB / "node_modules" / ".installed"
    now = _hash(lock, "")
    if not stamp.exists() or stamp.read_text() != now:
        _say("installo i pacchetti del front end", "installing the front end's packages")
        _run(
            ["npm", "install", "--no-audit", "--no-fund", "--loglevel=error"],
            "npm non è riuscito a installare i pacchetti",
            "npm could not install the packages",
            WEB,
        )
        stamp.write_text(_hash(lock, ""))
    if not build:
        return
    built = WEB / "node_modules" / ".built"
    now = _hash(_files(WEB / name for name in BUILD_INPUTS), "")
    if not (WEB / "dist" / "index.html").exists() or not built.exists() or built.read_text() != now:
        _say("costruisco il front end", "building the front end")
        _run(
            ["npm", "run", "--silent", "build"],
            "la costruzione del front end non è riuscita",
            "building the front end failed",
            WEB,
        )
        built.write_text(now)


def _check_node() -> None:
    found = None
    if shutil.which("node") and shutil.which("npm"):
        said = subprocess.run(["node", "--version"], capture_output=True, text=True, check=False).stdout
        if match := re.match(r"v(\d+)\.(\d+)", said):
            found = (int(match[1]), int(match[2]))
    if found is None or found < NODE:
        raise CannotPrepareError(
            "Servono Node 20 o più recente e npm per costruire la pagina.\n"
            "Node 20 or newer and npm are needed to build the page."
        )


def browser() -> None:
    """Install Debian's Chromium where root may: its headless shell runs the tests, the whole browser what that cannot."""
    missing = [name for name in CHROMIUM if shutil.which(name) is None]
    if not missing:
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        _say("installo Chromium per le prove nel browser", "installing Chromium for the browser tests")
        _apt(*missing)
    elif "chromium" in missing:
        raise CannotPrepareError(
            "Per le prove nel browser serve Chromium: sudo apt-get install chromium\n"
            "The browser tests need Chromium: sudo apt-get install chromium"
        )


def debian_postgres() -> None:
    """Install Debian's PostgreSQL 15, without a cluster of its own: CI tests on both."""
    if DEBIAN_15.exists() or os.geteuid() != 0 or shutil.which("apt-get") is None:
        return
    _say("installo PostgreSQL 15 di Debian per le prove", "installing Debian's PostgreSQL 15 for the tests")
    settings = Path("/etc/postgresql-common/createcluster.conf")
    if not settings.exists():
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text("create_main_cluster = false\n")
    _apt("postgresql-15")


# --- small things -------------------------------------------------------------------------------

_NO_VENV = (
    "Python non riesce a creare l'ambiente virtuale: manca il pacchetto python3-venv.\n"
    "Come amministratore: apt-get install python3-venv, poi di nuovo make run.\n"
    "Python cannot make the virtual environment: the package python3-venv is missing.\n"
    "As root: apt-get install python3-venv, then make run again."
)


def _apt(*packages: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    names = ", ".join(packages)
    why = (f"apt-get non è riuscito a installare {names}", f"apt-get could not install {names}")
    _run(["apt-get", "update", "-qq"], *why, environment=environment)
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    _run(install, *why, environment=environment)


def _hash(files: Iterable[Path], more: str) -> str:
    total = hashlib.sha256(more.encode())
    for file in files:
        total.update(str(file.relative_to(CHECKOUT)).encode())
        total.update(file.read_bytes() if file.exists() else b"absent")
    return total.hexdigest()


def _files(roots: Iterable[Path]) -> Iterator[Path]:
    for root in roots:
        if root.is_dir():
            yield from sorted(file for file in root.rglob("*") if file.is_file())
        else:
            yield root


def _works(command: list[str], folder: Path | None = None) -> bool:
    try:
        return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _run(
    command: list[str],
    italian: str,
    english: str,
    folder: Path | None = None,
    environment: dict[str, str] | None = None,
) -> None:
    """Run a long step, its output shown; end it when we, or the make above us, are told to stop."""
    parent = processes.Parent()
    quiet = {"PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD": "1", "npm_config_update_notifier": "false"}
    environment = {**(environment or os.environ), **quiet}
    with subprocess.Popen(
        command, cwd=folder or CHECKOUT, env=environment, stdin=subprocess.DEVNULL, start_new_session=True
    ) as child:
        try:
            while child.poll() is None:
                if parent.ending():
                    raise KeyboardInterrupt
                with contextlib.suppress(subprocess.TimeoutExpired):
                    child.wait(0.3)
        except KeyboardInterrupt:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGTERM)
            if not processes.wait_gone(child.pid, 5.0):
                os.killpg(child.pid, signal.SIGKILL)
            raise
    if child.returncode != 0:
        raise CannotPrepareError(f"{italian}: il motivo è qui sopra.\n{english}: the reason is above.")


@contextlib.contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Two starts in one checkout must not install at the same time."""
    STATE.mkdir(exist_ok=True)
    with (STATE / "lock").open("w") as lock:
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(0.3)
            else:
                break
        yield


def _stop(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


def _say(italian: str, english: str) -> None:
    print(f"· {italian} / {english}", flush=True)


def _fail(text: str) -> int:
    print(f"\n{text}\n", file=sys.stderr, flush=True)
    return 1


if __name__ == "__main__":
    sys.exit(main())
