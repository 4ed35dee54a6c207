"""The gazetteer as the scanner wants it: names, heads, kinds of bodies, lists, groups and words, and one automaton."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from ahocorasick_rs import AhoCorasick, MatchKind

from vnplan.agencies.places import Places, key, places_of
from vnplan.agencies.registry import AgencyRegistry, RegisteredAgency, registry_of
from vnplan.grammar import Entry, Grammar, Rule, RuleSet
from vnplan.grammar.merging import any_of
from vnplan.models import Level


@dataclass(frozen=True, slots=True)
class Head:
    """A person who stands for an agency.

    `fused`: the head takes the first words of the name into itself ("Chánh" + "Văn phòng"); `only`: names of the
    agencies that it stands before, where it stands before no other.
    """

    name: str
    key: str
    fused: tuple[tuple[str, str], ...] = ()
    only: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of body that cannot be listed ("Trung tâm"); see grammars/agencies/open.toml for the fields.

    `short`: these are words for it that are shorter than its name ("BCĐ").
    """

    name: str
    key: str
    level: Level
    words: tuple[str, ...] = ()
    barred: tuple[str, ...] = ()
    small: bool = False
    bare: bool = False
    numbered: bool = False
    scoped: bool = False
    regional: bool = False
    through: tuple[str, ...] = ()
    short: bool = False


@dataclass(frozen=True, slots=True)
class ListHead:
    """A head that several names share: after "các Sở" the fields alone are named."""

    name: str
    elements: re.Pattern[str]
    agencies: dict[str, tuple[RegisteredAgency, ...]] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Group:
    """A rule of groups.toml or deixis.toml with its values read."""

    rule: Rule
    level: Level
    small: bool
    person: bool
    capital: bool
    own: bool
    to: str | None
    points: bool
    single: bool
    stands: str | None
    head: str | None


