"""Styles, fonts and lists of a .doc ([MS-DOC] 2.9.271, 2.9.279, 2.9.131)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from vnplan.reading.blocks import Align
from vnplan.reading.doc_binary import FONTS, LIST_USES, LISTS, STYLES, Binary, Sprms, i16, sprms, u16, u32
from vnplan.reading.numbering import Counter, Level
from vnplan.reading.words import NOTHING, RunFacts

_ALIGN: dict[int, Align] = {0: "left", 1: "center", 2: "right", 3: "justify", 4: "justify", 5: "justify"}
_FORMATS = {0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 22: "decimalZero",
            23: "bullet", 255: "none"}  # fmt: skip
_NO_BASE = 0xFFF


@dataclass(frozen=True, slots=True)
class How:
    """How a paragraph is set, styles and changes together; `list` from 1 (0: none), `level` from 0."""

    align: Align | None = None
    left: float = 0
    first: float = 0
    list: int = 0
    level: int = 0
    depth: int = 0
    row_end: bool = False
    cell_end: bool = False
    run: RunFacts = NOTHING
    row: Sprms = ()

    @property
    def indent(self) -> float:
        """Points from the margin to the first line."""
        return self.left + self.first


def changed(how: How, changes: Sprms) -> How:
    """A paragraph's properties after changes to it (2.6.2); those of its table's row are kept as they stand."""
    if not changes:
        return how
    values: dict[str, object] = {}
    depth, row = how.depth, []
    for code, operand in changes:
        if code in (0x2403, 0x2461):
            values["align"] = _ALIGN.get(operand[0])
        elif code in (0x840F, 0x845E):
            values["left"] = i16(operand, 0) / 20
        elif code in (0x8411, 0x8460):
            values["first"] = i16(operand, 0) / 20
        elif code == 0x460B:
            values["list"] = u16(operand, 0)
        elif code == 0x260A:
            values["level"] = operand[0]
        elif code == 0x2416:
            depth = max(depth, 1) if operand[0] else 0
        elif code == 0x6649:
            depth = min(u32(operand, 0), 10)
        elif code in (0x2417, 0x244C):
            values["row_end"] = bool(operand[0])
        elif code == 0x244B:
            values["cell_end"] = bool(operand[0])
        elif code >> 10 & 7 == 5:  # a property of a table
            row.append((code, operand))
    return replace(how, depth=depth, row=(*how.row, *row), **values)  # type: ignore[arg-type]


def run_changed(run: RunFacts, changes: Sprms, fonts: list[str], base: RunFacts = NOTHING) -> RunFacts:
    """Properties of letters after changes (2.6.1). A toggle of 0x80 means as in the style, 0x81 the opposite."""

    def toggled(value: int, of: bool | None) -> bool:
        return bool(value) if value < 0x80 else bool(of) ^ (value == 0x81)

    for code, operand in changes:
        if code == 0x0835:
            run = replace(run, bold=toggled(operand[0], base.bold))
        elif code in (0x083A, 0x083B):
            run = replace(run, caps=toggled(operand[0], base.caps))
        elif code == 0x083C:
            run = replace(run, hidden=toggled(operand[0], base.hidden))
        elif code == 0x4A43:
            run = replace(run, size=u16(operand, 0) / 2)
        elif code == 0x2A48:
            run = replace(run, raised=operand[0] == 1)
        elif code in (0x4A4F, 0x4A51):
            number = u16(operand, 0)
            name = fonts[number] if number < len(fonts) else None
            # The font for ASCII comes first, that for other letters settles it.
            run = replace(run, font=name or run.font)
    return run


@dataclass(slots=True)
class Styles:
    """The stylesheet: how each style sets a paragraph."""

    fonts: list[str]
    _raw: list[tuple[int, int, Sprms, Sprms]] = field(default_factory=list)  # kind, base, paragraph, letters
    _known: dict[int, How] = field(default_factory=dict)

    @classmethod
    def of(cls, binary: Binary) -> Styles:
        """A file without a stylesheet has none."""
        styles = cls(_fonts(binary.part(FONTS)))
        data = binary.part(STYLES)
        if len(data) < 8:
            return styles
        header = u16(data, 0)
        base, count = u16(data, 4), u16(data, 2)
        at = 2 + header
        while at + 2 <= len(data) and len(styles._raw) < count:
            size = u16(data, at)
            styles._raw.append(_style(data[at + 2 : at + 2 + size], base))
            at += 2 + size
        return styles

    def how(self, style: int) -> How:
        """How a style sets, with all it is based on."""
        if style not in self._known:
            chain: list[int] = []
            at = style
            while at < len(self._raw) and at not in chain:
                chain.append(at)
                at = self._raw[at][1]
            how = How()
            for one in reversed(chain):
                how = changed(how, self._raw[one][2])
                how = replace(how, run=run_changed(how.run, self._raw[one][3], self.fonts, how.run))
            self._known[style] = how
        return self._known[style]

    def letters(self, style: int) -> Sprms:
        """The changes of a character style."""
        return self._raw[style][3] if style < len(self._raw) else ()


def _style(data: bytes, base: int) -> tuple[int, int, Sprms, Sprms]:
    """Kind, base and changes of a style (2.9.260)."""
    if len(data) < base or base < 10:
        return 0, _NO_BASE, (), ()
    kind, parent, count = u16(data, 2) & 0xF, u16(data, 2) >> 4, u16(data, 4) & 0xF
    at = base + 2 + 2 * u16(data, base) + 2
    changes: list[bytes] = []
    for _ in range(count):
        at += at % 2
        size = u16(data, at)
        changes.append(data[at + 2 : at + 2 + size])
        at += 2 + size
    if kind == 1 and changes:
        letters = sprms(changes[1]) if len(changes) > 1 else ()
        return kind, parent, sprms(changes[0][2:]), letters
    return kind, parent, (), sprms(changes[0]) if kind == 2 and changes else ()


def _fonts(data: bytes) -> list[str]:
    """Names of the fonts (2.9.286, 2.9.81)."""
    found: list[str] = []
    count, at = u16(data, 0), 4
    while at < len(data) and len(found) < count:
        size = data[at]
        name = data[at + 1 + 39 : at + 1 + size].decode("utf-16-le", "replace")
        found.append(name.split("\0", 1)[0])
        at += 1 + size
    return found


@dataclass(slots=True)
class Lists:
    """The lists of a file and how far each has counted."""

    _levels: dict[int, tuple[Level, ...]] = field(default_factory=dict)
    _uses: list[tuple[int, dict[int, int], dict[int, Level]]] = field(default_factory=list)
    _counters: dict[int, Counter] = field(default_factory=dict)
    _begun: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, binary: Binary) -> Lists:
        """A file without lists has none."""
        lists = cls()
        data = binary.part(LISTS)
        levels, at = binary.after(LISTS), 0
        for i in range(u16(data, 0)):
            entry = data[2 + 28 * i : 30 + 28 * i]
            if len(entry) < 28:
                break
            found = []
            for _ in range(1 if entry[26] & 1 else 9):
                level, at = _level(levels, at)
                found.append(level)
            lists._levels[u32(entry, 0)] = tuple(found)
        lists._read_uses(binary.part(LIST_USES))
        return lists

    def _read_uses(self, data: bytes) -> None:
        """The uses of lists, which may begin anew or change a level (2.9.132)."""
        count = u32(data, 0)
        if 4 + 16 * count > len(data):
            return
        at = 4 + 16 * count
        for i in range(count):
            use = data[4 + 16 * i : 20 + 16 * i]
            starts: dict[int, int] = {}
            levels: dict[int, Level] = {}
            at += 4
            for _ in range(use[12]):
                flags = u32(data, at + 4)
                if flags & 0x10:
                    starts[flags & 0xF] = u32(data, at)
                at += 8
                if flags & 0x20:
                    level, at = _level(data, at)
                    levels[flags & 0xF] = level
            self._uses.append((u32(use, 0), starts, levels))

    def label(self, use: int, level: int) -> str:
        """Count a paragraph and give its label; "" for none."""
        if not 0 < use <= len(self._uses):
            return ""
        key, starts, own = self._uses[use - 1]
        levels = self._levels.get(key, ())
        if own:
            levels = tuple(own.get(i, one) for i, one in enumerate(levels))
        if level >= len(levels):
            return ""
        counter = self._counters.setdefault(key, Counter())
        if use not in self._begun:
            self._begun.add(use)
            for at, value in starts.items():
                counter.begin(at, value)
        return counter.label(levels, level)


def _level(data: bytes, at: int) -> tuple[Level, int]:
    """A level of a list and where the next one stands (2.9.150)."""
    start, kind, flags = u32(data, at), data[at + 4] if at + 4 < len(data) else 0, data[at + 5 : at + 6] or b"\0"
    letters, paragraph = data[at + 24 : at + 25] or b"\0", data[at + 25 : at + 26] or b"\0"
    restart = data[at + 26 : at + 27] or b"\0"
    at += 28 + letters[0] + paragraph[0]
    size = u16(data, at)
    text = data[at + 2 : at + 2 + 2 * size].decode("utf-16-le", "replace")
    shown = "".join(f"%{ord(c) + 1}" if ord(c) < 9 else c for c in text)
    # fNoRestart: the level begins again after the one that ilvlRestartLim names, and not after each one above.
    after = restart[0] if flags[0] & 8 else None
    found = Level(_FORMATS.get(kind, "decimal"), shown, min(start, 1 << 15), after, bool(flags[0] & 4))
    return found, at + 2 + 2 * size
