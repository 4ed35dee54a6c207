"""What a sentence says about each of its quantities: the indicator's words, its relation to the others, the cues.

A small parse: subjects reach over chains ("đạt 45% kế hoạch, tăng 5%"), verb phrases and predicates are shared out
among coordinated quantities, "với tổng vốn …" belongs to what was counted before, brackets compare or refine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from vnplan.extraction.targets.items import Item
from vnplan.extraction.targets.phrases import KEPT, Head, Tail, head_of, label_of, spans, tail_of
from vnplan.extraction.targets.slots import COUNTED, Slot, slots_of
from vnplan.lexing.quantities import Quantity

Span = tuple[int, int]
Items = tuple[Item, ...]
#: Cues of a head that the decision on the kind asks for.
_HEAD_FACTS = ("assigned", "estimated", "expected", "spend", "income", "growth", "done", "tax")
_TAIL_FACTS = ("done", "in_plan", "norm_after")
_SHORT_SUBJECT = 3
_BEFORE_BRACKET = 40
_WHOLES = 8
_NEAR = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """One quantity: `indicator` are the ranges of its words with what joins them, `facts` what its words tell.

    `parent` is the start of the quantity that this one refines. `before` and `after` are the periods of its clause.
    """

    quantity: Quantity
    indicator: tuple[Span, ...]
    joints: tuple[str, ...]
    facts: frozenset[str]
    parent: int | None
    before: Items
    after: Items
    start: int
    end: int
    rule: str
    subject: tuple[Span, ...] = ()
    population: tuple[Span, ...] = ()


@dataclass(slots=True)
class _Level:
    """What is carried along one level of a sentence."""

    core: tuple[Span, ...] = ()  # the subject, or what was counted, for a clause without its own
    core_facts: frozenset[str] = frozenset()
    host: tuple[Span, ...] = ()  # what was counted last, for "với tổng vốn …"
    hosts: bool = False  # it may have properties without "với" too
    rest: tuple[Span, ...] = ()  # what the last measure measured, for a bare one after it
    noun: str = ""
    noun_words: Items = ()
    shared: Items = ()  # the verb phrase before the quantity, for the next of its series
    verbs: Items = ()  # the verbs before it
    label: tuple[Span, ...] = ()
    structure: bool = False  # the label names a whole
    names: bool = False  # the label names a measure: "Cơ cấu kinh tế: Dịch vụ chiếm"
    parent: int | None = None
    listed: bool = False
    outer: _Level | None = None
    inner: bool = False  # in a bracket
    plain: bool = False  # in a bracket that holds values of the words before it
    readings: list[Reading] = field(default_factory=list)
    known: dict[int, Reading] = field(default_factory=dict)  # of all levels of the sentence


@dataclass(frozen=True, slots=True)
class Carried:
    """What a sentence hands to the next of its paragraph."""

    core: tuple[Span, ...] = ()
    facts: frozenset[str] = frozenset()
    whole: Reading | None = None


def readings_of(items: Sequence[Item], carried: Carried | None = None) -> tuple[list[Reading], Carried]:
    """The readings of a sentence in order, and what the next sentence may carry on."""
    level = _Level()
    if carried is not None:
        level.core, level.core_facts = carried.core, carried.facts
        if carried.whole is not None:
            level.outer = _Level(readings=[carried.whole])
            level.known[carried.whole.quantity.start] = carried.whole
    _read_level(items, level)
    level.readings.sort(key=lambda r: r.quantity.start)
    first = next((r for r in level.readings if "own" in r.facts), None)
    if first is None or first.parent is not None:
        return level.readings, carried or Carried()
    return level.readings, Carried(first.subject or first.indicator, frozenset(), first)


def _read_level(items: Sequence[Item], level: _Level) -> None:
    """Read the slots of a level and the brackets between them, in order."""
    slots = slots_of(items)
    heads = [head_of(slot.head, counted=_is_counted(slot.item)) for slot in slots]
    tails = [
        tail_of(slot.tail, subject=bool(head.subject or head.verbs)) for slot, head in zip(slots, heads, strict=True)
    ]
    tails = _predicates_shared(slots, heads, tails)
    words: list[Item] = []
    n = 0
    for item in items:
        if item.counts and item.quantity is None:
            _read_bracket(item, tuple(words[-_BEFORE_BRACKET:]), level)
            words = []
        elif n < len(slots) and item is slots[n].item:
            _take(level, slots[n], heads[n], tails[n])
            n, words = n + 1, []
        else:
            words.append(item)


def _is_counted(item: Item) -> bool:
    return item.quantity is not None and item.quantity.dimension in COUNTED


def _predicates_shared(slots: Sequence[Slot], heads: Sequence[Head], tails: list[Tail]) -> list[Tail]:
    """ "95% rác đô thị, 90% rác nông thôn được thu gom": the predicate of the last belongs to each of the series."""
    out = list(tails)
    for n in range(len(slots) - 2, -1, -1):
        one, other = out[n], out[n + 1]
        if slots[n + 1].joint not in ("comma", "and") or (heads[n + 1].subject and not heads[n].subject):
            continue
        if not one.periods and other.periods and heads[n + 1].bare:
            one = out[n] = replace(one, periods=other.periods)  # "300 kỹ sư, 1.000 công nhân đến năm 2030"
        same = slots[n].item.quantity is not None and slots[n + 1].item.quantity is not None and (
            slots[n].item.quantity.dimension == slots[n + 1].item.quantity.dimension)  # type: ignore[union-attr]
        if not same:
            continue
        if heads[n].subject and heads[n + 1].subject:
            verbs = [v.word for v in heads[n].verbs if v.has("link_share")]
            if verbs and not one.words and other.complement and verbs == [
                v.word for v in heads[n + 1].verbs if v.has("link_share")
            ]:
                out[n] = Tail(other.words, True, len(other.words), one.periods)
            continue
        if heads[n + 1].verbs and not heads[n].verbs and any(v.has(*KEPT) for v in heads[n + 1].verbs):
            continue
        bare = not one.words and _is_counted(slots[n].item)
        if (one.population or bare) and other.population and one.predicate == len(one.words) and (
            other.predicate < len(other.words)
        ):
            out[n] = Tail((*one.words, *other.words[other.predicate :]), False, one.predicate, one.periods)
    return out


def _take(level: _Level, slot: Slot, head: Head, tail: Tail) -> None:
    """Compose the indicator of one quantity and carry on what the next may need."""
    q = slot.item.quantity
    assert q is not None
    counted = q.dimension in COUNTED
    if head.bare and not head.verbs and not slot.head and slot.joint in ("comma", "and"):
        head = Head((), level.verbs, head.periods)  # "giảm 10% số vụ, 8% số người bị thương"
    noun: tuple[Span, ...] = (q.noun,) if counted and q.noun[0] >= 0 else ()
    if slot.label:
        label = label_of(slot.label)
    if slot.label and label:
        level.label = tuple(spans(label))
        grown = any(i.has("link_change") for i in label)
        level.names = bool(label) and not grown and label[0].has("measure", "spend", "structure")
        level.structure = bool(label) and label[0].has("structure")
        level.core = ()
    if slot.joint in ("semi", "start", "part"):
        level.host, level.shared, level.noun, level.verbs = (), (), "", ()
    if slot.joint == "part":
        level.parent, level.listed = _whole(level, q), slot.listed
    elif slot.joint == "semi" and not level.listed:
        level.parent = None
    subject = _subject(slot, head, tail, counted)
    words = tuple(spans(tail.words))
    verbs = _verbs(head, tail, counted, bool(subject))
    rule, joint = "phrase.subject", " "
    prefix: tuple[Span, ...] = ()
    own = True
    inherited: Items = ()
    before = level.readings[-1] if level.readings else None
    if before is not None and (slot.joint == "slash" or (any(v.has("same") for v in head.verbs) and not subject)):
        whole_of = level.core or level.label if slot.joint == "slash" else ()
        body, rule, own = whole_of or before.indicator, "phrase.whole", False
    elif before is not None and before.quantity.origin and slot.joint == "direct" and not subject:
        body, rule, own = before.indicator, "phrase.onward", False
    elif _attributed(slot, head, level):
        prefix, body, rule = level.host, (*spans(subject), *verbs, *noun, *words), "phrase.attribute"
        own = False
    elif subject and not _bare(subject):
        if subject[0].has("compared", "higher") and level.core:
            prefix = level.core  # "cao hơn so với mức tăng cả nước là 9,2%"
        if "/" in q.normal and not tail.complement and subject[0].has("measure"):
            words = ()
        shown = noun if _shows(subject, head, slot.item, q) else ()
        rest = level.rest if len(subject) == 1 and subject[0].has("needs_noun") else ()
        body = (*spans(subject), *rest, *verbs, *_phrase(shown, words))
        if not rest:
            level.rest = tuple(spans(subject[1:])) if subject[0].has("measure") and not _bare(subject[1:]) else ()
        if any(i.has("preposition") for i in subject[-1:]) or (counted and not head.verbs):
            rule = "phrase.verb"
    elif subject and counted:
        body = (*spans(subject), *noun, *words)
    elif subject:  # "tỷ lệ", "tổng số": of what was counted before
        body = (*spans(subject), *(words or level.core))
        rule, own = ("phrase.subject", True) if words else ("phrase.carried", False)
    elif counted and level.plain and level.core and not words:
        body, rule, own = (*level.core, *verbs, *noun), "phrase.bracket", False
    elif (tail.population or counted) and not _continues(head, tail, level, counted):
        body, rule = (*verbs, *noun, *words), "phrase.population"
        shared = level.shared if slot.joint in ("comma", "and") and not head.verbs else ()
        body = (*verbs, *_phrase(noun, words))
        if shared:
            body, rule = (*spans(shared), *_phrase(noun, words)), "phrase.shared"
        if counted and q.normal == level.noun and level.noun_words and (not tail.words or tail.predicate == 0 or (
            tail.words[0].has("predicate"))):
            body = (*_phrase(noun, tuple(spans(level.noun_words))), *words)
            inherited = level.noun_words
    else:
        body, rule, own = (*(level.core or level.label), *verbs, *words), "phrase.carried", False
        if not level.core and level.label:
            own = True
    if level.names and rule == "phrase.subject" and subject and (
        level.structure or not subject[0].has("measure", "spend")
    ):
        prefix, joint = level.label, ": "
    parent = level.parent
    if parent is not None and own and _needs_whole(subject, tail, counted):
        refined = level.known.get(parent)
        if refined is not None:
            prefix, joint = refined.population or refined.indicator, ": "
    population = (*noun, *spans(tail.words[: tail.predicate])) if rule == "phrase.population" else ()
    if prefix and not population:
        population = prefix
    indicator = _joined(prefix, joint, body)
    extra = frozenset({"bare"}) if indicator[0] == noun else frozenset()
    _record(level, slot, head, tail, indicator, rule, own, parent, extra, population)
    if own and (subject or noun or words):
        whole = counted or rule == "phrase.verb"
        measured = subject and not _bare(subject) and (subject[0].has("measure") or not whole)
        level.core = tuple(spans(subject)) if measured else body
        level.core_facts = _facts_of(slot, head, tail)
    if counted and own:
        level.host, level.noun = (*noun, *words), q.normal
        level.hosts = not subject or not subject[0].has("measure")
        level.noun_words = tail.words[: tail.predicate] or inherited
    level.verbs = tuple(v for v in head.verbs if v.has("link_change"))
    opens = bool(subject) and subject[0].has("clause_verb") and not head.verbs
    if subject and slot.joint != "with" and (rule == "phrase.verb" or opens or (counted and not tail.complement)):
        level.shared = subject
    elif rule not in ("phrase.shared",):
        level.shared = ()


def _subject(slot: Slot, head: Head, tail: Tail, counted: bool) -> Items:
    """The subject, unless it only says who has or does what the population after the quantity names."""
    subject = head.subject
    if not subject or counted or not tail.population:
        return subject
    if subject[0].has("measure") or subject[-1].has("preposition"):
        return subject
    led = any(v.has("aim", "link_have", "lead") and not v.has("link_reach") for v in head.verbs)
    return () if led or any(v.has("aim") for v in head.verbs) else subject


def _verbs(head: Head, tail: Tail, counted: bool, subject: bool) -> tuple[Span, ...]:
    """The verbs that stay in the indicator."""
    plan = bool(tail.words) and tail.words[0].has("plan_noun", "compared")
    kept = [
        v for v in head.verbs
        if v.has(*KEPT, "estimated") or (plan and v.has("link_reach")) or (counted and subject and v.has("link_have"))
    ]  # fmt: skip
    return tuple(spans(kept))


def _bare(subject: Items) -> bool:
    return all(i.has("bare", "link_kept") for i in subject)


def _shows(subject: Items, head: Head, item: Item, q: Quantity) -> bool:
    """Whether what is counted adds to the subject: not in "tổng số doanh nghiệp đạt 11.400 doanh nghiệp"."""
    if subject[-1].has("preposition") or subject[0].has("clause_verb") or any(v.has("link_have") for v in head.verbs):
        return True
    if item.has("generic"):
        return False
    words = " ".join(i.word for i in subject)
    noun = q.normal.split("/")[0].split(" ")
    return not (noun[-1] in words or "/" in q.normal or subject[0].has("measure") or any(
        v.has("link_reach") for v in head.verbs))


def _attributed(slot: Slot, head: Head, level: _Level) -> bool:
    """Whether a quantity is a property of what was counted before: "20 dự án, với tổng vốn 7.000 tỷ đồng"."""
    if not level.host or slot.joint not in ("with", "comma", "direct", "and"):
        return False
    if slot.joint == "with" or (slot.head and slot.head[0].has("attribute")):
        return True
    subject = head.subject
    if not level.hosts or not subject or not subject[0].has("measure"):
        return False
    return all(i.has("measure", "of_each", "bare") for i in subject)


def _continues(head: Head, tail: Tail, level: _Level, counted: bool) -> bool:
    """Whether verbs without a subject carry the subject before on: "chiếm 20% dân số", "tăng 5% so với"."""
    if counted or not (level.core or level.label):
        return False
    return any(v.has("link_share", "same") for v in head.verbs)


def _needs_whole(subject: Items, tail: Tail, counted: bool) -> bool:
    """Whether a refinement is not understood without its whole: "trong đó 80% trên chuẩn"."""
    if subject:
        return len(subject) <= _SHORT_SUBJECT and not subject[0].has("measure", "spend") and not tail.complement
    if counted:
        return False
    return not tail.words or tail.words[0].has("predicate", "preposition") or len(tail.words) == 1


def _whole(level: _Level | None, q: Quantity) -> int | None:
    """What "trong đó" refines: the nearest quantity of the same dimension that is no change, a count for a share."""
    last: int | None = None
    while level is not None:
        for reading in reversed(level.readings[-_WHOLES:]):
            last = reading.quantity.start if last is None else last
            like = reading.quantity.dimension == q.dimension or (
                q.dimension == "percent" and reading.quantity.dimension in COUNTED)
            if like and not reading.facts & {"change", "aside"}:
                return reading.quantity.start
        level = level.outer if not level.readings or level.inner else None
    return last


def _phrase(noun: tuple[Span, ...], words: tuple[Span, ...]) -> tuple[Span, ...]:
    """The counted noun with the words after it; "100 CBQL, GVMN tham gia" is one phrase."""
    if noun and words and 0 < words[0][0] - noun[-1][1] <= _NEAR:
        return (*noun[:-1], (noun[-1][0], words[0][1]), *words[1:])
    return (*noun, *words)


def _joined(prefix: tuple[Span, ...], joint: str, body: Sequence[Span]) -> tuple[tuple[Span, ...], tuple[str, ...]]:
    """Ranges and what joins them; neighbours are one range."""
    ranges: list[Span] = []
    joints: list[str] = []
    for n, (a, b) in enumerate((*prefix, *body)):
        if (a, b) in ranges:
            continue
        if ranges:
            joints.append(joint if n == len(prefix) else " ")
        ranges.append((a, b))
    return tuple(ranges), tuple(joints)


def _facts_of(slot: Slot, head: Head, tail: Tail) -> frozenset[str]:
    found = {name for name in _HEAD_FACTS if any(i.has(name) for i in slot.head)}
    found |= {name for name in ("spend", "growth") if any(i.has(name) for i in slot.label)}
    found |= {name for name in _TAIL_FACTS if any(i.has(name) for i in tail.words)}
    return frozenset(found)


def _record(
    level: _Level, slot: Slot, head: Head, tail: Tail, indicator: tuple[tuple[Span, ...], tuple[str, ...]], rule: str,
    own: bool, parent: int | None, extra: frozenset[str], population: tuple[Span, ...],
) -> None:  # fmt: skip
    q = slot.item.quantity
    assert q is not None
    facts = set(_facts_of(slot, head, tail)) | extra
    if not own:
        facts |= level.core_facts - {"located"}
    if own:
        facts.add("own")
    if any(v.has("link_change") for v in head.verbs):
        facts.add("change")
    if head.subject and head.subject[0].has("clause_verb"):
        facts.add("acts")
    if tail.words and tail.words[0].has("compared"):
        facts.add("compared")
    if slot.joint == "slash":
        facts |= {"whole"}
    start = min([q.start, *(i.start for i in head.subject[:1]), *(i.start for i in head.verbs[:1])])
    end = max([q.end, *(i.end for i in tail.words[-1:])])
    _add(level, Reading(q, *indicator, frozenset(facts), parent, head.periods, tail.periods, start, end, rule,
                         tuple(spans(head.subject)), population))


def _add(level: _Level, reading: Reading) -> None:
    level.readings.append(reading)
    level.known[reading.quantity.start] = reading


def _read_bracket(bracket: Item, words: Items, outer: _Level) -> None:
    """A bracket after some words: a value of what they name, a comparison, or a refinement of the quantity before."""
    before = outer.readings[-1] if outer.readings else None
    compared = max((n for n, i in enumerate(words) if i.has("compared", "higher")), default=-1)
    slots = slots_of(bracket.inside)
    if not slots:
        return
    head = head_of(slots[0].head)
    inner = _Level(core=outer.core, core_facts=outer.core_facts, host=outer.host, noun=outer.noun, outer=outer,
                   inner=True, known=outer.known)
    plain = slots[0].joint != "part" and not head.subject and not tail_of(slots[0].tail, subject=False).words
    if compared >= 0 and before is not None and plain:
        phrase = words[compared + 1 :] or words[compared : compared + 1]
        extra = {"aside"} | ({"plan_noun"} if any(i.has("plan_noun") for i in phrase) else set())
        if any(i.has("same_period") for i in words[compared:]):
            extra.add("same_period")
        extra |= {"growth"} & before.facts
        told = spans(phrase)
        inner.core = (*outer.core, *[s for s in told if s not in outer.core])
        inner.core_facts = frozenset(extra)
    elif plain and (named := _clause_before(words)) and not (before is not None and _follows(before, named)):
        inner.core = tuple(spans(named))
        inner.core_facts = frozenset(n for n in _HEAD_FACTS if any(i.has(n) for i in named))
    aside = any(i.has("aside") for i in slots[0].head)
    times = tuple(i for i in words if i.kind == "period") if plain else ()
    inner.plain = plain and bool(inner.core)
    if not plain and before is not None:
        inner.parent = None if aside else _whole(outer, slots[0].item.quantity)  # type: ignore[arg-type]
        inner.listed = not aside
    _read_level(bracket.inside, inner)
    for reading in inner.readings:
        facts = set(reading.facts)
        if compared >= 0 and plain:
            facts |= inner.core_facts
        if aside and before is not None and "change" not in facts:
            facts.add("aside")
        if aside and before is not None and not plain:
            ranges, joints = _joined(outer.core, " ", reading.indicator)
            reading = replace(reading, indicator=ranges, joints=joints, facts=frozenset(facts), parent=None,
                              rule="phrase.aside")
        else:
            reading = replace(reading, facts=frozenset(facts), before=(*times, *reading.before))
        _add(outer, reading)


def _follows(before: Reading, named: Items) -> bool:
    """Whether the words before a bracket are the tail of the quantity before: "100 cán bộ quản lý (14,6%)"."""
    return before.end >= named[-1].end


def _clause_before(words: Items) -> Items:
    """The last clause of the words before a bracket; empty where they only go on with the quantity before."""
    begin = 0
    for n, item in enumerate(words):
        if (item.kind == "mark" and item.word in ";:") or item.has("conj"):
            begin = n + 1
    head = head_of(words[begin:])
    return head.subject
