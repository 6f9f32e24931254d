"""A site in both scripts: what is built, what is built again, and the texts that it agrees with itself about."""

import json
import re
from html import unescape

import pytest

from generator.core.errors import SiteError
from tests.pipeline.sites import build, make, page, tree, write

SETTINGS = (
    'title = "头发与网络"\nbase_url = "https://a.example/"\neditions = ["zh-Hans", "zh-Hant-TW"]\nsearch = false\n'
)
ARTICLE = "---\ntitle: 头发里的信息\ndate: 2024-05-01\n---\n\n这个**头**发，产业互联网的`软件`，见[第一篇](one.md)。\n"


def site(folder):
    make(folder)
    write(folder, "site.toml", SETTINGS)
    write(folder, "content/articles/tou-fa.md", ARTICLE)
    return folder


def test_every_page_is_there_twice_and_each_names_the_other(tmp_path):
    build(site(tmp_path))
    names = {path for path in tree(tmp_path / "build") if path.endswith(".html")}
    ours = {path for path in names if not path.startswith("hant/")}
    assert {f"hant/{path}" for path in ours} == names - ours
    for folder in ("", "hant/"):
        html = page(tmp_path, f"{folder}articles/tou-fa.html")
        assert dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', html)) == {
            "zh-Hans": "https://a.example/articles/tou-fa.html",
            "zh-Hant-TW": "https://a.example/hant/articles/tou-fa.html",
            "x-default": "https://a.example/articles/tou-fa.html",
        }
        assert f'<link rel="canonical" href="https://a.example/{folder}articles/tou-fa.html">' in html
    assert '<html lang="zh-Hant-TW">' in html
    assert "<strong>頭</strong>髮" in html
    assert "<code>软件</code>" in html
    assert '<a href="../../articles/tou-fa.html" hreflang="zh-Hans" lang="zh-Hans">简体中文</a>' in html
    assert "頭髮裡的資訊" in page(tmp_path, "hant/feed.xml")
    feed = json.loads(page(tmp_path, "hant/feed.json"))
    assert (feed["language"], feed["feed_url"]) == ("zh-Hant-TW", "https://a.example/hant/feed.json")
    assert feed["items"][0]["id"] == "https://a.example/hant/articles/tou-fa.html"
    assert "頭</strong>髮" in feed["items"][0]["content_html"]
    assert '<meta property="og:locale" content="zh_TW">' in html
    assert "https://a.example/hant/articles/tou-fa.html" in page(tmp_path, "sitemap.xml")


def test_marks_are_where_the_edition_says(tmp_path):
    build(site(tmp_path))
    notes = json.loads(page(tmp_path, "hant/articles/tou-fa.annotations.jsonld"))
    html = page(tmp_path, "hant/articles/tou-fa.html")
    body = re.search(r'<div class="prose e-content" id="text"[^>]*>(.*?)</div>\n<footer', html, re.DOTALL)[1]
    text = unescape(re.sub(r"<[^>]*>", "", body))
    assert notes["items"]
    for item in notes["items"]:
        _, css, quote = item["target"]["selector"]
        span = css["refinedBy"]
        assert text[span["start"] : span["end"]] == quote["exact"]
        assert quote["exact"] in ("產業網際網路", "產業網際網路平臺")


def test_only_what_changed_is_converted_again(tmp_path):
    build(site(tmp_path))
    assert build(tmp_path).written == ()
    write(tmp_path, "content/articles/tou-fa.md", ARTICLE.replace("这个", "那个"))
    written = set(build(tmp_path).written)
    assert {"articles/tou-fa.html", "hant/articles/tou-fa.html"} <= written
    assert "hant/articles/one.html" not in written


def test_a_name_in_the_other_script_changes_the_edition_alone(tmp_path):
    build(site(tmp_path))
    write(tmp_path, "content/glossary/n.toml", '[[entry]]\nname = "头发"\nhant = "头髪"\ndefinition = "头上的毛。"\n')
    build(tmp_path)
    assert "头髪裡的資訊" in page(tmp_path, "hant/articles/tou-fa.html")
    clean = {path: data for path, data in tree(tmp_path / "build").items() if path.startswith("hant/")}
    report = build(tmp_path, use_cache=False)
    assert report.written == ()
    assert clean


def test_editions_go_when_the_setting_goes(tmp_path):
    build(site(tmp_path))
    write(tmp_path, "site.toml", SETTINGS.replace('editions = ["zh-Hans", "zh-Hant-TW"]\n', ""))
    build(tmp_path)
    assert not [path for path in tree(tmp_path / "build") if path.startswith("hant/")]
    assert "hreflang" not in page(tmp_path, "articles/tou-fa.html")


def test_a_first_edition_of_another_script_than_the_language_is_told(tmp_path):
    make(tmp_path)
    write(tmp_path, "site.toml", 'language = "zh-Hant"\neditions = ["zh-Hans", "zh-Hant-TW"]\n')
    with pytest.raises(SiteError) as told:
        build(tmp_path)
    assert [(one.place.path, one.place.line, one.code) for one in told.value.problems] == [
        ("site.toml", 2, "wrong-value")
    ]
