"""Reads tables of instruments: TSV, CSV and TOML into `Instrument`s, row by row, with errors that name file and row."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from vnplan.errors import RegistryError
from vnplan.identity.instruments import TYPE_WORDS, Instrument, completed, split_type
from vnplan.identity.uri import slug

_TEXT = frozenset(f.name for f in fields(Instrument) if "tuple" not in str(f.type))
_LISTS = frozenset(f.name for f in fields(Instrument)) - _TEXT
_DATES = ("date", "effective", "expires")
_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_LONG_NAME = re.compile(r"^CỦA QUỐC HỘI .*? VỀ\s+", re.I)
_NUMBER_HEAD = re.compile(r"^SỐ\s+\S+\s+NGÀY\s+\S+\s+(?:CỦA QUỐC HỘI\s+)?(?:VỀ\s+)?", re.I)
_NUMBER_TAIL = re.compile(r"\s+SỐ\s+\S+\s+NGÀY\s+\S+(?:\s+CỦA QUỐC HỘI)?$", re.I)
_FIELDS = "type, title, name, number, date, issuer, effective, expires, aliases, replaces, replaced_by, amends, source"


def read_table(path: str | Path) -> Iterator[Instrument]:
    """The instruments of a table: TOML with [[instrument]] blocks, or TSV/CSV with a header line.

    Columns: `number` and `type` with `title`, or `number` and `name` ("LUẬT GIÁO DỤC"); `date`, `issuer`, `effective`
    and the other fields of `Instrument` as far as known; a list's items are parted with ";".

    Raises RegistryError that names file, row, reason and what to do.
    """
    path = Path(path)
    if path.suffix.lower() == ".toml":
        yield from read_toml(path)
        return
    for row, cells in rows(path, {"number"}):
        yield _from_row(path, row, cells)


def rows(path: Path, needed: set[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """The lines of a TSV or CSV file as dictionaries, with their line numbers; empty lines are passed over.

    Raises RegistryError when the file is missing or unreadable, lacks a needed column, or a line has too many cells.
    """
    text = _text(path)
    lines = text.splitlines()
    if not lines:
        raise RegistryError(f"{path}: the file is empty; give a table with a header line")
    tabs = "\t" in lines[0]
    reader = csv.reader(lines, delimiter="\t" if tabs else ",", quoting=csv.QUOTE_NONE if tabs else csv.QUOTE_MINIMAL)
    header = [cell.strip().lower() for cell in next(reader)]
    if missing := needed - set(header):
        raise RegistryError(
            f"{path}: row 1: no column {', '.join(sorted(missing))} among {', '.join(header)}; "
            f"name the columns {_FIELDS}"
        )
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(header):
            raise RegistryError(
                f"{path}: row {reader.line_num}: {len(cells)} cells under {len(header)} columns; "
                "quote a cell that holds the delimiter, or add the column's name"
            )
        yield reader.line_num, {name: cell.strip() for name, cell in zip(header, cells, strict=False)}


def read_toml(path: Path) -> Iterator[Instrument]:
    """The [[instrument]] blocks of a TOML file.

    Raises RegistryError that names file, block, reason and what to do.
    """
    try:
        blocks = tomllib.loads(_text(path)).get("instrument", [])
    except tomllib.TOMLDecodeError as error:
        raise RegistryError(f"{path}: not valid TOML: {error}; correct the line it names") from error
    if not isinstance(blocks, list):
        raise RegistryError(f"{path}: instrument is no array of tables; write each one as an [[instrument]] block")
    for count, block in enumerate(blocks, 1):
        yield _from_block(path, count, block)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise RegistryError(f"{path}: cannot be read: {error.strerror}; give the path of a table") from error
    except UnicodeDecodeError as error:
        raise RegistryError(f"{path}: not UTF-8 at byte {error.start}; save the table as UTF-8") from error


def _from_block(path: Path, count: int, block: Any) -> Instrument:
    where = f"{path}: instrument {count}"
    if not isinstance(block, dict):
        raise RegistryError(f"{where}: not a table; write it as an [[instrument]] block")
    where = f"{where} ({block.get('number') or block.get('title') or 'without number'})"
    for key, value in block.items():
        if key in _LISTS:
            if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
                raise RegistryError(f"{where}: {key} is no list of texts; write {key} = ['…']")
        elif key not in _TEXT:
            raise RegistryError(f"{where}: {key} is no field of an instrument; use {_FIELDS}")
        elif not isinstance(value, str):
            raise RegistryError(f'{where}: {key} is no text; write {key} = "…", dates too')
    values = {key: tuple(value) if key in _LISTS else value for key, value in block.items()}
    return _checked(where, values)


def _from_row(path: Path, row: int, cells: dict[str, str]) -> Instrument:
    where = f"{path}: row {row}"
    values: dict[str, Any] = {}
    for key, cell in cells.items():
        if key in _LISTS:
            values[key] = tuple(part.strip() for part in cell.split(";") if part.strip())
        elif key in _TEXT and cell:
            values[key] = cell
    printed = cells.get("name") or values.get("title") or ""
    kind, title = _clean_name(printed, values.get("type"), values.get("number", ""))
    values |= {"type": kind, "title": title}
    if not values.get("number"):
        raise RegistryError(f"{where}: no number; fill the cell, or leave the row out")
    values.setdefault("source", path.name)
    return _checked(where, values)


def _clean_name(printed: str, kind: str | None, number: str) -> tuple[str, str | None]:
    """Type and title from a name as tables print it: in capitals, with the type word, or with number and date inside.

    A file name without accents ("Luat-luat-su-2006") tells the type only.
    """
    named, title = split_type(printed.replace("Luât ", "Luật "))
    title = _NUMBER_TAIL.sub("", _NUMBER_HEAD.sub("", _LONG_NAME.sub("", title))).strip(" .")
    if kind and named and slug(kind) != slug(named):
        title = printed.strip()
    kind = kind or named or ("Luật" if re.search(r"-qh\d+$|-l-", slug(number)) else "")
    kind = TYPE_WORDS.get(slug(kind), kind)
    if printed.isascii() and re.fullmatch(r"\S+-\S+", printed):
        return kind, None
    if title.isupper():
        title = title.lower().replace("luật ", "Luật ") if len(title) > 1 else title
        title = title.replace("bộ Luật ", "Bộ luật ").replace("Luật sư", "luật sư")
    return kind, (title[:1].upper() + title[1:]) or None


def _checked(where: str, values: dict[str, Any]) -> Instrument:
    if not values.get("type"):
        raise RegistryError(f"{where}: no type; say which it is, for example Luật or Nghị định")
    if not values.get("number") and not values.get("date"):
        raise RegistryError(f"{where}: neither number nor date; give one, it cannot be told from others")
    for key in _DATES:
        value = values.get(key)
        if value and not _DATE.fullmatch(value):
            raise RegistryError(f"{where}: {key} {value!r} is no date; write 2019-07-22, 2021-01 or 2016")
    if values.get("keyed_by", "name") not in ("name", "number"):
        raise RegistryError(f"{where}: keyed_by is {values['keyed_by']!r}; write name or number")
    return completed(Instrument(**values))
