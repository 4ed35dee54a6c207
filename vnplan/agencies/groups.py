"""Groups of agencies and words that point back: what the scanner reads beside names, by the rules of the grammars."""

from __future__ import annotations

from dataclasses import dataclass, replace

from vnplan.agencies.reading import Found, Reader, glued
from vnplan.agencies.registry import ResolvedAgency
from vnplan.grammar import Rule
from vnplan.identity.uri import slug


@dataclass(frozen=True, slots=True)
class Pointer:
    """Words that point back to an agency whose name starts with `to`; not yet resolved."""

    start: int
    end: int
    to: str
    rule: str
    person: str | None = None
    own: bool = False


def read_pointer(
    reader: Reader, rule: Rule, low: str, folded: str, at: int, limit: int
) -> tuple[Pointer, ...]:
    """The words that point back to an agency ("Bộ này", "Giám đốc Sở") at an offset; none where they do not."""
    match = rule.regex.match(low, at, limit)
    if not match or glued(low, at):
        return ()
    after = folded[match.end() : match.end() + 2]
    if rule.values.get("capital") and (not folded[at].isupper() or folded[at : at + 2].isupper()):
        return ()
    if after[:1] == " " and after[1:].isupper() and not rule.values.get("person"):
        return ()
    stops = reader.blocked.get(low[at : match.end()], ())
    before = " " + low[max(0, at - 16) : at].rstrip()
    if any(before.endswith(" " + s) for s in stops):
        return ()
    words = folded[at : match.end()]
    if rule.values.get("person"):
        person = words if rule.values["to"] == "bộ" else words.rpartition(" ")[0]
        return (Pointer(at, match.end(), rule.values["to"], rule.id, person, bool(rule.values.get("own"))),)
    begin, head = reader.head(low, at, match.end())
    to = match[0].rpartition(" ")[0] if rule.id == "deixis.this" else match[0]
    to = to.removesuffix(" nói").removesuffix(" nêu")
    return (Pointer(begin, match.end(), to, rule.id, head, bool(rule.values.get("own"))),)


def read_group(
    reader: Reader, proper: tuple[tuple[str, str], ...], rule: Rule, low: str, at: int, limit: int
) -> tuple[Found, ...]:
    """The group of agencies that a rule of grammars/agencies/groups.toml reads at an offset."""
    match = rule.regex.match(low, at, limit)
    if not match or glued(low, at):
        return ()
    words = match[0].replace("/", ", ") if " - " in match[0] else match[0].replace("/", ", ").replace("-", ", ")
    for small, large in () if rule.values.get("small") else proper:
        words = words.replace(small, large)
    name = f"các {words.removeprefix('các ').removeprefix('những ')}"
    name = name[0].upper() + name[1:]
    begin, person = reader.head(low, at, match.end())
    made = ResolvedAgency(name, name, None, rule.values.get("level", "other"), group_id(name), person)
    return (Found(begin, match.end(), match.span(), made, rule.id, (match.span(),)),)


def group_id(name: str) -> str:
    """The id of a group, one for its variants in small words.

    >>> group_id("Các sở, ngành có liên quan"), group_id("Các sở và ngành liên quan"), group_id("Các cấp, các ngành")
    ('cac-so-nganh-lien-quan', 'cac-so-nganh-lien-quan', 'cac-cap-nganh')
    """
    parts = [p for p in slug(name).split("-") if p != "va"]
    kept = [p for i, p in enumerate(parts) if p != "cac" or not i]
    return "-".join(kept).replace("-co-lien-quan", "-lien-quan")


def led(found: Found) -> Found:
    """After an agency "lãnh đạo" is a verb, and no head of the next: "Đảng đoàn lãnh đạo các ban"."""
    if found.agency.person != "Lãnh đạo":
        return found
    return replace(found, start=found.core[0], agency=replace(found.agency, person=None))
