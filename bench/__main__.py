"""`make bench` (all programs), or `python -m bench a e` (those named by letter). All together write bench/RESULTS.md."""

import sys
import time
import traceback

from bench import excel, feed, figures, files, intake, lists, rest, weight
from bench.report import Section, write
from bench.stage import Stage

PROGRAMS = {
    "a": intake.run,
    "b": lists.run,
    "h": figures.run,  # before the import, after which a fifth of all leads are of today
    "c": excel.run,
    "d": files.run,
    "e": feed.run,
    "f": weight.run,
    "g": rest.run,
}


def main(letters: list[str]) -> int:
    """Run the programs; 1 where a limit was not held."""
    sections: list[Section] = []
    failed = False
    stage = Stage()
    try:
        for letter in letters or list(PROGRAMS):
            began = time.monotonic()
            print(f"({letter})", flush=True)
            try:
                sections.append(PROGRAMS[letter](stage))
            except Exception as error:
                traceback.print_exc()
                sections.append(Section(letter, "failed", notes=[f"Not measured: {type(error).__name__}."]))
                failed = True
            print(f"  took {time.monotonic() - began:.0f} s", flush=True)
    finally:
        stage.close()
    if not letters:
        write(sorted(sections, key=lambda one: one.letter))
    return 0 if not failed and all(section.held for section in sections) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
