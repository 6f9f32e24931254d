"""New articles and front matter by way of the preview, over a real connection: read, corrected, written, never over
anything that is there. What is refused is asked of one preview, `shared`, whose files are then as they were.
"""

import base64

import pytest

from generator.author.importing.blocks import aligned, corrected, joined, split
from generator.author.importing.read import from_bytes
from tests.author.importing.docx import PNG, document
from tests.preview.previewing import ARTICLE, make, running

PAGE = "articles/a.html"
RAW = """工厂学会倾听
作者：林木
2019年5月20日
导语：让顾客来决定工厂做什么，这个想法至少有三十年了。
工厂不擅长听人说话。这不是比喻，走进一间车间就会明白，里面的人靠手势交流，谁也听不见谁说的话，也没有人觉得奇怪。
一个不新的想法
想法本身不新。一九八零年代末，英语世界里已经有了“大规模定制”的说法，把两个互相打架的词绑在一起，听起来就不太可能。
▲车间里的一角。
那时缺的不是道理，是信息的通道。顾客的想法传到工厂，要经过店员、店长、区域经理、总部和计划科，走完季节都换了。
欢迎关注我们的公众号，转载请联系后台。
"""
FRONT = {
    "title": "工厂学会倾听",
    "date": "2019-05-20",
    "tags": ["制造"],
    "author": "林木",
    "description": "",
    "draft": True,
}


def read(preview, text=RAW, **more):
    return preview.post("read", {"name": "", "text": text, **more}).json()


def create(preview, told, **changed):
    asked = {"handle": told["handle"], "slug": told["slug"], "front": FRONT, "roles": {}, **changed}
    return preview.post("create", asked)


def files(preview):
    return {path: path.read_bytes() for path in (preview.root / "content").rglob("*") if path.is_file()}


def roles(told):
    return [row["role"] for row in told["rows"]]


def test_a_raw_text_is_shown_as_what_it_was_taken_for(shared):
    before = files(shared)
    told = read(shared)
    assert told["front"]["title"] == "工厂学会倾听"
    assert told["front"]["date"] == "2019-05-20"
    assert told["front"]["author"] == "林木"
    assert told["slug"] == "gong-chang-xue-hui-qing-ting"
    assert roles(told) == [
        "title",
        "author",
        "date",
        "lead",
        "paragraph",
        "heading",
        "paragraph",
        "caption",
        "paragraph",
        "drop",
    ]
    assert files(shared) == before  # looking writes nothing


def test_it_becomes_a_draft_as_its_author_corrects_it(preview):
    told = read(preview)
    numbers = {row["role"]: str(number) for number, row in enumerate(told["rows"])}
    changed = {
        numbers["heading"]: "sub",
        numbers["caption"]: "paragraph",
        numbers["drop"]: "quote",
        numbers["lead"]: "drop",
    }
    made = create(preview, told, slug="qing-ting", roles=changed).json()
    assert made == {"path": "content/articles/qing-ting.md", "url": "articles/qing-ting.html"}
    text = preview.text(made["path"])
    assert text.startswith(
        "---\ntitle: 工厂学会倾听\ndate: 2019-05-20\ntags: [制造]\nauthor: 林木\ndraft: true\n---\n\n工厂不擅长"
    )
    assert "### 一个不新的想法\n\n" in text
    assert "\n车间里的一角。\n" in text
    assert text.endswith("\n> 欢迎关注我们的公众号，转载请联系后台。\n")
    assert "导语" not in text
    page = preview.client.get("/" + made["url"])
    assert page.status_code == 200
    assert "工厂学会倾听" in page.text
    assert create(preview, told, slug="again").status_code == 410  # what was written no longer waits


