"""What is said again: short forms, aliases, anaphora and the document itself → the instrument that was named before.

"Nghị định 71", "Chương trình 1609", "Nghị định nêu trên", "Quyết định này", "khoản 2 Điều 5". Where two instruments
fit, none is taken; a provision that the document does not have is not its own.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace

from vnplan.extraction.citations.mentions import Citations, Link, Mention
from vnplan.identity.clusters import Profile
from vnplan.identity.facts import Facts
from vnplan.identity.identities import Identity
from vnplan.identity.registry import Registry
from vnplan.identity.uri import year_of
from vnplan.lexing.types import TypeTable
from vnplan.structure.model import Finding, Part, Structure

_ANAPHOR_REACH = 4000
_CHANGING = frozenset({"amends", "replaces", "repeals"})
_BARE = "pinpoint.bare"
_CONSOLIDATED = "VBHN"


class Repetitions:
    """Identities of the mentions that repeat others; those of the full ones are given."""

    def __init__(
        self, citations: Citations, full: Mapping[Mention, Identity], read: Callable[[Mention], Facts],
        profile: Callable[[Facts], Profile], structure: Structure, registry: Registry, on: str | None, types: TypeTable,
    ) -> None:  # fmt: skip
        self.mentions, self.links, self.full = citations.mentions, citations.links, full
        self.read, self.profile, self.structure = read, profile, structure
        self.registry, self.on, self.types = registry, on, types
        self._starts = [m.start for m in self.mentions]
        self._figures: dict[tuple[str | None, str], list[Mention]] = defaultdict(list)
        for mention in full:
            if mention.seq is not None:
                self._figures[mention.type, mention.seq.lstrip("0")].append(mention)
        self.consolidated = self._joined()
        self.articles = _articles(structure)

    def run(self) -> tuple[dict[Mention, Identity], list[Finding]]:
        """Short forms and aliases first: what they mean may be what "Quyết định này" repeats."""
        found = dict(self.full)
        findings: list[Finding] = []
        for mention in self.mentions:
            if mention.form in ("short", "alias"):
                found[mention] = self._repeated(mention, found)
        for mention in self.mentions:
            if mention not in found or (found[mention].form == "self" and mention.form != "self"):
                found[mention] = self._self(mention, found, findings)
        return found, findings

    def _repeated(self, mention: Mention, found: Mapping[Mention, Identity]) -> Identity:
        candidates: tuple[str, ...] = ()
        facts = self.read(mention) if mention.form == "short" else Facts(mention.type, date=mention.date)
        source = mention.defined
        if source is None and mention.rule == "head.anaphor":
            source = self._named_before(mention)
            if source is None and mention.part is not None:
                return Identity(mention.type, form="self")  # where no other plan was named: this one
        elif source is None:
            source, candidates = self._same_figure(mention, facts)
        if source is None or source not in found:
            return self._alone(mention, facts, candidates)
        same = found[source]
        date = same.date if facts.date is None or (same.date or "").startswith(facts.date) else facts.date
        trace = ("target", source.start, source.end, "the mention it repeats")
        return replace(
            same, number_as_printed=mention.seq or None, date=date, agency=same.agency or facts.agency, source_uri=None,
            form=mention.form, evidence=(trace,),
        )  # fmt: skip

    def _same_figure(self, mention: Mention, facts: Facts) -> tuple[Mention | None, tuple[str, ...]]:
        """The full mention that a short form repeats; where two instruments fit, none, and their uris."""
        mine = self.profile(facts)
        fitting = [
            m for m in self._figures.get((mention.type, (mention.seq or "").lstrip("0")), ())
            if self.profile(_facts(self.full[m])).fits(mine)
        ]  # fmt: skip
        if len({(self.full[m].number, self.full[m].year) for m in fitting}) == 1:
            return next((m for m in fitting if self.full[m].uri), fitting[0]), ()
        return None, tuple(dict.fromkeys(uri for m in fitting if (uri := self.full[m].uri)))

    def _alone(self, mention: Mention, facts: Facts, candidates: tuple[str, ...]) -> Identity:
        """A short form whose full form the document never gives: the registry may know exactly one."""
        plain = Identity(
            mention.type, date=facts.date, year=facts.year, agency=facts.agency, candidates=candidates,
            form=mention.form,
        )  # fmt: skip
        if mention.form != "short" or not mention.seq:
            return plain
        plain = replace(plain, number=mention.seq, number_as_printed=mention.seq)
        if candidates:
            return plain
        issuer = facts.agency.full_name if facts.agency is not None else None
        answer = self.registry.resolve(
            number=mention.seq, type=mention.type, issuer=issuer, year=facts.year, date=facts.date, on=self.on
        )
        item = answer.instrument
        if item is not None and item.uri is not None and (issuer or facts.year):
            return replace(plain, uri=item.uri, known=(item.number, item.date, item.title))
        return replace(plain, candidates=tuple(i.uri for i in answer.candidates if i.uri)[:10])

    def _named_before(self, mention: Mention) -> Mention | None:
        """The nearest instrument of the type named before "nêu trên", within a few paragraphs."""
        i = bisect_left(self._starts, mention.start) - 1
        while i >= 0 and self.mentions[i].start > mention.start - _ANAPHOR_REACH:
            other = self.mentions[i]
            if other.form == "full" and other.type == mention.type:
                return other
            if other.form == "alias" and other.defined is not None and other.type == mention.type:
                return other.defined
            i -= 1
        return None

    def _self(self, mention: Mention, found: Mapping[Mention, Identity], findings: list[Finding]) -> Identity:
        link = self.links[mention]
        quoted = mention.quoted or link.exchanged
        source = link.of
        if source is None and mention.rule == "head.self" and not quoted:
            source = self.consolidated.get(mention.type)
        if source is not None and source in found:
            same = found[source]
            return replace(same, number_as_printed=None, source_uri=None, form=mention.form, candidates=(), evidence=())
        form = "self" if mention.form == "alias" else mention.form
        plain = Identity(mention.type, form=form)
        parts = self.structure.parts
        if quoted or mention.part is None or mention.part >= len(parts):
            return plain  # quoted words are another instrument's: "Luật này" there is not this one
        if mention.rule == _BARE and self._elsewhere(mention, link):
            message = "which instrument this provision belongs to stays open: it is none of this document's own"
            findings.append(Finding("provision-elsewhere", message, mention.start, mention.end, "info"))
            return plain
        return self._own(parts[mention.part], mention, form)

    def _own(self, part: Part, mention: Mention, form: str) -> Identity:
        kind = self.types.by_name.get((part.type or "").lower())
        named = kind is not None and kind.named
        return Identity(
            part.type or mention.type, part.number, None, part.date, year_of(part.date, part.number),
            part.issuers[0] if part.issuers else None, part.title if named else None, part.uri, form=form,
        )  # fmt: skip

    def _elsewhere(self, mention: Mention, link: Link) -> bool:
        """Whether a bare provision cannot be this document's: it has no such article, or nothing amends itself."""
        if link.relation in _CHANGING:
            return True
        points = mention.pinpoints if link.pinpoints is None else link.pinpoints
        named = {number for point in points for kind, number in point if kind == "dieu"}
        return not named <= self.articles.get(mention.part or 0, frozenset())

    def _joined(self) -> dict[str | None, Mention]:
        """In a consolidated text: the instrument that "Nghị định này" means, by type; the first one that it joins."""
        found: dict[str | None, Mention] = {}
        main = self.structure.parts[0] if self.structure.parts else Part()
        if main.type_code != _CONSOLIDATED and _CONSOLIDATED not in (main.number or _CONSOLIDATED):
            return found
        for mention in self.full:
            if self.links[mention].relation == "consolidates" and self.links[mention].parent is None:
                found.setdefault(mention.type, mention)
        return found


def _facts(identity: Identity) -> Facts:
    return Facts(identity.type, identity.number, date=identity.date, year=identity.year, agency=identity.agency)


def _articles(structure: Structure) -> dict[int, frozenset[str]]:
    """The numbers of the articles of each part."""
    found: dict[int, set[str]] = defaultdict(set)
    starts = [part.start for part in structure.parts]
    nodes = list(structure.nodes)
    while nodes:
        node = nodes.pop()
        if node.kind == "dieu" and node.number:
            found[max(0, bisect_right(starts, node.start) - 1)].add(node.number.lower())
        nodes += node.children
    return {part: frozenset(numbers) for part, numbers in found.items()}
