"""Pictures: labels that do not overlap, and a page that works in a browser without any network."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import quote

import networkx as nx
import pytest
from gold_documents import gold_documents

import vnplan
from vnplan import CitationGraph
from vnplan.errors import GraphError
from vnplan.exports.page import page_of
from vnplan.graph.layout import heads, positions

QD33 = "/akn/vn/act/quyet-dinh/thu-tuong-chinh-phu/2019/33-qd-ttg"
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)


@pytest.fixture(scope="module")
def graph() -> nx.MultiDiGraph:
    return vnplan.build_graph(gold_documents())


def test_plans_stand_left_laws_right_and_no_two_in_one_place(graph: nx.MultiDiGraph) -> None:
    places = positions(graph)
    assert len(set(places.values())) == len(graph)
    column = {graph.nodes[key]["label"]: x for key, (x, _) in places.items()}
    assert column["203/KH-UBND"] == 0
    assert column["203/KH-UBND"] < column["918/KH-BGDĐT"] + 1 <= column["33/QĐ-TTg"] < column["Luật Giáo dục 2019"]
    assert len(heads(graph)) == 1 + max(x for x, _ in places.values())
    dates = [graph.nodes[k].get("date", "~") for k, (x, _) in sorted(places.items(), key=lambda i: i[1]) if x == 0]
    assert dates == sorted(dates)


@pytest.mark.parametrize("around", [None, "33/QĐ-TTg", "203/KH-UBND", "312/2021/NĐ-CP"])
def test_no_label_overlaps_another(graph: nx.MultiDiGraph, around: str | None) -> None:
    pytest.importorskip("matplotlib", reason="the extra vnplan[plot] is not installed")
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    figure = CitationGraph(graph).draw(around=around, title="Trích dẫn")
    renderer = FigureCanvasAgg(figure).get_renderer()
    texts = [t for t in figure.axes[0].texts if (t.get_gid() or "").startswith("label:")]
    boxes = [t.get_window_extent(renderer) for t in texts]
    assert len(boxes) == (len(graph) if around is None else 1 + len(neighbours(graph, around)))
    width, height = figure.canvas.get_width_height()
    for i, box in enumerate(boxes):
        assert 0 <= box.x0 < box.x1 <= width
        assert 0 <= box.y0 < box.y1 <= height
        assert not any(box.overlaps(other) for other in boxes[i + 1 :]), texts[i].get_text()


def neighbours(graph: nx.MultiDiGraph, asked: str) -> set[str]:
    key = CitationGraph(graph).find(asked).key
    return {*graph.predecessors(key), *graph.successors(key)}


def test_a_picture_of_what_is_not_there(graph: nx.MultiDiGraph) -> None:
    pytest.importorskip("matplotlib", reason="the extra vnplan[plot] is not installed")
    from vnplan.graph.drawing import draw

    with pytest.raises(GraphError, match="no instrument of the graph has the key 'x'"):
        draw(graph, around="x")


def test_the_page_needs_no_network(graph: nx.MultiDiGraph) -> None:
    page = page_of(graph)
    assert "default-src 'none'" in page
    links = set(re.findall(r"https?://[^\"'\s<>)]+", page))
    assert links <= {"http://www.w3.org/2000/svg"}
    assert not re.search(r"<(?:link|img|iframe|script\s+src)|@import|url\(", page)


def test_words_of_a_document_cannot_break_out_of_the_page() -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("a", label="</script><script>alert(1)</script>", in_corpus=True, title="<!-- {{data}}")
    assert page_of(graph, title="<b>&").count("</script>") == page_of(nx.MultiDiGraph()).count("</script>")
    assert "<title>&lt;b>&amp;</title>" in page_of(graph, title="<b>&")


def dom(path: Path, where: str = "") -> str:
    """The page after its script has run, as the browser has it."""
    assert BROWSER
    command = [BROWSER, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
               f"--user-data-dir={path.parent / 'profile'}", "--virtual-time-budget=4000", "--dump-dom",
               f"file://{path}{where}"]  # fmt: skip
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout


@pytest.mark.skipif(BROWSER is None, reason="there is no Chromium here")
def test_the_page_in_a_browser(graph: nx.MultiDiGraph, tmp_path: Path) -> None:
    page = tmp_path / "graph.html"
    CitationGraph(graph).write(page)
    plain = dom(page)
    assert len(re.findall(r'<g class="node[^"]*" data-key=', plain)) == len(graph)
    assert f"{len(graph)} instruments, {graph.number_of_edges()} citations" in plain
    assert 'data-relation="legal_basis"' in plain

    chosen = html.unescape(dom(page, f"#node={quote(QD33, safe='')}"))
    assert "<h1>Quyết định 33/QĐ-TTg · 2019-01-08 · Thủ tướng Chính phủ</h1>" in chosen
    assert "<h2>Cited by (8)</h2>" in chosen
    assert "Căn cứ Quyết định số 33/QĐ-TTg ngày 08/01/2019 của Thủ tướng Chính phủ phê duyệt Đề án" in chosen
    assert "said by Kế hoạch Điện Biên" in chosen

    near = tmp_path / "near.html"
    CitationGraph(graph).write(near, around="33/QĐ-TTg")
    opened = html.unescape(dom(near))
    assert "<h1>Quyết định 33/QĐ-TTg" in opened
    assert "<title>33/QĐ-TTg: citations</title>" in opened
    widths = {float(w) for w in re.findall(r'<rect class="plate"[^>]* width="([\d.]+)"', opened)}
    assert len(widths) > 3
    assert min(widths) > 20

    searched = dom(page, f"#search={quote('giao duc 2019')}")
    assert re.search(r"[1-9]\d* of \d+ instruments", searched)
    assert re.search(r'<g class="node hit" data-key="/akn/vn/act/luat/quoc-hoi/2019/luat-giao-duc"', searched)

    hidden = dom(page, f"#hide=refers_to&node={quote(QD33, safe='')}")
    without = sum(1 for _, _, data in graph.edges(data=True) if data["relation"] != "refers_to")
    assert f"{without} citations" in hidden
    assert "refers to (dẫn chiếu)" not in html.unescape(hidden).partition('<aside')[2].partition("</aside>")[0]


def test_lines_in_one_column_stay_in_the_picture() -> None:
    pytest.importorskip("matplotlib", reason="the extra vnplan[plot] is not installed")
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.patches import FancyArrowPatch

    graph = nx.MultiDiGraph()
    for i in range(40):
        graph.add_node(f"l{i}", label=f"Luật số {i}", type="Luật", level="central", in_corpus=True, date=f"{1980 + i}")
    for i in range(1, 40):
        graph.add_edge(f"l{i}", "l0", relation="legal_basis", document="d", start=0, end=1, asserted_by="x")
    figure = CitationGraph(graph).draw()
    FigureCanvasAgg(figure).draw()
    lines = [patch for patch in figure.axes[0].patches if isinstance(patch, FancyArrowPatch)]
    assert len(lines) == 39
    assert all(patch.get_path().vertices[:, 0].mean() > 0 for patch in lines)
    assert min(patch.get_window_extent().x0 for patch in lines) >= 0
