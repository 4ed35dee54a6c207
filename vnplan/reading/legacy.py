"""Vietnamese text from before Unicode: TCVN3 (the fonts .VnTime, also called ABC) and VNI (the fonts VNI-Times).

Both write Vietnamese letters with the characters of Latin-1. TCVN3 (TCVN 5712:1993, VN3) has a character for each small
letter and none for accented capitals: those live in fonts whose name ends in H and draw small letters as capitals. VNI
writes the letter and behind it a character for its marks.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from vnplan.reading.syllables import share_of_syllables

Encoding = Literal["tcvn3", "tcvn3h", "vni"]

_TCVN3 = str.maketrans(dict(zip(
    "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\xadõøö÷ùúýûüþ¡¢§£¤¥¦",
    "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ", strict=True)))  # fmt: skip
# Letter by letter: the character behind it, and the letter that both mean.
_VNI_MARKS = {
    "a": ("øùûõïâàáåãäêèéúüë", "àáảãạâầấẩẫậăằắẳẵặ"), "e": ("øùûõïâàáåãä", "èéẻẽẹêềếểễệ"),
    "o": ("øùûõïâàáåãä", "òóỏõọôồốổỗộ"), "u": ("øùûõï", "ùúủũụ"), "y": ("øùûõ", "ỳýỷỹ"),
    "ô": ("øùûõï", "ờớởỡợ"), "ö": ("øùûõï", "ừứửữự"),
}  # fmt: skip
_VNI_ALONE = dict(zip("ñæóòîôö", "đỉĩịỵơư", strict=True))
_VNI = _VNI_ALONE | {base + mark: letter for base, (marks, all_) in _VNI_MARKS.items()
                     for mark, letter in zip(marks, all_, strict=True)}  # fmt: skip
# Capitals have capital marks; a capital at the start of a word may have a small one.
_VNI |= {k.upper(): v.upper() for k, v in _VNI.items()} | {
    k[0].upper() + k[1:]: v.upper() for k, v in _VNI.items() if len(k) == 2}  # fmt: skip
_VNI_PATTERN = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_VN_FONT = re.compile(r"\.vn", re.I)
_VNI_FONT = re.compile(r"vni[-\s]", re.I)
# What a text has that is Unicode already: letters that neither encoding can hold.
_UNICODE = re.compile(
    "[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9\u0300-\u036f]")
_SURE, _ENOUGH = 0.9, 8
_MAYBE = 0.6


@lru_cache(maxsize=256)
def encoding_of_font(name: str) -> Encoding | None:
    """The encoding that a font's name tells, or None.

    >>> encoding_of_font(".VnTimeH"), encoding_of_font("VNI-Times"), encoding_of_font("Times New Roman")
    ('tcvn3h', 'vni', None)
    """
    if _VN_FONT.match(name):
        return "tcvn3h" if name.rstrip().endswith("H") else "tcvn3"
    return "vni" if _VNI_FONT.match(name) else None


def from_legacy(text: str, encoding: str) -> str:
    """Text of a legacy encoding as Unicode; what is Unicode already stays as it is.

    Letters of a stretch that no legacy font can show (an author typed Unicode in such a font) leave it unchanged.

    >>> from_legacy("céng hßa", "tcvn3h"), from_legacy("Ch­¬ng", "tcvn3"), from_legacy("Chöông trình", "vni")
    ('CỘNG HÒA', 'Chương', 'Chương trình')
    """
    if text.isascii() or _UNICODE.search(text):
        return text.upper() if encoding == "tcvn3h" else text
    if encoding == "vni":
        return _VNI_PATTERN.sub(lambda found: _VNI[found[0]], text)
    meant = text.translate(_TCVN3)
    return meant.upper() if encoding == "tcvn3h" else meant


def meant_by(text: str, encoding: str) -> str:
    """As `from_legacy`, unless the words are better Vietnamese as they stand: the font's name misleads then.

    >>> meant_by("là", "tcvn3"), meant_by("lµ", "tcvn3")
    ('là', 'là')
    """
    meant = from_legacy(text, encoding)
    if encoding == "tcvn3h" or meant == text or share_of_syllables(meant) >= share_of_syllables(text):
        return meant
    return text


def detect(text: str) -> tuple[Encoding | None, bool]:
    """The legacy encoding of a text whose bytes were taken as Latin-1, and whether it is sure.

    Sure: nearly all words with letters beyond ASCII become Vietnamese syllables, and few are as they stand. A text that
    holds letters of Unicode is none of these.

    >>> detect("C¨n cø LuËt Tæ chøc ChÝnh quyÒn ®Þa ph­¬ng ngµy 19/6/2015; QuyÕt ®Þnh sè 3")
    ('tcvn3', True)
    >>> detect("Căn cứ Luật Tổ chức Chính quyền địa phương"), detect("Le règlement général de l'État français")
    ((None, False), (None, False))
    """
    if text.isascii() or _UNICODE.search(text):
        return None, False
    plain, count = share_of_syllables(text)
    if not count:
        return None, False
    candidates: tuple[Encoding, ...] = ("tcvn3", "vni")
    share, encoding = max((share_of_syllables(from_legacy(text, e))[0], e) for e in candidates)
    if share >= _SURE and plain < _MAYBE and count >= _ENOUGH:
        return encoding, True
    return (encoding, False) if share >= _MAYBE and share > plain + 0.2 else (None, False)


_SMALL_ASCII = re.compile("[a-z]")
_TWO_CAPITALS = re.compile(r"(?<![\w/-])[^\W\d_a-z]*[A-Z][^\W\d_a-z]*[A-Z][^\W\d_a-z]*(?![\w/-])")


def capitals_mended(text: str) -> str:
    """Text from TCVN3 with capitals where its lines stood in a font that drew small letters as capitals.

    A plain text file has lost its fonts: what it says of "CỘNG HÒA" is "CộNG HòA". A line without any small ASCII
    letter and with a word of two capitals is one in capitals; in others so is each word of two capitals.

    >>> capitals_mended("CộNG HòA"), capitals_mended("Số: 17/QĐ-UBND"), capitals_mended("Sở TàI CHíNH và Sở Y tế")
    ('CỘNG HÒA', 'Số: 17/QĐ-UBND', 'Sở TÀI CHÍNH và Sở Y tế')
    """
    out = []
    for line in text.split("\n"):
        if _TWO_CAPITALS.search(line) is None:
            out.append(line)
        elif _SMALL_ASCII.search(line) is None:
            out.append(line.upper())
        else:
            out.append(_TWO_CAPITALS.sub(lambda found: found[0].upper(), line))
    return "\n".join(out)
