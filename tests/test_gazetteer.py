"""Every word of the gazetteer matters: each entry, alias and listed word is read in a sentence made of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from vnplan import parse_document
from vnplan.agencies.gazetteer import Kind, gazetteer_of
from vnplan.agencies.mentions import Mention, find_mentions
from vnplan.agencies.places import places_of
from vnplan.agencies.registry import RegisteredAgency, registry_of
from vnplan.agencies.scanning import scan_agencies
from vnplan.agencies.tails import proper
from vnplan.grammar import Grammar, default_grammar
from vnplan.text import CleanText

GRAMMAR = default_grammar()
GAZETTEER = GRAMMAR.compiled(gazetteer_of)


def words(file: str, table: str, name: str) -> tuple[str, ...]:
    return next(e.aliases for e in GRAMMAR.entries(f"agencies/{file}", table) if e.name == name)


def first(text: str) -> str:
    """The words of the first mention."""
    clean = CleanText.of(text)
    found = find_mentions(clean)
    return clean.text[found[0].start : found[0].end] if found else ""


def title(text: str) -> str:
    return text[:1].upper() + text[1:]


# -- issuers -----------------------------------------------------------------------------------------------------------


def forms(agency: RegisteredAgency) -> Iterator[str]:
    """The names of an agency as an issuer may be written: with its place where it needs one, and without."""
    for name in (agency.name, *agency.aliases):
        if agency.joins and not agency.needs_level:
            yield f"{name} Hội đồng nhân dân tỉnh"
            continue
        if agency.place in ("levelled", "plain"):
            yield f"{name} tỉnh Lai Châu"
        if agency.place in ("named", "bare"):
            yield f"{name} Lai Châu"
        if not agency.needs_level and not agency.needs_place:
            yield name


def test_every_registered_agency_is_the_whole_issuer_of_a_citation() -> None:
    wanted = [form for agency in GRAMMAR.compiled(registry_of) for form in forms(agency)]
    assert len(wanted) > 900
    text = "\n".join(
        f"Căn cứ Quyết định số {n}/QĐ-XYZ ngày 02/01/2019 của {form} về việc phê duyệt;" for n, form in enumerate(wanted, 1)
    )
    found = {}
    for citation in parse_document(text).citations:
        issuers = [e.text for e in citation.evidence if e.field == "issuer"]
        found[citation.target.number] = (issuers, citation.text)
    for n, form in enumerate(wanted, 1):
        issuers, cited = found[f"{n:02}/QĐ-XYZ" if f"{n:02}/QĐ-XYZ" in found else f"{n}/QĐ-XYZ"]
        assert issuers == [form]
        assert cited.endswith(form)


ISSUERS = [
    ("Kế hoạch số 5/KH-BCĐ ngày 02/01/2019 của Ban Chỉ đạo Trung ương về phòng", "Ban Chỉ đạo Trung ương"),
    ("Công văn số 3374/CCT ngày 30/6/2025 của Chi cục Thuế khu vực II (nay là Thuế)", "Chi cục Thuế khu vực II"),
    ("Quyết định số 5/QĐ-UBND ngày 02/01/2019 của UBND huyện Anh Sơn về việc", "UBND huyện Anh Sơn"),
    ("Thông tư liên tịch số 5/2001/TTLT ngày 02/01/2001 của Liên bộ Tài chính - Nội vụ hướng dẫn",
     "Liên bộ Tài chính - Nội vụ"),
    ("Nghị quyết số 29-NQ/TW ngày 4/11/2013 Hội nghị lần thứ tám Ban Chấp hành Trung ương khóa XI về đổi mới",
     "Hội nghị lần thứ tám Ban Chấp hành Trung ương khóa XI"),
    ("Nghị quyết số 12/NQ ngày 02/01/2019 do Chính phủ ban hành", "Chính phủ"),
    ("Công văn số 5/CV ngày 02/01/2019 của Công ty TNHH Hoa Sen về", "Công ty TNHH Hoa Sen"),
    ("Quyết định số 5/QĐ ngày 02/01/2019 của Cục trưởng Cục Pháp chế Bộ Quốc phòng về", "Cục trưởng Cục Pháp chế Bộ Quốc phòng"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "issuer"), ISSUERS, ids=[i for _, i in ISSUERS])
def test_issuers_of_all_forms(text: str, issuer: str) -> None:
    (cited, *_) = parse_document(f"Căn cứ {text} việc;").citations
    assert [e.text for e in cited.evidence if e.field == "issuer"] == [issuer]


@pytest.mark.parametrize(
    "text", ["của các bộ, ngành", "của nhân dân", "của doanh nghiệp", "do Chính phủ thực hiện", "của tỉnh"]
)
def test_what_is_no_issuer(text: str) -> None:
    (cited,) = parse_document(f"Căn cứ Quyết định số 5/QĐ-XYZ ngày 02/01/2019 {text};").citations
    assert not [e for e in cited.evidence if e.field == "issuer"]


# -- open names --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("noun", words("open", "compound", "nouns"))
def test_a_name_goes_on_with_a_noun(noun: str) -> None:
    assert first(f"Cục Quản lý {noun} đã xong") == f"Cục Quản lý {noun}"


@pytest.mark.parametrize("act", words("open", "compound", "acts"))
def test_what_a_body_does_belongs_to_its_name_after_some_words_only(act: str) -> None:
    assert first(f"Ban Quản lý dự án {act} đã xong") == f"Ban Quản lý dự án {act}"
    assert first(f"Cục Hoa Sen {act} đã xong") == "Cục Hoa Sen"


@pytest.mark.parametrize("doing", words("open", "compound", "doing"))
def test_after_some_words_a_name_tells_what_the_body_does(doing: str) -> None:
    assert first(f"Cục {title(doing)} kiểm nghiệm đã xong") == f"Cục {title(doing)} kiểm nghiệm"


@pytest.mark.parametrize("pair", words("open", "compound", "syllables"))
def test_two_syllables_hold_a_name_together(pair: str) -> None:
    one, two = pair.split()
    last = f"Cục {title(pair)}"
    later = f"Cục Hoa {one} {two}"  # the second half of a longer word
    joint = f"Cục Lan và {title(pair)}"
    assert first(f"{last} đã xong") == last or first(f"{later} đã xong") == later
    assert first(f"{last} đã xong") == last or one not in GAZETTEER.not_places | GAZETTEER.closing
    assert first(f"{joint} đã xong") == joint or first(f"{later} đã xong") == later


@pytest.mark.parametrize("field", words("open", "compound", "fields"))
def test_a_field_in_small_letters_follows_a_conjunction(field: str) -> None:
    assert first(f"Cục Hoa và {field} đã xong") == f"Cục Hoa và {field}"


@pytest.mark.parametrize("before", words("open", "compound", "comma"))
def test_a_field_in_small_letters_follows_a_comma(before: str) -> None:
    assert first(f"Cục {title(before)}, thể thao đã xong") == f"Cục {title(before)}, thể thao"
    assert first("Cục Hoa, thể thao đã xong") == "Cục Hoa"


@pytest.mark.parametrize("word", words("open", "compound", "numbering"))
def test_a_number_belongs_to_a_name(word: str) -> None:
    name = {"số": "Cục Hoa số 85", "án": "Cục Dự án 85", "trình": "Cục Chương trình 85", "định": "Cục Nghị định 85"}[word]
    assert first(f"{name} đã xong") == name
    assert first("Cục Hoa 85 đã xong") == "Cục Hoa"


@pytest.mark.parametrize("word", words("open", "compound", "national"))
def test_a_body_of_the_country_needs_no_scope(word: str) -> None:
    (only,) = find_mentions(CleanText.of(f"Ban Chỉ đạo Hoa Sen {title(word)}" if word != "việt nam" else "Ban Chỉ đạo Hoa Sen Việt Nam"), issuer="Bộ Nội vụ")
    (many,) = find_mentions(CleanText.of("Ban Chỉ đạo Hoa Sen"), issuer="Bộ Nội vụ")
    assert not only.agency.id.endswith("-bo-noi-vu")
    assert many.agency.id == "ban-chi-dao-hoa-sen-bo-noi-vu"


@pytest.mark.parametrize("word", words("open", "closing", "words"))
def test_a_word_that_begins_something_else_closes_a_name(word: str) -> None:
    assert first(f"Cục PTHTX {title(word)} xin") == "Cục PTHTX"


@pytest.mark.parametrize("verb", words("words", "verb", "syllables"))
def test_a_verb_ends_a_name(verb: str) -> None:
    assert first(f"Cục Hoa {verb} xyz") == "Cục Hoa"


def kinds() -> Iterator[tuple[Kind, str, str, str]]:
    for kind in (trigger for _, here in GAZETTEER.triggers for trigger in here):
        if isinstance(kind, Kind):
            for what in ("words", "barred", "through"):
                for word in getattr(kind, what):
                    yield kind, kind.key, what, word


@pytest.mark.parametrize(("kind", "key", "what", "word"), kinds(), ids=lambda v: v if isinstance(v, str) else v.name)
def test_every_word_of_a_kind(kind: Kind, key: str, what: str, word: str) -> None:
    begin = title(key)
    if what == "words":
        assert first(f"{begin} {title(word)} Hoa Sen đã xong").startswith(f"{begin} {title(word)}")
        assert first(f"{begin} Hoa Sen đã xong") in ("", "Hoa Sen")
    elif what == "barred" and GRAMMAR.compiled(registry_of).by_name(f"{key} {word}"):
        assert find_mentions(CleanText.of(f"{begin} {title(word)} tỉnh"))[0].rule == "agency.name"
    elif what == "barred":
        assert not first(f"{begin} {title(word)} đã xong").startswith(f"{begin} {title(word)}")
    else:
        assert first(f"{begin} {word} Hoa Sen đã xong") == f"{begin} {word} Hoa Sen"


# -- words around names ------------------------------------------------------------------------------------------------


def blocked() -> Iterator[tuple[str, str]]:
    for entry in GRAMMAR.entries("agencies/words", "blocked"):
        for word in (entry.model_extra or {})["before"]:
            yield entry.name, word


@pytest.mark.parametrize(("name", "before"), blocked())
def test_a_word_before_makes_a_name_another_word(name: str, before: str) -> None:
    tried = [name] if " " in name else [n for n, _ in GAZETTEER.names if n == name or n.startswith(name + " ")][:5]
    for form in tried:
        text = CleanText.of(f"những {before} {title(form)} tỉnh Lai Châu")
        at = len(f"những {before} ")
        assert not [s for s in scan_agencies(text, grammar=GRAMMAR) if s.core[0] == at]


@pytest.mark.parametrize("word", words("words", "not_place", "always"))
def test_a_word_that_never_begins_a_place(word: str) -> None:
    text = f"{title(word)} Hoa Sen"
    assert proper(GAZETTEER, text, 0, len(text)) == 0


@pytest.mark.parametrize("word", words("words", "not_place", "alone"))
def test_a_word_that_is_no_place_alone(word: str) -> None:
    assert proper(GAZETTEER, f"{title(word)} x", 0, len(word) + 2) == 0


@pytest.mark.parametrize(
    ("form", "name", "fused"),
    [(f, e.name, (e.model_extra or {}).get("fused", ())) for e in GRAMMAR.entries("agencies/heads", "head")
     for f in (e.name, *e.aliases)],
)  # fmt: skip
def test_every_head_stands_for_an_agency(form: str, name: str, fused: list[str]) -> None:
    bodies = {"Văn phòng": "Văn phòng Ủy ban nhân dân tỉnh", "Thanh tra": "Thanh tra tỉnh", "Kiểm toán": "Kiểm toán nhà nước",
              "ban": "Ban Dân tộc", "phòng": "Phòng Nội vụ", "đoàn": "Đoàn đại biểu Quốc hội", "BCĐ": "BCĐ Hoa Sen",
              "BQL": "BQL Hoa Sen", "Thủ tướng": "Thủ tướng Chính phủ", "Chủ tịch": "Chủ tịch nước"}  # fmt: skip
    for word in fused or [""]:
        text = f"{form} {bodies[word]}" if word else f"{form} Bộ Nội vụ"
        (found,) = find_mentions(CleanText.of(text))
        assert (found.start, found.agency.person) == (0, f"{name} {word}".strip())


def own_heads() -> Iterator[tuple[str, str]]:
    for agency in GRAMMAR.compiled(registry_of):
        for head in agency.heads:
            yield head, agency.name


@pytest.mark.parametrize(("head", "name"), own_heads())
def test_an_agency_has_heads_of_its_own(head: str, name: str) -> None:
    agency = GRAMMAR.compiled(registry_of).by_name(name)
    place = {"none": "", "bare": " Lai Châu", "named": " Lai Châu"}.get(agency.place, " tỉnh Lai Châu") if agency else ""
    found = find_mentions(CleanText.of(f"{head} {name}{place}"))[0]
    assert found.start == 0
    assert found.agency.person


def test_every_place_and_level_word_is_read() -> None:
    places = GRAMMAR.compiled(places_of)
    for place in places.all:
        for name in (place.name, *place.aliases):
            (found,) = find_mentions(CleanText.of(f"UBND {place.kind} {name}"))
            assert found.agency.full_name == f"Ủy ban nhân dân {place.full_name}"
    for entry in GRAMMAR.entries("places/levels", "level"):
        for form in (entry.name, *entry.aliases):
            found = find_mentions(CleanText.of(f"UBND {form} Lai Châu"))
            assert found[0].agency.name == f"Ủy ban nhân dân {entry.name}", form


# -- chains, areas, plural heads, ids ----------------------------------------------------------------------------------

CHAINS: list[tuple[str, list[tuple[str, str, str | None]]]] = [
    ("Cục trưởng Cục Pháp chế Bộ Quốc phòng", [("Cục Pháp chế", "Cục Pháp chế Bộ Quốc phòng", "Cục trưởng")]),
    ("Vụ Pháp chế Bộ Nội vụ", [("Vụ Pháp chế", "Vụ Pháp chế Bộ Nội vụ", None)]),
    ("Cục Hải quan Bộ Tài chính", [("Cục Hải quan", "Cục Hải quan", None)]),
    ("Trung tâm Chuyển đổi số Sở Khoa học và Công nghệ tỉnh Lai Châu",
     [("Trung tâm Chuyển đổi số", "Trung tâm Chuyển đổi số Sở Khoa học và Công nghệ tỉnh Lai Châu", None)]),
    ("Đảng ủy Bộ Tài chính", [("Đảng ủy Bộ Tài chính", "Đảng ủy Bộ Tài chính", None)]),
    ("Bộ trưởng các Bộ, Thủ trưởng cơ quan ngang bộ",
     [("Các bộ", "Các bộ", "Bộ trưởng"), ("Các cơ quan ngang bộ", "Cơ quan ngang bộ", "Thủ trưởng")]),
    ("Các Bộ trưởng, Chủ tịch UBND các tỉnh/ thành phố",
     [("Các bộ", "Các bộ", "Bộ trưởng"), ("Ủy ban nhân dân các tỉnh, thành phố", "Ủy ban nhân dân các tỉnh, thành phố", "Chủ tịch")]),
    ("Chính phủ, chính quyền địa phương các cấp",
     [("Chính phủ", "Chính phủ", None), ("Chính quyền địa phương các cấp", "Chính quyền địa phương các cấp", None)]),
    ("UBND xã, phường", [("Ủy ban nhân dân các xã, phường", "Ủy ban nhân dân xã, phường", None)]),
    ("Chi cục Hải quan khu vực V", [("Chi cục Hải quan khu vực V", "Chi cục Hải quan khu vực V", None)]),
    ("Kho bạc Nhà nước khu vực XII", [("Kho bạc Nhà nước khu vực XII", "Kho bạc Nhà nước khu vực XII", None)]),
    ("Tòa án nhân dân khu vực 3 - Lai Châu",
     [("Tòa án nhân dân khu vực 3 - Lai Châu", "Tòa án nhân dân khu vực 3 - Lai Châu", None)]),
    ("Thành ủy Thành phố Hồ Chí Minh", [("Thành ủy", "Thành ủy Hồ Chí Minh", None)]),
    ("CỤC THUẾ THUẾ TỈNH VĨNH LONG", [("Cục Thuế", "Cục Thuế", None), ("Thuế tỉnh", "Thuế tỉnh Vĩnh Long", None)]),
    ("xã Mỹ Hội Đông, Long Giang", []),
    ("đối với các cơ sở, ngành, nghề", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), CHAINS, ids=[c[0] for c in CHAINS])
def test_chains_areas_and_plural_heads(text: str, wanted: list[tuple[str, str, str | None]]) -> None:
    found = find_mentions(CleanText.of(text), locality="Lai Châu")
    assert [(m.agency.name, m.agency.full_name, m.agency.person) for m in found] == wanted
    if "khu vực" in text:
        assert found[0].agency.locality is None


def ids(text: str, **known: str) -> list[str]:
    return [m.agency.id for m in find_mentions(CleanText.of(text), **known)]  # type: ignore[arg-type]


def test_a_body_that_many_agencies_have_is_known_by_the_one_it_stands_in() -> None:
    assert ids("Vụ Pháp chế", issuer="Bộ Nội vụ") == ids("Vụ Pháp chế Bộ Nội vụ") == ["vu-phap-che-bo-noi-vu"]
    assert ids("Vụ Pháp chế", issuer="Bộ Y tế") != ids("Vụ Pháp chế", issuer="Bộ Nội vụ")
    assert "lai-chau" not in ids("Vụ Pháp chế", issuer="UBND tỉnh Lai Châu")[0]


def test_a_steering_committee_without_its_matter_is_its_documents() -> None:
    one, other = "Ban Chỉ đạo họp.", "Ban Chỉ đạo báo cáo."
    assert ids(one) == ids(one)
    assert ids(one) != ids(other)
    assert ids("Ban Chỉ đạo tỉnh Lai Châu") == ["ban-chi-dao-tinh-lai-chau"]


# -- two grammars ------------------------------------------------------------------------------------------------------


def test_an_added_kind_is_read_as_a_mention_and_as_an_issuer(tmp_path: object) -> None:
    folder = tmp_path / "agencies"  # type: ignore[operator]
    folder.mkdir()
    (folder / "open.toml").write_text(
        "[[kind]]\nname = 'Hợp tác xã'\nlevel = 'organisation'\nexamples = ['Hợp tác xã Hoa Sen']\n", encoding="utf-8"
    )
    mine = Grammar.load(tmp_path)  # type: ignore[arg-type]
    text = CleanText.of("Hợp tác xã Hoa Sen tổ chức thực hiện")

    def named(grammar: Grammar) -> list[Mention]:
        return find_mentions(text, grammar=grammar)

    assert [m.agency.name for m in named(mine)] == ["Hợp tác xã Hoa Sen"]
    assert named(GRAMMAR) == []
