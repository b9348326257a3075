"""Why a file cannot be read, in words for people."""

from typing import Final

MAX_BYTES: Final = 100 * 1024 * 1024
MAX_ROWS: Final = 500_000
MAX_COLUMNS: Final = 300
MAX_UNZIPPED: Final = 1024 * 1024 * 1024
MAX_RATIO: Final = 200

_TEXTS: Final[dict[str, tuple[str, str]]] = {
    "empty": ("Il file è vuoto", "The file is empty"),
    "no_rows": ("Sotto l'intestazione non c'è nessuna riga", "There is no row under the header"),
    "too_large": (
        "Il file supera i 100 MB: dividilo in file più piccoli",
        "The file is larger than 100 MB: split it into smaller files",
    ),
    "unreadable": (
        "Il file non è leggibile: è danneggiato, o non è un CSV, XLSX o XLS",
        "The file cannot be read: it is damaged, or it is no CSV, XLSX or XLS",
    ),
    "not_a_table": (
        "Il file è un {value}: servono CSV, XLSX o XLS",
        "The file is a {value}: CSV, XLSX or XLS is needed",
    ),
    "password_protected": (
        "Il file è protetto da password: aprilo in Excel, togli la password e salvalo di nuovo",
        "The file is protected by a password: open it in Excel, remove the password and save it again",
    ),
    "zip_bomb": (
        "Il file è compresso in modo anomalo ({value}): non viene aperto. Una lista può avere al massimo"
        " 500.000 righe",
        "The file is compressed abnormally ({value}): it is not opened. A list may have at most 500,000 rows",
    ),
    "too_many_rows": (
        "Il file ha più di 500.000 righe: dividilo in file più piccoli",
        "The file has more than 500,000 rows: split it into smaller files",
    ),
    "too_many_columns": (
        "L'intestazione ha {value} colonne: al massimo 300",
        "The header has {value} columns: at most 300 are allowed",
    ),
    "cell_too_long": ("Una cella è troppo lunga", "A cell is too long"),
    "no_header": (
        "Non trovo l'intestazione: nelle prime 50 righe serve una riga con i nomi delle colonne, tra cui"
        " telefono o e-mail",
        "No header found: one of the first 50 rows must hold the names of the columns, with phone or e-mail",
    ),
    "unknown_sheet": ("Il foglio «{value}» non c'è o è nascosto", "Sheet “{value}” is missing or hidden"),
    "no_visible_sheet": ("Il file non ha fogli visibili", "The file has no visible sheet"),
}


class FileProblem(Exception):  # noqa: N818 - named for what happened
    """A file that cannot be imported: code, Italian and English sentences, where ("Lead!17", "17", None)."""

    def __init__(self, code: str, value: object = "", where: str | None = None) -> None:
        it, en = (text.replace("{value}", str(value)[:200]) for text in _TEXTS[code])
        self.code = code
        self.it = f"{it} ({_place(where, 'riga', 'foglio')})" if where else it
        self.en = f"{en} ({_place(where, 'row', 'sheet')})" if where else en
        self.where = where
        super().__init__(self.en)


def place(row: int | None, sheet: str | None = None) -> str | None:
    """Name a place in a file the way Excel does: "Lead!17", "17", "Lead!"."""
    if sheet is None:
        return None if row is None else str(row)
    return f"{sheet}!{'' if row is None else row}"


def _place(where: str, row_word: str, sheet_word: str) -> str:
    sheet, mark, row = where.rpartition("!")
    said = f"{sheet_word} «{sheet}»" if mark else ""
    if row:
        said += f"{', ' if said else ''}{row_word} {row}"
    return said
