"""Pictures of other hosts, fetched from a server on loopback: what is asked, what is taken, what is written."""

import io
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from PIL import Image

from generator.author import network
from generator.author.localizing import fetch
from generator.author.localizing.article import localize
from generator.cli import run
from generator.core.errors import Text
from generator.pipeline.build import build_site


def png(width=3, height=2, noise=0):
    made = io.BytesIO()
    image = Image.new("RGB", (width, height), (200, 30, 30))
    if noise:
        image = Image.effect_noise((width, height), noise)
    image.save(made, "PNG")
    return made.getvalue()


SMALL, BIG = png(), png(400, 300, 80)


class Host(BaseHTTPRequestHandler):
    """A host of pictures, some of which cannot be had."""

    def do_GET(self):
        server = self.server
        server.asked[self.path] += 1
        server.agents.add(self.headers["User-Agent"])
        server.ranges.append(self.headers.get("Range"))
        with server.counting:
            server.now += 1
            server.most = max(server.most, server.now)
        try:
            self.answer(self.path.partition("?")[0])
        finally:
            with server.counting:
                server.now -= 1

    def answer(self, path):
        if path in ("/a.png", "/640", "/b%20(1).png", "/图.png", "/%E5%9B%BE.png"):
            self.say(200, SMALL)
        elif path == "/big.png":
            self.say(200, BIG)
        elif path == "/page.png":
            self.say(200, b"<html>only on our own pages</html>")
        elif path == "/forbidden.png":
            self.say(403, b"")
        elif path == "/busy.png":
            self.say(429, b"")
        elif path == "/moved.png":
            self.say(302, b"", Location="/a.png")
        elif path == "/round.png":
            self.say(302, b"", Location="/round.png?again")
        elif path == "/file.png":
            self.say(302, b"", Location="file:///etc/hostname")
        elif path == "/breaks.png":
            self.breaking()
        else:
            self.say(404, b"")

    def breaking(self):
        """The first answer ends in the middle."""
        begin = int((self.headers.get("Range") or "bytes=0-").removeprefix("bytes=").removesuffix("-"))
        if begin:
            self.say(206, BIG[begin:], ETag='"1"')
            return
        self.send_response(200)
        self.send_header("Content-Length", str(len(BIG)))
        self.send_header("ETag", '"1"')
        self.end_headers()
        self.wfile.write(BIG[:1000])
        self.close_connection = True

    def say(self, status, data, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_words):
        pass


@pytest.fixture
def host(monkeypatch):
    monkeypatch.setattr(fetch.Limits, "__new__", _quick(fetch.Limits.__new__))
    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    server.asked, server.agents, server.ranges = Counter(), set(), []
    server.counting, server.now, server.most = threading.Lock(), 0, 0
    server.at = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def _quick(make):
    """Limits without a rest between two requests, for a host on this machine."""

    def quick(kind, *words, **named):
        return make(kind, *words, **{"rest": 0.0, "private": True, **named})

    return quick


@pytest.fixture
def site(tmp_path):
    def put(name, text):
        path = tmp_path / "content" / "articles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
        return path

    (tmp_path / "site.toml").write_text('title = "t"\nentities = "off"\n')
    put.root = tmp_path
    return put


def test_pictures_come_next_to_the_article_and_nothing_else_changes(site, host):
    at = host.at
    before = (
        "---\r\ntitle: 甲   # kept\r\ncover: {at}/big.png\r\n---\r\n\r\n"
        '看![图 \\] 一]({at}/a.png "题")，再看 ![]( <{at}/b (1).png> )。\r\n'
        "[![里]({at}/a.png)]({at}/a.png)\r\n\r\n"
        "`![]({at}/a.png)`\r\n\r\n```\r\n![]({at}/a.png)\r\n```\r\n\r\n<!-- ![]({at}/a.png) -->\r\n\r\n"
        '<img alt="x" src="{at}/640?a=1&amp;b=2">\r\n\r\n![参][甲]\r\n\r\n[甲]: {at}/图.png "题"\r\n'
    )
    path = site("jia.md", before.replace("{at}", at))
    assert run(["localize", "--private", "--site", str(site.root)]) == 0
    after = path.read_bytes().decode()
    assert after == (
        before.replace("cover: {at}/big.png", "cover: jia/big.png")
        .replace('一]({at}/a.png "', '一](jia/a.png "')
        .replace("<{at}/b (1).png>", "<jia/b-(1).png>".replace("(1)", "%281%29"))
        .replace("[![里]({at}/a.png)]", "[![里](jia/a.png)]")
        .replace("{at}/640?a=1&amp;b=2", "jia/640.png")
        .replace("{at}/图.png", "jia/%E5%9B%BE.png")
        .replace("{at}", at)
    )
    assert (path.parent / "jia/a.png").read_bytes() == SMALL
    report = build_site(site.root)
    assert not [problem for problem in report.problems if problem.code == "missing-image"]
    html = (site.root / "build/articles/jia.html").read_text(encoding="utf-8")
    assert f'src="{at}' not in html
    assert (site.root / "build/articles/jia/big.png").read_bytes() == BIG


