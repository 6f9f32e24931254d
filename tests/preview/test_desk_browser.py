"""The author's desk in Chromium, by keyboard: what is half typed stays, decisions come in batches, senses are chosen,
each step is taken back.
"""

import pytest
from playwright.sync_api import expect

from tests.author.importing.docx import document
from tests.axe import complaints
from tests.preview.previewing import ARTICLE, FILES, make, running
from tests.preview.test_panel_browser import PANEL, opened, select, settled

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("browser_thread")]
FOCUSED = "document.querySelector('zhushu-preview').shadowRoot.activeElement"
NAMES = "\n马化腾和曾鸣在场，所谓“深度定制”和“柔性供应”是“深度定制”和“柔性供应”。苹果也好，说起苹果，大家都笑了。\n"
APPLES = (
    '\n[[entry]]\nname = "苹果" # 一\nsense = "公司"\ntype = "organization"\ndefinition = "一家公司。"\n'
    '\n[[entry]]\nname = "苹果"\nsense = "水果"\ndefinition = "一种水果。"\n'
)


@pytest.fixture
def desk(tmp_path):
    files = {
        **FILES,
        "content/articles/a.md": ARTICLE + NAMES,
        "content/glossary/terms.toml": FILES["content/glossary/terms.toml"] + APPLES,
    }
    with running(make(tmp_path, files)) as one:
        yield one


@pytest.fixture
def page(desk, tabs, browser_thread):
    """An article's page with the panel open; whatever goes wrong on it fails the test."""

    def new():
        page = tabs.open(desk.at("articles/a.html"))
        page.wait_for_selector("zhushu-preview[data-ready]", state="attached")
        return opened(page)

    return browser_thread.submit(new).result()


def focus(page):
    """What has the focus, by the name that the panel gives it."""
    return page.evaluate(f"{FOCUSED}?.dataset.focus ?? document.activeElement.localName")


def choose(page, text):
    page.locator(".row .head", has_text=text).first.click()


def test_a_half_typed_definition_outlives_all_but_being_written(desk, page):
    choose(page, "深度定制")
    page.keyboard.press("d")
    page.keyboard.type("按每个人的")
    choose(page, "柔性供应")  # another candidate
    expect(page.locator("#definition")).to_have_value("")
    page.locator("#tab-marks").click()  # another list
    page.reload()
    expect(page.locator(".row.chosen")).to_be_visible()
    page.locator("#tab-candidates").click()
    choose(page, "深度定制")
    expect(page.locator("#definition")).to_have_value("按每个人的")
    other = page.context.new_page()  # another tab of the browser
    other.goto(page.url)
    other.locator("#review").click()
    choose(other, "深度定制")
    expect(other.locator("#definition")).to_have_value("按每个人的")
    other.close()
    page.locator("#definition").focus()
    page.keyboard.press("End")
    page.keyboard.type("意思做")
    desk.save("content/articles/a.md", ARTICLE + NAMES + "\n又一段。\n")  # the page is loaded again while she types
    expect(page.locator(".e-content")).to_contain_text("又一段")
    expect(page.locator("#definition")).to_have_value("按每个人的意思做")
    expect(page.locator("#definition")).to_be_focused()
    page.keyboard.type("。")
    page.keyboard.press("Control+Enter")
    settled(desk, page, "“深度定制”加为术语")
    assert desk.text("content/glossary/深度定制.md") == "按每个人的意思做。\n"
    page.keyboard.press("u")  # undoing gives back what she typed, and takes the file away
    settled(desk, page, "已撤销")
    assert not (desk.root / "content/glossary/深度定制.md").exists()
    expect(page.locator(".row .head", has_text="深度定制")).to_be_visible()
    choose(page, "深度定制")
    expect(page.locator("#definition")).to_have_value("按每个人的意思做。")


def test_the_keys_work_after_every_action(desk, page):
    choose(page, "深度定制")
    for key, said in (
        ("t", "深度定制”加为术语"),
        ("u", "已撤销"),
        ("x", "不再标注"),
        ("u", "已撤销"),
        ("u", "没有可以撤销"),
    ):
        page.keyboard.press(key)
        settled(desk, page, said)
        assert focus(page) == "head", key
    select(page, "柔性制造")
    expect(page.locator(".row.chosen b")).to_have_text("柔性制造")
    assert focus(page) == "head"
    page.keyboard.press("a")
    page.keyboard.type("x")
    expect(page.locator(".found [role=option]")).to_have_count(1)
    page.keyboard.press("Escape")
    assert focus(page) == "head"
    page.keyboard.press("a")
    page.keyboard.type("zt")
    expect(page.locator(".found [role=option]")).to_have_count(2)
    page.keyboard.press("ArrowDown")
    expect(page.locator("#alias-1")).to_have_attribute("aria-selected", "true")
    wanted = page.locator("#alias-1 span").first.inner_text()
    page.keyboard.press("Enter")
    settled(desk, page, f"加为“{wanted}”的别名")
    assert focus(page) == "head"


