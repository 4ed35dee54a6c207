"""Slugs: names in small ASCII letters, as ids of agencies and parts of work IRIs."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from vnplan.text import fold

_OTHER = re.compile(r"[^a-z0-9]+")
_PLAIN = str.maketrans(
    {
        letter: unicodedata.normalize("NFD", letter)[0]
        for letter in "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
    }
    | {"đ": "d", "ð": "d"}
)
_SHORTENED = (("uy-ban-nhan-dan", "ubnd"), ("hoi-dong-nhan-dan", "hdnd"))
_SAME_ISSUER = {
    "thu-tuong": "thu-tuong-chinh-phu",
    "ngan-hang-nha-nuoc": "ngan-hang-nha-nuoc-viet-nam",
    "ubtvqh": "uy-ban-thuong-vu-quoc-hoi",
}


@lru_cache(maxsize=8192)
def slug(text: str) -> str:
    """The text in small ASCII letters and digits, parts joined with hyphens; đ becomes d. A slug is its own slug.

    >>> slug("Ủy ban nhân dân tỉnh Đắk Nông")
    'uy-ban-nhan-dan-tinh-dak-nong'
    >>> slug("06/2015/TTLT-BGDĐT-BNV")
    '06-2015-ttlt-bgddt-bnv'
    """
    plain = text.lower().translate(_PLAIN)
    if not plain.isascii():  # decomposed letters, signs of other scripts, another Đ
        marks = unicodedata.normalize("NFKD", fold(text)).lower().translate(_PLAIN)
        plain = "".join(c for c in marks if not unicodedata.combining(c))
    return _OTHER.sub("-", plain).strip("-")


def issuer_slug(name: str) -> str:
    """The slug of an issuer's full name; "Ủy ban nhân dân" is ubnd, "Hội đồng nhân dân" hdnd.

    The caller has put the office for its head (the Bộ trưởng's decision is the Bộ's).

    >>> issuer_slug("Uỷ ban nhân dân tỉnh Sơn La"), issuer_slug("UBND tỉnh Sơn La"), issuer_slug("Thủ tướng")
    ('ubnd-tinh-son-la', 'ubnd-tinh-son-la', 'thu-tuong-chinh-phu')
    """
    found = slug(name)
    for long, short in _SHORTENED:
        found = found.replace(long, short)
    return _SAME_ISSUER.get(found, found)
