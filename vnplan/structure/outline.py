"""The tree of one part: levels inferred from the numbering as it runs.

Words of the official form (Phần, Chương, Mục, Tiểu mục, Điều) have a fixed order. All other styles (A., I., 1., 1.1.,
a), -, +) get their level from where they first appear: a style that is open is gone on with, one that is not opens a
level below. So a plan may start at I, at 1 or at A. Numbers that repeat or skip become units all the same, and a
finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from vnplan.layout.labels import Label, Labels
from vnplan.structure.model import Finding, Node

_RANK = {"phan": 1, "chuong": 2, "muc": 3, "tieu_muc": 4, "dieu": 5}
_KIND = {
    "phan": "phan", "chuong": "chuong", "muc": "muc", "tieu_muc": "tieu_muc", "dieu": "dieu", "upper": "phan",
    "roman": "muc", "arabic": "khoan", "arabic_paren": "diem", "paren": "diem", "dotted": "diem", "alpha": "diem",
}  # fmt: skip
# A skip of more than this is no gap in the numbering but another number at the start of a line.
_WIDEST_GAP = 3
_HEADING_LENGTH = 300
# A sentence with a note behind its stop: "Phê duyệt Kế hoạch. (Chi tiết tại Phụ lục)".
_NOTED = re.compile(r"[.;] \([^()]*\)$")


@dataclass(slots=True)
class Item:
    """A paragraph on its way into the tree: its clean range, its text, and the label that it begins with."""

    start: int
    end: int
    text: str
    label: Label | None
    caps: bool = False
    closed: bool = True


@dataclass(slots=True)
class _Open:
    node: Node
    label: Label | None
    style: str
    value: tuple[int, ...] = ()
    last_child: dict[str, tuple[int, ...]] = field(default_factory=dict)


class Outline:
    """Takes the items of one part in order and grows the tree."""

    def __init__(self, root: Node, labels: Labels) -> None:
        self.labels = labels
        self.findings: list[Finding] = []
        self._stack: list[_Open] = [_Open(root, None, "root")]
        self._last = root  # what was added last
        self._titled = True
        self.has_articles = False
        # Where the last paragraph of a style ended with ":", so that a list under it is its own.
        self._colon: dict[str, int] = {}
        self._last_article: tuple[int, ...] | None = None

    @property
    def stack_root(self) -> Node:
        """The node that everything hangs from."""
        return self._stack[0].node

    @property
    def current(self) -> Node:
        """The innermost open unit."""
        return self._stack[-1].node

    def add(self, item: Item) -> None:
        """Put one paragraph into the tree."""
        label = self._as_upper(item.label) if item.label is not None else None
        if label is None or not self._fits(label, item):
            self._plain(item)
            return
        self._open(label, item)
        # "Điều 3. 1. …" and "1. a) …": the next label may stand on the same line.
        body = item.start + label.end
        rest = item.text[label.end :]
        if label.style in ("arabic", "dieu") and rest:
            inner = self.labels.read(rest)
            if inner is not None and inner.style in ("arabic", "alpha") and inner.style != label.style and (
                inner.value == (1,)
            ):
                self.add(Item(body, item.end, rest, inner, item.caps, item.closed))

    def append(self, node: Node) -> None:
        """Hang a node that is no numbered unit (a table, a footnote, a quote) into the innermost open unit."""
        self._titled = True
        self._close_bullets_for(node)
        self.current.children.append(node)
        self._last = node
        self._grow(node.end)

    def interrupt(self, node: Node) -> None:
        """Hang a footnote into the paragraph that goes on behind it."""
        above = self._last
        above.children.append(node)
        above.end = max(above.end, node.end)
        self._grow(node.end)

    def _close_bullets_for(self, node: Node) -> None:
        if node.kind == "quote":
            while self._stack[-1].style.startswith("bullet"):
                self._stack.pop()

    def _plain(self, item: Item) -> None:
        top = self._stack[-1]
        if not self._titled and top.style in _RANK and not top.node.children and (top.style != "dieu" or item.caps):
            # The title of a Phần, Chương or Mục stands on the line after it.
            self._last = top.node
            top.node.heading = (top.node.heading[0] if top.node.heading else item.start, item.end)
            self._grow(item.end)
            self._titled = not item.caps
            return
        self._titled = True
        while len(self._stack) > 1 and self._stack[-1].style.startswith("bullet"):
            self._stack.pop()
        node = self._last = Node("paragraph", item.start, item.end, item.start)
        self.current.children.append(node)
        self._grow(item.end)

    def _as_upper(self, label: Label) -> Label:
        """ "C." after "B." is a letter, not one hundred; "I." after "H." likewise."""
        if label.style != "roman" or len(label.number) != 1:
            return label
        as_letter = self.labels.value_of("upper", label.number)
        for level in reversed(self._stack):
            if level.style == "upper" and as_letter and as_letter[0] == level.value[0] + 1 and (
                not any(o.style == "roman" and label.value[0] == o.value[0] + 1 for o in self._stack)
            ):
                return Label("upper", label.number, as_letter, label.end, "label.upper")
        if label.number in "CDLM" and label.value[0] > 49:
            return Label("upper", label.number, as_letter or label.value, label.end, "label.upper")
        return label

    def _find(self, style: str) -> int:
        """Index of the open unit of a style, or 0."""
        for i in range(len(self._stack) - 1, 0, -1):
            if self._stack[i].style == style:
                return i
        return 0

    def _fits(self, label: Label, item: Item) -> bool:
        """Whether the label can be a unit here at all; a number far out of the run is text."""
        if label.style == "bullet" or label.fixed:
            return True
        at = self._find(label.style)
        if at:
            gap = label.value[0] - self._stack[at].value[0]
            if label.style == "dotted":
                return True
            if gap > _WIDEST_GAP:
                return (item.closed or item.caps) and gap <= 3 * _WIDEST_GAP
            return True
        if label.style == "dotted":
            return True
        top = self._stack[-1]
        if label.value[0] > _WIDEST_GAP + 1 and label.style not in top.last_child:
            return label.style in ("roman", "upper") or item.caps
        return True

    def _open(self, label: Label, item: Item) -> None:
        style = label.style if label.style != "bullet" else "bullet" + label.mark
        if label.fixed:
            self._pop_fixed(label)
            if style == "dieu":
                self.has_articles = True
        elif style.startswith("bullet"):
            at = self._find(style)
            if at and all(o.style.startswith("bullet") for o in self._stack[at:]):
                del self._stack[at:]
        elif style == "dotted":
            self._pop_dotted(label)
        else:
            at = self._find(style)
            if at and self._nested_restart(at, label):
                at = 0
            if at:
                del self._stack[at:]
            elif label.style == "roman" or label.style == "upper":
                # A higher style of plans that appears late closes the lower ones that are open.
                self._pop_lower(label.style)
                self._pop_bullets()
            else:
                self._pop_bullets()
        parent = self._stack[-1]
        kind = "gach" if style.startswith("bullet") else _KIND[style]
        node = Node(kind, item.start, item.end, item.start + label.end, label.number or None, style=style)
        if kind != "gach":
            self._check_run(parent, label, item)
        self._heading(node, label, item)
        parent.node.children.append(node)
        self._last = node
        parent.last_child[style] = label.value
        self._stack.append(_Open(node, label, style, label.value))
        self._titled = not label.fixed or bool(item.text[label.end :].strip())
        self._grow(item.end)

    def _pop_fixed(self, label: Label) -> None:
        rank = _RANK[label.style]
        # "Mục" may stand above "Chương" in no form, but a plan's own A./I. may stand above "Điều".
        keep = 1
        for i in range(1, len(self._stack)):
            level = self._stack[i]
            if (level.style in _RANK and _RANK[level.style] < rank) or (
                level.style in ("upper", "roman") and not self.has_articles
            ):
                keep = i + 1
            else:
                break
        del self._stack[keep:]

    def _pop_dotted(self, label: Label) -> None:
        depth = len(label.value)
        for i in range(len(self._stack) - 1, 0, -1):
            level = self._stack[i]
            if level.style == "dotted":
                if level.value == label.value[:-1]:
                    del self._stack[i + 1 :]
                    return
                if len(level.value) == depth:
                    del self._stack[i:]
                    return
                if len(level.value) > depth:
                    continue
            if level.style in ("arabic", "roman", "muc") and level.value[:1] == label.value[:1] and depth == 2:
                del self._stack[i + 1 :]
                return
            if level.style in _RANK or level.style in ("upper", "roman"):
                del self._stack[i + 1 :]
                return
        self._pop_bullets()

    def _nested_restart(self, at: int, label: Label) -> bool:
        """Whether "1." under an open "1." starts a list inside it: only below a deeper lead-in that ends with ":"."""
        if label.value != (1,) or at == len(self._stack) - 1:
            return False
        top = self._stack[-1]
        return top.style != label.style and not top.style.startswith("bullet") and top.node.heading is None and (
            self._ends_with_colon(top.node)
        )

    def _ends_with_colon(self, node: Node) -> bool:
        return node.style in self._colon and self._colon[node.style] == node.start

    def _pop_bullets(self) -> None:
        """Close open bullets before a number; one that ends with ":" under a number keeps the list it announces."""
        alone = len(self._stack) > 1 and self._stack[1].style.startswith("bullet")
        while len(self._stack) > 1 and self._stack[-1].style.startswith("bullet") and (
            alone or not self._ends_with_colon(self._stack[-1].node)
        ):
            self._stack.pop()

    def _pop_lower(self, style: str) -> None:
        lower = {"roman": ("arabic", "dotted", "alpha", "arabic_paren", "paren"),
                 "upper": ("roman", "arabic", "dotted", "alpha", "arabic_paren", "paren")}[style]  # fmt: skip
        for i in range(1, len(self._stack)):
            if self._stack[i].style in lower:
                del self._stack[i:]
                return

    def _heading(self, node: Node, label: Label, item: Item) -> None:
        """The heading of a labelled paragraph: what does not end as a sentence does."""
        self._colon[node.style] = -1
        body = item.text[label.end :].rstrip()
        if not body:
            return
        if body[-1] == ":":
            self._colon[node.style] = node.start
        start = item.start + label.end + len(item.text[label.end :]) - len(item.text[label.end :].lstrip())
        if node.kind == "gach":
            return
        open_end = body[-1] not in ".;," and len(body) <= _HEADING_LENGTH and not _NOTED.search(body)
        if open_end or (label.fixed and label.style != "dieu"):
            trimmed = body[:-1].rstrip() if body[-1] == ":" else body
            node.heading = (start, start + len(trimmed.lstrip())) if trimmed else None

    def _check_run(self, parent: _Open, label: Label, item: Item) -> None:
        """Say where a number repeats, goes back or skips."""
        last = parent.last_child.get(label.style)
        if label.style == "dieu":
            last, self._last_article = self._last_article, label.value
        if last is None:
            if label.value != (1,) and label.style not in ("dotted", "dieu") and label.value != (1, 1):
                self._say("numbering-skip", f"the numbering starts at {label.number}", item)
            return
        if label.style == "dotted":
            follows = (label.value[:-1] == last[:-1] and label.value[-1] == last[-1] + 1) or label.value[-1] == 1
        else:
            follows = label.value in ((last[0] + 1,), (*last, 1), (*last[:-1], last[-1] + 1), (last[0] + 1, *last[1:]))
        if follows:
            return
        if label.value == last:
            self._say("numbering-repeat", f"{label.number} stands twice in one run", item)
        elif label.value < last:
            self._say("numbering-restart", f"{label.number} after a higher number in one run", item)
        else:
            self._say("numbering-skip", f"a number before {label.number} is missing", item)

    def _say(self, code: str, message: str, item: Item) -> None:
        self.findings.append(Finding(code, message, item.start, min(item.end, item.start + 40)))

    def _grow(self, end: int) -> None:
        for level in self._stack:
            if level.node.end < end:
                level.node.end = end


def walk(nodes: list[Node]) -> Iterator[Node]:
    """Nodes in the order of the text, parents before children."""
    for node in nodes:
        yield node
        yield from walk(node.children)
