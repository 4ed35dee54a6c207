"""Words of a grammar as patterns: whole words only, longest first, with what may not stand beside them."""

from __future__ import annotations

import pickle
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import vnplan
from vnplan.errors import GrammarError
from vnplan.grammar import Grammar
from vnplan.grammar.cues import expanded, guarded, words_pattern

FOUND = [
    (["hủy"], "thủy sản", []),
    (["hủy"], "hủy quyết định", ["hủy"]),
    (["hủy", "hủy bỏ"], "hủy bỏ và hủy", ["hủy bỏ", "hủy"]),
    (["sửa đổi, bổ sung"], "sửa đổi , bổ sung; sửa đổi,bổ sung", ["sửa đổi , bổ sung", "sửa đổi,bổ sung"]),
    (["phối hợp (chặt chẽ) với"], "phối hợp với sở", ["phối hợp với"]),
    (["phối hợp (chặt chẽ) với"], "phối hợp chặt chẽ với sở", ["phối hợp chặt chẽ với"]),
    (["giao … chủ trì"], "giao sở nội vụ chủ trì", ["giao sở nội vụ chủ trì"]),
    (["giao … chủ trì"], "giao sở nội vụ, sở tài chính chủ trì", []),
    (["giao … chủ trì"], "giao a b c d e f chủ trì", ["giao a b c d e f chủ trì"]),
    (["giao … chủ trì"], "giao a b c d e f g chủ trì", []),
    (["chủ trì"], "chủ  trì", ["chủ  trì"]),
    (["≥", ">"], "đạt ≥ 5, >6", ["≥", ">"]),
    (["theo", "kèm theo"], "kèm theo", ["kèm theo"]),
    (["v.v."], "v.v. vxvx", ["v.v."]),
]  # fmt: skip


@pytest.mark.parametrize(("words", "text", "found"), FOUND)
def test_words_are_found(words: list[str], text: str, found: list[str]) -> None:
    assert [m[0] for m in re.finditer(words_pattern(words), text)] == found


GUARDED = [
    ("được sửa đổi", False), ("mđược sửa đổi", True), ("sửa đổi", True), ("sửa đổi luật", False), ("sửa đổi luậtx", True),
    ("đã sửa đổi", False), ("đã thấy sửa đổi", True),
]  # fmt: skip


@pytest.mark.parametrize(("text", "found"), GUARDED)
def test_words_beside_which_a_cue_does_not_count(text: str, found: bool) -> None:
    assert bool(re.search(guarded(words_pattern(["sửa đổi"]), ["luật"], ["được", "đã"]), text)) is found


@given(st.lists(st.text("abcđ ,", min_size=1, max_size=8).map(str.strip).filter(lambda w: w.strip(" ,")), min_size=1))
def test_every_word_of_a_list_is_found_whole(words: list[str]) -> None:
    pattern = re.compile(words_pattern(words))
    for word in words:
        assert pattern.fullmatch(word), (word, pattern.pattern)


def test_optional_parts() -> None:
    assert expanded("a (b) c (d)") == ("a b c d", "a b c", "a c d", "a c")


