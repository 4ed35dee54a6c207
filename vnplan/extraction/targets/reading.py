"""What a sentence says about each of its quantities: the indicator's words, its relation to the others, the cues.

A small parse: subjects reach over chains ("đạt 45% kế hoạch, tăng 5%"), verb phrases and predicates are shared out
among coordinated quantities, "với tổng vốn …" belongs to what was counted before, brackets compare or refine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vnplan.extraction.targets.items import Item
from vnplan.extraction.targets.level import Carried, Level, Reading, add_reading, joined, phrase_of, whole_of
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


def readings_of(items: Sequence[Item], carried: Carried | None = None) -> tuple[list[Reading], Carried]:
    """The readings of a sentence in order, and what the next sentence may carry on."""
    level = Level()
    if carried is not None:
        level.core, level.core_facts = carried.core, carried.facts
        if carried.whole is not None:
            level.outer = Level(readings=[carried.whole])
            level.known[carried.whole.quantity.start] = carried.whole
    _read_level(items, level)
    level.readings.sort(key=lambda r: r.quantity.start)
    first = next((r for r in level.readings if "own" in r.facts), None)
    if first is None or first.parent is not None:
        return level.readings, carried or Carried()
    return level.readings, Carried(first.subject or first.indicator, frozenset(), first)


def _read_level(items: Sequence[Item], level: Level) -> None:
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


def _take(level: Level, slot: Slot, head: Head, tail: Tail) -> None:
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
        grown = any(i.has("link_change", "passive") for i in label)
        level.names = bool(label) and not grown and label[0].has("measure", "spend", "structure")
        level.structure = bool(label) and label[0].has("structure")
        level.core = ()
    if slot.joint in ("semi", "start", "part"):
        level.host, level.shared, level.noun, level.verbs = (), (), "", ()
    if slot.joint == "part":
        level.parent, level.listed = whole_of(level, q), slot.listed
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
        plan_of = level.core or level.label if slot.joint == "slash" else ()
        body, rule, own = plan_of or before.indicator, "phrase.whole", False
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
        body = (*spans(subject), *rest, *verbs, *phrase_of(shown, words))
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
        again = level.outer is not None and q.normal.split("/")[0] == level.outer.noun.split("/")[0]
        body, rule, own = (*level.core, *verbs, *(() if again else noun)), "phrase.bracket", False
    elif (tail.population or counted) and not _continues(head, tail, level, counted):
        body, rule = (*verbs, *noun, *words), "phrase.population"
        prefix = _elided(level, slot, tail, counted)
        shared = level.shared if slot.joint in ("comma", "and") and not head.verbs else ()
        body = (*verbs, *phrase_of(noun, words))
        if shared:
            body, rule = (*spans(shared), *phrase_of(noun, words)), "phrase.shared"
        if counted and q.normal == level.noun and level.noun_words and (not tail.words or tail.predicate == 0 or (
            tail.words[0].has("predicate"))):
            body = (*phrase_of(noun, tuple(spans(level.noun_words))), *words)
            inherited = level.noun_words
    else:
        body, rule, own = (*(level.core or level.label), *verbs, *words), "phrase.carried", False
        if not level.core and level.label:
            own = True
    if level.names and rule == "phrase.subject" and subject and (
        level.structure or not subject[0].has("measure", "spend")
    ):
        prefix, joint = level.label, ": "
    elif level.label and subject and subject[0].has("each"):
        prefix, joint = level.label, ": "  # "Đại biểu các sở: mỗi sở 02 người"
    if noun and tuple(body) == noun and level.label and level.parent is None:
        prefix, joint = level.label, ": "  # "tần suất quan trắc: 2 đợt/tháng"
    parent = level.parent
    if parent is not None and own and _needs_whole(subject, tail, counted):
        refined = level.known.get(parent)
        if refined is not None:
            prefix, joint = refined.population or refined.indicator, ": "
    population = (*noun, *spans(tail.words[: tail.predicate])) if rule == "phrase.population" else ()
    if prefix and not population:
        population = prefix
    indicator = joined(prefix, joint, body)
    extra = frozenset({"bare"}) if indicator[0] == noun else frozenset()
    _record(level, slot, head, tail, indicator, rule, own, parent, extra, population)
    if own and (subject or noun or words):
        whole = counted or rule == "phrase.verb"
        named = counted and bool(subject) and not _shows(subject, head, slot.item, q)
        measured = subject and not _bare(subject) and (subject[0].has("measure") or named or not whole)
        labelled = (*prefix, *body) if prefix == level.label else body
        level.core = tuple(spans(subject)) if measured else labelled
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
    has = any(v.has("link_have") for v in head.verbs)
    named = q.normal.split("/")[0].split(" ")[0] == subject[0].word
    if subject[-1].has("preposition") or subject[0].has("clause_verb") or (has and not named):
        return True
    if (item.has("generic") and not subject[0].has("each")) or (has and named):
        return False
    words = " ".join(i.word for i in subject)
    noun = q.normal.split("/")[0].split(" ")
    return not (noun[-1] in words or "/" in q.normal or subject[0].has("measure") or any(
        v.has("link_reach") for v in head.verbs))


def _attributed(slot: Slot, head: Head, level: Level) -> bool:
    """Whether a quantity is a property of what was counted before: "20 dự án, với tổng vốn 7.000 tỷ đồng"."""
    if not level.host or slot.joint not in ("with", "comma", "direct", "and"):
        return False
    if slot.joint == "with" or (slot.head and slot.head[0].has("attribute")):
        return True
    subject = head.subject
    if not level.hosts or not subject or not subject[0].has("measure"):
        return False
    return all(i.has("measure", "of_each", "bare") for i in subject)


def _elided(level: Level, slot: Slot, tail: Tail, counted: bool) -> tuple[Span, ...]:
    """The population of the share before, where only a predicate follows: "50% giáo viên có …; 68% có chứng chỉ"."""
    if counted or not tail.words or tail.predicate or slot.joint not in ("semi", "comma", "and") or level.inner:
        return ()
    before = level.readings[-1] if level.readings else None
    return before.population if before is not None and before.quantity.dimension == "percent" else ()


def _continues(head: Head, tail: Tail, level: Level, counted: bool) -> bool:
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


def _facts_of(slot: Slot, head: Head, tail: Tail) -> frozenset[str]:
    found = {name for name in _HEAD_FACTS if any(i.has(name) for i in slot.head)}
    found |= {name for name in ("spend", "growth") if any(i.has(name) for i in slot.label)}
    found |= {name for name in _TAIL_FACTS if any(i.has(name) for i in tail.words)}
    return frozenset(found)


def _record(
    level: Level, slot: Slot, head: Head, tail: Tail, indicator: tuple[tuple[Span, ...], tuple[str, ...]], rule: str,
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
    if any(v.has("onward") for v in head.verbs):
        facts.add("moved")
    if head.subject and head.subject[0].has("clause_verb"):
        facts.add("acts")
    if tail.words and tail.words[0].has("compared"):
        facts.add("compared")
    if slot.joint == "slash":
        facts |= {"whole"}
    start = min([q.start, *(i.start for i in head.subject[:1]), *(i.start for i in head.verbs[:1])])
    end = max([q.end, *(i.end for i in tail.words[-1:])])
    add_reading(level, Reading(q, *indicator, frozenset(facts), parent, head.periods, tail.periods, start, end, rule,
                         tuple(spans(head.subject)), population))


def _read_bracket(bracket: Item, words: Items, outer: Level) -> None:
    """A bracket after some words: a value of what they name, a comparison, or a refinement of the quantity before."""
    before = outer.readings[-1] if outer.readings else None
    compared = max((n for n, i in enumerate(words) if i.has("compared", "higher")), default=-1)
    slots = slots_of(bracket.inside)
    if not slots:
        return
    head = head_of(slots[0].head)
    inner = Level(core=outer.core, core_facts=outer.core_facts, host=outer.host, noun=outer.noun, outer=outer,
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
        inner.parent = None if aside else whole_of(outer, slots[0].item.quantity)  # type: ignore[arg-type]
        inner.listed = not aside
    _read_level(bracket.inside, inner)
    for reading in inner.readings:
        facts = set(reading.facts)
        if compared >= 0 and plain:
            facts |= inner.core_facts
        if aside and before is not None and "change" not in facts:
            facts.add("aside")
        if aside and before is not None and not plain:
            ranges, joints = joined(outer.core, " ", reading.indicator)
            reading = replace(reading, indicator=ranges, joints=joints, facts=frozenset(facts), parent=None,
                              rule="phrase.aside")
        else:
            reading = replace(reading, facts=frozenset(facts), before=(*times, *reading.before))
        add_reading(outer, reading)


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
