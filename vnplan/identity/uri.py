"""Work IRIs: the names under which instruments are nodes of the graph.

The form is Akoma Ntoso's naming convention for works (OASIS LegalDocML, part 2): country, kind, subtype, author, date,
number. Numbers restart every year and in every province, so year and issuer belong to the identity (Nghị định
30/2020/NĐ-CP, phụ lục I, phần II, mục 3: numbers run from 01 on 1 January to 31 December in each agency).
"""

from __future__ import annotations

import re

from vnplan.slugs import issuer_slug, slug

__all__ = [
    "NAMED_TYPES", "PREFIX", "instrument_uri", "issuer_slug", "name_slug", "number_slug", "slug", "work_uri",
    "year_of",
]  # fmt: skip


PREFIX = "/akn/vn/act"

#: Instruments that people know by their name; all others go by their number.
NAMED_TYPES = frozenset({"luat", "bo-luat", "phap-lenh", "hien-phap"})

_FIRST_NUMBER = re.compile(r"0*(\d+)")
_YEAR = re.compile(r"(19[3-9]\d|20\d\d)(?!\d)")
_YEAR_IN_NUMBER = re.compile(r"\D*\d+\s*/\s*(19[3-9]\d|20\d\d)\s*/")


def number_slug(number: str) -> str:
    """The slug of a document number; its first figure has two digits at least.

    Numbers below 10 are written with a 0 before them (Nghị định 30/2020/NĐ-CP, phụ lục I, phần II, mục 3), which many
    texts forget.

    >>> number_slug("33/QĐ-TTg"), number_slug("6/2015/TTLT-BGDĐT-BNV"), number_slug("102/SL-L.004")
    ('33-qd-ttg', '06-2015-ttlt-bgddt-bnv', '102-sl-l-004')
    """
    return _FIRST_NUMBER.sub(lambda m: m[1].zfill(2), slug(number), count=1)


def name_slug(type: str, title: str | None) -> str:
    """The slug of an instrument's name, its type word in front; a constitution is always `hien-phap`.

    >>> name_slug("Luật", "Ngân sách nhà nước"), name_slug("Luật", "Luật sư"), name_slug("Hiến pháp", None)
    ('luat-ngan-sach-nha-nuoc', 'luat-luat-su', 'hien-phap')
    """
    kind, words = slug(type), slug(title or "")
    if kind == "hien-phap":
        return kind
    if not words:
        return ""
    return words if words.startswith(f"{kind}-") and words != "luat-su" else f"{kind}-{words}"


def year_of(date: str | None, number: str | None = None) -> int | None:
    """The year that a number carries ("71/2020/NĐ-CP"), else that of the date.

    >>> year_of("2019-07-22"), year_of(None, "71/2020/NĐ-CP"), year_of(None, "2029/QĐ-BGDĐT")
    (2019, 2020, None)
    """
    found = _YEAR_IN_NUMBER.match(number or "") or _YEAR.match(date or "")
    return int(found[1]) if found else None


def work_uri(
    type: str | None, issuer_slug: str | None, year: int | str | None, number_or_name: str | None
) -> str | None:
    """The work's uri, or None when a part is unknown: two instruments are never merged by guess.

    `number_or_name`: for laws, codes, ordinances and constitutions the name, where it is known; else the number.

    >>> work_uri("Quyết định", "thu-tuong-chinh-phu", 2019, "33/QĐ-TTg")
    '/akn/vn/act/quyet-dinh/thu-tuong-chinh-phu/2019/33-qd-ttg'
    >>> work_uri("Luật", "quoc-hoi", 2015, "Ngân sách nhà nước")
    '/akn/vn/act/luat/quoc-hoi/2015/luat-ngan-sach-nha-nuoc'
    >>> work_uri("Kế hoạch", "ubnd-tinh-lai-chau", None, "1/KH-UBND") is None
    True
    """
    kind, last = slug(type or ""), number_or_name or ""
    if kind == "hien-phap":
        last = kind
    elif any(c.isdigit() for c in last[:2]):
        last = number_slug(last)
    elif kind in NAMED_TYPES:
        last = name_slug(kind, last)
    else:
        last = slug(last)
    parts = (kind, issuer_slug or "", str(year or ""), last)
    return "/".join((PREFIX, *parts)) if all(parts) else None


def instrument_uri(
    type: str | None, issuer: str | None, year: int | None, number: str | None, title: str | None
) -> str | None:
    """The uri by the rule of the kind: named kinds by name, else number; the others by number. None without a part.

    >>> instrument_uri("Luật", "Quốc hội", 2015, "83/2015/QH13", "Ngân sách nhà nước")
    '/akn/vn/act/luat/quoc-hoi/2015/luat-ngan-sach-nha-nuoc'
    >>> instrument_uri("Luật", "Quốc hội", 2015, "83/2015/QH13", None)
    '/akn/vn/act/luat/quoc-hoi/2015/83-2015-qh13'
    """
    named = slug(type or "") in NAMED_TYPES and (title or slug(type or "") == "hien-phap")
    return work_uri(type, issuer_slug(issuer or ""), year, (title or type) if named else number)