def folder(tmp_path: Path, name: str, text: str) -> Path:
    (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    return tmp_path


MISFITS = [
    ("datse", "[[rule]]\nid = 'x'\nwords = ['a']\nexamples = ['a']", "did you mean 'dates'?"),
    ("dates", "[[rulle]]\nid = 'date.year'", "did you mean 'rule'?"),
    ("dates", "[[rule]]\nid = 'date.slahsed'\nwords = ['a']\nexamples = ['a']", "did you mean 'date.slashed'?"),
    ("dates", "[[rule]]\nid = 'date.year'\nwrods = ['a']\nwords = ['a']\nexamples = ['a']", "did you mean 'words'?"),
    ("quantities", "[[unit]]\nname = 'thùng'\ndimension = 'volum'\nexamples = ['2 thùng']", "did you mean 'volume'?"),
    ("agencies/mine", "[[agency]]\nname = 'Sở A'\nlevel = 'provinse'", "did you mean 'province'?"),
    ("agencies/mine", "[[agency]]\nname = 'Sở A'\ncods = ['SA']", "did you mean 'codes'?"),
]


@pytest.mark.parametrize(("name", "text", "told"), MISFITS)
def test_a_misspelt_word_is_told_with_the_nearest(tmp_path: Path, name: str, text: str, told: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    with pytest.raises(GrammarError) as caught:
        Grammar.load(folder(tmp_path, name, text))
    assert told in str(caught.value)
    assert f"{name}.toml" in str(caught.value)


REFUSED = [
    ("[[rule]]\nid = 'date.year'\nexamples = ['a']", "needs words or a pattern"),
    ("[[rule]]\nid = 'date.year'\nwords = ['a']\npattern = 'b'\nexamples = ['a']", "{words}"),
    ("[[rule]]\nid = 'date.year'\nwords = [' a']\nexamples = ['a']", "spaces around"),
    ("[[rule]]\nid = 'date.year'\nwords = ['a']\nexamples = ['b']", "does not match its example 'b'"),
    ("[[rule]]\nid = 'date.year'\nwords = ['a']\nexamples = ['a']\ncounterexamples = ['b a']", "counterexample 'b a'"),
    ("[[rule]]\nid = 'date.year'\nwords = ['a']\nexamples = [{ text = 'a', groups = { b = 'a' } }]", "no group 'b'"),
    ("[[rule]]\nid = 'date.year'\nwords = ['a']\nexamples = ['a']\n[[rule]]\nid = 'date.year'\nwords = ['b']\nexamples = ['b']", "twice"),
    ("[[rule]]\nid = 'date.year'\nadd = ['a']\nexamples = ['a']", "add: there is no rule of this id"),
    ("[[rule]]\nid = 'date.year'\nflags = 'q'\nwords = ['a']\nexamples = ['a']", "flags"),
]


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_a_users_bad_rule_is_refused_when_the_folder_is_loaded(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(GrammarError) as caught:
        Grammar.load(folder(tmp_path, "dates", text))
    assert reason in str(caught.value)
    assert str(tmp_path) in str(caught.value)
    assert "rule date.year" in str(caught.value)


def test_lists_are_words_for_patterns(tmp_path: Path) -> None:
    text = "[lists]\nunit = ['kg', 'tấn']\n[[rule]]\nid = 'date.year'\npattern = '\\d+ {unit}'\nexamples = ['5 tấn']\ncounterexamples = ['5 kgs']"
    grammar = Grammar.load(folder(tmp_path, "dates", text))
    assert grammar.lists("dates")["unit"] == ("kg", "tấn")
    assert grammar.rules("dates")["date.year"].regex.search("7 kg")


def test_a_folder_that_is_none_is_named(tmp_path: Path) -> None:
    with pytest.raises(GrammarError, match="nowhere is no folder"):
        Grammar.load(tmp_path / "nowhere")


def test_entries_of_one_name_are_laid_over(tmp_path: Path) -> None:
    shipped = next(e for e in Grammar.load().entries("document_types") if e.name == "Kế hoạch")
    own = Grammar.load(folder(tmp_path, "document_types", "[[entry]]\nname = 'Kế hoạch'\naliases = ['Bản kế hoạch']"))
    found = [e for e in own.entries("document_types") if e.name == "Kế hoạch"]
    assert [e.aliases for e in found] == [(*shipped.aliases, "Bản kế hoạch")]


def test_a_grammar_goes_to_another_process_by_its_folders(tmp_path: Path) -> None:
    grammar = Grammar.load(folder(tmp_path, "dates", ""))
    again = pickle.loads(pickle.dumps(grammar))
    assert (again.folders, again.fingerprint) == (grammar.folders, grammar.fingerprint)
    assert grammar.fingerprint != Grammar.load().fingerprint or (tmp_path / "dates.toml").stat().st_size == 0


def test_what_is_compiled_is_made_once_for_a_grammar() -> None:
    one, two = Grammar.load(), Grammar.load()
    made: list[Grammar] = []

    def build(grammar: Grammar) -> int:
        made.append(grammar)
        return len(made)

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(lambda _: one.compiled(build), range(40))) == {1}
    assert two.compiled(build) == 2
    assert made == [one, two]


def test_two_parsers_work_side_by_side(tmp_path: Path) -> None:
    text = "theo Kế hoạch số 12/KH-UBND"
    grammar = vnplan.Grammar.load()
    assert vnplan.Parser(grammar).grammar is grammar
    assert vnplan.Parser(grammar).parse(text).citations == vnplan.parse_document(text).citations
