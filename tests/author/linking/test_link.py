"""Ids of Wikidata from a server on loopback that answers in the form of wbsearchentities: what is asked, chosen, written."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from generator.author import edits as desk
from generator.author.linking import wikidata
from generator.cli import run
from generator.glossary import load as glossary

ANSWERS = json.loads((Path(__file__).parent / "answers.json").read_text(encoding="utf-8"))
"""Name → the answer to its search."""


class Host(BaseHTTPRequestHandler):
    def do_GET(self):
        asked = {key: values[0] for key, values in parse_qs(urlsplit(self.path).query).items()}
        self.server.asked.append(asked | {"agent": self.headers["User-Agent"]})
        status = 429 if asked["search"] == "忙" else 200
        answer = ANSWERS.get(asked["search"], {"search": []})
        data = b"<html>" if asked["search"] == "坏" else json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_words):
        pass


@pytest.fixture
def host(monkeypatch):
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.setattr(wikidata.Wikidata.__init__, "__defaults__", (wikidata.ENDPOINT, 0.0, lambda _: None))
    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    server.asked = []
    server.at = f"http://127.0.0.1:{server.server_port}/w/api.php"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


TOML = """# 机构
[[entry]]
name = "腾讯" # 公司
type = "organization"
definition = "总部在深圳的互联网公司。"

# 歌手与企业家同名
[[entry]]
name = "张三"
type = "person"
definition = "某公司的创始人。"

[[entry]]
name = "北京"
type = "place"
wikidata = "Q956"
definition = "首都。"
"""


@pytest.fixture
def site(tmp_path):
    home = tmp_path / "content" / "glossary"
    home.mkdir(parents=True)
    (home / "a.toml").write_text(TOML, encoding="utf-8")
    (home / "C2B.md").write_text("---\nenglish: Customer to business # 英文\n---\n\n反过来。\n", encoding="utf-8")
    return tmp_path


def link(site, host, *words):
    return run(["link", *words, "--site", str(site), "--endpoint", host.at])


def test_candidates_are_printed_and_nothing_is_written(site, host, capsys):
    before = {path: path.read_bytes() for path in (site / "content/glossary").iterdir()}
    assert link(site, host, "--format", "json") == 0
    found = {one["entry"]: one for one in json.loads(capsys.readouterr().out)}
    assert list(found) == ["C2B", "腾讯", "张三"]  # Beijing has an id
    ids = [one["id"] for one in found["腾讯"]["candidates"]]
    assert ids == ["Q860580", "Q9302838", "Q11204425"], "the page of many meanings comes last"
    assert found["腾讯"]["candidates"][0]["evidence"] == ["label", "type", "definition"]
    assert found["腾讯"]["clear"] == "Q860580"
    assert found["张三"]["clear"] is None, "two of that name and type"
    assert found["C2B"]["clear"] is None, "only its name speaks for it"
    assert [one["id"] for one in found["C2B"]["candidates"]] == ["Q2669938"], "asked for by its English name"
    assert [(one["search"], one["language"]) for one in host.asked] == [
        ("C2B", "en"),
        ("Customer to business", "en"),
        ("腾讯", "zh"),
        ("张三", "zh"),
    ]
    assert {(one["agent"], one["maxlag"], one["limit"]) for one in host.asked} == {(wikidata.AGENT, "5", "10")}
    assert {path: path.read_bytes() for path in before} == before


def test_what_is_clear_is_written_with_comments_and_order_kept(site, host, capsys):
    assert link(site, host, "--add", "--top", "2") == 0
    said = capsys.readouterr().out
    assert "✓ Q860580  騰訊  中国互联网公司（名称相同、类型相符、说明与释义相近）" in said
    assert "还有 1 个词条没有查询" in said
    written = (site / "content/glossary/a.toml").read_text(encoding="utf-8")
    line = 'wikidata = "Q860580"\n'
    assert written.count(line) == 1
    assert written.replace(line, "") == TOML
    assert glossary.load(site).entries["腾讯"].wikidata == "Q860580"


def test_an_id_that_the_author_names_is_written_without_asking(site, host, capsys):
    assert link(site, host, "C2B", "--id", "https://www.wikidata.org/wiki/Q2669938") == 0
    assert host.asked == []
    text = (site / "content/glossary/C2B.md").read_text(encoding="utf-8")
    assert text == "---\nenglish: Customer to business # 英文\nwikidata: Q2669938\n---\n\n反过来。\n"
    assert link(site, host, "北京", "--id", "Q1") == 0
    assert "“北京”已有 Q956" in capsys.readouterr().err
    assert link(site, host, "张三", "--id", "P31") == link(site, host, "--id", "Q1") == 2
    assert run(["link", "--site", str(site), "--endpoint", "file:///etc/hostname"]) == 2
    assert link(site, host, "张四") == 1
    assert "没有词条“张四”" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "asked", "why"), [("忙", 1, "对方要求稍后再试（429）"), ("坏", 2, "无法识别对方的回答")]
)
def test_a_host_that_refuses_is_not_asked_again(site, host, capsys, name, asked, why):
    home = site / "content/glossary"
    (home / "C2B.md").unlink()
    (home / "a.toml").write_text(f'[[entry]]\nname="{name}"\ntodo=true\n[[entry]]\nname="乙"\ntodo=true\n', "utf-8")
    assert link(site, host) == 1
    assert why in capsys.readouterr().err
    assert len(host.asked) == asked


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("y.yaml", "# 头\n- name: 云 # 云\n  definition: x\n- name: 雨\n  definition: y\n", "  wikidata: Q1\n"),
        (
            "y.yaml",
            "entry:\n  - name: 云 # 云\n    definition: x\n  - name: 雨\n    definition: y\n",
            "    wikidata: Q1\n",
        ),
        ("云.md", "+++\nenglish = 'x' # 英\n+++\n释义\n", 'wikidata = "Q1"\n'),
        ("云.md", "释义\n", "---\nwikidata: Q1\n---\n\n"),
        ("t.csv", "name,definition\r\n云,x\r\n雨,y\r\n", ""),
        ("t.csv", "name,维基数据,definition\n云,,x\n", ""),
    ],
)
def test_every_form_of_the_glossary_takes_an_id(tmp_path, name, before, after):
    home = tmp_path / "content" / "glossary"
    home.mkdir(parents=True)
    (home / name).write_text(before, encoding="utf-8", newline="")
    desk.write(tmp_path, desk.set_wikidata(tmp_path, glossary.load(tmp_path).entries["云"], "Q1"))
    assert glossary.load(tmp_path).entries["云"].wikidata == "Q1"
    written = (home / name).read_bytes().decode()
    if after:
        assert written.replace(after, "", 1).strip() == before.strip()
