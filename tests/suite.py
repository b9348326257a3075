"""Runs every test runner of the product one after the other and closes with one count of all of them.

The Python tests; those of core and distribution again on Debian's PostgreSQL 15 where it is installed;
the front end's unit tests; the browser tests.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree as Xml

CHECKOUT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(CHECKOUT))
from tests import product  # noqa: E402 - run as a program, it finds its own checkout first

WEB = CHECKOUT / "web"
DEBIAN_15 = Path("/usr/lib/postgresql/15/bin")


@dataclass(frozen=True)
class Runner:
    """One test runner: how it is started, and the JUnit file it writes its counts to."""

    name: str
    command: list[str]
    folder: Path = CHECKOUT
    environment: dict[str, str] = field(default_factory=dict)


def runners(reports: Path) -> list[tuple[Runner, Path]]:
    """All runners that have something to run here."""
    pytest = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadfile"]
    found = [(Runner("python", [*pytest, f"--junit-xml={reports}/python.xml"]), reports / "python.xml")]
    if DEBIAN_15.exists():
        again = [folder for folder in ("tests/core", "tests/distribution") if (CHECKOUT / folder).exists()]
        report = reports / "postgres15.xml"
        command = [*pytest, f"--junit-xml={report}", *again]
        found.append(
            (Runner("postgres 15", command, environment={"GOCCIA_POSTGRES_BIN": str(DEBIAN_15)}), report)
        )
    else:
        print("· postgres 15: not installed here, so not tested on (CI=1 make test installs it)", flush=True)
    if (WEB / "package.json").exists():
        report = reports / "web.xml"
        words = [
            "--reporter=default",
            "--reporter=junit",
            f"--outputFile.junit={report}",
            "--passWithNoTests",
        ]
        found.append((Runner("web", ["npm", "test", "--silent", "--", *words], WEB), report))
        report = reports / "browser.xml"
        command = ["npm", "run", "e2e", "--silent", "--", "--reporter=list,junit", "--pass-with-no-tests"]
        found.append((Runner("browser", command, WEB, {"PLAYWRIGHT_JUNIT_OUTPUT_NAME": str(report)}), report))
    return found


def counts(report: Path) -> Counter[str]:
    """Passed, failed and skipped of a JUnit file."""
    total: Counter[str] = Counter()
    for case in Xml.parse(report).iter("testcase"):  # noqa: S314 - written by our own runner just now
        kinds = {child.tag for child in case}
        total[
            "failed" if kinds & {"failure", "error"} else "skipped" if "skipped" in kinds else "passed"
        ] += 1
    return total


def main() -> int:
    """Run all, print a line for each, then the sum; 0 where nothing failed."""
    total: Counter[str] = Counter()
    lines = []
    with tempfile.TemporaryDirectory(prefix="goccia-tests-") as folder:
        for runner, report in runners(Path(folder)):
            print(f"\n=== {runner.name} ===", flush=True)
            began = time.monotonic()
            code = _run(runner, Path(folder))
            found = counts(report) if report.exists() else Counter[str]()
            if code and not found["failed"]:
                found["failed"] = 1  # it broke before or after its tests
            total += found
            seconds = time.monotonic() - began
            lines.append(f"{runner.name:<12} {_in_words(found)}, {seconds:.0f} s")
    print("\n" + "\n".join(lines) + "\n")
    print(_in_words(total))
    return 1 if total["failed"] else 0


def _run(runner: Runner, folder: Path) -> int:
    environment = {**os.environ, **runner.environment}
    if runner.name != "browser" or "GOCCIA_E2E_URL" in environment:
        return subprocess.run(runner.command, cwd=runner.folder, env=environment, check=False).returncode
    try:
        with product.running(folder) as settings:
            url = f"http://127.0.0.1:{settings['GOCCIA_PORT']}"
            environment |= {**settings, "GOCCIA_E2E_URL": url}
            return subprocess.run(runner.command, cwd=runner.folder, env=environment, check=False).returncode
    except RuntimeError as reason:
        print(reason, flush=True)
        return 1


def _in_words(found: Counter[str]) -> str:
    return f"{found['passed']} passed, {found['failed']} failed, {found['skipped']} skipped"


if __name__ == "__main__":
    sys.exit(main())
