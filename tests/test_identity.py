"""Identity is a pure function of the mentions: no order matters, and nothing that contradicts is ever one instrument."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from vnplan.agencies.resolving import resolve_issuer
from vnplan.extraction.citations import Link, Mention
from vnplan.grammar import default_grammar
from vnplan.identity.clusters import Profile, clusters, neighbours
from vnplan.identity.completing import Completion
from vnplan.identity.facts import Facts
from vnplan.lexing import type_table
from vnplan.structure.model import Part, Structure

DATES = st.sampled_from([None, "2019", "2019-07", "2019-07-22", "2019-08-01", "2020", "2020-01-05"])
PROFILES = st.builds(Profile, DATES, st.none(), st.sampled_from([None, "ubnd-tinh-lai-chau", "ubnd-tinh-son-la"]))
ISSUERS = st.sampled_from([None, *(resolve_issuer(w) for w in ("UBND tỉnh Lai Châu", "UBND tỉnh Sơn La"))])


@given(st.lists(PROFILES, max_size=8))
def test_no_cluster_holds_a_contradiction(profiles: list[Profile]) -> None:
    for cluster in clusters(profiles):
        assert all(profiles[a].fits(profiles[b]) for a, b in combinations(cluster, 2))


@given(st.lists(PROFILES, max_size=8))
def test_every_profile_has_one_cluster(profiles: list[Profile]) -> None:
    found = clusters(profiles)
    assert sorted(i for cluster in found for i in cluster) == list(range(len(profiles)))


@given(st.lists(PROFILES, max_size=7, unique=True), st.randoms(use_true_random=False))
def test_the_order_of_the_profiles_makes_no_difference(profiles: list[Profile], random: object) -> None:
    other = list(profiles)
    random.shuffle(other)  # type: ignore[attr-defined]
    one = {frozenset(profiles[i] for i in c) for c in clusters(profiles)}
    assert one == {frozenset(other[i] for i in c) for c in clusters(other)}


@given(st.lists(PROFILES, min_size=1, max_size=6))
def test_fitting_goes_both_ways(profiles: list[Profile]) -> None:
    near = neighbours(profiles)
    assert all((i in near[j]) == (j in near[i]) for i in range(len(near)) for j in range(len(near)))


FACTS = st.builds(lambda date, agency: Facts("Quyết định", "12/QĐ-UBND", date=date, agency=agency), DATES, ISSUERS)


def completed(told: dict[Mention, Facts]) -> dict[Mention, Facts]:
    links = {mention: Link() for mention in told}
    return Completion(Structure([], [], [Part()]), links, type_table(default_grammar())).by_number(told)[0]


@given(st.lists(FACTS, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_the_mentions_makes_no_difference(facts: list[Facts], random: object) -> None:
    told = {Mention(10 * i, 10 * i + 5, 10 * i, "full", "head.number"): f for i, f in enumerate(facts)}
    items = list(told.items())
    random.shuffle(items)  # type: ignore[attr-defined]
    assert completed(told) == completed(dict(items))


@given(st.lists(FACTS, min_size=1, max_size=6))
def test_completing_contradicts_nothing_that_was_told(facts: list[Facts]) -> None:
    told = {Mention(10 * i, 10 * i + 5, 10 * i, "full", "head.number"): f for i, f in enumerate(facts)}
    for mention, found in completed(told).items():
        alone = told[mention]
        assert alone.date is None or (found.date or "").startswith(alone.date)
        assert alone.agency is None or found.agency == alone.agency
        # A year that one mention tells stays a year, also where a mention of another issuer tells the month.
        assert found.date is None or found.date in {f.date for f in facts}


def test_a_mention_that_fits_two_takes_only_what_both_say() -> None:
    lai_chau = resolve_issuer("UBND tỉnh Lai Châu")
    facts = [
        Facts("Quyết định", "12/QĐ-UBND", date="2019-07-22", agency=lai_chau),
        Facts("Quyết định", "12/QĐ-UBND", date="2020-01-05", agency=lai_chau),
        Facts("Quyết định", "12/QĐ-UBND"),
    ]
    told = {Mention(10 * i, 10 * i + 5, 10 * i, "full", "head.number"): f for i, f in enumerate(facts)}
    last = list(completed(told).values())[-1]
    assert (last.date, last.agency) == (None, lai_chau)
