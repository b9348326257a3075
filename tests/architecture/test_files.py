"""Files stay small and are named for what they do."""

from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
PYTHON = ("goccia", "tests", "bench", "deploy", "migrations")
LIMITS = {".py": 400, ".ts": 250, ".tsx": 250}
VAGUE = {"utils", "util", "helpers", "helper", "manager", "base", "common", "misc"}
GENERATED = ("web/src/shared/api/", ".gen.ts")


def sources() -> list[Path]:
    found = [file for folder in PYTHON for file in (CHECKOUT / folder).rglob("*.py")]
    web = CHECKOUT / "web"
    for folder in (web / "src", web / "e2e", web / "scripts"):
        found += [file for kind in ("*.ts", "*.tsx") for file in folder.rglob(kind)]
    names = [file.relative_to(CHECKOUT).as_posix() for file in found]
    return [
        file for file, name in zip(found, names, strict=True) if not any(mark in name for mark in GENERATED)
    ]


def test_no_file_is_longer_than_its_limit() -> None:
    long = {
        file.relative_to(CHECKOUT).as_posix(): lines
        for file in sources()
        if (lines := len(file.read_text(encoding="utf-8").splitlines())) > LIMITS[file.suffix]
    }
    assert not long, f"split these by what the user does: {long}"


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert not [file.name for file in sources() if file.stem.lower() in VAGUE]


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "requirements.lock"])
def test_what_a_reader_looks_for_first_is_there(name: str) -> None:
    assert (CHECKOUT / name).stat().st_size > 0