@pytest.mark.parametrize(
    ("slug", "status"),
    [
        ("a", 409),
        ("A", 409),
        ("../a", 400),
        ("/etc/passwd", 400),
        ("a/b", 400),
        ("..", 400),
        (".x", 400),
        ("con", 400),
        ("_x", 400),
        ("", 400),
        ("a\\b", 400),
    ],
)
def test_a_name_that_is_taken_or_leads_elsewhere_is_refused(shared, slug, status):
    before = files(shared)
    assert create(shared, read(shared), slug=slug).status_code == status
    assert files(shared) == before


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"front": {**FRONT, "date": "昨天"}}, 409),
        ({"front": {**FRONT, "layout": "evil.html"}}, 400),
        ({"front": "x"}, 400),
        ({"roles": {"0": "script"}}, 400),
        ({"roles": {str(number): "drop" for number in range(10)}}, 400),
        ({"handle": "0" * 16}, 410),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_written(shared, changed, status):
    before = files(shared)
    answer = create(shared, read(shared), **changed)
    assert answer.status_code == status
    assert answer.json()["error"]
    assert files(shared) == before


def test_a_name_taken_meanwhile_is_never_written_over(preview):
    told = read(preview)
    preview.save(f"content/articles/{told['slug']}.txt", "别人先写的。\n")
    answer = create(preview, told)
    assert answer.status_code == 409
    assert f"{told['slug']}-2" in answer.json()["error"]
    assert preview.text(f"content/articles/{told['slug']}.txt") == "别人先写的。\n"


def test_pictures_of_a_document_come_next_to_its_article(preview):
    told = read(preview, name="C:\\tmp\\文章.docx", data=base64.b64encode(document()).decode())
    assert told["front"]["title"] == "茶叶贸易史"
    (picture,) = told["pictures"]
    made = create(preview, told, slug="tu", front={**FRONT, "title": "茶叶贸易史"}).json()
    assert (preview.root / "content/articles/tu" / picture["name"]).read_bytes() == PNG
    assert f"(tu/{picture['name']}" in preview.text(made["path"])


def test_a_page_brings_neither_scripts_nor_files_of_this_machine(preview):
    told = read(
        preview,
        name="p.html",
        text=f'<html><body><h1>标题</h1><p>一段话，够长的一段话。</p><img src="{preview.root}/site.toml"><img src="../../../etc/passwd"><script>alert(1)</script></body></html>',
    )
    assert told["pictures"] == []
    made = create(preview, told, slug="p").json()
    assert "script" not in preview.text(made["path"])
    assert "<script>alert" not in preview.client.get("/" + made["url"]).text


@pytest.mark.parametrize(
    "asked",
    [
        {"name": "x.exe", "text": "MZ"},
        {"name": "x.docx", "text": "nope"},
        {"name": "", "text": " \n"},
        {"name": "x.txt", "data": "***"},
        {"name": "x.xml", "text": "<rss/>"},
        {"name": "x"},
    ],
)
def test_what_is_no_article_is_told(shared, asked):
    answer = shared.post("read", asked)
    assert answer.status_code in (400, 409)
    assert answer.json()["error"]


def test_an_article_that_breaks_the_site_is_taken_back(preview):
    preview.save("site.toml", 'title = "预览"\nentities = "listed"\npermalink = "/{title}/"\n')
    before = files(preview)
    told = read(preview)
    answer = create(preview, told, front={**FRONT, "title": "中台之后", "date": "2019-05-01"})
    if answer.status_code == 409:
        assert files(preview) == before
        assert not preview.preview.workshop.failed
    else:
        pytest.fail(f"two articles at one address were taken: {answer.json()}")
    assert create(preview, told).status_code == 200  # what she corrected still waits


def test_another_machine_and_another_site_can_bring_nothing(shared):
    for path in ("read", "create"):
        assert shared.post(path, {"text": "x"}, origin="http://evil.example").status_code == 403
        assert shared.post(path, {"text": "x"}, x_zhushu_token=None).status_code == 403
        assert shared.post(path, {"text": "x"}, content_type="text/plain").status_code == 415
    for page in ("new", "details"):
        assert shared.client.get(f"/_zhushu/{page}", headers={"sec-fetch-site": "cross-site"}).status_code == 403
        assert "default-src 'none'" in shared.client.get(f"/_zhushu/{page}").headers["content-security-policy"]
    assert shared.client.get(f"/_zhushu/form?page={PAGE}").status_code == 403


