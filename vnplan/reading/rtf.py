"""RTF files, read by their control words: paragraphs, list labels, tables with merged cells, notes, running heads."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from vnplan.errors import DamagedSourceError, NoTextSourceError
from vnplan.reading.blocks import Align
from vnplan.reading.findings import Findings
from vnplan.reading.grids import Row, RowCell, of_rows
from vnplan.reading.kinds import RTF
from vnplan.reading.laying import Draft, DraftTable, Laying, Mark, running
from vnplan.reading.numbering import bullet
from vnplan.reading.rtf_tokens import CODE_PAGES, Token, tokens
from vnplan.reading.source import ReadOptions, Source
from vnplan.reading.words import NOTHING, RunFacts, Words

Item = Draft | DraftTable
# Groups whose text is none of the document; an unknown group after \* is left out as well.
_SILENT = frozenset({
    "colortbl", "stylesheet", "info", "pict", "objdata", "fldinst", "header", "footer", "listtable", "xe", "tc", "rxe",
    "themedata", "datastore", "latentstyles", "generator", "listoverridetable", "rsidtbl", "mmathPr", "nonesttables",
    "shprslt", "bkmkstart", "bkmkend", "filetbl", "revtbl", "pgdsctbl", "userprops", "xmlnstbl", "ftnsep", "ftnsepc",
    "aftnsep", "aftnsepc", "pnseclvl", "annotation", "atnid", "atnauthor", "do", "panose", "falt", "sn", "sv", "sp",
})  # fmt: skip
# Groups after \* that hold text all the same.
_KNOWN = frozenset({"footnote", "shptxt", "nesttableprops", "ud", "listtext", "pntext", "shpinst", "shp"})
_RUNNING = frozenset({"header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"})
_ALIGN: dict[str, Align] = {"ql": "left", "qc": "center", "qr": "right", "qj": "justify", "qd": "justify"}
_CHARACTERS = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ", "lbr": "\n",
}  # fmt: skip
_UNDRAWN = frozenset({"brdrnone", "brdrnil", "brdrtbl"})
_DEEPEST = 2000
_DEEPEST_TABLE = 10


@dataclass(frozen=True, slots=True)
class _State:
    """What a group inherits: how letters are set, what its text is for, how many characters follow a \\u."""

    run: RunFacts = NOTHING
    font: int = 0
    skip: int = 1
    to: str = "body"  # body, silent, fonts, label


@dataclass(slots=True)
class _Paragraph:
    """How the paragraph under way is set."""

    align: Align | None = None
    left: float = 0
    first: float = 0
    depth: int = 0  # of tables that it stands in


@dataclass(slots=True)
class _Table:
    """A table under way: its rows, the cells of the open row, what stands in the open cell."""

    rows: list[Row] = field(default_factory=list)
    cells: list[RowCell] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)


@dataclass(slots=True)
class _Flow:
    """A stream of paragraphs: the body, a note, a text box, a running head."""

    items: list[Item] = field(default_factory=list)
    words: Words = field(default_factory=Words)
    label: str = ""
    paragraph: _Paragraph = field(default_factory=_Paragraph)
    tables: list[_Table] = field(default_factory=list)
    boxes: list[Item] = field(default_factory=list)
    running: str = ""  # "header" or "footer"
    note: tuple[str, str] | None = None  # number and key


def read(data: bytes, place: str, options: ReadOptions) -> Source:
    """Text and blocks of an RTF file; one that is cut off is read as far as it goes, and a finding says so.

    Raises DamagedSourceError for one that is too deeply nested, NoTextSourceError for one without text.
    """
    return _Reader(place).source(data.decode("latin-1"))


class _Reader:
    """Goes through the tokens once."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.state = _State()
        self.stack: list[_State] = []
        self.flow = _Flow()
        self.flows: list[tuple[int, _Flow]] = []  # those that wait, with the depth at which the inner one ends
        self.fonts: dict[int, tuple[str, str]] = {}  # name and code page
        self.default_font = 0
        self.page = "cp1252"
        self.font_name: list[str] = []
        self.label: list[str] = []
        self.pending: list[str] = []
        self.skip = 0
        self.star = False
        self.notes: list[tuple[str, str, list[Item]]] = []
        self.heads: dict[str, list[Item]] = {"header": [], "footer": []}
        self.index = 0
        self.defined: list[tuple[int, str, str, bool]] = []  # right edge, down, across, drawn
        self.edge: dict[str, str | int] = {}
        self.left = 0
        self.row_header = False
        self.findings = Findings()
        self.deleted = 0
        self.words: dict[str, Callable[[Token], None]] = {
            "par": lambda t: self._end_paragraph(), "sect": lambda t: self._end_paragraph(),
            "page": lambda t: None, "pard": self._plain_paragraph, "plain": self._plain_run, "cell": self._cell,
            "row": self._row, "nestcell": self._cell, "nestrow": self._row, "intbl": self._in_table,
            "itap": self._deep, "u": self._unicode, "trowd": self._new_row, "cellx": self._edge_at,
        }  # fmt: skip

    def source(self, data: str) -> Source:
        for token in tokens(data):
            if token.kind == "text":
                self._text(token.text)
            elif token.kind == "word":
                self._word(token)
            elif token.kind == "byte":
                self._byte(int(token.text, 16))
            elif token.kind == "symbol":
                self._symbol(token.text)
            elif token.kind == "open":
                self._open()
            else:
                self._close()
        if self.stack:
            self.findings.add("truncated", f"the file is cut off: {len(self.stack)} groups are not closed")
        while self.flows:
            self._leave()
        return self._lay()

    def _lay(self) -> Source:
        laying = Laying()
        self._finish(self.flow)
        laying.furniture(running(self.heads["header"]))
        for item in self.flow.items:
            if isinstance(item, DraftTable):
                laying.table(item)
            else:
                laying.paragraph(item)
        laying.furniture(running(self.heads["footer"]))
        for number, key, items in self.notes:
            laying.note(number, [i for i in items if isinstance(i, DraftTable) or i.text.strip()], key)
        if self.deleted:
            self.findings.add("tracked-changes", (
                f"the file keeps track of changes: {self.deleted} deletions are left out, as if all had been accepted"))
        if not laying.text.strip():
            raise NoTextSourceError(f"{self.place} holds no text; give a file that does")
        return Source(laying.text, media_type=RTF, blocks=laying.blocks(), findings=self.findings.all())

    # Groups

    def _open(self) -> None:
        self._flush()
        if len(self.stack) > _DEEPEST:
            raise DamagedSourceError(f"{self.place} is damaged: groups are nested too deeply; get another copy of it")
        self.stack.append(self.state)
        self.star = False
        self.skip = 0

    def _close(self) -> None:
        self._flush()
        if not self.stack:
            return
        before, self.state = self.state, self.stack.pop()
        if before.to == "fonts" and self.font_name:
            self._name_font(before)
        if before.to == "label" and self.state.to != "label":
            shown = "".join(self.label).strip()
            self.flow.label = bullet(shown) if len(shown) == 1 and not shown.isalnum() else shown
            self.label = []
        if self.flows and len(self.stack) <= self.flows[-1][0]:
            self._leave()

    def _enter(self, flow: _Flow) -> None:
        """Text goes into another flow until the group ends."""
        self.flows.append((len(self.stack) - 1, self.flow))
        self.flow = flow
        self.state = replace(self.state, to="body")

    def _leave(self) -> None:
        self._flush()
        done, self.flow = self.flow, self.flows.pop()[1]
        self._finish(done)
        if done.note is not None:
            self.notes.append((*done.note, done.items))
        elif done.running:
            self.heads[done.running] += done.items
        else:
            self.flow.boxes += done.items

    # Control words

    def _word(self, token: Token) -> None:
        word = token.text
        star, self.star = self.star, False
        if self._destination(word, star):
            return
        if self.state.to == "fonts":
            self._font_word(token)
            return
        if word == "u":
            self._unicode(token)
            return
        self._flush()
        if word == "uc":
            self.state = replace(self.state, skip=max(0, token.number or 0))
        elif word == "ansicpg":
            self.page = f"cp{token.number}" if _known_page(f"cp{token.number}") else self.page
        elif word == "deff":
            self.default_font = token.number or 0
        elif self.state.to == "silent":
            return
        elif word in _CHARACTERS:
            self._put(_CHARACTERS[word])
        elif word in _ALIGN:
            self.flow.paragraph.align = _ALIGN[word]
        elif word in ("li", "fi"):
            value = (token.number or 0) / 20
            if word == "li":
                self.flow.paragraph.left = value
            else:
                self.flow.paragraph.first = value
        elif word in self.words:
            self.words[word](token)
        elif not self._row_word(token):
            self._run_word(token)

    def _destination(self, word: str, star: bool) -> bool:
        """Whether a word turns the group into one for other text."""
        if word == "fonttbl":
            self.state = replace(self.state, to="fonts")
        elif word in ("listtext", "pntext") and self.state.to == "body":
            self.state = replace(self.state, to="label")
        elif word == "footnote" and self.state.to == "body":
            number = str(len(self.notes) + 1 + sum(flow.note is not None for _, flow in self.flows)
                         + (self.flow.note is not None))  # fmt: skip
            key = f"note {number}"
            self.flow.words.marks.append(Mark(self.flow.words.length, number, key))
            self._enter(_Flow(note=(number, key)))
        elif word in _RUNNING and self.state.to == "body" and not star:
            self._enter(_Flow(running="header" if word.startswith("header") else "footer"))
        elif word in ("shptxt", "dptxbxtext"):
            self._enter(_Flow())
        elif word in ("shp", "shpinst"):
            self.state = replace(self.state, to="silent")
        elif word == "ud":
            self.state = replace(self.state, to="body")
        elif word == "upr" or word in _SILENT or (star and word not in _KNOWN):
            self.state = replace(self.state, to="silent")
        else:
            return False
        return True

    def _font_word(self, token: Token) -> None:
        if token.text == "f":
            self._name_font(self.state)
            self.state = replace(self.state, font=token.number or 0)
            self.fonts[self.state.font] = ("", self.page)
        elif token.text == "fcharset":
            name = self.fonts.get(self.state.font, ("", ""))[0]
            self.fonts[self.state.font] = (name, CODE_PAGES.get(token.number or 0, self.page))

    def _name_font(self, state: _State) -> None:
        name, self.font_name = "".join(self.font_name).strip("; "), []
        if name:
            self.fonts[state.font] = (name, self.fonts.get(state.font, ("", self.page))[1])

    def _run_word(self, token: Token) -> None:
        word, on, run = token.text, token.number != 0, self.state.run
        if word == "b":
            run = replace(run, bold=on)
        elif word == "fs":
            run = replace(run, size=(token.number or 24) / 2)
        elif word in ("caps", "scaps"):
            run = replace(run, caps=on)
        elif word == "v":
            run = replace(run, hidden=on)
        elif word in ("super", "nosupersub", "sub"):
            run = replace(run, raised=word == "super" and on)
        elif word == "deleted":
            self.deleted += on
            run = replace(run, hidden=on)
        elif word == "f":
            self.state = replace(self.state, font=token.number or 0)
            run = replace(run, font=self.fonts.get(token.number or 0, ("", ""))[0] or None)
        else:
            return
        self.state = replace(self.state, run=run)

    def _plain_paragraph(self, token: Token) -> None:
        self.flow.paragraph = _Paragraph()

    def _plain_run(self, token: Token) -> None:
        font = self.default_font
        self.state = replace(self.state, run=RunFacts(font=self.fonts.get(font, ("", ""))[0] or None), font=font)

    # Text

    def _unicode(self, token: Token) -> None:
        value = (token.number or 0) % 65536
        self._put_raw(chr(value))
        self.skip = self.state.skip

    def _byte(self, value: int) -> None:
        if self.skip:
            self.skip -= 1
            return
        self._put_raw(bytes([value]).decode(self._code_page(), "replace"))

    def _text(self, text: str) -> None:
        if self.skip:
            taken = min(self.skip, len(text))
            self.skip -= taken
            text = text[taken:]
        if text:
            self._put_raw(text if text.isascii() else text.encode("latin-1").decode(self._code_page(), "replace"))

    def _code_page(self) -> str:
        return self.fonts.get(self.state.font, ("", self.page))[1]

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self.star = True
        elif symbol in "\\{}":
            self._text(symbol)
        elif symbol == "~":
            self._put_raw("\xa0")
        elif symbol == "_":
            self._put_raw("-")
        elif symbol == "-":
            self._put_raw("\xad")
        elif symbol in "\r\n":
            self._end_paragraph()

    def _put_raw(self, text: str) -> None:
        to = self.state.to
        if to == "fonts":
            self.font_name.append(text)
        elif to == "label":
            self.label.append(text)
        elif to == "body":
            self.pending.append(text)

    def _put(self, text: str) -> None:
        self._put_raw(text)
        self._flush()

    def _flush(self) -> None:
        """Text that is set in one way becomes a piece; letters and marks of code page 1258 are composed."""
        if not self.pending:
            return
        text, self.pending = "".join(self.pending), []
        if not text.isascii():
            text = unicodedata.normalize("NFC", _without_halves(text))
        if self.state.run.hidden:
            return
        words = self.flow.words
        words.put(text)
        words.set_as(len(words.pieces) - 1, self.state.run)

    # Paragraphs and tables

    def _end_paragraph(self) -> None:
        self._flush()
        flow = self.flow
        self._settle(flow)
        self._items(flow).extend(self._paragraph(flow))

    def _paragraph(self, flow: _Flow) -> list[Item]:
        how = flow.paragraph
        for encoding in flow.words.encodings.values():
            self.findings.legacy(encoding)
        inside = flow.note is None and not flow.running
        draft = flow.words.draft(align=how.align, indent=how.left + how.first, label=flow.label,
                                 index=self.index if inside else -1)  # fmt: skip
        self.index += inside
        boxes, flow.boxes = flow.boxes, []
        flow.words, flow.label = Words(), ""
        return boxes if boxes and not draft.text.strip() and not draft.marks else [draft, *boxes]

    def _items(self, flow: _Flow) -> list[Item]:
        return flow.tables[-1].items if flow.tables else flow.items

    def _settle(self, flow: _Flow) -> None:
        """Open and close tables so that the paragraph under way stands as deep as it says."""
        depth = min(flow.paragraph.depth, _DEEPEST_TABLE)
        while len(flow.tables) > depth:
            self._end_table(flow)
        while len(flow.tables) < depth:
            flow.tables.append(_Table())

    def _end_table(self, flow: _Flow) -> None:
        table = flow.tables.pop()
        if table.cells or table.items:
            table.rows.append(Row([*table.cells, *([RowCell(table.items)] if table.items else [])]))
            _number_edges(table.rows[-1])
        self._items(flow).extend(of_rows(table.rows) if table.rows else [])

    def _finish(self, flow: _Flow) -> None:
        """The end of a flow: its last paragraph and its tables."""
        if flow.words.pieces or flow.words.marks or flow.boxes:
            self._settle(flow)
            self._items(flow).extend(self._paragraph(flow))
        while flow.tables:
            self._end_table(flow)

    def _in_table(self, token: Token) -> None:
        self.flow.paragraph.depth = max(1, self.flow.paragraph.depth)

    def _deep(self, token: Token) -> None:
        self.flow.paragraph.depth = token.number or 0

    def _cell(self, token: Token) -> None:
        flow = self.flow
        flow.paragraph.depth = max(flow.paragraph.depth, 2) if token.text == "nestcell" else 1
        self._settle(flow)
        table = flow.tables[-1]
        table.items += self._paragraph(flow)
        table.cells.append(RowCell(table.items))
        table.items = []

    def _row(self, token: Token) -> None:
        flow = self.flow
        if not flow.tables:
            return
        if token.text == "row":
            while len(flow.tables) > 1:
                self._end_table(flow)
        table = flow.tables[-1]
        if not table.cells:
            return
        row = Row(table.cells, self.left, self.row_header)
        for cell, (right, down, across, drawn) in zip(row.cells, self.defined, strict=False):
            cell.right, cell.down, cell.across, cell.drawn = right, down, across, drawn
        if len(self.defined) < len(row.cells):
            _number_edges(row)
        table.rows.append(row)
        table.cells = []

    def _new_row(self, token: Token) -> None:
        self.defined, self.edge, self.left, self.row_header = [], {}, 0, False

    def _row_word(self, token: Token) -> bool:
        """Words that say how the cells of a row are."""
        word = token.text
        if word == "trleft":
            self.left = token.number or 0
        elif word == "trhdr":
            self.row_header = True
        elif word in ("clvmgf", "clvmrg"):
            self.edge["down"] = "begins" if word == "clvmgf" else "goes on"
        elif word in ("clmgf", "clmrg"):
            self.edge["across"] = "begins" if word == "clmgf" else "goes on"
        elif word in ("clbrdrt", "clbrdrb", "clbrdrl", "clbrdrr"):
            self.edge["side"] = word
        elif word.startswith("brdr") and "side" in self.edge:
            if word in ("brdrs", "brdrth", "brdrdb", "brdrdot", "brdrdash", "brdrhair", "brdrsh", "brdrtriple"):
                self.edge[str(self.edge["side"])] = "drawn"
            elif word in _UNDRAWN or (word == "brdrw" and not token.number):
                self.edge.pop(str(self.edge["side"]), None)
        else:
            return False
        return True

    def _edge_at(self, token: Token) -> None:
        sides = sum(self.edge.get(side) == "drawn" for side in ("clbrdrt", "clbrdrb", "clbrdrl", "clbrdrr"))
        self.defined.append((
            token.number or 0, str(self.edge.get("down", "")), str(self.edge.get("across", "")), sides >= 2))
        self.edge = {}


def _number_edges(row: Row) -> None:
    """Cells that no row describes stand side by side in equal steps."""
    for i, cell in enumerate(row.cells):
        cell.right = row.left + 2000 * (i + 1)


def _known_page(name: str) -> bool:
    try:
        b"".decode(name)
    except LookupError:
        return False
    return True


def _without_halves(text: str) -> str:
    """Surrogates that \\u wrote one by one, as the characters that they mean; single ones go."""
    if not any("\ud800" <= c <= "\udfff" for c in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
