"""Who may ask for what: every attack that the guard stands against, and what must pass."""

import pytest

from generator.preview.guard import Door, is_loopback, is_our_host, refusal

DOOR = Door("127.0.0.1", 8000, "secret")
OURS = {
    "host": "127.0.0.1:8000",
    "origin": "http://127.0.0.1:8000",
    "content-type": "application/json",
    "content-length": "2",
    "x-zhushu-token": "secret",
    "sec-fetch-site": "same-origin",
}


def scope(path="/", method="GET", client="127.0.0.1", **headers):
    said = {name.replace("_", "-"): value for name, value in headers.items() if value is not None}
    return {
        "type": "http",
        "method": method,
        "path": path,
        "client": (client, 5),
        "headers": [(name.encode(), value.encode()) for name, value in said.items()],
    }


def write(path="/_zhushu/act", **changed):
    headers = {**{name.replace("-", "_"): value for name, value in OURS.items()}, **changed}
    client = headers.pop("client", "127.0.0.1")
    method = headers.pop("method", "POST")
    return scope(path, method, client, **headers)


def test_a_page_is_read_from_this_machine():
    assert refusal(scope(host="127.0.0.1:8000"), DOOR) is None
    assert refusal(scope(host="LOCALHOST:8000"), DOOR) is None
    assert refusal(scope(host="[::1]:8000"), DOOR) is None


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8000",
        "127.0.0.1",
        "127.0.0.1:80",
        "localhost.evil.example:8000",
        "",
        "127.0.0.1:8000@evil.example",
        "127.0.0.1:8000, evil.example",
        "0.0.0.0:8000",
        "10.0.0.5:8000",
    ],
)
def test_another_host_is_refused_and_told_where_the_preview_is(host):
    refused = refusal(scope(host=host), DOOR)
    assert refused.status == 403
    assert "http://127.0.0.1:8000/" in refused.message.zh
    assert host in refused.message.en


def test_two_host_headers_are_refused():
    asked = scope(host="127.0.0.1:8000")
    asked["headers"].append((b"host", b"127.0.0.1:8000"))
    assert refusal(asked, DOOR).status == 403


def test_a_preview_open_to_the_network_takes_addresses_and_no_names():
    door = Door("0.0.0.0", 8000, "secret")
    assert is_our_host("192.168.1.7:8000", door)
    assert is_our_host("localhost:8000", door)
    assert not is_our_host("evil.example:8000", door)
    assert is_our_host("my-machine:8000", Door("my-machine", 8000, ""))


def test_port_80_need_not_be_named():
    assert is_our_host("127.0.0.1", Door("127.0.0.1", 80, ""))


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_pages_are_only_read(method):
    assert refusal(scope(method=method, host="127.0.0.1:8000"), DOOR).status == 405


def test_a_write_from_our_own_page_passes():
    assert refusal(write(), DOOR) is None
    assert refusal(write(host="localhost:8000", origin="http://localhost:8000"), DOOR) is None
    assert refusal(write(content_type="application/json; charset=utf-8"), DOOR) is None


def test_only_a_text_that_is_brought_may_be_large():
    assert refusal(write("/_zhushu/read", content_length="48000000"), DOOR) is None
    assert refusal(write("/_zhushu/read", content_length="48000001"), DOOR).status == 413
    assert refusal(write("/_zhushu/create", content_length="1000001"), DOOR).status == 413
    assert refusal(write("/_zhushu/act", content_length="1000000"), DOOR).status == 413


def test_pages_of_the_desk_are_read_without_a_token_and_by_nobody_else():
    for page in ("/_zhushu/new", "/_zhushu/details"):
        assert refusal(scope(page, host="127.0.0.1:8000", sec_fetch_site="same-origin"), DOOR) is None
        assert refusal(scope(page, host="127.0.0.1:8000", sec_fetch_site="cross-site"), DOOR).status == 403
        assert refusal(scope(page, host="evil.example:8000"), DOOR).status == 403
        assert refusal(write(page, x_zhushu_token=None), DOOR).status == 403
    assert refusal(scope("/_zhushu/new/x", host="127.0.0.1:8000"), DOOR).status == 403


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": None}, 403),
        ({"origin": "http://127.0.0.1:8001"}, 403),
        ({"origin": "https://127.0.0.1:8000"}, 403),
        ({"origin": "http://localhost:8000"}, 403),
        ({"sec_fetch_site": "cross-site"}, 403),
        ({"sec_fetch_site": "same-site"}, 403),
        ({"x_zhushu_token": None}, 403),
        ({"x_zhushu_token": ""}, 403),
        ({"x_zhushu_token": "secreT"}, 403),
        ({"x_zhushu_token": "sécret"}, 403),
        ({"content_type": "text/plain"}, 415),
        ({"content_type": "application/x-www-form-urlencoded"}, 415),
        ({"content_type": None}, 415),
        ({"content_length": "65537"}, 413),
        ({"content_length": None}, 413),
        ({"content_length": "-1"}, 413),
        ({"client": "192.168.1.7"}, 403),
        ({"client": "::ffff:192.168.1.7"}, 403),
        ({"host": "evil.example:8000"}, 403),
        ({"method": "PUT"}, 405),
    ],
)
def test_a_write_that_is_not_ours_is_refused_in_plain_words(changed, status):
    refused = refusal(write(**changed), DOOR)
    assert refused.status == status
    assert refused.message.zh
    assert refused.message.en


def test_an_ipv4_client_of_a_double_socket_is_local():
    assert refusal(write(client="::ffff:127.0.0.1"), DOOR) is None


def test_what_the_panel_reads_needs_the_token():
    assert refusal(scope("/_zhushu/review", host="127.0.0.1:8000"), DOOR).status == 403
    assert refusal(scope("/_zhushu/review", host="127.0.0.1:8000", x_zhushu_token="secret"), DOOR) is None


def test_our_paths_cannot_be_read_across_sites():
    for path in ("/_zhushu/live", "/_zhushu/assets/live.js", "/_zhushu/review"):
        refused = refusal(
            scope(path, host="127.0.0.1:8000", sec_fetch_site="cross-site", x_zhushu_token="secret"), DOOR
        )
        assert refused.status == 403
    assert refusal(scope("/_zhushu/live", host="127.0.0.1:8000", sec_fetch_site="same-origin"), DOOR) is None
    assert refusal(scope("/_zhushu/live", host="127.0.0.1:8000"), DOOR) is None


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("[::1]", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.7", False),
        ("example.org", False),
    ],
)
def test_loopback(host, local):
    assert is_loopback(host) is local
