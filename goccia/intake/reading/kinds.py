"""What a file is, by its first bytes."""

import re
from enum import Enum
from pathlib import Path
from typing import Final

from goccia.intake.reading.encoding import detect_encoding
from goccia.intake.reading.problems import FileProblem


class Kind(Enum):
    """The kinds of files that are read."""

    TEXT = "text"
    HTML = "html"
    XLSX = "xlsx"
    XLS = "xls"


_HEAD: Final = 64 * 1024
_OTHERS: Final = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "GZIP"),
    (b"7z\xbc\xaf", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"BM", ""),
)
_TABLE: Final = re.compile(r"<\s*(?:html|table|!doctype html|head|body|meta|style|tr)\b", re.IGNORECASE)
_XML_2003: Final = re.compile(
    r"<\?mso-application|urn:schemas-microsoft-com:office:spreadsheet", re.IGNORECASE
)
# Control characters that no text has; ESC and form feed do occur.
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def kind_of(path: Path) -> Kind:
    """Return what the file is; raises `FileProblem` where it is nothing that holds a list."""
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return Kind.XLSX
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return Kind.XLS
    for magic, name in _OTHERS:
        if name and head.startswith(magic):
            raise FileProblem("not_a_table", name)
    return _kind_of_text(path, head)


def _kind_of_text(path: Path, head: bytes) -> Kind:
    codec = detect_encoding(path)[1]
    text = (
        head[: len(head) & ~3]
        .decode("utf-8" if codec == "utf-8-sig" else codec, "replace")
        .lstrip("\ufeff \t\r\n")
    )
    if not text.strip("\x00"):
        raise FileProblem("unreadable" if text else "empty")
    strange = len(_CONTROL.findall(text))
    if strange > max(16, len(text) // 20):
        raise FileProblem("unreadable")
    if text.startswith("<"):
        if _XML_2003.search(text[:4000]):
            raise FileProblem("not_a_table", "foglio XML 2003 / XML 2003 spreadsheet")
        if _TABLE.search(text[:_HEAD]):
            return Kind.HTML
    return Kind.TEXT
