"""The preview as its pages are read, and as it is attacked, over a real connection."""

import asyncio
import http.client
import logging

import h11
import pytest

from generator.preview.server import _is_ours


def raw(preview, method, path, **headers):
    """A request with exactly this path and these headers."""
    connection = http.client.HTTPConnection("127.0.0.1", preview.port, timeout=60)
    connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
    for name, value in {"host": f"127.0.0.1:{preview.port}", **headers}.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, body


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/index.html",
        "/articles/a.html",
        "/articles/a",
        "/glossary/",
        "/glossary/%E6%95%B0%E6%8D%AE%E4%B8%AD%E5%8F%B0.html",
    ],
)
def test_pages_come_with_the_preview_in_them(shared, path):
    answer = shared.client.get(path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert 'id="zhushu-preview"' in answer.text
    assert "http-equiv" not in answer.text
    assert shared.token not in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/articles/a.html",
        "/nothing",
        "/_zhushu/new",
        "/_zhushu/details?page=articles/a.html",
        "/_zhushu/assets/key.js",
    ],
)
def test_no_page_holds_the_token_as_every_user_of_the_machine_can_read_pages(shared, path):
    answer = shared.client.get(path)
    assert answer.status_code in (200, 404)
    assert shared.token not in answer.text
    assert shared.token not in str(answer.headers)
    assert "zhushu serve" in answer.text  # but where the token is to be had


def test_what_is_built_has_nothing_of_it(shared):
    built = list((shared.root / ".cache/preview").rglob("*.html"))
    assert len(built) > 5
    for path in built:
        assert "zhushu-preview" not in path.read_text(encoding="utf-8")
        assert "_zhushu/" not in path.read_text(encoding="utf-8")


def test_assets_come_as_they_are(shared):
    answer = shared.client.get("/assets/reader.css")
    assert answer.headers["content-type"] == "text/css; charset=utf-8"
    assert answer.content == (shared.root / ".cache/preview/assets/reader.css").read_bytes()


@pytest.mark.parametrize(("name", "kind"), [("live.js", "text/javascript"), ("preview.css", "text/css")])
def test_the_previews_own_files(shared, name, kind):
    answer = shared.client.get(f"/_zhushu/assets/{name}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith(kind)
    assert shared.token not in answer.text


def test_a_missing_page_is_the_sites_own_404(shared):
    answer = shared.client.get("/nothing/here.html")
    assert answer.status_code == 404
    assert 'data-page="/nothing/here.html"' in answer.text
    assert 'href="/assets/' in answer.text


def test_a_folder_without_slash(shared):
    answer = shared.client.get("/glossary")
    assert (answer.status_code, answer.headers["location"]) == (301, "/glossary/")


@pytest.mark.parametrize(
    "path",
    [
        "/..%2f..%2fsite.toml",
        "/%2e%2e/%2e%2e/site.toml",
        "/../../site.toml",
        "/assets/..%2f..%2f..%2fsite.toml",
        "/..%5c..%5csite.toml",
        "/%2fetc/passwd",
        "//etc/passwd",
        "/.zhushu-files",
        "/%00",
        "/_zhushu/assets/..%2fguard.py",
        "/_zhushu/assets/../guard.py",
        "/_zhushu/assets/%2e%2e%2fguard.py",
    ],
)
def test_no_path_leads_out_of_the_site(shared, path):
    status, body = raw(shared, "GET", path)
    assert status == 404
    assert "entities" not in body
    assert "root:" not in body
    assert "compare_digest" not in body


def test_a_link_in_the_output_is_not_followed_out(preview):
    (preview.root / ".cache/preview/out.txt").symlink_to(preview.root / "site.toml")
    assert preview.client.get("/out.txt").status_code == 404


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:{port}", "127.0.0.1:1", "localhost.evil.example:{port}"]
)
def test_another_host_is_refused(shared, host):
    for method, path in (("GET", "/"), ("GET", "/_zhushu/live"), ("POST", "/_zhushu/act")):
        status, body = raw(shared, method, path, host=host.format(port=shared.port), content_length="0")
        assert status == 403
        assert f"http://127.0.0.1:{shared.port}/" in body
        assert shared.token not in body


ATTACKS = {
    "another origin": {"origin": "http://evil.example"},
    "no origin": {"origin": None},
    "the same machine, another port": {"origin": "http://127.0.0.1:1"},
    "no token": {"x_zhushu_token": None},
    "an old token": {"x_zhushu_token": "A" * 32},
    "another site's page": {"sec_fetch_site": "cross-site"},
    "a plain form": {"content_type": "text/plain"},
}


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("path", ["act", "undo"])
def test_a_write_from_elsewhere_is_refused_and_writes_nothing(shared, attack, path):
    before = {file: file.read_bytes() for file in (shared.root / "content").rglob("*") if file.is_file()}
    answer = shared.post(
        path,
        {"page": "articles/a.html", "do": "add", "text": "攻击", "type": "term", "definition": "x"},
        **ATTACKS[attack],
    )
    assert answer.status_code in (403, 415)
    assert len(answer.text.strip()) > 5
    assert {file: file.read_bytes() for file in (shared.root / "content").rglob("*") if file.is_file()} == before


def test_a_write_that_never_ends_is_cut_off(shared):
    status, body = raw(
        shared,
        "POST",
        "/_zhushu/act",
        origin=shared.url,
        x_zhushu_token=shared.token,
        content_type="application/json",
        content_length="999999999",
    )
    assert status == 413
    assert body


HERE = {"do": "here", "text": "中台", "entry": "中台", "page": "articles/a.html", "passage": 0, "start": 3}


@pytest.mark.parametrize(
    "body",
    [
        [],
        "x",
        None,
        {"text": "x"},
        {"do": "add"},
        {"do": "format c:", "text": "x"},
        {"do": "add", "text": 5, "type": "term"},
        {"do": "add", "text": "x", "type": "virus"},
        {"do": "alias", "text": "x", "entry": "没有"},
        {"do": "never", "text": "x", "entry": []},
        {**HERE, "page": "index.html"},
        {**HERE, "passage": 10**9},
        {**HERE, "start": -1},
        {**HERE, "start": 4},
        {**HERE, "passage": "0"},
        {**HERE, "start": None},
    ],
)
def test_a_request_that_makes_no_sense_is_told_so(shared, body):
    answer = shared.post("act", body)
    assert answer.status_code in (400, 404, 409)
    assert answer.json()["error"]


def test_the_panel_speaks_the_sites_language(shared):
    assert shared.post("act", {}).json()["error"].startswith("请求里缺少")


def test_nothing_else_is_accepted(shared):
    assert shared.client.put("/index.html", content=b"x").status_code == 405
    assert shared.client.post("/", content=b"x").status_code == 405
    assert shared.client.request("DELETE", "/_zhushu/act").status_code == 405
    assert shared.client.get("/_zhushu/act", headers={"x-zhushu-token": shared.token}).status_code == 404
    assert shared.client.get("/_zhushu/nothing", headers={"x-zhushu-token": shared.token}).status_code == 404


@pytest.mark.parametrize(
    ("level", "error", "shown"),
    [
        (logging.WARNING, None, False),
        (logging.ERROR, h11.LocalProtocolError("x"), False),
        (logging.ERROR, asyncio.CancelledError("x"), False),
        (logging.ERROR, ValueError("x"), True),
        (logging.ERROR, None, True),
    ],
)
def test_a_request_that_is_not_http_is_not_told_to_the_author(level, error, shown):
    record = logging.LogRecord("uvicorn.error", level, "", 1, "x", None, error and (type(error), error, None))
    assert _is_ours(record) == shown