# ---------------------------------------------------------------- front matter


def form(preview, page=PAGE):
    return preview.read(f"form?page={page}")


def details(preview, changes, digest=None, page=PAGE):
    digest = form(preview, page)["digest"] if digest is None else digest
    return preview.post("act", {"page": page, "do": "details", "digest": digest, "changes": changes})


def test_the_form_has_each_key_of_the_schema_with_what_the_file_says(shared):
    told = form(shared)
    values = {one["key"]: one["value"] for one in told["fields"]}
    assert (values["title"], values["date"], values["tags"], values["draft"]) == ("中台之后", "2019-05-01", [], "")
    assert {one["key"] for one in told["fields"] if one["by_hand"]} == {"extra"}
    assert told["path"] == "content/articles/a.md"


def test_details_are_changed_with_comments_and_order_kept_and_can_be_undone(preview):
    text = ARTICLE.replace("title: 中台之后", "# 顶上\ntitle: 中台之后 # 名\ntags:\n  - 甲 # 一\n  - 乙")
    preview.save("content/articles/a.md", text)
    done = details(
        preview, {"title": "中台以后", "tags": ["甲", "丙"], "unlisted": "true", "part": "2", "nomark": ["上云"]}
    )
    assert done.status_code == 200, done.text
    assert preview.text("content/articles/a.md") == text.replace("title: 中台之后", "title: 中台以后").replace(
        "  - 乙\n", "  - 丙\n"
    ).replace("date: 2019-05-01\n", "date: 2019-05-01\nunlisted: true\npart: 2\nnomark: [上云]\n")
    assert preview.post("undo", {"page": PAGE}).status_code == 200
    assert preview.text("content/articles/a.md") == text


def test_a_form_never_overwrites_what_was_saved_meanwhile(preview):
    digest = form(preview)["digest"]
    preview.save("content/articles/a.md", ARTICLE.replace("中台之后", "别处改的"))
    answer = details(preview, {"title": "表里改的"}, digest)
    assert answer.status_code == 409
    assert "改过" in answer.json()["error"]
    assert "别处改的" in preview.text("content/articles/a.md")


@pytest.mark.parametrize(
    "changes",
    [{"date": "昨天"}, {"draft": "maybe"}, {"extra": "x"}, {"nope": "x"}, {"part": "x"}, {"title": ["x"]}, {}],
)
def test_a_value_that_is_none_is_told(shared, changes):
    before = files(shared)
    assert details(shared, changes).status_code in (400, 409)
    assert files(shared) == before


def test_publishing_takes_the_draft_mark_off(preview):
    page = "articles/草稿.html"
    assert form(preview, page)["draft"] is True
    done = preview.post("act", {"page": page, "do": "publish"})
    assert done.json()["done"] == "《没写完》不再是草稿"
    assert preview.text("content/articles/草稿.md") == "---\ntitle: 没写完\ndraft: false\n---\n\n还在写。\n"
    assert form(preview, page)["draft"] is False


def test_a_name_is_refused_for_the_article_alone(preview):
    preview.post("act", {"page": PAGE, "do": "never", "text": "上云", "entry": "上云", "scope": "article"})
    assert "nomark: [上云]" in preview.text("content/articles/a.md")
    assert "上云" not in {mark["text"] for mark in preview.read(f"review?page={PAGE}")["marks"]}


