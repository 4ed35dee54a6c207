"""Every rule of every grammar file matches its examples and none of its counterexamples; bad files are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from vnplan.errors import GrammarError
from vnplan.extraction.citations import Mention, find_citations
from vnplan.extraction.clauses.context import Context
from vnplan.grammar import Grammar, default_grammar, entries, files, rules
from vnplan.grammar.schema import Example, Rule
from vnplan.lexing.anchors import lex
from vnplan.structure.model import Structure
from vnplan.text import CleanText

ALL = [(name, rule) for name in files() for rule in rules(name)]
EXAMPLES = [(name, rule, example) for name, rule in ALL for example in rule.examples]
COUNTEREXAMPLES = [(name, rule, text) for name, rule in ALL for text in rule.counterexamples]


def read(text: str, grammar: Grammar) -> tuple[Mention, ...]:
    clean = CleanText.of(text)
    context = Context(clean, Structure([], [], []), grammar)
    return find_citations(clean, lex(clean, grammar), context, grammar=grammar).mentions


def test_there_are_rules() -> None:
    assert {"citations", "dates", "document_types", "numbers", "pinpoints", "relations"} <= set(files())
    assert len(ALL) > 60


@pytest.mark.parametrize(("name", "rule", "example"), EXAMPLES, ids=lambda v: getattr(v, "id", None))
def test_example_matches(name: str, rule: Rule, example: Example) -> None:
    found = rule.regex.search(example.text)
    assert found, f"{name}: {rule.id} does not match {example.text!r}"
    if example.match is not None:
        assert found[0] == example.match
    for group, value in example.groups.items():
        assert (found[group] or "") == (value or ""), f"group {group}"


@pytest.mark.parametrize(("name", "rule", "text"), COUNTEREXAMPLES, ids=lambda v: getattr(v, "id", None))
def test_counterexample_does_not_match(name: str, rule: Rule, text: str) -> None:
    found = rule.regex.search(text)
    assert found is None, f"{name}: {rule.id} matches {found[0]!r} in {text!r}" if found else ""


@pytest.mark.parametrize("entry", entries("document_types"), ids=lambda e: e.name)
def test_document_type_is_found_in_its_examples(entry) -> None:
    assert entry.examples, f"{entry.name} needs an example"
    for example in entry.examples:
        assert [m.type for m in read(f"theo {example}", default_grammar())] == [entry.name], example


def test_every_rule_says_where_it_comes_from_or_what_it_is() -> None:
    ours = ("citations", "law_names", "relations", "aliases", "effects", "numbers", "dates", "pinpoints")
    silent = [rule.id for name, rule in ALL if name in ours and not (rule.source or rule.note or rule.values)]
    assert silent == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[[rule]\nid = 'date.year'", "not valid TOML"),
        ("[[rule]]\nid = 'date.year'\npattern = '('\nexamples = ['a']", "does not compile"),
        ("[[rule]]\nid = 'date.year'\npattern = 'a'\nexamples = []", "examples"),
        ("[[rule]]\nid = 'date.year'\npattern = 'a'\nexamples = ['a']\ncolour = 'red'", "colour"),
        ("[[rule]]\nid = 'date.year'\npattern = '{nowhere}'\nexamples = ['a']", "nowhere"),
    ],
)
def test_a_bad_rule_is_refused_with_file_rule_and_reason(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "dates.toml").write_text(text, encoding="utf-8")
    with pytest.raises(GrammarError) as caught:
        Grammar.load(tmp_path)
    assert "dates.toml" in str(caught.value)
    assert reason in str(caught.value)


def test_a_bad_entry_is_refused(tmp_path: Path) -> None:
    (tmp_path / "document_types.toml").write_text("[[entry]]\naliases = ['x']", encoding="utf-8")
    with pytest.raises(GrammarError, match="name"):
        Grammar.load(tmp_path)


def test_a_missing_file_and_a_missing_rule_are_named() -> None:
    with pytest.raises(GrammarError, match=r"nowhere\.toml"):
        rules("nowhere")
    with pytest.raises(GrammarError, match=r"no rule 'date\.lunar'"):
        rules("dates")["date.lunar"]


def test_a_type_added_by_the_user_is_cited(tmp_path: Path) -> None:
    (tmp_path / "document_types.toml").write_text(
        '[[entry]]\nname = "Cẩm nang"\ncode = "CN"\nself = true\nexamples = ["Cẩm nang số 1/CN-UBND"]', encoding="utf-8"
    )
    found = read("theo Cẩm nang số 12/CN-UBND và Cẩm nang này", Grammar.load(tmp_path))
    assert [(m.type, m.form) for m in found] == [("Cẩm nang", "full"), ("Cẩm nang", "self")]


def test_a_rule_of_the_users_replaces_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "dates.toml").write_text(
        "[[rule]]\nid = 'date.year'\npattern = 'niên khóa (?P<year>\\d{4})'\nexamples = ['niên khóa 2020']", encoding="utf-8"
    )
    grammar = Grammar.load(tmp_path)
    assert grammar.rules("dates")["date.year"].regex.search("niên khóa 2021")
    assert grammar.rules("dates")["date.slashed"].regex.search("ngày 08/01/2019")
    assert not rules("dates")["date.year"].regex.search("niên khóa 2021")
