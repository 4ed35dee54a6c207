"""Groups of agencies and words that point back: what the scanner reads beside names, by the rules of the grammars."""

from __future__ import annotations

from vnplan.agencies.gazetteer import Gazetteer, Group
from vnplan.agencies.heads import read_head
from vnplan.agencies.registry import ResolvedAgency
from vnplan.agencies.spans import AgencySpan
from vnplan.agencies.wording import glued
from vnplan.slugs import slug


def read_pointer(
    gazetteer: Gazetteer, group: Group, low: str, folded: str, at: int, limit: int
) -> tuple[AgencySpan, ...]:
    """The words that point back to an agency ("Bộ này", "Giám đốc Sở") at an offset; none where they do not."""
    match = group.rule.regex.match(low, at, limit)
    if not match or glued(low, at):
        return ()
    end = match.end()
    after = folded[end : end + 2]
    if group.capital and (not folded[at].isupper() or folded[at : at + 2].isupper()):
        return ()
    if after[:1] == " " and after[1:].isupper() and not group.person:
        return ()
    stops = gazetteer.blocked.get(low[at:end], ())
    before = " " + low[max(0, at - 16) : at].rstrip()
    if any(before.endswith(" " + s) for s in stops):
        return ()
    if group.person:
        words = folded[at:end]
        person = words.rpartition(" ")[0] if group.rule.values.get("named") else words
        return (AgencySpan(at, end, (at, end), group.rule.id, person=person, parts=((at, end),), to=group.to,
                           own=group.own),)  # fmt: skip
    begin, head = read_head(gazetteer, low, at, end)
    to = match["to"] if "to" in group.rule.regex.groupindex else match[0]
    return (AgencySpan(begin, end, (at, end), group.rule.id, person=head, parts=((begin, end),), to=to,
                       own=group.own),)  # fmt: skip


def read_group(gazetteer: Gazetteer, group: Group, low: str, at: int, limit: int) -> tuple[AgencySpan, ...]:
    """The group of agencies that a rule of grammars/agencies/groups.toml reads at an offset."""
    match = group.rule.regex.match(low, at, limit)
    if not match or glued(low, at):
        return ()
    printed = group.stands or match[0]
    words = printed.replace("/", ", ") if " - " in printed else printed.replace("/", ", ").replace("-", ", ")
    words = words.replace(",  ", ", ")
    for small, large in () if group.small else gazetteer.proper:
        words = words.replace(small, large)
    bare = words
    for word in gazetteer.plurals:
        bare = bare.removeprefix(f"{word} ")
    name = words if group.single else f"{gazetteer.plurals[0]} {bare}"
    name = name[0].upper() + name[1:]
    full = name if bare != words or group.single else bare[0].upper() + bare[1:]
    begin, person = read_head(gazetteer, low, at, match.end())
    person = group.head or person
    made = ResolvedAgency(name, full, None, group.level, group_id(name), person)
    return (AgencySpan(begin, match.end(), match.span(), group.rule.id, fixed=made, person=person,
                       parts=(match.span(),)),)  # fmt: skip


def group_id(name: str) -> str:
    """The id of a group, one for its variants in small words.

    >>> group_id("Các sở, ngành có liên quan"), group_id("Các sở và ngành liên quan"), group_id("Các cấp, các ngành")
    ('cac-so-nganh-lien-quan', 'cac-so-nganh-lien-quan', 'cac-cap-nganh')
    """
    parts = [p for p in slug(name).split("-") if p != "va"]
    kept = [p for i, p in enumerate(parts) if p != "cac" or not i]
    return "-".join(kept).replace("-co-lien-quan", "-lien-quan")
