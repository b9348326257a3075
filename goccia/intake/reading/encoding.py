"""The encoding of a text file: BOM first, then zero bytes, then UTF-8, then Windows-1252."""

import codecs
from pathlib import Path
from typing import Final

# What of a text is neither UTF-8 nor defined in Windows-1252 becomes U+FFFD.
FALLBACK_ERRORS: Final = "goccia.cp1252"
_BOMS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CHUNK: Final = 1 << 20


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that are not UTF-8 as Windows-1252: files pasted together mix the two."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error(FALLBACK_ERRORS, _as_cp1252)


def detect_encoding(path: Path) -> tuple[str, str]:
    """Return the encoding to show ("utf-8", "utf-16", "windows-1252", …) and the codec to open the file with.

    Reads the whole file once, 1 MB at a time: an accent on the last line can decide.
    """
    with path.open("rb") as stream:
        head = stream.read(4096)
    for bom, codec in _BOMS:
        if head.startswith(bom):
            return ("utf-8" if codec == "utf-8-sig" else codec), codec
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) > len(head) // 8 and max(even, odd) > 4 * min(even, odd):
        codec = "utf-16-le" if odd > even else "utf-16-be"
        return "utf-16", codec
    return ("utf-8", "utf-8") if _is_utf8(path) else ("windows-1252", "utf-8")


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as stream:
        try:
            while chunk := stream.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True
