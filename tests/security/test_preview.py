"""The preview among hostile clients and with hostile content."""

import json
import socket

import pytest

from tests.preview.previewing import FILES, make, running
from tests.security.attacks import OWN
from tests.security.hostile import wrong_in

ERROR = "<img src=x onerror=window.pwned=1>"


@pytest.fixture(scope="module")
def preview(tmp_path_factory):
    with running(
        make(
            tmp_path_factory.mktemp("site"),
            {**FILES, f"content/articles/{ERROR}.md": f"---\ntitle: {json.dumps(ERROR)}\n---\n\n中台{ERROR}\n"},
        )
    ) as one:
        yield one


def raw(preview, data, wait=60.0):
    """What comes back for bytes that no browser would send."""
    with socket.create_connection(("127.0.0.1", preview.port), timeout=wait) as peer:
        peer.sendall(data)
        answer = b""
        try:
            while part := peer.recv(65536):
                answer += part
        except (TimeoutError, ConnectionError):
            pass
        return answer


@pytest.mark.parametrize(
    "path",
    [
        "/../site.toml",
        "/%2e%2e/site.toml",
        "/%2e%2e%2fsite.toml",
        "/..%2fsite.toml",
        "/%252e%252e/site.toml",
        "/..%5csite.toml",
        "/%c0%ae%c0%ae/site.toml",
        "//site.toml",
        "/articles/../../site.toml",
        "/articles/%2e%2e/%2e%2e/%2e%2e/site.toml",
        "/.zhushu-files",
        "/%2ezhushu-files",
        "/%00",
        "/a%00.html",
        "/%0d%0aset-cookie:x=1",
        "/CON",
        "/C:/Windows/win.ini",
        "/" + "a" * 4000,
        "/_zhushu/assets/../../server.py",
        "/_zhushu/assets/%2e%2e%2fserver.py",
        "/_zhushu/assets/..%5cserver.py",
        "http://evil.example/",
        "*",
        "/;/../site.toml",
        "/\u3002\u3002/site.toml",
    ],
)
def test_no_path_of_a_request_leads_elsewhere(preview, path):
    answer = raw(
        preview, f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{preview.port}\r\nConnection: close\r\n\r\n".encode()
    )
    status = answer.split(b" ", 2)[1:2]
    assert status in (
        [b"404"],
        [b"400"],
        [b"403"],
        [b"301"],
        [b"200"] if path in ("*", "http://evil.example/") else [b"404"],
    )
    assert b"entities = " not in answer
    assert b"Traceback" not in answer
    assert b"set-cookie" not in answer.lower()


@pytest.mark.parametrize(
    "data",
    [
        b"\0" * 200,
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET\r\n\r\n",
        b"\x16\x03\x01\x02\x00",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 5_000 + b"\r\n",
        b"POST /_zhushu/act HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ],
)
def test_nonsense_is_refused_and_harms_nobody(preview, data):
    answer = raw(preview, data, wait=0.5)
    assert b"Traceback" not in answer
    assert b" 200 " not in answer.split(b"\r\n")[0]
    assert preview.client.get("/articles/a.html").status_code == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "post"])
def test_no_other_method_is_answered(preview, method):
    for path in ("/", "/_zhushu/act"):
        assert preview.client.request(method, path).status_code in (400, 403, 405)


def test_slow_clients_keep_nobody_waiting(preview):
    peers = [socket.create_connection(("127.0.0.1", preview.port)) for _ in range(60)]
    try:
        for number, peer in enumerate(peers):
            peer.sendall(
                (
                    b"GET / HTTP/1.1\r\nHost: ",
                    b"POST /_zhushu/act HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 60000\r\n\r\n{",
                    b"",
                )[number % 3]
            )
        assert preview.client.get("/articles/a.html").status_code == 200
    finally:
        for peer in peers:
            peer.close()


@pytest.mark.parametrize(
    "text",
    [
        '"\\ud800"',
        '"a\\u0000b"',
        '"' + "甲" * 20_000 + '"',
        '"../../x"',
        '"<script>"',
        "[]",
        "{}",
        "5",
        "null",
        '"\\n---\\nid: x"',
        '"con"',
        '"."',
        '"a\\nb"',
    ],
)
@pytest.mark.parametrize("do", ["add", "alias", "never", "here", "nonsense"])
def test_what_is_no_decision_is_answered_in_words(preview, text, do):
    before = {path: path.read_bytes() for path in (preview.root / "content").rglob("*") if path.is_file()}
    body = f'{{"do": "{do}", "text": {text}, "type": "term", "entry": "中台", "page": "articles/a.html", "passage": 0, "start": 1e400}}'
    answer = preview.client.post(
        "/_zhushu/act",
        content=body.encode("utf-8", "surrogatepass"),
        headers={"origin": preview.url, "x-zhushu-token": preview.token, "content-type": "application/json"},
    )
    assert answer.status_code in (200, 400, 404, 409, 413)
    assert "Traceback" not in answer.text
    answer.json() if answer.status_code != 413 else None
    if answer.status_code == 200:  # it was a decision after all
        assert preview.post("undo", {"page": "articles/a.html"}).status_code == 200
    assert {path: path.read_bytes() for path in (preview.root / "content").rglob("*") if path.is_file()} == before


def test_a_hostile_article_in_the_preview(preview):
    pages = [page for page in (preview.root / ".cache").rglob("*.html") if b"pwned" in page.read_bytes()]
    assert pages
    for page in pages:
        where = page.relative_to(preview.preview.workshop.site.target).as_posix()
        found = [
            problem
            for problem in wrong_in(preview.client.get(f"/{where}").text)
            if "/_zhushu/assets/live.js" not in problem and preview.url not in problem
        ]
        assert found == []


@pytest.mark.parametrize("attack", OWN[::17])
def test_the_page_that_tells_of_errors_shows_them_as_text(tmp_path, attack):
    name = "".join(char for char in attack if char.isprintable() and char != "/")[:50]
    key = json.dumps(name, ensure_ascii=False)
    root = make(tmp_path, {"site.toml": f"title = '站'\n{key} = 1\n", "content/articles/a.md": "文。\n"})
    from generator.pipeline.build import Options, Site
    from generator.preview.workshop import Workshop

    shop = Workshop(Site(root, root / ".cache/preview", Options(jobs=1, search=False)), "zh")
    shop.begin()
    answer = shop.show("/")
    assert answer.status == 503
    assert wrong_in(answer.data.decode()) == []