def test_a_batch_is_written_whole_or_not_at_all(preview):
    before = files(preview)
    items = [
        {"do": "add", "text": "柔性制造", "type": "term"},
        {"do": "add", "text": "上云", "type": "term", "definition": "x"},
    ]
    assert preview.post("act", {"page": PAGE, "items": items}).status_code == 409
    assert files(preview) == before
    assert preview.post("act", {"page": PAGE, "items": items[:1] * 300}).status_code == 413


def test_steps_are_undone_out_of_turn_where_their_files_differ(preview):
    preview.post("act", {"page": PAGE, "do": "add", "text": "柔性制造", "type": "term", "definition": "x"})
    preview.post("act", {"page": PAGE, "do": "alias", "text": "腾讯云", "entry": "上云"})
    preview.post("act", {"page": PAGE, "do": "alias", "text": "资源", "entry": "上云"})
    steps = [step["number"] for step in preview.read(f"review?page={PAGE}")["steps"]]
    blocked = preview.post("undo", {"page": PAGE, "number": steps[1]})
    assert blocked.status_code == 409
    assert "“资源”加为“上云”的别名" in blocked.json()["error"]
    undone = preview.post("undo", {"page": PAGE, "number": steps[2]}).json()
    assert undone["typed"] == {"柔性制造": "x"}
    assert not (preview.root / "content/glossary/柔性制造.md").exists()
    assert "资源" in preview.text("content/glossary/terms.toml")


# ---------------------------------------------------------------- blocks


@pytest.mark.parametrize(
    "body",
    [
        "# 题\n\n正文。\n\n- 甲\n\n  还是甲\n- 乙\n\n```py\n\na\n```\n\n> 引\n> 文\n\n{.lead}\n导语\n\n| a |\n|---|\n| b |\n",
        "1. 甲\n\n       代码\n\n正文\\\n换行\n\n![x](a.png)\n\n▲图注\n\n[^1]: 注\n\n    还是注\n",
        "",
    ],
)
def test_blocks_that_are_not_changed_are_the_text(body):
    assert joined(split(body)) == body


def test_a_block_in_another_role_stays_its_words():
    rows = [
        corrected(row, role)
        for row, role in zip(
            split("## 1. 甲\n\n> 二\n> 行\n\n▲图\n\n文\n"), ("paragraph", "heading", "paragraph", "quote"), strict=True
        )
    ]
    assert joined(rows) == "1\\. 甲\n\n## 二 行\n\n图\n\n> 文\n"


def test_what_was_left_out_stands_where_it_stood(tmp_path):
    made = from_bytes(RAW.encode(), "x", tmp_path)
    rows = aligned(made.body, made.classified)
    assert [row.role for row in rows][-1] == "drop"
    assert joined(rows) == made.body


def test_the_panels_data_names_the_senses(tmp_path):
    apples = '[[entry]]\nname = "苹果"\nsense = "公司"\ndefinition = "甲。"\n\n[[entry]]\nname = "苹果"\nsense = "水果"\ndefinition = "乙。"\n'
    make(
        tmp_path,
        {
            "site.toml": 'title = "x"\nentities = "listed"\n',
            "content/articles/a.md": "# 一\n\n他说起苹果，大家都笑了。\n",
            "content/glossary/t.toml": apples,
        },
    )
    with running(tmp_path) as preview:
        (row,) = preview.read(f"review?page={PAGE}")["senses"]
        assert row["open"]
        assert [one["name"] for one in row["choices"]] == ["苹果（公司）", "苹果（水果）"]
        place = row["places"][0]
        asked = {
            "page": PAGE,
            "do": "sense",
            "text": "苹果",
            "entry": "苹果（水果）",
            "passage": place["passage"],
            "start": place["start"],
        }
        for scope in ("here", "article", "site"):
            assert preview.post("act", {**asked, "scope": scope}).status_code == 200
            (row,) = preview.read(f"review?page={PAGE}")["senses"] or [{"entry": "苹果（水果）"}]
            assert row["entry"] == "苹果（水果）", scope
            preview.post("undo", {"page": PAGE})
