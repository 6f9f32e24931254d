"""`zhushu annotate`: what it reads, what it prints, what it says where something is wrong."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import generator
from tests.commands import said

TOML = (
    '[[entry]]\nname = "产业互联网"\ndefinition = "x"\n[[entry]]\nname = "王景田"\ntype = "person"\ndefinition = "x"\n'
)
ENVIRONMENT = {"LANG": "zh_CN.UTF-8", "PYTHONPATH": str(Path(generator.__file__).parent.parent)}


def run(*arguments, cwd, data=b""):
    done = said("annotate", *arguments, cwd=cwd, data=data)
    return done.code, done.out.decode(), done.err.decode()


def test_as_people_run_it(tmp_path, glossary):
    command = [sys.executable, "-W", "ignore", "-m", "generator", "annotate", "--lines", "--glossary", glossary]
    done = subprocess.run(
        command, input="产业互联网\n".encode(), capture_output=True, cwd=tmp_path, check=False, env=ENVIRONMENT
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert [one["text"] for one in json.loads(done.stdout)["annotations"]] == ["产业互联网"]


@pytest.fixture
def glossary(tmp_path):
    (tmp_path / "g.toml").write_text(TOML, "utf-8")
    return tmp_path / "g.toml"


def lines(tmp_path, data, *more):
    code, out, _ = run("--lines", "--entities", "listed", *more, cwd=tmp_path, data=data)
    assert code == 0
    return out


def test_one_json_object_a_line_in_order(tmp_path, glossary):
    out = lines(tmp_path, "说到产业互联网，王景田。\n\n无\n".encode(), "--glossary", glossary)
    first, second, third = map(json.loads, out.splitlines())
    assert first == {
        "text": "说到产业互联网，王景田。",
        "annotations": [
            {
                "start": 2,
                "end": 7,
                "text": "产业互联网",
                "kind": "term",
                "entry": "产业互联网",
                "type": "term",
                "score": 0.99,
                "published": True,
            },
            {
                "start": 8,
                "end": 11,
                "text": "王景田",
                "kind": "entity",
                "entry": "王景田",
                "type": "person",
                "score": 0.99,
                "published": True,
            },
        ],
    }
    assert (second, third) == ({"text": "", "annotations": []}, {"text": "无", "annotations": []})


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (b"", []),
        (b"\n", [""]),
        (b"a", ["a"]),
        (b"\xef\xbb\xbfa\r\nb\r\n", ["a", "b"]),
        (b"a\x00\xff\xed\xa0\x80\n", ["a\x00\ufffd\ufffd\ufffd\ufffd"]),
        ("a\u2028b\x0bc\n".encode(), ["a\u2028b\x0bc"]),
    ],
)
def test_any_bytes_are_lines(tmp_path, glossary, data, texts):
    out = lines(tmp_path, data, "--glossary", glossary)
    assert [json.loads(line)["text"] for line in out.split("\n") if line] == texts


def test_offsets_count_code_points_of_the_line_as_it_came(tmp_path, glossary):
    text = "\U00020bb7＆\u200b產業\u200b互聯網"
    [annotation] = json.loads(lines(tmp_path, text.encode(), "--glossary", glossary))["annotations"]
    assert text[annotation["start"] : annotation["end"]] == annotation["text"] == "產業\u200b互聯網"


def test_other_forms_of_output(tmp_path, glossary):
    data = "<产业互联网>与王景田\n".encode()
    assert lines(tmp_path, data, "--glossary", glossary, "--format", "text") == "<⟦产业互联网⟧>与⟦王景田|person⟧\n"
    assert lines(tmp_path, data, "--glossary", glossary, "--format", "html") == (
        '&lt;<mark data-type="term">产业互联网</mark>&gt;与<mark data-type="person">王景田</mark>\n'
    )


def test_without_a_glossary_nothing_is_listed(tmp_path):
    assert json.loads(lines(tmp_path, "产业互联网".encode()))["annotations"] == []


def test_a_site_brings_its_glossary(tmp_path):
    folder = tmp_path / "site/content/glossary"
    folder.mkdir(parents=True)
    (tmp_path / "site/site.toml").write_text('title = "x"\n', "utf-8")
    (folder / "g.toml").write_text(TOML, "utf-8")
    [annotation] = json.loads(lines(tmp_path, "产业互联网".encode(), "--site", tmp_path / "site"))["annotations"]
    assert annotation["entry"] == "产业互联网"


def test_a_dictionary_of_ones_own(tmp_path):
    (tmp_path / "g.toml").write_text('[[entry]]\nname = "中台"\ndefinition = "x"\n', "utf-8")
    (tmp_path / "d.txt").write_text("中台 5 n\n企业 3 n\n", "utf-8")
    data = "企业集中台湾".encode()
    assert json.loads(lines(tmp_path, data, "--glossary", tmp_path / "g.toml"))["annotations"] == []
    out = lines(tmp_path, data, "--glossary", tmp_path / "g.toml", "--dictionary", tmp_path / "d.txt")
    assert [each["text"] for each in json.loads(out)["annotations"]] == ["中台"]


def test_files(tmp_path, glossary):
    (tmp_path / "a.md").write_text("# 产业互联网\n\n**产业**互联网与[链接](b.md)，再说产业互联网。\n", "utf-8")
    (tmp_path / "b.txt").write_text("王景田说。\n", "utf-8")
    code, out, _ = run("a.md", "b.txt", "--entities", "listed", "--glossary", glossary, cwd=tmp_path)
    told = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert {(one["file"], each["text"]) for one in told for each in one["annotations"]} == {
        ("a.md", "产业互联网"),
        ("b.txt", "王景田"),
    }
    assert sum(len(one["annotations"]) for one in told) >= 3


@pytest.mark.parametrize("form", ["text", "html", "jsonl"])
def test_an_article_that_is_not_public_is_told(tmp_path, glossary, form):
    (tmp_path / "a.md").write_text("---\nprivate: true\n---\n产业互联网\n", "utf-8")
    (tmp_path / "b.md").write_text("产业互联网\n", "utf-8")
    code, out, told = run("a.md", "b.md", "--format", form, "--glossary", glossary, cwd=tmp_path)
    assert (code, out.count("产业互联网") >= 2) == (0, True)
    assert [line for line in told.splitlines() if "说明" in line] == [
        "说明 a.md:1: 这篇文章不公开，只在这里标注，网站上没有"
    ]


def test_html_is_the_body_with_its_marks(tmp_path, glossary):
    (tmp_path / "a.md").write_text("**产业**互联网与[链接](b.md)。\n", "utf-8")
    code, out, _ = run("a.md", "--entities", "listed", "--glossary", glossary, "--format", "html", cwd=tmp_path)
    assert code == 0
    assert 'data-type="term"' in out
    assert 'href="b.md"' in out
    (tmp_path / "empty.toml").write_text("", "utf-8")
    _, plain, _ = run("a.md", "--entities", "off", "--glossary", "empty.toml", "--format", "html", cwd=tmp_path)
    assert plain.strip() == '<p><strong>产业</strong>互联网与<a href="b.md">链接</a>。</p>'


def test_a_file_that_cannot_be_read_does_not_stop_the_others(tmp_path, glossary):
    (tmp_path / "b.txt").write_text("产业互联网。\n", "utf-8")
    code, out, told = run("nowhere.md", "b.txt", "--glossary", glossary, cwd=tmp_path)
    assert code == 1
    assert "nowhere.md" in told
    assert "产业互联网" in out


@pytest.mark.parametrize("arguments", [(), ("a.md", "--lines")])
def test_wrong_usage(tmp_path, arguments):
    code, _, told = run(*arguments, cwd=tmp_path)
    assert code == 2
    assert "--lines" in told


@pytest.mark.parametrize("arguments", [("--glossary", "nowhere.toml"), ("--dictionary", "nowhere.txt")])
def test_what_is_not_there_is_a_problem(tmp_path, arguments, glossary):
    more = arguments if "--glossary" in arguments else (*arguments, "--glossary", glossary)
    code, _, told = run("--lines", "--entities", "listed", *more, cwd=tmp_path, data="产业互联网".encode())
    assert code == 1
    assert "nowhere" in told