Trigger = ListHead | Group | Kind


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All that the scanner asks; made once for a grammar by `grammar.compiled(gazetteer_of)`, in some 80 ms.

    `names` and `triggers` are the patterns of the automaton, in its order; for the n-th name `stops` holds the words
    that before it make it another word ("cơ" before "sở y tế"), in running text with a space behind them. `simple` are
    the names that need no look at what follows: most of all that texts name.
    """

    registry: AgencyRegistry
    places: Places
    tails: RuleSet
    tail_begins: re.Pattern[str] = field(repr=False)
    regions: tuple[str, ...] = field(repr=False)
    separator: re.Pattern[str] = field(repr=False)
    names: tuple[tuple[str, tuple[RegisteredAgency, ...]], ...] = field(repr=False)
    stops: tuple[tuple[str, ...], ...] = field(repr=False)
    acronyms: frozenset[int] = field(repr=False)
    simple: frozenset[int] = field(repr=False)
    large: frozenset[int] = field(repr=False)
    heads: dict[str, tuple[Head, ...]] = field(repr=False)
    blocked: dict[str, tuple[str, ...]] = field(repr=False)
    not_places: frozenset[str] = field(repr=False)
    never_places: frozenset[str] = field(repr=False)
    triggers: tuple[tuple[str, tuple[Trigger, ...]], ...] = field(repr=False)
    lists: dict[str, ListHead] = field(repr=False)
    after: tuple[str, ...] = field(repr=False)
    proper: tuple[tuple[str, str], ...] = field(repr=False)
    compounds: frozenset[str] = field(repr=False)
    nouns: frozenset[str] = field(repr=False)
    acts: frozenset[str] = field(repr=False)
    doing: tuple[str, ...] = field(repr=False)
    fields: frozenset[str] = field(repr=False)
    numbering: frozenset[str] = field(repr=False)
    verbs: frozenset[str] = field(repr=False)
    closing: frozenset[str] = field(repr=False)
    linking: frozenset[str] = field(repr=False)
    comma_before: tuple[str, ...] = field(repr=False)
    national: tuple[str, ...] = field(repr=False)
    verb_heads: frozenset[str] = field(repr=False)
    plurals: tuple[str, ...] = field(repr=False)
    joint_heads: tuple[str, ...] = field(repr=False)
    archive: tuple[str, ...] = field(repr=False)
    automaton: Any = field(repr=False)


def gazetteer_of(grammar: Grammar) -> Gazetteer:
    """The gazetteer of a grammar; raises GrammarError or RegistryError when a file breaks the form."""
    registry, places = grammar.compiled(registry_of), grammar.compiled(places_of)
    tails = grammar.rules("agencies/tails")
    words = _Words(grammar)
    names = tuple(registry.names())
    single, lists = _triggers(grammar, names)
    triggers = _by_form(single)
    blocked = {e.name: _strings(e, "before") for e in grammar.entries("agencies/words", "blocked")}
    always, alone = words["not_place", "always"], words["not_place", "alone"]
    forms = [n for n, _ in names] + [t for t, _ in triggers]
    stops = tuple(_stops(form, blocked) for form in forms)
    large = {i for i, (_, found) in enumerate(names) if all(a.capital for a in found)}
    large |= {
        len(names) + i for i, (_, here) in enumerate(triggers)
        if all(isinstance(t, Kind) or (isinstance(t, Group) and t.capital) for t in here)
    }
    short = frozenset(key(f) for a in registry for f in a.aliases if f.isupper() and " " not in f and len(f) < 9)
    return Gazetteer(
        registry, places, tails,
        any_of([tails[name].regex for name in ("tail.many", "tail.tier", "tail.all", "tail.one", "tail.region")]),
        tuple(tails["tail.region"].values["words"]), tails["list.and"].regex,
        names, stops, frozenset(i for i, (n, _) in enumerate(names) if n in short),
        frozenset(i for i, (n, found) in enumerate(names) if n not in short and _is_simple(found)), frozenset(large),
        _heads(grammar, registry), blocked, always | alone, always, triggers, lists,
        tuple(a for e in grammar.entries("agencies/groups", "after") for a in e.aliases),
        tuple((key(a), e.name) for e in grammar.entries("agencies/words", "proper") for a in (e.name, *e.aliases)),
        words["compound", "syllables"], words["compound", "nouns"], words["compound", "acts"],
        tuple(words["compound", "doing"]), words["compound", "fields"],
        words["compound", "numbering"], words["verb", "syllables"], words["closing", "words"],
        words["compound", "linking"], tuple(words["compound", "comma"]), tuple(words["compound", "national"]),
        frozenset(e.name for e in grammar.entries("agencies/heads", "head") if (e.model_extra or {}).get("verb")),
        tuple(tails["tail.many"].values["plurals"]), tuple(tails["list.dash"].values["heads"]),
        tuple(words["archive", "words"]),
        AhoCorasick(forms, matchkind=MatchKind.Standard),
    )  # fmt: skip


class _Words:
    """The lists of words.toml and open.toml by table and name."""

    def __init__(self, grammar: Grammar) -> None:
        self.found = {
            (table, e.name): frozenset(key(a) for a in e.aliases)
            for file, table in (("words", "not_place"), ("words", "verb"), ("words", "archive"), ("open", "compound"),
                                ("open", "closing"))
            for e in grammar.entries(f"agencies/{file}", table)
        }  # fmt: skip

    def __getitem__(self, which: tuple[str, str]) -> frozenset[str]:
        return self.found.get(which, frozenset())


def _strings(entry: Entry, name: str) -> tuple[str, ...]:
    return tuple(key(w) for w in (entry.model_extra or {}).get(name, ()))


def _stops(form: str, blocked: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    first = form.partition(" ")[0].rstrip(",")
    words = dict.fromkeys(blocked.get(first, ()) + blocked.get(form, ()))
    return tuple(f"{mark}{word} " for word in words for mark in " (\n")


def _heads(grammar: Grammar, registry: AgencyRegistry) -> dict[str, tuple[Head, ...]]:
    """Heads by their last word, longest first."""
    heads: dict[str, list[Head]] = {}
    known: set[str] = set()
    for entry in grammar.entries("agencies/heads", "head"):
        fused = tuple((key(f), f) for f in (entry.model_extra or {}).get("fused", ()))
        for form in (entry.name, *entry.aliases):
            heads.setdefault(key(form).rpartition(" ")[2], []).append(Head(entry.name, key(form), fused))
            known.add(key(form))
    own: dict[str, set[str]] = {}
    for agency in registry:
        for name in agency.heads:
            if key(name) not in known:
                own.setdefault(name, set()).add(agency.name)
    for name, agencies in own.items():
        heads.setdefault(key(name).rpartition(" ")[2], []).append(Head(name, key(name), (), frozenset(agencies)))
    return {w: tuple(sorted(h, key=lambda x: -len(x.key))) for w, h in heads.items()}


def _triggers(
    grammar: Grammar, names: tuple[tuple[str, tuple[RegisteredAgency, ...]], ...]
) -> tuple[tuple[tuple[str, Trigger], ...], dict[str, ListHead]]:
    triggers: list[tuple[str, Trigger]] = []
    lists: dict[str, ListHead] = {}
    for entry in grammar.entries("agencies/groups", "list"):
        head = _list_head(entry, names)
        if head is not None:
            lists[key(entry.name)] = head
            triggers += [(key(a), head) for a in entry.aliases]
    for file in ("agencies/groups", "agencies/deixis"):
        for rule in grammar.rules(file):
            group = _group(rule, file == "agencies/deixis")
            triggers += [(key(t), group) for t in rule.values.get("triggers", ())]
    for entry in grammar.entries("agencies/open", "kind"):
        extra = entry.model_extra or {}
        for form in (entry.name, *entry.aliases):
            kind = Kind(
                entry.name, key(form), extra.get("level", "other"), _strings(entry, "words"), _strings(entry, "not"),
                extra.get("small", False), extra.get("bare", False), extra.get("numbered", False),
                extra.get("scoped", False), extra.get("regional", False), _strings(entry, "through"),
                form != entry.name,
            )  # fmt: skip
            triggers.append((key(form), kind))
    return tuple(triggers), lists


def _is_simple(found: tuple[RegisteredAgency, ...]) -> bool:
    """Whether nothing but a head can stand around a name: one agency in the country, of no other."""
    return all(a.place == "none" and not (a.joins or a.unit or a.regional) for a in found)


def _by_form(single: tuple[tuple[str, Trigger], ...]) -> tuple[tuple[str, tuple[Trigger, ...]], ...]:
    """Triggers of the same words together, in their order: the words are found once."""
    found: dict[str, list[Trigger]] = {}
    for form, trigger in single:
        found.setdefault(form, []).append(trigger)
    return tuple((form, tuple(here)) for form, here in found.items())


def _group(rule: Rule, points: bool) -> Group:
    values = rule.values
    return Group(
        rule, values.get("level", "other"), bool(values.get("small")), bool(values.get("person")),
        bool(values.get("capital")), bool(values.get("own")), values.get("to"), points,
        bool(values.get("single")), values.get("stands"), values.get("head"),
    )  # fmt: skip


def _list_head(entry: Entry, names: tuple[tuple[str, tuple[RegisteredAgency, ...]], ...]) -> ListHead | None:
    first = key(entry.name)
    elements: dict[str, tuple[RegisteredAgency, ...]] = {}
    for name, agencies in names:
        if name.startswith(first + " ") and any(a.name.startswith(entry.name + " ") and not a.joins for a in agencies):
            elements[name[len(first) + 1 :]] = agencies
    if not elements:
        return None
    forms = "|".join(re.escape(e) for e in sorted(elements, key=lambda e: (-len(e), e)))
    return ListHead(entry.name, re.compile(rf"(?:{first} )?({forms})(?!\w)"), elements)
