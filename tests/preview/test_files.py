"""Request paths → files of the site, and nothing outside of it."""

import os

import pytest

from generator.preview.files import Moved, SiteFile, find, media_type


@pytest.fixture
def output(tmp_path):
    out = tmp_path / "out"
    for name in (
        "index.html",
        "404.html",
        "about.html",
        "glossary/index.html",
        "glossary/数据中台.html",
        "assets/reader.css",
        ".zhushu-files",
        ".well-known/x",
    ):
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text(name, encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (tmp_path / "out-too").mkdir()
    (tmp_path / "out-too" / "x.html").write_text("secret", encoding="utf-8")
    return out


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        ("/", "index.html"),
        ("/index.html", "index.html"),
        ("/about.html", "about.html"),
        ("/about", "about.html"),
        ("/glossary/", "glossary/index.html"),
        ("/glossary/数据中台.html", "glossary/数据中台.html"),
        ("/assets/reader.css", "assets/reader.css"),
    ],
)
def test_finds_what_github_pages_would(output, asked, path):
    assert find(output, asked) == SiteFile(path, path.encode())


def test_a_folder_without_its_slash_is_elsewhere(output):
    assert find(output, "/glossary") == Moved("/glossary/")


@pytest.mark.parametrize(
    "asked",
    [
        "/../secret.txt",
        "/..",
        "/a/../../secret.txt",
        "/./index.html",
        "//index.html",
        "//evil.example/",
        "/..\\secret.txt",
        "/\0",
        "/a\0.html",
        "/nothing.html",
        "/about.html/",
        "/" + "x" * 5000,
        "/.zhushu-files",
        "/.well-known/x",
        "/C:/x",
        "/../out-too/x.html",
        "/about.html/x",
    ],
)
def test_finds_nothing_else(output, asked):
    assert find(output, asked) is None


def test_links_out_of_the_output_are_not_followed(output, tmp_path):
    (output / "out.txt").symlink_to(tmp_path / "secret.txt")
    (output / "folder").symlink_to(tmp_path)
    (output / "loop").symlink_to(output / "loop")
    assert [find(output, path) for path in ("/out.txt", "/folder/secret.txt", "/loop")] == [None, None, None]


def test_links_within_the_output_are(output):
    (output / "again.html").symlink_to(output / "about.html")
    assert find(output, "/again.html").data == b"about.html"


def test_a_pipe_is_no_file(output):
    os.mkfifo(output / "pipe.html")
    assert find(output, "/pipe.html") is None


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("a.html", "text/html; charset=utf-8"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("A.CSS", "text/css; charset=utf-8"),
        ("a.svg", "image/svg+xml"),
        ("a.jsonld", "application/ld+json"),
        ("a.wasm", "application/wasm"),
        ("a.woff2", "font/woff2"),
        ("feed.xml", "application/xml; charset=utf-8"),
        ("a.unheard", "application/octet-stream"),
        ("noending", "application/octet-stream"),
    ],
)
def test_types(path, kind):
    assert media_type(path) == kind
