"""The command line: what it prints, exit codes, errors in one line."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest

from vnplan.cli import main
from vnplan.cli.inputs import files_of
from vnplan.cli.progress import Progress
from vnplan.cli.tables import shorten, table, width, wrap
from vnplan.errors import SourceNotFoundError

CORPUS = Path(__file__).parent.parent / "corpus"
COUNT = sum(1 for _ in CORPUS.rglob("*.txt"))
PLAN = str(CORPUS / "quang-ngai-203-kh-ubnd-2023.txt")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    out, err = capsys.readouterr()
    return code, out, err


def test_parse_prints_a_summary(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capsys, "parse", PLAN)
    assert (code, err) == (0, "")
    assert out.startswith("Kế hoạch 203/KH-UBND · 2023-05-30 · Ủy ban nhân dân tỉnh Quảng Ngãi")


def test_parse_json_is_the_document(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "parse", "--json", PLAN)
    assert code == 0
    assert json.loads(out)["metadata"]["number"] == "203/KH-UBND"


def test_parse_json_of_several_is_one_line_each(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "parse", "--json", PLAN, str(CORPUS / "nghi-dinh-312-2021-nd-cp.txt"))
    assert [json.loads(line)["metadata"]["type"] for line in out.splitlines()] == ["Kế hoạch", "Nghị định"]


def test_parse_outline_shows_numbers_and_headings(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "parse", "--outline", str(CORPUS / "nghi-dinh-312-2021-nd-cp.txt"))
    lines = out.splitlines()
    assert lines[0].startswith("Chương I ")
    assert any(line.lstrip().startswith("Điều 1 ") for line in lines)


def test_parse_reads_standard_input(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("Điều 1. Một".encode())))
    assert run(capsys, "parse", "-", "--outline")[1] == "Điều 1 Một  [dieu_1]\n"


def test_graph_shows_the_instruments(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "graph", str(CORPUS))
    assert code == 0
    assert f"{COUNT} in the corpus" in out.splitlines()[0]


def test_graph_around_an_instrument(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "graph", str(CORPUS), "--around", "203/KH-UBND")
    assert code == 0
    assert out.startswith("Kế hoạch 203/KH-UBND · 2023-05-30 · Ủy ban nhân dân tỉnh Quảng Ngãi   (in the corpus)")
    code, out, _ = run(capsys, "graph", str(CORPUS), "--around", "203/KH-UBND", "--json")
    assert json.loads(out)["number"] == "203/KH-UBND"


def test_graph_is_written_by_the_ending(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for name in ("g.json", "g.graphml"):
        code, out, _ = run(capsys, "graph", PLAN, "-o", str(tmp_path / name))
        assert (code, out) == (0, f"{tmp_path / name}: written\n")
    written = json.loads((tmp_path / "g.json").read_text(encoding="utf-8"))
    again = nx.read_graphml(tmp_path / "g.graphml", force_multigraph=True)
    assert set(again) == {node["id"] for node in written["nodes"]}


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["parse", "nowhere.txt"], 1, "there is no file or folder nowhere.txt; check the path"),
        (["graph", PLAN, "--around", "999/QĐ-TTg"], 1, "no instrument of the graph fits '999/QĐ-TTg'"),
        (["graph", PLAN, "-o", "g.xyz"], 1, "no graph format has the ending '.xyz'; give one of "),
        (["graph"], 2, "PATH"),
        (["parse", "--json", "--outline", PLAN], 2, "not allowed with"),
        (["fly"], 2, "fly"),
    ],
)
def test_errors(capsys: pytest.CaptureFixture[str], arguments: list[str], code: int, said: str) -> None:
    found, out, err = run(capsys, *arguments)
    assert (found, out) == (code, "")
    assert said in err
    if code == 1:
        assert err.startswith("vnplan: ")
        assert err.count("\n") == 1


def test_without_a_command_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys)
    assert code == 2
    assert "examples:" in out


@pytest.mark.parametrize("command", [[], ["parse"], ["graph"]])
def test_help_has_examples(capsys: pytest.CaptureFixture[str], command: list[str]) -> None:
    code, out, _ = run(capsys, *command, "--help")
    assert code == 0
    assert "examples:\n  vnplan " in out
    assert max(map(len, out.splitlines())) <= 120


def test_one_bad_file_among_many_is_left_out_and_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Điều 1. Một", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    code, out, err = run(capsys, "parse", str(tmp_path), "--outline")
    assert code == 1
    assert "Điều 1 Một" in out
    assert err.startswith("vnplan: left out: ")
    assert "b.txt" in err


def test_the_module_is_the_command(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "vnplan", "parse", "nowhere"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_folders_are_searched_and_each_file_taken_once(tmp_path: Path) -> None:
    (tmp_path / "in" / ".hidden").mkdir(parents=True)
    for name in ("b.txt", "a.TXT", "notes.md", "in/c.txt", "in/.hidden/d.txt"):
        (tmp_path / name).write_text("x")
    names = [p.name for p in files_of([tmp_path / "b.txt", tmp_path])]
    assert names == ["b.txt", "a.TXT", "c.txt"]
    (tmp_path / "empty").mkdir()
    with pytest.raises(SourceNotFoundError, match="holds no document"):
        files_of([tmp_path / "empty"])


def test_the_bar_is_silent_where_no_one_looks(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress(100, "documents") as progress:
        progress.step(100)
    assert capsys.readouterr().err == ""


def test_the_bar_shows_rate_and_remaining_time(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress(10, "documents", shown=True) as progress:
        progress.step(10)
        progress.say("a message")
    err = capsys.readouterr().err
    assert "10/10 documents" in err
    assert "0:00 left" in err
    assert err.count("a message\n") == 1


def test_tables_fit_and_align() -> None:
    text = table(("number", "title"), [(7, "Kế hoạch " * 30), (12, "ngắn")], columns=40)
    lines = text.splitlines()
    assert all(width(line) <= 40 for line in lines)
    assert lines[1].startswith("     7  Kế hoạch")
    assert lines[1].endswith("…")
    assert table(("a",), []) == "a"


def test_wrapping_and_shortening() -> None:
    assert wrap("", 10) == []
    assert wrap("một hai ba", 7, "· ") == ["· một", "  hai", "  ba"]
    assert shorten("Điều một hai", 6) == "Điều…"


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("cli") / "plans.db")
    assert main(["build", str(CORPUS), "-o", path]) == 0
    return path


def test_build_says_what_it_did(capsys: pytest.CaptureFixture[str], plans: str) -> None:
    code, out, _ = run(capsys, "build", str(CORPUS), "-o", plans)
    assert (code, out) == (0, f"{plans}: {COUNT} documents (0 added, {COUNT} known already, 0 removed)\n")
    assert json.loads(run(capsys, "build", str(CORPUS), "-o", plans, "--json")[1])["known"] == COUNT


def test_search_marks_the_words(capsys: pytest.CaptureFixture[str], plans: str) -> None:
    code, out, _ = run(capsys, "search", plans, "cốt", "cán", "--limit", "2")
    assert code == 0
    assert "[cốt cán]" in out
    hits = json.loads(run(capsys, "search", plans, "cốt cán", "--json")[1])["hits"]
    assert hits[0]["highlights"]


def test_show(capsys: pytest.CaptureFixture[str], plans: str) -> None:
    assert f"{COUNT} documents" in run(capsys, "show", plans)[1]
    assert run(capsys, "show", plans, "203/KH-UBND")[1].startswith("Kế hoạch 203/KH-UBND")
    assert run(capsys, "show", plans, "312/2021/NĐ-CP", "--unit", "dieu_1")[1].startswith("Điều 1")
    assert json.loads(run(capsys, "show", plans, "203/KH-UBND", "--json")[1])["metadata"]["date"] == "2023-05-30"


def test_workers_make_the_same_corpus(capsys: pytest.CaptureFixture[str], plans: str, tmp_path: Path) -> None:
    code, out, err = run(capsys, "build", str(CORPUS), "-o", str(tmp_path / "two.db"), "--workers", "2")
    assert (code, err) == (0, "")
    assert f"{COUNT} added" in out
    assert run(capsys, "show", str(tmp_path / "two.db"), "--json")[1] == run(capsys, "show", plans, "--json")[1]


def test_central_of_a_corpus_by_the_fast_path(capsys: pytest.CaptureFixture[str], plans: str) -> None:
    pytest.importorskip("scipy", reason="the extra vnplan[fast] is not installed")
    fast = run(capsys, "ask", plans, "central", "--engine", "scipy", "--limit", "5")
    assert fast == run(capsys, "ask", plans, "central", "--limit", "5")
    assert fast[0] == 0


def test_a_query_may_begin_with_a_minus(capsys: pytest.CaptureFixture[str], plans: str) -> None:
    code, out, err = run(capsys, "search", plans, "--", "-giáo type:KH")
    assert (code, err) == (0, "")
    assert "Kế hoạch" in out


def test_graph_reads_a_corpus_too(capsys: pytest.CaptureFixture[str], plans: str) -> None:
    assert run(capsys, "graph", plans)[1] == run(capsys, "graph", str(CORPUS))[1]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["search", "DB", '"giáo'], "this quotation mark is not closed"),
        (["search", str(CORPUS / "README.md"), "x"], "is no corpus of vnplan"),
        (["search", "nowhere.db", "x"], "there is no corpus nowhere.db; make it with: vnplan build"),
        (["show", "DB", "33/QĐ-TTg"], "is cited, but its text is not in the corpus"),
        (["show", "DB", "203/KH-UBND", "--unit", "x"], "has no unit 'x'"),
        (["build", str(CORPUS), "-o", "no/folder/x.db"], "there is no folder no/folder"),
        (["build", str(CORPUS), "-o", str(CORPUS)], "is a folder and no corpus; make a corpus of it with"),
        (["search", str(CORPUS), "x"], "is a folder and no corpus; make a corpus of it with: vnplan build"),
        (["show", "DB", "--outline"], "--outline and --unit show a document; name it"),
    ],
)
def test_errors_of_a_corpus(capsys: pytest.CaptureFixture[str], plans: str, arguments: list[str], said: str) -> None:
    code, out, err = run(capsys, *(plans if a == "DB" else a for a in arguments))
    assert (code, out) == (1, "")
    assert said in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("question", "said"),
    [
        (["carried-out-by", "33/QĐ-TTg"], "2417/QĐ-UBND —implements→ 33/QĐ-TTg"),
        (["rests-on", "655/QĐ-UBND", "--depth", "1"], "655/QĐ-UBND —legal_basis→ 187/KH-UBND"),
        (["supports", "187/KH-UBND", "--all-relations"], "203/KH-UBND —replaces→ 187/KH-UBND"),
        (["supports", "187/KH-UBND", "--relation", "replaces"], "Thay thế Kế hoạch số 187/KH-UBND"),
        (["provinces-without", "33/QĐ-TTg"], "Lai Châu"),
        (["connection", "655/QĐ-UBND", "1609/QĐ-TTg"], "203/KH-UBND —replaces→ 187/KH-UBND"),
        (["compare", "187/KH-UBND", "203/KH-UBND"], "both cite: 1 instrument"),
        (["changes", "187/KH-UBND"], "2023-05-30  203/KH-UBND replaces 187/KH-UBND"),
        (["changes"], "77/2022/TT-BGDĐT replaces 88/2014/TTLT-BGDĐT-BTC"),
        (["in-force", "187/KH-UBND", "2024"], "ended: replaced by 203/KH-UBND of 2023-05-30"),
        (["missing", "--limit", "2"], "33/QĐ-TTg"),
        (["central"], "33/QĐ-TTg"),
        (["communities"], "group 1: "),
        (["rests-on", "29/CT-UBND"], "none, as far as the graph knows"),
    ],
)
def test_ask(capsys: pytest.CaptureFixture[str], plans: str, question: list[str], said: str) -> None:
    code, out, err = run(capsys, "ask", plans, *question)
    assert (code, err) == (0, "")
    assert " ".join(said.lower().split()) in " ".join(out.split()).lower()
    assert json.loads(run(capsys, "ask", plans, *question, "--json")[1]) is not None


@pytest.mark.parametrize(
    ("question", "code", "said"),
    [
        (["rests-on", "9999"], 1, "no instrument of the graph fits '9999'"),
        (["in-force", "187/KH-UBND", "soon"], 1, "'soon' is no date; give a year"),
        (["rests-on", "187/KH-UBND", "--relation", "loves"], 1, "there is no relation 'loves'; the relations are"),
        (["rests-on"], 2, "NAME"),
        (["why"], 2, "invalid choice: 'why'"),
        ([], 2, "QUESTION"),
    ],
)
def test_ask_errors(capsys: pytest.CaptureFixture[str], plans: str, question: list[str], code: int, said: str) -> None:
    found, out, err = run(capsys, "ask", plans, *question)
    assert (found, out) == (code, "")
    assert said in err


@pytest.mark.parametrize(
    ("arguments", "file", "said"),
    [
        (["-o", "g.gexf"], "g.gexf", "203/KH-UBND"),
        (["33/QĐ-TTg", "-o", "g.html"], "g.html", "203/KH-UBND"),
        (["203/KH-UBND", "-o", "p.xml"], "p.xml", '<FRBRnumber value="203/KH-UBND"/>'),
        (["-o", "all.jsonl"], "all.jsonl", '"number": "203/KH-UBND"'),
        (["--akn", "-o", "akn"], "akn/quang-ngai-203-kh-ubnd-2023.xml", "<akomaNtoso"),
        (["--table", "citations", "-o", "c.csv"], "c.csv", "sha256"),
        (["--table", "agencies", "-o", "a.jsonl"], "a.jsonl", '"agency_id"'),
    ],
)
def test_export(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, plans: str, tmp_path: Path,
    arguments: list[str], file: str, said: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    code, out, err = run(capsys, "export", plans, *arguments)
    assert (code, err) == (0, "")
    assert out.startswith(arguments[-1])
    assert said in (tmp_path / file).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "x.pdf"], "nothing is written with the ending '.pdf'; give one of .xml .jsonl .json"),
        (["-o", "x.xml"], f"x.xml takes one document, not {COUNT}; name it"),
        (["9/QĐ", "-o", "x.xml"], "no instrument of the graph fits '9/QĐ'"),
        (["--table", "loves", "-o", "x.csv"], "a corpus has no table 'loves'"),
        (["--table", "units", "-o", "x.txt"], "a table is written as .csv or .jsonl"),
    ],
)
def test_export_errors(capsys: pytest.CaptureFixture[str], plans: str, arguments: list[str], said: str) -> None:
    code, out, err = run(capsys, "export", plans, *arguments)
    assert (code, out) == (1, "")
    assert said in err
