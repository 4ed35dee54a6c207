"""Which mentions of one number, or of one name, are of one instrument: must-link and cannot-link.

Mentions that share number (or name) and type are linked; those whose dates, years or issuers contradict each other
never are. A mention that fits two that contradict each other is of neither for sure: it is told only what all that it
fits agree on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    """What decides whether two mentions can be of one instrument; mentions with equal profiles are alike.

    >>> Profile("2019-07-22", 2019, "bo-tai-chinh").fits(Profile("2019", 2019, None))
    True
    """

    date: str | None = None
    year: int | None = None
    issuer: str | None = None

    def fits(self, other: Profile) -> bool:
        """Whether no date, year or issuer contradicts the other's; a date fits one that is less precise."""
        if self.date and other.date:
            short = min(len(self.date), len(other.date))
            if self.date[:short] != other.date[:short]:
                return False
        elif self.year and other.year and self.year != other.year:
            return False
        return self.issuer is None or other.issuer is None or self.issuer == other.issuer


def neighbours(profiles: Sequence[Profile]) -> list[tuple[int, ...]]:
    """For each profile, the profiles that it fits, itself among them.

    >>> neighbours([Profile("2019"), Profile("2020"), Profile()])
    [(0, 2), (1, 2), (0, 1, 2)]
    """
    return [tuple(i for i, other in enumerate(profiles) if one.fits(other)) for one in profiles]


def clusters(profiles: Sequence[Profile]) -> list[frozenset[int]]:
    """The profiles of one instrument each: fitting all others in their cluster, and nothing that one of them excludes.

    A profile that fits two that contradict each other is a cluster of its own. The order of the profiles makes no
    difference.

    >>> clusters([Profile("2019"), Profile("2019-07"), Profile("2020")])
    [frozenset({0, 1}), frozenset({2})]
    >>> clusters([Profile("2019"), Profile("2020"), Profile()])
    [frozenset({0}), frozenset({1}), frozenset({2})]
    """
    near = [frozenset(n) for n in neighbours(profiles)]
    # A profile whose neighbours all fit each other is sure; between sure ones fitting is transitive.
    sure = [all(profiles[a].fits(profiles[b]) for a in group for b in group) for group in near]
    found = {frozenset(j for j in near[i] if sure[j]) if sure[i] else frozenset({i}) for i in range(len(profiles))}
    return sorted(found, key=min)
