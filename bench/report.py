"""Figures and their limits: printed as they come, written to bench/RESULTS.md at the end."""

import os
import platform
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

BEFORE = os.getloadavg()


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value; `limit` in words and `held` say whether it keeps its promise (None: only measured)."""

    name: str
    value: str
    limit: str = ""
    held: bool | None = None

    def line(self) -> str:
        """A row of the table."""
        verdict = {True: "yes", False: "**no**", None: ""}[self.held]
        return f"| {self.name} | {self.value} | {self.limit} | {verdict} |"


@dataclass(slots=True)
class Section:
    """The figures of one program, and what must be known to read them."""

    letter: str
    title: str
    figures: list[Figure] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add(self, name: str, value: str, limit: str = "", held: bool | None = None) -> None:
        """Keep a figure and print it."""
        self.figures.append(Figure(name, value, limit, held))
        print(
            f"  {name}: {value}" + (f"   [{limit}: {'held' if held else 'NOT HELD'}]" if limit else ""),
            flush=True,
        )

    def note(self, text: str) -> None:
        """Keep a remark and print it."""
        self.notes.append(text)
        print(f"  {text}", flush=True)

    @property
    def held(self) -> bool:
        """Whether no limit was broken."""
        return all(figure.held is not False for figure in self.figures)

    def text(self) -> str:
        """The section in Markdown."""
        table = [
            "| figure | measured | limit | held |",
            "|---|---|---|---|",
            *(f.line() for f in self.figures),
        ]
        return "\n".join(
            [f"## ({self.letter}) {self.title}", "", *(table if self.figures else []), "", *self.notes, ""]
        )


def write(sections: list[Section]) -> None:
    """Put all figures into bench/RESULTS.md, with machine and date."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    system = platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    head = [
        "# Results",
        "",
        f"Written by `make bench` on {datetime.now(UTC):%d %B %Y}: {os.cpu_count()} cores, {memory:.0f} GiB, {system},"
        f" Python {platform.python_version()}; load average before it began {BEFORE[0]:.1f}"
        f"{' (shared, busy: absolute figures and times of single requests suffer)' if BEFORE[0] > 1 else ''}."
        " Ratios are of the same run.",
        "",
    ]
    (Path(__file__).parent / "RESULTS.md").write_text(
        "\n".join([*head, *(section.text() for section in sections)])
    )


def percentile(values: list[float], share: float) -> float:
    """The value below which this share (0 to 1) of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def milliseconds(seconds: float) -> str:
    """0.0123 -> 12.3 ms"""
    return f"{seconds * 1000:.1f} ms"
