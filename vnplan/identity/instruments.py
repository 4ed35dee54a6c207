"""What is known of one instrument, the key its name is found by, and when it is in force."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

from vnplan.agencies.places import first_day, last_day
from vnplan.errors import RegistryError
from vnplan.grammar import folders
from vnplan.identity.uri import NAMED_TYPES, instrument_uri, issuer_slug, name_slug, number_slug, slug, year_of
from vnplan.text import fold

__all__ = [
    "TYPE_WORDS",
    "Instrument",
    "abbreviations",
    "compatible",
    "completed",
    "first_day",
    "identity",
    "implied_issuer",
    "last_day",
    "name_key",
    "number_key",
    "read_name",
    "same_type",
    "split_type",
    "start",
]  # fmt: skip


#: Luật and Bộ luật are numbered in one series: their number alone identifies them.
_ONE_SERIES = frozenset({"luat", "bo-luat"})
TYPE_WORDS = {"luat": "Luật", "bo-luat": "Bộ luật", "phap-lenh": "Pháp lệnh", "hien-phap": "Hiến pháp"}
_TYPE_KEYS = {"luật": "luat", "bộ luật": "bo-luat", "pháp lệnh": "phap-lenh", "hiến pháp": "hien-phap"}

_NUMBER_IN_NAME = re.compile(r"\bsố\s+\d+\s*/\s*\d{4}\s*/\s*(?:pl-)?(?:ubtv)?qh\d+", re.I)
_AMENDED_NOTE = re.compile(r"\s*\([^()]*sửa đổi[^()]*\)\s*$", re.I)
_TRAILING_YEAR = re.compile(r"[\s,(]+(?:năm\s+)?((?:19|20)\d\d)\)?\s*$", re.I)
_WORD = re.compile(r"[^\W_]+")
_AMENDING = re.compile(r"(?:luật\s+)?(?:về việc\s+)?(?:sửa đổi|bổ sung|bãi bỏ)", re.I)
_IMPLIED_ISSUERS = (
    (re.compile(r"(?:^|-)ubtvqh\d+$"), "Ủy ban Thường vụ Quốc hội"),
    (re.compile(r"-qh\d{1,2}$"), "Quốc hội"),
    (re.compile(r"-(?:ttg)$"), "Thủ tướng Chính phủ"),
    (re.compile(r"-(?:nd|nq)-cp$"), "Chính phủ"),
)
_TYPE_ISSUERS = {
    "luat": "Quốc hội",
    "bo-luat": "Quốc hội",
    "hien-phap": "Quốc hội",
    "phap-lenh": "Ủy ban Thường vụ Quốc hội",
}


@dataclass(frozen=True, slots=True)
class Instrument:
    """What is known of an instrument. Dates are ISO 8601, with reduced precision where no more is known.

    `title` is the name without the type word ("Giáo dục"). `effective` is the first day in force, `expires` the first
    day no longer in force. `replaces`, `replaced_by`, `amends`, `consolidates` hold numbers. `source` says where the
    facts come from. `keyed_by` is "number" for the few laws that share name and year with another. `given_uri` is the
    uri under which a document named it.

    >>> Instrument("Luật", "Ngân sách nhà nước", "83/2015/QH13", "2015-06-25", "Quốc hội").uri
    '/akn/vn/act/luat/quoc-hoi/2015/luat-ngan-sach-nha-nuoc'
    """

    type: str
    title: str | None = None
    number: str | None = None
    date: str | None = None
    issuer: str | None = None
    effective: str | None = None
    expires: str | None = None
    aliases: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    replaced_by: tuple[str, ...] = ()
    amends: tuple[str, ...] = ()
    consolidates: tuple[str, ...] = ()
    source: str = ""
    keyed_by: str = "name"
    given_uri: str | None = None

    @property
    def year(self) -> int | None:
        """The year in its number, else that of its date."""
        return year_of(self.date, self.number)

    @property
    def name(self) -> str:
        """Type word and title as one cites it; without a title, type and number.

        >>> Instrument("Luật", "Sửa đổi, bổ sung một số điều của Luật Giáo dục").name
        'Luật sửa đổi, bổ sung một số điều của Luật Giáo dục'
        """
        if not self.title:
            return f"{self.type} {self.number}" if self.number else self.type
        title = self.title[:1].lower() + self.title[1:] if _AMENDING.match(self.title) else self.title
        return f"{self.type} {title}"

    @property
    def named(self) -> bool:
        """Whether it is of a kind that is cited by name: law, code, ordinance, constitution."""
        return slug(self.type) in NAMED_TYPES

    @property
    def amending(self) -> bool:
        """Whether it amends others instead of standing for itself: it does not end the one of the same name."""
        return bool(_AMENDING.match(self.title)) if self.title else bool(self.amends)

    @property
    def uri(self) -> str | None:
        """The uri of the work, or None when issuer, year, or both name and number are unknown."""
        if self.given_uri:
            return self.given_uri
        title = self.title if self.keyed_by == "name" else None
        return instrument_uri(self.type, self.issuer, self.year, self.number, title)


def completed(instrument: Instrument) -> Instrument:
    """The instrument with the issuer that its type or number tells, and with the plain spelling of its dates.

    Laws are the Quốc hội's, ordinances its standing committee's (Luật Ban hành văn bản quy phạm pháp luật
    64/2025/QH15, Điều 4); NĐ-CP is the Chính phủ's, -TTg the Thủ tướng's (Nghị định 30/2020/NĐ-CP, phụ lục III).
    """
    issuer = implied_issuer(instrument.type, instrument.number) or instrument.issuer
    return instrument if issuer == instrument.issuer else replace(instrument, issuer=issuer)


def implied_issuer(type: str, number: str | None) -> str | None:
    """The issuer that a type or the code in a number names, or None.

    >>> implied_issuer("Pháp lệnh", None), implied_issuer("Quyết định", "33/QĐ-TTg"), implied_issuer("Kế hoạch", "1/KH")
    ('Ủy ban Thường vụ Quốc hội', 'Thủ tướng Chính phủ', None)
    """
    key = slug(number or "")
    kind = slug(type)
    if kind in _TYPE_ISSUERS:
        return _TYPE_ISSUERS[kind]
    return next((issuer for code, issuer in _IMPLIED_ISSUERS if code.search(key)), None)


def number_key(number: str) -> str:
    """The key under which a number is found, whatever its zeros, dashes and letters' case.

    >>> number_key("06/2003/PL-UBTVQH11") == number_key("6/2003/UBTVQH11")
    True
    """
    return number_slug(number).replace("-pl-ubtvqh", "-ubtvqh")


def same_type(one: str | None, other: str | None) -> bool:
    """Whether two types can be those of one number: equal, or both of the laws' series."""
    a, b = slug(one or ""), slug(other or "")
    return not a or not b or a == b or (a in _ONE_SERIES and b in _ONE_SERIES)