def test_hosts_are_asked_politely(site, host):
    site("jia.md", "".join(f"![]({host.at}/a.png?{number})\n" for number in range(4)) + f"![]({host.at}/a.png?1)")
    assert run(["localize", "--private", "--site", str(site.root)]) == 0
    assert host.most == 1
    assert max(host.asked.values()) == 1
    assert all(agent.startswith("zhushu/") for agent in host.agents)


def test_a_rest_lies_between_two_requests(tmp_path, host):
    slept = []
    fetcher = fetch.Fetcher(tmp_path, fetch.Limits(rest=5.0), slept.append)
    assert fetcher.get(f"{host.at}/a.png") == fetcher.get(f"{host.at}/a.png?2") == SMALL
    assert len(slept) == 1
    assert 4 < slept[0] <= 5


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("forbidden.png", "防盗链"),
        ("gone.png", "404"),
        ("page.png", "不是图片"),
        ("round.png", "重定向到别处|回答 302"),
        ("file.png", "重定向到别处"),
        ("busy.png", "429"),
    ],
)
def test_a_picture_that_cannot_be_had_keeps_its_address_and_is_told(site, host, capsys, name, why):
    text = f"甲\n\n![]({host.at}/{name})\n\n![]({host.at}/a.png)\n"
    path = site("jia.md", text)
    assert run(["localize", "--private", "--site", str(site.root)]) == 1
    said = capsys.readouterr().err
    assert f"content/articles/jia.md:3: 图片 {host.at}/{name}" in said
    assert any(word in said for word in why.split("|"))
    assert f"{host.at}/{name}" in path.read_text(encoding="utf-8")
    assert ("jia/a.png" in path.read_text(encoding="utf-8")) == (name != "busy.png")  # who is busy is left alone


def test_a_redirect_is_followed(tmp_path, host):
    assert fetch.Fetcher(tmp_path).get(f"{host.at}/moved.png") == SMALL


def test_what_is_too_large_is_left(tmp_path, host):
    got = fetch.Fetcher(tmp_path, fetch.Limits(largest=1000)).get(f"{host.at}/big.png")
    assert isinstance(got, Text)
    assert "太大" in got.zh


def test_what_broke_off_is_continued(site, host):
    path = site("jia.md", f"![]({host.at}/breaks.png)\n")
    assert run(["localize", "--private", "--site", str(site.root)]) == 1
    assert run(["localize", "--private", "--site", str(site.root)]) == 0
    assert host.ranges == [None, "bytes=1000-"]
    assert (path.parent / "jia/breaks.png").read_bytes() == BIG
    assert list((site.root / ".cache/localize").iterdir()) == []


def test_what_was_fetched_before_an_end_is_not_fetched_again(site, host, tmp_path):
    site("jia.md", f"![]({host.at}/a.png)\n\n![]({host.at}/big.png)\n")
    fetcher = fetch.Fetcher(tmp_path)

    def ended(url):
        if url.endswith("big.png"):
            raise KeyboardInterrupt
        return fetcher.get(url)

    with pytest.raises(KeyboardInterrupt):
        localize(site.root, "content/articles/jia.md", ended)
    done = localize(site.root, "content/articles/jia.md", fetch.Fetcher(tmp_path).get)
    assert done.written
    assert host.asked == {"/a.png": 1, "/big.png": 1}


def test_a_dead_host_is_not_asked_for_ever(tmp_path):
    fetcher = fetch.Fetcher(tmp_path, fetch.Limits(rest=0.0, private=True))
    for number in range(9):
        assert isinstance(fetcher.get(f"http://127.0.0.1:9/{number}.png"), Text)
    assert fetcher.requests == fetch.REFUSALS


