"""What is put into pages on their way."""

import pytest

from generator.preview.inject import inject

POLICY = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self' data:>\">"


def test_script_stands_at_the_end_of_the_head():
    page = inject(b"<!doctype html><html><head><title>x</title></head><body>y</body></html>", {"token": 'a"b'}).decode()
    assert page.index("<title>") < page.index('<script type="module" id="zhushu-preview"') < page.index("</head>")
    assert 'data-token="a&quot;b"' in page


@pytest.mark.parametrize("page", ["<title>x</title><body>y", "<TITLE>x</TITLE></HEAD><BODY class=z>y"])
def test_head_end_may_be_left_out(page):
    done = inject(page.encode(), {}).decode()
    assert done.lower().index("<script") < done.lower().index("<body")


def test_a_fragment_gets_it_at_its_end():
    assert inject(b"hello", {}).startswith(b"hello<script")


def test_the_pages_own_policy_is_taken_out():
    for policy in (POLICY, POLICY.upper(), "<meta content=\"default-src 'none'\" http-equiv=content-security-policy>"):
        page = inject(f"<head><meta charset=utf-8>{policy}<title>x</title></head>".encode(), {}).decode()
        assert page.startswith("<head><meta charset=utf-8><title>x</title><script")


def test_other_metas_stay():
    page = b'<head><meta name="description" content="content-security-policy http-equiv"><meta http-equiv="refresh" content="5"></head>'
    assert inject(page, {}).startswith(page.removesuffix(b"</head>"))


def test_the_authors_own_visits_are_not_counted():
    html = b'<html><head><script class="statistics" src="https://s.example/x.js" defer data-website-id="a"></script>\n</head><body>x</body></html>'
    page = inject(html, {})
    assert b"statistics" not in page
    assert b"<body>x</body>" in page
