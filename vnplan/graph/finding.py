"""Find the instrument that a person means: by uri, number, name, file name, with words that narrow it down."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from vnplan.errors import GraphError
from vnplan.grammar import entries
from vnplan.graph.wording import describe
from vnplan.identity.uri import name_slug, number_slug, slug

if TYPE_CHECKING:
    import networkx as nx

_NUMBER = re.compile(r"\d+\s*[/-]\s*\S*|(?<!\S)\d+(?!\S)")
_SHOWN = 6
_SAID_OTHERWISE = (("uy-ban-nhan-dan", "ubnd"), ("hoi-dong-nhan-dan", "hdnd"))


class Finder:
    """Looks instruments up in one graph; build it once and ask it often.

    >>> import vnplan
    >>> doc = vnplan.parse_document("Căn cứ Nghị định số 71/2020/NĐ-CP ngày 30/6/2020 của Chính phủ;")
    >>> Finder(vnplan.build_graph([doc])).one("Nghị định 71").rpartition("/")[2]
    '71-2020-nd-cp'
    """

    def __init__(self, graph: nx.MultiDiGraph | Mapping[str, Mapping[str, Any]]) -> None:
        self.nodes: Mapping[str, Mapping[str, Any]] = getattr(graph, "nodes", graph)
        self._by_number: dict[str, list[str]] = {}
        self._by_figure: dict[str, list[str]] = {}
        self._by_name: dict[str, list[str]] = {}
        for key, data in self.nodes.items():
            if data.get("number"):
                number = number_slug(data["number"])
                self._by_number.setdefault(number, []).append(key)
                self._by_figure.setdefault(number.partition("-")[0], []).append(key)
            for name in _names(data):
                self._by_name.setdefault(name, []).append(key)

    def all(self, asked: str) -> list[str]:
        """The keys of all instruments that fit; those with a uri before unresolved references."""
        asked = asked.strip()
        if asked in self.nodes:
            return [asked]
        found = self._named(asked) or self._numbered(asked) or self._worded(asked)
        resolved = [key for key in found if not key.startswith("?:")]
        return sorted(resolved or found)

    def one(self, asked: str) -> str:
        """The key of the one instrument that fits.

        Raises GraphError that says so when none fits, and names the candidates when several do.
        """
        found = self.all(asked)
        if len(found) == 1:
            return found[0]
        if not found:
            raise GraphError(f"no instrument of the graph fits {asked!r}; give a number (33/QĐ-TTg), a name, or a uri")
        shown = "; ".join(f"{describe(self.nodes[key], key)} [{key}]" for key in found[:_SHOWN])
        more = f"; and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        raise GraphError(
            f"{len(found)} instruments fit {asked!r}: {shown}{more}. "
            "Add the issuer or the year, or give the uri in brackets"
        )

    def _named(self, asked: str) -> list[str]:
        return list(self._by_name.get(slug(asked), ()))

    def _numbered(self, asked: str) -> list[str]:
        for found in _NUMBER.finditer(asked):
            words = _words(f"{asked[: found.start()]} {asked[found.end() :]}")
            number = number_slug(found[0])
            table = self._by_figure if number.isdigit() else self._by_number
            keys = [key for key in table.get(number, ()) if self._fits(key, words)]
            if keys:
                return keys
        return []

    def _worded(self, asked: str) -> list[str]:
        words = _words(asked)
        return [key for key in self.nodes if self._fits(key, words)] if words else []

    def _fits(self, key: str, words: list[str]) -> bool:
        if not words:
            return True
        hay = haystack(self.nodes[key])
        return all(f"-{word}-" in hay for word in words)


def haystack(data: Mapping[str, Any]) -> str:
    """The words by which an instrument may be narrowed down, as one slug between hyphens."""
    fields = ("type", "number", "issuer", "province", "year", "date", "title", "name")
    found = f"-{'-'.join(slug(str(data[f])) for f in fields if data.get(f))}-"
    for long, short in _SAID_OTHERWISE:
        found = found.replace(long, f"{long}-{short}")
    return found


def _words(text: str) -> list[str]:
    found = [w for w in slug(text).split("-") if w and w not in ("so", "cua", "nam", "ngay")]
    return [type_slug(w) for w in found]


def type_slug(word: str) -> str:
    """The slug of a type of documents from its name or its code; another word's own slug.

    >>> type_slug("QĐ"), type_slug("Kế hoạch"), type_slug("Lai Châu")
    ('quyet-dinh', 'ke-hoach', 'lai-chau')
    """
    found = slug(word)
    return _types_by_code().get(found, found)


@lru_cache(maxsize=1)
def _types_by_code() -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in entries("document_types"):
        for code in (getattr(entry, "code", None), *getattr(entry, "codes", ())):
            if code:
                found.setdefault(slug(code), slug(entry.name))
    return found


def _names(data: Mapping[str, Any]) -> Iterator[str]:
    """The slugs under which an instrument is found by name: its file, and for laws the name with and without year."""
    if data.get("name"):
        name = str(data["name"])
        yield slug(name)
        if "." in name:
            yield slug(name.rpartition(".")[0])
    if data.get("title") and data.get("kind") != "report":
        name = name_slug(str(data.get("type") or ""), str(data["title"]))
        if slug(str(data.get("type") or "")) in ("luat", "bo-luat", "phap-lenh"):
            yield name
            if data.get("year"):
                yield f"{name}-{data['year']}"
                yield f"{name}-nam-{data['year']}"
