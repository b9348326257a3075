"""A multipart upload that goes to the disk as it arrives: memory holds one piece of it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import BinaryIO, Final
from uuid import UUID

from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import MultipartParser, parse_options_header

from goccia.core.errors import invalid
from goccia.intake.reading.problems import MAX_BYTES, FileProblem
from goccia.kit.text import clean_line

_LONGEST_FIELD: Final = 1000
_LONGEST_NAME: Final = 200


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was stored: where, its name, its bytes, and the container it is for."""

    filename: str
    size: int
    container_id: UUID


class _Parts:
    """What the parser calls: the part `file` is written, the part `container_id` kept, others are passed over."""

    def __init__(self, target: BinaryIO) -> None:
        self.target = target
        self.filename: str | None = None
        self.size = 0
        self.fields: dict[str, bytes] = {}
        self.ended = False
        self._name = ""
        self._header = b""
        self._value = b""
        self._headers: dict[bytes, bytes] = {}

    def on_part_begin(self) -> None:
        self._headers = {}

    def on_header_field(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def on_header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def on_header_end(self) -> None:
        self._headers[self._header.lower()] = self._value
        self._header = self._value = b""

    def on_headers_finished(self) -> None:
        _, options = parse_options_header(self._headers.get(b"content-disposition", b""))
        self._name = options.get(b"name", b"").decode("utf-8", "replace")
        if self._name == "file" and self.filename is None:
            sent = options.get(b"filename", b"").decode("utf-8", "replace").replace("\\", "/")
            self.filename = clean_line(PurePath(sent).name)[:_LONGEST_NAME] or "file"
        elif self._name == "file":
            raise MultipartParseError("two files")

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        if self._name == "file":
            self.size += end - start
            if self.size <= MAX_BYTES:
                self.target.write(memoryview(data)[start:end])
        elif len(before := self.fields.get(self._name, b"")) < _LONGEST_FIELD and len(self.fields) < 20:
            self.fields[self._name] = before + data[start : min(end, start + _LONGEST_FIELD)]

    def on_end(self) -> None:
        self.ended = True


async def receive(stream: AsyncIterator[bytes], content_type: str, path: Path) -> Upload:
    """Store the part `file` of a multipart body at `path`. What is over the limit is read and not stored.

    Raises:
        Invalid: the body is no such form, or a part is missing.
        FileProblem: the file is over the limit.
    """
    _, options = parse_options_header(content_type)
    boundary = options.get(b"boundary", b"")
    if not content_type.lower().startswith("multipart/form-data") or not boundary:
        raise _no_form()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with path.open("xb") as target:
        parts = _Parts(target)
        names = [name for name in dir(parts) if name.startswith("on_")]
        try:
            parser = MultipartParser(boundary, {name: getattr(parts, name) for name in names})  # type: ignore[arg-type]
            async for piece in stream:
                parser.write(piece)
            parser.finalize()
        except MultipartParseError:
            raise _no_form() from None
    if not parts.ended:
        raise _no_form()
    if parts.filename is None:
        raise invalid(
            "file", "Manca il file: invialo nel campo «file».", "The file is missing: send it as “file”."
        )
    if parts.size > MAX_BYTES:
        raise FileProblem("too_large")
    return Upload(parts.filename, parts.size, _container(parts.fields.get("container_id")))


def _container(text: bytes | None) -> UUID:
    try:
        return UUID((text or b"").decode("ascii").strip())
    except ValueError:
        raise invalid(
            "container_id",
            "Indica il contenitore: serve il suo identificativo (UUID).",
            "Name the container: its identifier (a UUID) is needed.",
        ) from None


def _no_form() -> Exception:
    return invalid(
        "file",
        "Il corpo non è un modulo multipart/form-data completo con un solo file.",
        "The body is no complete multipart/form-data form with a single file.",
    )
