"""Sizes and smaller copies on the page, and what becomes of them when a picture is replaced."""

import re

import pytest
from PIL import Image

from generator.core.picture_types import Picture
from generator.pipeline.build import Options, build_site
from generator.site.image_sizes import attributes, joined, smaller_copies
from tests.pipeline.test_build import tree


@pytest.mark.parametrize(
    ("written", "made"),
    [
        (' alt="x"', ' alt="x" width="30" height="20"'),
        (' alt="" width="15"', ' alt="" width="15" height="10"'),
        (' alt="" height="40"', ' alt="" height="40" width="60"'),
        (' alt="" width="9" height="9"', ' alt="" width="9" height="9"'),
    ],
)
def test_what_the_author_wrote_counts(written, made):
    assert joined(written, attributes(Picture(30, 20, smaller=True), "a.png", {})) == made


def test_copies_are_narrower_than_the_picture():
    wide = smaller_copies("a/b.png", "content/articles/a/b.png", Picture(1200, 9, smaller=True))
    assert wide == {
        "a/b.png.480.webp": ("content/articles/a/b.png", 480),
        "a/b.png.960.webp": ("content/articles/a/b.png", 960),
    }
    assert smaller_copies("b.png", "b.png", Picture(500, 9, smaller=True)) == {}
    assert smaller_copies("b.gif", "b.gif", Picture(5000, 9, smaller=False)) == {}


@pytest.fixture
def site(tmp_path):
    folder = tmp_path / "content/articles/jia"
    folder.mkdir(parents=True)
    (tmp_path / "content/glossary").mkdir()
    (tmp_path / "site.toml").write_text('title = "t"\nentities = "off"\nsearch = false\nsmaller_pictures = true\n')
    (tmp_path / "content/articles/jia.md").write_text("# 甲\n\n看![图](jia/a,b.png)词\n", encoding="utf-8")
    (tmp_path / "content/glossary/词.md").write_text("![](../articles/jia/a,b.png) 词的意思。\n", encoding="utf-8")
    Image.new("RGB", (1200, 600)).save(folder / "a,b.png")
    return tmp_path


def images(site, page):
    return re.findall(r"<img[^>]*>", (site / "build" / page).read_text(encoding="utf-8"))


def test_a_replaced_picture_gives_new_sizes_and_nothing_else_is_made_again(site):
    build_site(site)
    [tag] = images(site, "articles/jia.html")[:1]
    assert 'width="1200" height="600"' in tag
    listed = re.search(r'srcset="([^"]*)"', tag)[1].split(", ")
    assert [one.split()[1] for one in listed] == ["480w", "960w", "1200w"]
    for one in listed:
        assert (site / "build/articles" / one.split()[0].replace("%2C", ",")).is_file()
    assert 'width="1200" height="600"' in images(site, "glossary/词.html")[0]
    assert build_site(site).written == ()
    Image.new("RGB", (700, 50)).save(site / "content/articles/jia/a,b.png")
    report = build_site(site)
    assert 'width="700" height="50"' in images(site, "articles/jia.html")[0]
    assert 'width="700" height="50"' in images(site, "glossary/词.html")[0]
    assert "articles/jia/a,b.png.960.webp" in report.removed
    assert "index.html" not in report.written
    kept = tree(site / "build")
    build_site(site, site / "other", Options(use_cache=False))
    assert tree(site / "other") == kept


def test_pages_open_for_the_pictures_that_they_show(site):
    (site / "content/glossary/词.md").write_text("![](https://pic.example.com/a.png) 意思。\n", encoding="utf-8")
    build_site(site)

    def policy(page):
        return re.search(r"img-src ([^;]*)", (site / "build" / page).read_text(encoding="utf-8"))[1]

    assert policy("glossary/词.html") == "'self' https://pic.example.com"
    assert policy("articles/jia.html") == "'self' https://pic.example.com"  # its glossary shows the definition
    assert policy("index.html") == "'self'"
    (site / "site.toml").write_text('title = "t"\nhttps_pictures = true\n')
    build_site(site)
    assert policy("glossary/词.html") == policy("index.html") == "'self' https:"
