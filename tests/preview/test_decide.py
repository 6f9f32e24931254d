"""The author's decisions over a real connection: written, tried at once, taken back."""

from tests.preview.previewing import ARTICLE, make, running

PAGE = "articles/a.html"


def review(preview, page=PAGE):
    return preview.read(f"review?page={page}")


def page(preview, path=PAGE):
    return preview.client.get(f"/{path}").text


def row(rows, text):
    return next(row for row in rows if row["text"] == text)


def at(place, do, name):
    """A decision about one place."""
    return {"page": PAGE, "do": do, "text": name, "entry": name, "passage": place["passage"], "start": place["start"]}


def test_what_there_is_to_decide(shared):
    told = review(shared)
    assert told["article"] == "content/articles/a.md"
    assert {mark["text"] for mark in told["marks"]} == {"数据中台", "小程序", "上云"}
    mark = row(told["marks"], "数据中台")
    assert (mark["entry"], mark["type"], mark["line"]) == ("数据中台", "term", 6)
    assert mark["places"] == [
        {
            "passage": 0,
            "start": 12,
            "end": 16,
            "before": "企业集中台湾市场的资源。",
            "text": "数据中台",
            "after": "汇集数据，小程序离用户最近。",
        }
    ]
    refused = row(told["refused"], "中台")
    assert refused["entry"] == "中台"
    assert len(refused["reason"]) == 2
    assert told["undo"] is None


def test_only_articles_can_be_reviewed(shared):
    for path in ("index.html", "", "../x"):
        assert "error" in review(shared, path)


def test_entries_are_found_by_name_pinyin_and_alias(shared):
    def found(query):
        return [entry["name"] for entry in shared.read(f"entries?q={query}")]

    assert found("中台") == ["中台", "数据中台"]
    assert found("xiaochengxu") == ["小程序"]
    assert found("xcx") == ["小程序"]
    assert found("没有") == []
    assert len(found("")) == 4


def test_a_word_becomes_an_entry_and_its_mark_is_in_place(preview):
    for kind in ("term", "person", "organization", "place", "product", "work", "event"):
        done = preview.post(
            "act", {"page": PAGE, "do": "add", "text": "柔性制造", "type": kind, "definition": "小批量也划算。"}
        ).json()
        assert "柔性制造" in done["done"]
        assert done["undo"] == done["done"]
        assert f'data-type="{kind}"' in page(preview)[page(preview).index('id="r-柔性制造-1"') :][:120]
        assert "小批量也划算。" in page(preview)
        assert [mark["text"] for mark in review(preview)["marks"]].count("柔性制造") == 1
        preview.post("undo", {"page": PAGE})


def test_what_is_shown_at_once_is_what_the_build_then_makes(preview):
    for decision in (
        {"do": "add", "text": "柔性制造", "type": "term", "definition": "小**批量**。"},
        {"do": "alias", "text": "腾讯云", "entry": "上云"},
        {"do": "never", "text": "小程序", "entry": "小程序"},
    ):
        preview.post("act", {"page": PAGE, **decision})
        shown = page(preview)
        preview.rest()
        assert body(page(preview)) == body(shown)
        assert body(shown).replace(" ", "") == body(
            (preview.root / ".cache/preview" / PAGE).read_text(encoding="utf-8")
        ).replace(" ", "")


def test_undo_puts_everything_back(preview):
    before = page(preview)
    files = sorted((preview.root / "content/glossary").iterdir())
    preview.post("act", {"page": PAGE, "do": "add", "text": "柔性制造", "type": "term", "definition": "x"})
    preview.post("act", {"page": PAGE, "do": "alias", "text": "腾讯云", "entry": "上云"})
    assert 'id="r-柔性制造-1"' in page(preview)
    assert "腾讯云" in preview.text("content/glossary/terms.toml")
    assert preview.post("undo", {}).json()["undo"].startswith("“柔性制造”")
    assert preview.post("undo", {}).json()["undo"] is None
    assert body(page(preview)) == body(before)
    assert sorted((preview.root / "content/glossary").iterdir()) == files
    assert preview.post("undo", {}).status_code == 409


def body(html):
    return html[html.index("<body") :]


def test_undo_leaves_a_file_alone_that_was_changed_since(preview):
    preview.post("act", {"page": PAGE, "do": "add", "text": "柔性制造", "type": "term", "definition": "x"})
    preview.save("content/glossary/柔性制造.md", "我自己写的释义。\n")
    answer = preview.post("undo", {})
    assert answer.status_code == 409
    assert "改过" in answer.json()["error"]
    assert preview.text("content/glossary/柔性制造.md") == "我自己写的释义。\n"


