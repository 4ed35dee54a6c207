"""The province whose body an agency is, as it was named on a date."""

from __future__ import annotations

from vnplan.agencies.places import places_of
from vnplan.grammar import Grammar, default_grammar
from vnplan.models import Agency

_LOCAL = frozenset({"province", "party", "organisation", "other"})


def province_of(agency: Agency | None, date: str | None = None, grammar: Grammar | None = None) -> str | None:
    """The province whose body an agency is; None for central, district and commune bodies and unknown names."""
    if agency is None or not agency.locality or agency.level not in _LOCAL:
        return None
    places = (grammar or default_grammar()).compiled(places_of)
    place = places.by_name(agency.locality, date) or places.by_name(agency.locality)
    return place.name if place else agency.locality if agency.level == "province" else None
