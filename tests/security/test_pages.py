"""No page of a hostile site holds a script, whatever door it came through."""

import json
import re
from xml.etree import ElementTree as ET

import feedparser
import pytest

from generator.author.importing.attachments import picture_suffix
from generator.core.errors import SiteError
from generator.pipeline.build import Options, Site
from tests.security import hostile
from tests.security.attacks import ATTACKS, SVG


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    root = hostile.make(tmp_path_factory.mktemp("hostile"))
    try:
        Site(root, root / "build", Options(jobs=1, future=True)).build()
    except SiteError as error:
        pytest.fail("\n".join(problem.say("en") for problem in error.problems if problem.level == "error"))
    return root / "build"


def test_no_page_holds_a_script(built):
    wrong = {
        page.relative_to(built).as_posix(): found
        for page in built.rglob("*.html")
        if (found := hostile.wrong_in(page.read_text(encoding="utf-8")))
    }
    assert wrong == {}


def test_every_attack_is_on_a_page(built):
    assert len(list((built / "articles").glob("*.html"))) >= len(ATTACKS)
    assert len(list((built / "glossary").glob("*.html"))) > len(ATTACKS) // 3


def test_a_feed_holds_no_script(built):
    feed = feedparser.parse((built / "feed.xml").read_bytes(), sanitize_html=False)
    assert not feed.bozo
    assert len(feed.entries) == 20
    for entry in feed.entries:
        assert entry.get("summary_detail", {"type": "text/plain"})["type"] == entry.title_detail["type"] == "text/plain"
        for content in entry.content:
            assert hostile.wrong_in(content["value"]) == []


def test_files_for_machines_are_well_formed(built):
    for path in built.rglob("*.json"):
        json.loads(path.read_text(encoding="utf-8"))
    for path in (built / "feed.xml", built / "sitemap.xml"):
        ET.parse(path)


def test_data_in_a_page_cannot_end_its_script(built):
    for path in built.rglob("*.html"):
        for data in re.findall(
            r'<script type="application/ld\+json">(.*?)</script>', path.read_text(encoding="utf-8"), re.DOTALL
        ):
            assert "<" not in data
            json.loads(data)


@pytest.mark.parametrize("name", SVG)
def test_a_picture_that_would_run_something_is_not_imported(name):
    assert picture_suffix(SVG[name].format("window.pwned=1").encode()) == ""


@pytest.mark.parametrize(
    "picture",
    [
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><title>图</title><style>.a{fill:red}</style><g class='a'><path d='M0 0'/><use href='#x'/></g></svg>",
        "<?xml version='1.0' encoding='UTF-8'?><!DOCTYPE svg PUBLIC '-//W3C//DTD SVG 1.1//EN' 'http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd'>"
        "<svg xmlns='http://www.w3.org/2000/svg' xmlns:i='http://www.inkscape.org/namespaces/inkscape' i:version='1'><i:grid/></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'><image href='data:image/png;base64,AAAA'/><a href='https://example.org/'><text>来源：某站</text></a></svg>",
        "<svg xmlns='http://www.w3.org/2000/svg'><circle r='1'><animate attributeName='r' values='1;2' dur='1s'/></circle></svg>",
    ],
)
def test_a_plain_picture_is_imported(picture):
    assert picture_suffix(picture.encode()) == ".svg"