def test_an_alias_goes_into_its_entry_and_is_marked(preview):
    preview.post("act", {"page": PAGE, "do": "alias", "text": "柔性制造", "entry": "小程序"})
    assert preview.text("content/glossary/小程序.md").startswith("---\ntype: product\naliases: [")
    assert row(review(preview)["marks"], "柔性制造")["entry"] == "小程序"


def test_a_mark_can_be_forbidden_where_it_stands(preview):
    mark = row(review(preview)["marks"], "数据中台")
    (place,) = mark["places"]
    done = preview.post("act", at(place, "not-here", "数据中台"))
    assert done.status_code == 200
    assert 'never = ["' in preview.text("content/glossary/terms.toml")
    assert "# 中" in preview.text("content/glossary/terms.toml")
    assert "数据中台" not in {mark["text"] for mark in review(preview)["marks"]}


def test_a_refused_find_can_be_marked_where_it_stands(preview):
    place = row(review(preview)["refused"], "中台")["places"][0]
    done = preview.post("act", at(place, "here", "中台"))
    assert done.status_code == 200
    assert "集中台湾" in preview.text("content/glossary/terms.toml")
    assert row(review(preview)["marks"], "中台")["places"][0]["start"] == place["start"]


def test_an_entry_can_be_kept_from_ever_being_marked(preview):
    preview.post("act", {"page": PAGE, "do": "never", "text": "小程序", "entry": "小程序"})
    assert "小程序" not in {mark["text"] for mark in review(preview)["marks"]}


def test_a_word_that_is_no_entry_can_be_silenced(preview):
    preview.post("act", {"page": PAGE, "do": "never", "text": "微信号"})
    assert preview.text("content/glossary/_never.txt").endswith("\n微信号\n")


def test_a_name_that_was_found_by_itself_can_be_silenced(tmp_path):
    make(tmp_path)
    (tmp_path / "site.toml").write_text('title = "x"\nentities = "auto"\npublished = 0.0\n', encoding="utf-8")
    (tmp_path / "content/articles/a.md").write_text(
        "# 一篇\n\n马化腾在深圳市创办了公司。马化腾很少说话。\n", encoding="utf-8"
    )
    with running(tmp_path) as preview:
        assert 'class="e person w auto"' in page(preview)
        assert row(review(preview)["candidates"], "马化腾")["type"] == "person"
        assert preview.post("act", {"page": PAGE, "do": "never", "text": "马化腾"}).status_code == 200
        assert 'class="e person w auto"' not in page(preview)
        assert "马化腾" not in {candidate["text"] for candidate in review(preview)["candidates"]}
        preview.post("undo", {"page": PAGE})
        assert 'class="e person w auto"' in page(preview)
        assert not (tmp_path / "content/glossary/_never.txt").exists()


def test_a_decision_that_breaks_the_site_is_taken_back(preview):
    before = preview.text("content/glossary/terms.toml")
    answer = preview.post("act", {"page": PAGE, "do": "alias", "text": "柔性制造" * 51, "entry": "上云"})
    assert answer.status_code == 409
    assert "柔性制造" in answer.json()["error"]
    assert preview.text("content/glossary/terms.toml") == before
    assert not preview.preview.workshop.failed
    assert review(preview)["undo"] is None


def test_an_entry_that_is_there_already_is_refused(preview):
    answer = preview.post("act", {"page": PAGE, "do": "add", "text": "上云", "type": "term", "definition": "x"})
    assert answer.status_code == 409
    assert not (preview.root / "content/glossary/上云.md").exists()


def test_nothing_is_decided_while_the_site_has_errors(preview):
    preview.save("site.toml", "titel = 1\n")
    answer = preview.post("act", {"page": PAGE, "do": "add", "text": "柔性制造", "type": "term", "definition": "x"})
    assert answer.status_code == 409
    assert "先改好" in answer.json()["error"]
    assert not (preview.root / "content/glossary/柔性制造.md").exists()


def test_a_place_that_has_moved_is_told(preview):
    (place,) = row(review(preview)["marks"], "数据中台")["places"]
    preview.save("content/articles/a.md", ARTICLE.replace("企业集", "我们的企业集"))
    answer = preview.post("act", at(place, "not-here", "数据中台"))
    assert answer.status_code == 409
    assert "刷新" in answer.json()["error"]


def test_a_name_never_leads_out_of_the_glossary(preview):
    for name in ("../../../articles/攻击", "/etc/攻击", "..\\..\\攻击", "content/articles/攻击"):
        before = {path for path in preview.root.rglob("*") if ".cache" not in path.parts}
        added = {"page": PAGE, "do": "add", "text": name, "type": "term", "definition": "x"}
        assert preview.post("act", added).status_code == 200
        (made,) = {path for path in preview.root.rglob("*") if ".cache" not in path.parts} - before
        assert made.parent == preview.root / "content/glossary", name
