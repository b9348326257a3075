"""(f) What each page loads first: the front end's own budget, which fails the build when broken."""

import shutil
import subprocess
from pathlib import Path

from bench.report import Section
from bench.stage import Stage

WEB = Path(__file__).resolve().parents[1] / "web"


def run(_: Stage) -> Section:
    """Needs the built front end (`make run` builds it)."""
    section = Section("f", "First load of each page, gzipped")
    npm = shutil.which("npm")
    if npm is None or not (WEB / "dist" / ".vite" / "manifest.json").exists():
        section.note("Not measured: the front end is not built here.")
        return section
    done = subprocess.run(  # noqa: S603 - our own script
        [npm, "run", "--silent", "budget"], cwd=WEB, capture_output=True, text=True, check=False
    )
    if done.stderr.strip():
        raise RuntimeError(f"the build does not fit the sources, build it anew: {done.stderr.strip()[:300]}")
    kept = done.returncode == 0
    section.add("budget of every page", "kept" if kept else "broken", "as the build", kept)
    section.note("```\n" + done.stdout.strip() + "\n```")
    return section