def test_a_bundle_takes_them_into_its_folder(site, host):
    path = site("jia/index.md", f"![]({host.at}/a.png)\n")
    assert run(["localize", "jia", "--private", "--site", str(site.root)]) == 0
    assert path.read_text(encoding="utf-8") == "![](a.png)\n"
    assert (path.parent / "a.png").exists()


@pytest.mark.parametrize(("encoding", "done"), [("gb18030", True), ("utf-16", False), ("big5", False)])
def test_a_file_keeps_its_encoding(site, host, encoding, done):
    path = site("jia.md", "")
    said = "校對的符號。還有許多文字，都是編輯寫的。\r\n\n![圖]({})\n"
    path.write_bytes(said.format(f"{host.at}/a.png").encode(encoding))
    assert run(["localize", "jia", "--private", "--site", str(site.root)]) == (0 if done else 1)
    assert path.read_bytes() == said.format("jia/a.png" if done else f"{host.at}/a.png").encode(encoding)


def test_only_the_articles_that_are_named(site, host):
    one, other = (
        site("jia.md", f"![]({host.at}/a.png)\n"),
        site("yi.html", f"<p>x <img data-src='{host.at}/a.png'></p>"),
    )
    assert run(["localize", "yi", "--private", "--site", str(site.root)]) == 0
    assert host.at in one.read_text(encoding="utf-8")
    assert other.read_text(encoding="utf-8") == "<p>x <img data-src='yi/a.png'></p>"


def test_a_dry_run_asks_nobody(site, host, capsys):
    path = site("jia.md", f"![]({host.at}/a.png)\n")
    before = path.read_bytes()
    assert run(["localize", "--dry-run", "--site", str(site.root)]) == 0
    assert f"content/articles/jia.md:1: {host.at}/a.png" in capsys.readouterr().out
    assert path.read_bytes() == before
    assert not host.asked


def test_another_picture_of_the_same_name_stays(site, host):
    path = site("jia.md", f"![]({host.at}/a.png)\n")
    (path.parent / "jia").mkdir()
    (path.parent / "jia/a.png").write_bytes(b"mine")
    assert run(["localize", "--private", "--site", str(site.root)]) == 0
    assert path.read_text(encoding="utf-8") == "![](jia/a-2.png)\n"
    assert (path.parent / "jia/a.png").read_bytes() == b"mine"


def test_import_brings_them_too(site, host, tmp_path):
    post = tmp_path / "post.md"
    post.write_text(f"---\ntitle: 甲\n---\n\n![]({host.at}/a.png)\n", encoding="utf-8")
    assert run(["import", str(post), "--localize", "--private", "--site", str(site.root)]) == 0
    assert "](post/a.png)" in (site.root / "content/articles/post.md").read_text(encoding="utf-8")


INSIDE = [
    "127.0.0.1",
    "127.1.2.3",
    "192.168.1.1",
    "10.0.0.5",
    "169.254.169.254",
    "[::1]",
    "localhost",
    "a.localhost",
    "router.local",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0.0.0.0",
]


@pytest.mark.parametrize("host", INSIDE)
def test_this_machine_and_its_network_are_not_asked_unless_the_author_allows_it(tmp_path, host):
    fetcher = fetch.Fetcher(tmp_path, fetch.Limits(private=False))
    assert fetcher.get(f"http://{host}:9/a.png") == fetch.PRIVATE
    assert fetcher.requests == 0


@pytest.mark.parametrize(
    ("address", "inside"),
    [
        ("10.1.2.3", True),
        ("fe80::1%2", True),
        ("::ffff:127.0.0.1", True),
        ("93.184.216.34", False),
        ("198.18.0.7", False),
    ],
)
def test_a_name_that_stands_for_an_address_inside_is_not_asked(monkeypatch, address, inside):
    monkeypatch.setattr(network.socket, "getaddrinfo", lambda *_: [(0, 0, 0, "", (address, 0))])
    assert network.leads_inside("pictures.example") is inside


def test_an_article_has_this_machine_asked_nothing(site, host, capsys):
    site("jia.md", f"![]({host.at}/a.png)\n")
    assert run(["localize", "--site", str(site.root)]) == 1
    assert not host.asked
    assert "--private" in "".join(capsys.readouterr())
