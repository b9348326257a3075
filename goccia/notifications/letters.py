"""How every mail looks: one layout, as HTML (MJML through mrml) and as text."""

from dataclasses import dataclass
from html import escape

import mrml

LINK = "%%LINK%%"
"""Stands for a secret link until the mail is handed over: it is kept encrypted, apart from the text."""
INK, QUIET, PAPER, LINE, BLUE = "#1b1e28", "#5d6373", "#f5f6fa", "#e4e6ee", "#2f5bd8"
FONT = "-apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"
_TITLE = "margin: 0; font-size: 21px; line-height: 28px; font-weight: 650"
_HEADING = "margin: 0; font-size: 15px; line-height: 21px; font-weight: 650"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list: what, a word about it, and where it opens."""

    title: str
    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a mail: a title and its lines, or in their place what to say where there are none."""

    title: str
    entries: tuple[Entry, ...]
    empty: str


@dataclass(frozen=True, slots=True)
class Table:
    """A few figures: the first column is words, the last row their total."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail says."""

    subject: str
    title: str
    lines: tuple[str, ...]
    button: tuple[str, str] | None = None
    entries: tuple[Entry, ...] = ()
    sections: tuple[Section, ...] = ()
    table: Table | None = None
    after: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()
    footer_link: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Rendered:
    """A letter, ready to be sent."""

    subject: str
    html: str
    text: str


def render(letter: Letter, language: str) -> Rendered:
    """Write a letter in both forms."""
    output = mrml.to_html(_mjml(letter, language))
    return Rendered(letter.subject, output.content, _text(letter))


def _mjml(letter: Letter, language: str) -> str:
    body = [_paragraph(line) for line in letter.lines]
    if letter.entries:
        body.append(_list(letter.entries))
    for section in letter.sections:
        if not section.entries:
            body.append(
                f'<mj-text padding="8px 0 4px" color="{QUIET}" font-size="14px">{escape(section.empty)}</mj-text>'
            )
            continue
        body.append(
            f'<mj-text padding="10px 0 4px"><h2 style="{_HEADING}">{escape(section.title)}</h2></mj-text>'
        )
        body.append(_list(section.entries))
    if letter.table:
        body.append(_table(letter.table))
    if letter.button:
        label, url = letter.button
        body.append(
            f'<mj-button href="{escape(url)}" align="left" padding="12px 0 20px" inner-padding="11px 18px"'
            f' border-radius="8px" background-color="{BLUE}" font-size="15px" font-weight="600">{escape(label)}</mj-button>'
        )
    body += [_paragraph(line, QUIET) for line in letter.after]
    foot = "<br />".join(escape(line) for line in letter.footer)
    if letter.footer_link:
        label, url = letter.footer_link
        foot += f' <a href="{escape(url)}" style="color: {QUIET}">{escape(label)}</a>'
    preview = letter.lines[0] if letter.lines else letter.title
    return f"""<mjml lang="{language}"><mj-head>
<mj-title>{escape(letter.subject)}</mj-title><mj-preview>{escape(preview)}</mj-preview>
<mj-attributes><mj-all font-family="{FONT}" />
<mj-text font-size="15px" line-height="23px" color="{INK}" padding="0" /></mj-attributes>
</mj-head><mj-body background-color="{PAPER}" width="560px">
<mj-section padding="28px 20px 14px"><mj-column padding="0">
<mj-text font-size="16px" font-weight="700" color="{BLUE}">Goccia</mj-text>
</mj-column></mj-section>
<mj-section background-color="#ffffff" border="1px solid {LINE}" border-radius="12px" padding="28px 28px 10px">
<mj-column padding="0"><mj-text padding="0 0 12px"><h1 style="{_TITLE}">{escape(letter.title)}</h1></mj-text>
{"".join(body)}
</mj-column></mj-section>
<mj-section padding="14px 28px 32px"><mj-column padding="0">
<mj-text font-size="12px" line-height="18px" color="{QUIET}">{foot}</mj-text>
</mj-column></mj-section></mj-body></mjml>"""


def _paragraph(line: str, colour: str = INK) -> str:
    return f'<mj-text color="{colour}" padding="0 0 12px">{escape(line)}</mj-text>'


def _list(entries: tuple[Entry, ...]) -> str:
    rows = []
    for entry in entries:
        title = escape(entry.title)
        if entry.url:
            title = f'<a href="{escape(entry.url)}" style="color: {INK}; font-weight: 600">{title}</a>'
        rows.append(
            f'<tr><td style="padding: 8px 0; border-top: 1px solid {LINE}">{title}<br />'
            f'<span style="color: {QUIET}; font-size: 13px">{escape(entry.text)}</span></td></tr>'
        )
    return f'<mj-table padding="4px 0 8px" font-size="15px" line-height="21px" color="{INK}">{"".join(rows)}</mj-table>'


def _table(table: Table) -> str:
    def row(cells: tuple[str, ...], tag: str, style: str) -> str:
        sides = ("left", *["right"] * (len(cells) - 1))
        return "".join(
            f'<{tag} align="{side}" style="padding: 7px {0 if side == "left" else 6}px 7px 0; {style}">{escape(cell)}</{tag}>'
            for side, cell in zip(sides, cells, strict=True)
        )

    line, total = f"border-top: 1px solid {LINE}", f"border-top: 2px solid {LINE}; font-weight: 650"
    rows = [f"<tr>{row(table.head, 'th', f'color: {QUIET}; font-size: 13px; font-weight: 500')}</tr>"]
    for number, cells in enumerate(table.rows):
        rows.append(f"<tr>{row(cells, 'td', total if number == len(table.rows) - 1 else line)}</tr>")
    return f'<mj-table padding="0 0 12px" font-size="14px" line-height="20px" color="{INK}">{"".join(rows)}</mj-table>'


def _text(letter: Letter) -> str:
    blocks = [letter.title, *letter.lines]
    if letter.entries:
        blocks.append(_lines(letter.entries))
    blocks += [
        f"{section.title}\n{_lines(section.entries)}" if section.entries else section.empty
        for section in letter.sections
    ]
    if letter.table:
        blocks.append(_columns(letter.table))
    if letter.button:
        blocks.append(f"{letter.button[0]}:\n{letter.button[1]}")
    blocks += letter.after
    foot = list(letter.footer)
    if letter.footer_link:
        foot.append(f"{letter.footer_link[0]}: {letter.footer_link[1]}")
    return "\n\n".join([*blocks, "-- \n" + "\n".join(foot)]) + "\n"


def _lines(entries: tuple[Entry, ...]) -> str:
    return "\n".join(
        f"- {entry.title} ({entry.text})" + (f"\n  {entry.url}" if entry.url else "") for entry in entries
    )


def _columns(table: Table) -> str:
    lines = (table.head, *table.rows)
    widths = [max(len(line[place]) for line in lines) for place in range(len(table.head))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        )
        for line in lines
    )