def identity(instrument: Instrument) -> tuple[str, str, str, int | None]:
    """What makes it this one and no other: type, number (or name), issuer, year."""
    kind = slug(instrument.type)
    number = number_key(instrument.number) if instrument.number else f"={name_slug(kind, instrument.title)}"
    return "luat" if kind in _ONE_SERIES else kind, number, issuer_slug(instrument.issuer or ""), instrument.year


@lru_cache(maxsize=1)
def abbreviations() -> dict[str, str]:
    """The short forms inside names (HĐND, QPPL) and what they stand for: grammars/instruments/abbreviations.toml."""
    found: dict[str, str] = {}
    for folder in folders():
        path = folder / "instruments" / "abbreviations.toml"
        if path.is_file():
            try:
                table = tomllib.loads(path.read_text(encoding="utf-8")).get("abbreviations", {})
            except tomllib.TOMLDecodeError as error:
                raise RegistryError(f"{path}: not valid TOML: {error}; correct the line it names") from error
            found.update({short.lower(): full.lower() for short, full in table.items()})
    return found


@lru_cache(maxsize=16384)
def name_key(name: str) -> str:
    """The key under which a name is found: case, tone style, y/i, punctuation, "và" and short forms make no difference.

    >>> name_key("Luật Tổ chức HĐND và UBND") == name_key("luật tổ chức Hội đồng nhân dân, Uỷ ban nhân dân")
    True
    """
    text = _NUMBER_IN_NAME.sub(" ", fold(unicodedata.normalize("NFC", name))).lower()
    short = abbreviations()
    words = (short.get(word, word) for word in _WORD.findall(text))
    key = " ".join(words).replace(" và ", " ").replace("một số điều của ", "một số điều ")
    return key.translate(_Y_AS_I)


_Y_AS_I = str.maketrans("yýỳỷỹỵ", "iíìỉĩị")


def read_name(name: str) -> tuple[str, int | None]:
    """A name as cited without the year that trails it, and that year.

    >>> read_name("Bộ luật Hình sự năm 2015 (sửa đổi, bổ sung năm 2017)")
    ('Bộ luật Hình sự', 2015)
    """
    text = _AMENDED_NOTE.sub("", unicodedata.normalize("NFC", name)).strip(" .,;:\"“”")
    found = _TRAILING_YEAR.search(text)
    if found and found.start() > 0:
        return text[: found.start()].rstrip(" ,("), int(found[1])
    return text, None


def split_type(name: str) -> tuple[str | None, str]:
    """The type word at the head of a name, as its usual form, and the rest; None when there is none.

    >>> split_type("Bộ Luật lao động"), split_type("Luật sư"), split_type("Giáo dục")
    (('Bộ luật', 'lao động'), (None, 'Luật sư'), (None, 'Giáo dục'))
    """
    folded = fold(name).lower()
    for word, kind in _TYPE_KEYS.items():
        if folded == word:
            return TYPE_WORDS[kind], ""
        if folded.startswith(word + " ") and folded != "luật sư":
            return TYPE_WORDS[kind], name[len(word) :].strip()
    return None, name


def compatible(one: str | None, other: str | None) -> bool:
    """Whether two dates can be the same day, one perhaps less precise.

    >>> compatible("2019", "2019-07-22"), compatible("2019-07-21", "2019-07-22"), compatible(None, "2019")
    (True, False, True)
    """
    return not one or not other or one.startswith(other) or other.startswith(one)


def start(instrument: Instrument) -> tuple[str, str]:
    """Earliest and latest first day in force. Without a known effective date, it lies within two years of adoption."""
    if instrument.effective:
        return first_day(instrument.effective), last_day(instrument.effective)
    date = instrument.date or (str(instrument.year) if instrument.year else None)
    if not date:
        return "0000-00-00", "9999-12-31"
    late = last_day(date)
    return first_day(date), f"{int(late[:4]) + 2}{late[4:]}"