def test_a_batch_is_one_step_for_the_article_or_for_the_site(desk, page):
    before = {path: path.read_bytes() for path in (desk.root / "content").rglob("*") if path.is_file()}
    choose(page, "深度定制")
    page.keyboard.press("g")  # all of its kind
    assert page.locator(".check:checked").count() >= 2
    assert focus(page) == "head"
    checked = page.locator(".check:checked").count()
    expect(page.locator(".status")).to_have_text(f"已选 {checked} 个")
    assert complaints(page, PANEL) == []
    page.keyboard.press("b")
    settled(desk, page, f"另有 {checked - 1} 项")
    assert (desk.root / "content/glossary/深度定制.md").is_file()
    assert (desk.root / "content/glossary/柔性供应.md").is_file()
    page.locator("#tab-done").click()
    expect(page.locator(".row")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("z")
    settled(desk, page, "已撤销")
    assert {path: path.read_bytes() for path in (desk.root / "content").rglob("*") if path.is_file()} == before
    page.locator("#tab-marks").click()
    page.keyboard.press("s")
    expect(page.locator("input[value=article]")).to_be_checked()
    for _ in range(2):
        page.keyboard.press("ArrowDown")
        page.keyboard.press("c")
    page.keyboard.press("x")
    settled(desk, page, "另有 1 项")
    assert "nomark: [" in desk.text("content/articles/a.md")
    assert desk.text("content/articles/a.md").endswith(ARTICLE.split("---\n", 2)[2] + NAMES)
    page.keyboard.press("u")
    settled(desk, page, "已撤销")
    assert {path: path.read_bytes() for path in (desk.root / "content").rglob("*") if path.is_file()} == before


def test_a_sense_is_chosen_for_the_place_the_article_and_the_site(desk, page):
    page.locator("#tab-senses").click()
    expect(page.locator(".row")).to_have_count(2)
    page.keyboard.press("ArrowDown")
    expect(page.locator(".senses li")).to_have_count(2)
    expect(page.locator(".senses button").first).to_contain_text("苹果（")
    assert complaints(page, PANEL) == []
    fruit = "1" if "水果" in page.locator(".senses button").first.inner_text() else "2"
    page.keyboard.press(fruit)
    settled(desk, page, "这里的“苹果”是“苹果（水果）”")
    expect(page.locator("a[id^='r-苹果（水果）']")).to_have_count(1)
    page.keyboard.press("u")
    settled(desk, page, "已撤销")
    page.keyboard.press("s")
    page.keyboard.press("1")
    settled(desk, page, "本文的“苹果”是")
    assert 'terms:\n  "苹果（' in desk.text("content/articles/a.md")
    expect(page.locator("[aria-current=true]")).to_have_count(1)
    page.keyboard.press("u")
    settled(desk, page, "已撤销")
    assert desk.text("content/articles/a.md") == ARTICLE + NAMES
    page.keyboard.press("s")
    page.keyboard.press("1")
    settled(desk, page, "全站的“苹果”都是")
    assert 'never = ["苹果"]' in desk.text("content/glossary/terms.toml")
    assert "# 一" in desk.text("content/glossary/terms.toml")


# ---------------------------------------------------------------- a new article

RAW = """工厂学会倾听
2019年5月20日
导语：让顾客来决定工厂做什么，这个想法至少有三十年了。
工厂不擅长听人说话。这不是比喻，走进一间车间就会明白，里面的人靠手势交流，谁也听不见谁说的话，也没有人觉得奇怪。
一个不新的想法
想法本身不新。一九八零年代末，英语世界里已经有了“大规模定制”的说法，把两个互相打架的词绑在一起，听起来就不太可能。
▲车间里的一角。
欢迎关注我们的公众号，转载请联系后台。
"""


@pytest.fixture
def writing(desk, tabs, browser_thread):
    """The page for a new article."""

    def new():
        page = tabs.open(desk.at(""), width=360, height=740, scheme="dark")
        page.locator("#new").click()
        page.wait_for_selector("#paste")
        return page

    return browser_thread.submit(new).result()


def is_sound(page):
    assert complaints(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_pasted_text_becomes_a_draft_and_is_published(desk, writing):
    page = writing
    is_sound(page)
    page.locator("#paste").fill(RAW)
    page.get_by_role("button", name="读取").press("Enter")
    expect(page.locator("#title")).to_have_value("工厂学会倾听")
    expect(page.locator("#date")).to_have_value("2019-05-20")
    is_sound(page)
    assert page.evaluate("document.activeElement.id") == "check"
    heading = page.locator(".block", has_text="一个不新的想法").locator("select")
    assert heading.evaluate("select => select.value") == "heading"
    page.locator(".block", has_text="车间里的一角").locator("select").select_option("drop")
    page.locator("#slug").fill("../qing-ting")
    page.get_by_role("button", name="建成草稿").click()
    expect(page.locator(".said")).to_contain_text("不能做文件名")
    page.reload()  # what was corrected is still there
    expect(page.locator("#slug")).to_have_value("../qing-ting")
    assert (
        page.locator(".block", has_text="车间里的一角").locator("select").evaluate("select => select.value") == "drop"
    )
    page.locator("#slug").fill("qing-ting")
    page.get_by_role("button", name="建成草稿").click()
    page.wait_for_url("**/articles/qing-ting.html")
    expect(page.locator("#panel")).to_be_visible()  # it opens with the review panel
    text = desk.text("content/articles/qing-ting.md")
    assert "draft: true" in text
    assert "## 一个不新的想法" in text
    assert "车间里" not in text.split("## ")[1].replace("走进一间车间", "")
    page.locator("#publish").click()
    expect(page.locator("#ribbon")).to_be_hidden()
    assert "draft: false" in desk.text("content/articles/qing-ting.md")


def test_the_details_form_keeps_what_was_typed_when_the_file_changed_under_it(desk, page):
    page.keyboard.press("Escape")
    page.locator("#details").click()
    expect(page.locator("#title")).to_have_value("中台之后")
    is_sound(page)
    page.locator("#description").fill("我写的摘要。")
    desk.save("content/articles/a.md", (ARTICLE + NAMES).replace("title: 中台之后", "title: 别处改的 # 名"))
    page.get_by_role("button", name="保存").click()
    expect(page.locator(".said")).to_contain_text("改过")
    page.locator(".said button").click()
    expect(page.locator("#title")).to_have_value("别处改的")
    expect(page.locator("#description")).to_have_value("我写的摘要。")
    page.get_by_role("button", name="保存").click()
    page.wait_for_url("**/articles/a.html")
    assert "title: 别处改的 # 名\ndate: 2019-05-01\ndescription: 我写的摘要。" in desk.text(
        "content/articles/a.md"
    ).replace('"', "")


def test_a_document_is_dropped_onto_the_page(desk, writing):
    page = writing
    page.locator("#file").set_input_files(
        {"name": "茶.docx", "mimeType": "application/octet-stream", "buffer": document()}
    )
    expect(page.locator("#title")).to_have_value("茶叶贸易史")
    page.get_by_role("button", name="换一篇").click()
    given = page.evaluate_handle(
        "() => { const all = new DataTransfer(); all.items.add(new File(['# 拖来的\\n\\n一段话。\\n'], 'x.md')); return all }"
    )
    page.locator("body").dispatch_event("drop", {"dataTransfer": given})
    expect(page.locator("#title")).to_have_value("拖来的")


def test_the_desk_speaks_the_sites_language(tmp_path, tabs):
    make(tmp_path)
    (tmp_path / "site.toml").write_text('title = "x"\nlanguage = "en"\nentities = "listed"\n', encoding="utf-8")
    with running(tmp_path) as preview:
        page = opened(tabs.open(preview.at("articles/a.html")))
        for tab in ("candidates", "refused", "senses", "marks", "done"):
            page.locator(f"#tab-{tab}").click()
            assert complaints(page, PANEL) == []
        assert not page.locator("#panel").evaluate(
            "box => /[\\u4e00-\\u9fff]/.test([...box.querySelectorAll('.keys, .about, legend, .tabs')].map(one => one.textContent).join(''))"
        )
        page.goto(f"{preview.url}/_zhushu/new")
        page.wait_for_selector("#paste")
        assert not page.evaluate("/[\\u4e00-\\u9fff]/.test(document.body.textContent)")
