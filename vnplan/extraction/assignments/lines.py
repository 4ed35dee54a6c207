"""Labelled lines: "Đơn vị chủ trì: …", "Cơ quan phối hợp: …", "Thời gian thực hiện: …"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vnplan.extraction.assignments.roles import Role, roles
from vnplan.text import CleanText


@dataclass(frozen=True, slots=True)
class Label:
    """A label and the words after it; `role` is None for a label of time."""

    start: int
    body: int
    end: int
    role: Role | None
    time: bool = False


_BREAK = re.compile(r"\n|\.\s+(?=[A-ZĐÀ-Ỹ-])|\)\s*[.;]?\s*$")


def labels_of(clean: CleanText, start: int, end: int) -> list[Label]:
    """The labels in a range, in order; the words of one end where the next begins or its sentence ends.

    >>> text = CleanText.of("Đơn vị chủ trì: Sở Tư pháp; đơn vị phối hợp: Sở Nội vụ. Thời gian thực hiện: quý I/2026.")
    >>> [(label.role, text.text[label.body:label.end]) for label in labels_of(text, 0, len(text.text))]
    [('lead', 'Sở Tư pháp'), ('coordinate', 'Sở Nội vụ'), (None, 'quý I/2026')]
    """
    low = clean.lower
    if low.find(":", start, end) < 0:
        return []
    r = roles()
    found: list[tuple[int, int, str, bool]] = []
    for pattern, time in ((r["label.agency"], False), (r["label.time"], True)):
        found += [(m.start("label"), m.end(), m["label"], time) for m in pattern.finditer(low, start, end)]
    found.sort()
    labels = []
    for i, (at, body, words, time) in enumerate(found):
        stop = found[i + 1][0] if i + 1 < len(found) else end
        cut = _BREAK.search(clean.text, body, stop)
        if cut is not None:
            stop = cut.start()
        while body < stop and clean.text[body] in " \n-+":
            body += 1
        while stop > body and clean.text[stop - 1] in " ,;.()\n-+":
            stop -= 1
        labels.append(Label(at, body, stop, None if time else _role(words), time))
    return labels


def _role(label: str) -> Role:
    if "chủ trì" in label or "đầu mối" in label:
        return "lead"
    if "phối hợp" in label:
        return "coordinate"
    return "advise" if "tham mưu" in label else "implement"
