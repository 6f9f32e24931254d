"""What browsers are told after every save: the state of their page."""

import json
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import get_args

import httpx
import pytest

import generator.preview
from generator.core.visibility import Standing
from tests.preview.previewing import ARTICLE, make, running


@contextmanager
def listening(preview, page, since=10**6, source=""):
    """A list that grows by every state (or the word "rest") that a tab at `page` is told."""
    told = []

    def read():
        with httpx.stream(
            "GET", f"{preview.url}/_zhushu/live", params={"page": page, "since": since, "source": source}, timeout=60
        ) as answer:
            streams.append(answer)
            for line in answer.iter_lines():
                if line.startswith("data: {"):
                    told.append(json.loads(line[6:]))
                elif line == "event: rest":
                    told.append("rest")
        told.append("end")

    streams = []
    thread = threading.Thread(target=read, daemon=True)
    thread.start()
    preview.wait(lambda: told)
    yield told


def test_a_tab_is_told_its_state_at_once_and_after_every_build(preview):
    with listening(preview, "/articles/a.html") as told, listening(preview, "/glossary/index.html") as other:
        assert told[0]["problems"] == []
        assert told[0]["digest"] in preview.client.get("/articles/a.html").text
        preview.save("content/articles/a.md", ARTICLE.replace("汇集数据", "汇集许多数据"))
        preview.wait(lambda: len(told) > 1 and len(other) > 1)
        assert told[-1]["digest"] != told[0]["digest"]
        preview.wait(lambda: told[-1]["digest"] in preview.client.get("/articles/a.html").text)
        assert other[-1]["digest"] == other[0]["digest"]


def test_errors_are_told_and_the_last_good_page_stays(preview):
    good = preview.client.get("/articles/a.html").text
    with listening(preview, "/articles/a.html") as told:
        done = preview.save("site.toml", 'titel = "x"\n')
        assert done.report is None
        preview.wait(lambda: told[-1]["failed"])
        (problem,) = told[-1]["problems"]
        assert (problem["path"], problem["line"], problem["level"]) == ("site.toml", 1, "error")
        assert "titel" in problem["message"]
        assert "title" in problem["hint"]
        assert told[-1]["digest"] == told[0]["digest"]
        assert body(preview.client.get("/articles/a.html").text) == body(good)
        preview.save("site.toml", 'title = "预览"\nentities = "listed"\n')
        preview.wait(lambda: not told[-1]["failed"])
        assert told[-1]["problems"] == []


def body(page):
    return page[page.index("<body") :]


def test_changed_assets_are_told_to_who_has_the_old_ones(preview):
    build = preview.preview.workshop.number
    with listening(preview, "/", since=build) as told, listening(preview, "/", since=0) as older:
        assert told[0]["assets"] == {}
        assert older[0]["assets"]["assets/reader.css"] == 1
        (preview.root / "layouts/assets").mkdir(parents=True)
        preview.save("layouts/assets/own.css", "p{color:red}")
        preview.wait(lambda: told[-1]["assets"])
        assert told[-1]["assets"] == {"assets/own.css": preview.preview.workshop.number}


def test_drafts_and_dated_articles_are_told(preview):
    with listening(preview, "/") as told:
        states = told[0]["unpublished"]
        assert {url: state for url, (state, _) in states.items()} == {
            "articles/草稿.html": "draft",
            "articles/later.html": "scheduled",
        }
        assert states["articles/later.html"][1].endswith(" 00:00 +08:00")


def test_each_state_has_its_words_in_each_language():
    texts = (Path(generator.preview.__file__).parent / "assets/texts.js").read_text("utf-8")
    for state in set(get_args(Standing)) - {"public"}:
        assert texts.count(f" {state}: ") == texts.count(f" {state}_ribbon: ") == 3


def test_a_tab_follows_its_article_to_a_new_address(preview):
    with listening(preview, "/articles/a.html", source="content/articles/a.md") as told:
        preview.save("content/articles/a.md", ARTICLE.replace("date:", "slug: new-name\ndate:"))
        preview.wait(lambda: told[-1]["moved"])
        assert told[-1]["moved"] == "articles/new-name.html"


def test_a_missing_page_is_told_when_it_comes(preview):
    with listening(preview, "/articles/b.html") as told:
        preview.save("content/articles/b.md", "# 新的\n\n正文\n")
        preview.wait(lambda: told[-1]["digest"] != told[0]["digest"])


def test_the_oldest_of_many_tabs_is_asked_to_rest(preview):
    with (
        listening(preview, "/1") as one,
        listening(preview, "/2"),
        listening(preview, "/3"),
        listening(preview, "/4") as four,
    ):
        assert "rest" not in one
        with listening(preview, "/5"):
            preview.wait(lambda: "rest" in one)
            assert "rest" not in four


def test_streams_end_when_the_preview_stops(tmp_path):
    with running(make(tmp_path)) as preview, listening(preview, "/") as told:
        preview.preview.server.should_exit = True
        preview.wait(lambda: told[-1] == "end")


@pytest.mark.parametrize("since", ["-1", "x", "9" * 30, ""])
def test_odd_questions_are_answered(shared, since):
    with shared.client.stream("GET", "/_zhushu/live", params={"page": "\0/..", "since": since}) as answer:
        assert answer.status_code == 200
        assert next(answer.iter_lines()) == "retry: 300"


def test_a_site_that_never_built_shows_what_is_wrong(tmp_path):
    make(tmp_path)
    (tmp_path / "content/glossary/x.toml").write_text("[[entry]]\nname = <b>\n", encoding="utf-8")
    with running(tmp_path) as preview:
        answer = preview.client.get("/articles/a.html")
        assert answer.status_code == 503
        assert "content/glossary/x.toml:2" in answer.text
        assert "<b>" not in answer.text
        preview.save("content/glossary/x.toml", '[[entry]]\nname = "b"\ndefinition = "c"\n')
        assert preview.client.get("/articles/a.html").status_code == 200


def test_a_mistake_of_our_own_does_not_end_the_preview(preview, monkeypatch):
    def broken():
        raise ZeroDivisionError("x")

    site = preview.preview.workshop.site
    monkeypatch.setattr(site, "build", broken, raising=True)
    done = preview.save("content/articles/a.md", "# x\n")
    assert done.problems[0].code == "internal"
    assert "ZeroDivisionError: x (test_live.py:" in done.problems[0].message.zh
    assert preview.client.get("/articles/a.html").status_code == 200
