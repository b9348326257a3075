"""Looking at a zip before opening it: how much it would unfold to."""

import struct
import zipfile
from pathlib import Path
from typing import Final

from goccia.intake.reading.problems import MAX_RATIO, MAX_UNZIPPED, FileProblem

_END: Final = b"PK\x05\x06"
_END64: Final = b"PK\x06\x06"
_LONGEST_TAIL: Final = 65_557 + 100
_LONGEST_DIRECTORY: Final = 8 * 1024 * 1024
_SMALL: Final = 16 * 1024 * 1024


def open_zip(path: Path) -> zipfile.ZipFile:
    """Open a zip whose declared sizes are within bounds; reading never gives more than the declared size.

    Raises `FileProblem`: "zip_bomb" over 1 GiB unzipped or, above 16 MB, over 200 times the packed size.
    """
    if _directory_size(path) > _LONGEST_DIRECTORY:
        raise FileProblem("zip_bomb", "troppi file / too many files")
    try:
        archive = zipfile.ZipFile(path)
    except (
        zipfile.BadZipFile,
        OSError,
        ValueError,
        NotImplementedError,
        UnicodeError,
        EOFError,
        struct.error,
    ):
        raise FileProblem("unreadable") from None
    unzipped = sum(info.file_size for info in archive.infolist())
    packed = max(1, path.stat().st_size)
    if unzipped > MAX_UNZIPPED or (unzipped > _SMALL and unzipped > MAX_RATIO * packed):
        archive.close()
        raise FileProblem("zip_bomb", f"{unzipped // 1_000_000:,} MB".replace(",", "."))
    if any(info.flag_bits & 1 for info in archive.infolist()):
        archive.close()
        raise FileProblem("password_protected")
    return archive


def _directory_size(path: Path) -> int:
    """Read the size of the directory without reading the directory: a million entries are a bomb too."""
    with path.open("rb") as stream:
        size = stream.seek(0, 2)
        stream.seek(max(0, size - _LONGEST_TAIL))
        tail = stream.read()
    end = tail.rfind(_END)
    if end < 0 or len(tail) < end + 22:
        raise FileProblem("unreadable")
    (length,) = struct.unpack_from("<L", tail, end + 12)
    if length == 0xFFFFFFFF:
        end64 = tail.rfind(_END64, 0, end)
        if end64 < 0 or len(tail) < end64 + 56:
            raise FileProblem("unreadable")
        (length,) = struct.unpack_from("<Q", tail, end64 + 40)
    return int(length)
