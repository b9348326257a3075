"""XML of workbooks, piece by piece: nothing but the open elements is held in memory."""

from collections.abc import Iterator
from typing import IO, Final, NoReturn
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812 - zlib's own name is "error"

from goccia.intake.reading.problems import FileProblem

CHUNK: Final = 256 * 1024
LONGEST_TEXT: Final = 1_000_000


class Handlers:
    """What reads one kind of part: gets the elements without their namespace prefix."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""

    def end(self, name: str) -> None:
        """An element closes."""

    def text(self, data: str) -> None:
        """Text inside the open element, perhaps in several pieces."""


def read_part(archive: ZipFile, name: str, handlers: Handlers) -> Iterator[int]:
    """Feed a part of the archive to the handlers, yielding the bytes read so far after each piece.

    Raises `FileProblem` where the part is missing, damaged, or brings its own entities.
    """
    try:
        with archive.open(name) as stream:
            yield from feed(stream, handlers)
    except (
        KeyError,
        BadZipFile,
        ZlibError,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ):
        raise FileProblem("unreadable") from None


def feed(stream: IO[bytes], handlers: Handlers) -> Iterator[int]:
    """Parse the stream, yielding the bytes read so far; see `read_part`."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = handlers.start
    parser.EndElementHandler = handlers.end
    parser.CharacterDataHandler = handlers.text
    parser.StartDoctypeDeclHandler = _refuse
    done = 0
    try:
        while chunk := stream.read(CHUNK):
            parser.Parse(chunk, False)
            done += len(chunk)
            yield done
        parser.Parse(b"", True)
        yield done
    except expat.ExpatError:
        raise FileProblem("unreadable") from None


def local(name: str) -> str:
    """Return the name without its namespace prefix."""
    return name.rpartition(":")[2]


def _refuse(*_: object) -> NoReturn:
    raise FileProblem("unreadable")
