"""What other programs write comes out as a careful editor would have typed it; what is left out is told."""

import shutil
from pathlib import Path

import pytest

from generator import cli
from generator.settings import yaml
from generator.settings.article_keys import ARTICLE
from tests.author.importing.docx import document, plain

HERE = Path(__file__).parent / "samples"


def take(site, *words):
    """Imports and returns the articles by slug, each as front matter and body."""
    assert cli.run(["import", "--site", str(site), *map(str, words)]) == 0
    found = {}
    for path in (site / "content/articles").glob("*.md"):
        _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
        found[path.stem] = (yaml.parse("", front)[0], body.strip())
    return found


def only(site, *words):
    [(front, body)] = take(site, *words).values()
    return front, body


def page(tmp_path, body, head=""):
    path = tmp_path / "page.html"
    path.write_text(f"<html><head>{head}</head><body>{body}</body></html>", encoding="utf-8")
    return path


def test_a_page_of_word(site):
    front, body = only(site, HERE / "word.html")
    assert (front["title"], front["author"], str(front["date"])) == ("企业数字化转型报告", "李明", "2022-05-06")
    assert "依然存在[^1]。" in body
    assert "\n[^1]: 见集团2021年年报。" in f"\n{body}"
    assert "- 打通财务与供应链；\n- 建立数据中台。\n\n1. 第一步，盘点数据资产；\n2. 第二步，统一口径。" in body
    assert "### 1.1 目标" in body
    assert "| 指标 | 目标值 |" in body
    assert '/image001.png "图 1 架构图")' in body


def test_levels_of_words_lists_are_nested(site, tmp_path):
    def item(text, level, sign):
        return (
            f"<p class=MsoListParagraph style='mso-list:l0 level{level} lfo1'><span style='mso-list:Ignore'>{sign}</span>"
            f"{text}</p>"
        )

    words = (
        item("甲", 1, "1.") + item("乙", 2, "l") + item("丙", 1, "2.") + "<p class=MsoNormal>" + "正文。" * 20 + "</p>"
    )
    _, body = only(site, page(tmp_path, words, "<meta name=ProgId content=Word.Document>"))
    assert body.startswith("1. 甲\n   - 乙\n2. 丙")


def test_a_document_of_word(site, tmp_path, capsys):
    path = tmp_path / "tea.docx"
    path.write_bytes(document())
    front, body = only(site, path)
    said = capsys.readouterr()
    assert (front["title"], front["author"], str(front["date"])) == ("茶叶贸易史", "周小舟", "2020-03-04")
    assert "茶在汉代已有记载[^1]" in body
    assert "[^1]: 见《僮约》。" in body
    assert "- 绿茶\n  - 龙井\n- 红茶" in body
    assert "1. 采摘\n2. 杀青" in body
    assert "| 种类 | 产地 |" in body
    assert "图1 茶园" in body
    assert "正文插入的。" in body
    assert "删掉的" not in body
    assert "删掉的" in said.out + said.err
    assert "内部资料" in said.out + said.err
    assert len(list((site / "content/articles").rglob("picture-1.png"))) == 1


LONG = "五月里，城南的仓库来了一百台机器人，它们钻到货架底下，把整座货架顶起来，送到拣货员面前。"


@pytest.mark.parametrize("bold", [(0, 3), (3,)])
def test_the_first_line_of_a_document_without_styles_is_its_title(site, tmp_path, bold):
    path = tmp_path / "a.docx"
    path.write_bytes(plain("仓库里的机器人", "2021年5月1日", LONG, "货到人", LONG, bold=bold))
    front, body = only(site, path)
    assert (front["title"], str(front["date"])) == ("仓库里的机器人", "2021-05-01")
    assert body.split("\n\n") == [LONG, "## 货到人", LONG]


@pytest.mark.parametrize("first", [LONG, "他走了。", "导语：很短的一句"])
def test_a_sentence_is_no_title_of_a_document(site, tmp_path, first):
    path = tmp_path / "a.docx"
    path.write_bytes(plain(first, LONG))
    front, body = only(site, path)
    assert "title" not in front
    assert body.startswith(first)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no archive"])
def test_a_broken_document_is_told(site, tmp_path, data, capsys):
    path = tmp_path / "x.docx"
    path.write_bytes(data)
    assert cli.run(["import", "--site", str(site), str(path)]) == 1
    assert "docx" in capsys.readouterr().err


def test_an_article_of_zhihu(site):
    front, body = only(site, HERE / "zhihu.html")
    assert (front["author"], str(front["date"])) == ("江畔何人", "2023-03-02 21:10:00")
    assert front["tags"] == ["唐诗", "李白"]
    assert front["source"] == "https://zhuanlan.zhihu.com/p/612345"
    assert "说的都是月亮底下的人" in body
    assert "送信[^1]。" in body
    assert "[^1]: 《李太白全集》卷十三" in body
    assert "$\\frac{5988}{48900} \\approx 12\\%$" in body
    assert "```python\nimport re\n" in body
    assert "[全唐诗 - 中国哲学书电子化计划](https://ctext.org/quantangshi)" in body
    assert "(https://zh.wikipedia.org/wiki/%E6%9D%8E%E7%99%BD)" in body
    assert "参考" not in body
    assert "赞同" not in body
    assert 'v2-aaa_r.jpg "马远《对月图》")' in body


def test_what_wechat_asks_for_is_left_out_and_told(site, capsys):
    front, body = only(site, HERE / "wechat2.html")
    said = capsys.readouterr().out
    assert front["source"].startswith("http://mp.weixin.qq.com/")
    assert str(front["date"]) == "2023-11-15 08:00:00"
    for words in ("蓝字", "END", "二维码", "在看"):
        assert words not in body
        assert words in said
    assert "《艾灸的火》" in body
    assert "640.png" in body
    assert "640(1)" not in body
    assert "cell" not in said
    assert not list((site / "content/articles").rglob("*(1)*"))


def test_a_long_last_paragraph_about_following_is_text(site, tmp_path):
    last = "他一生都在关注针灸，欢迎每一个来问的人，" + "讲起经络来滔滔不绝，" * 8 + "这就是他。"
    body = only(site, page(tmp_path, f"<div id='js_content'><p>{'正文。' * 30}</p><p>{last}</p><p>点个在看</p></div>"))[
        1
    ]
    assert last in body
    assert "在看" not in body


def test_a_text_from_a_pdf(site, capsys):
    front, body = only(site, HERE / "pdf.txt")
    said = capsys.readouterr().out
    assert front["title"] == "敦煌文书中的唐代驿站制度"
    assert front["author"] == "陈明、王小燕"
    assert front["tags"] == ["敦煌文书", "驿站", "沙州"]
    assert front["description"].endswith("并非一律三十里。")
    assert "学界讨论甚多" in body
    assert "Arakawa Masaharu (2010)" in body
    assert "system was still" in body
    assert "## 一、引言" in body
    assert "六十里[^1]。" in body
    assert "[^1]: 参见李正宇" in body
    assert "公司，1997" in body
    assert "— 45 —" not in body
    assert "— 45 —" in said
    assert "Vol. 12" not in body
    assert "第 1 行" in said


def test_running_heads_and_bare_page_numbers(site, tmp_path):
    line = "这一行从纸面的左边一直写到右边为止没有停顿的地方"
    pages = [f"茶史研究\n\n{number}{line}\n{line}\n{line}。\n\n{number}\n\f" for number in range(3, 7)]
    path = tmp_path / "tea.txt"
    path.write_text("茶与路\n\n" + "".join(pages), encoding="utf-8")
    _, body = only(site, path)
    assert "茶史研究" not in body
    assert "\n3\n" not in body
    assert body.count(line * 3 + "。") == 4
    assert "5" + line in body


def test_an_ordinary_text_is_none_from_a_pdf(site, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(
        "巷口的店\n\n" + "\n\n".join("这是很普通的一段话，说的是巷口的店。" * 3 for _ in range(8)), encoding="utf-8"
    )
    _, body = only(site, path)
    assert body.count("\n\n") == 7


def test_a_paper_with_heads_at_both_sides(site, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(
        "第 38 卷第 2 期                 农业考古                  Vol. 38 No. 2\n"
        "2019 年 4 月               Agricultural Archaeology              Apr. 2019\n\n明清酿醋业的兴起\n\n林小渡1，周  远2\n\n"
        "[摘  要] 晋中酿醋业在明代中叶以后渐成规模，其动力来自\n高粱种植的扩大。\n[关键词] 晋中；酿醋\n[中图分类号] K248    [文献标识码] A\n\n"
        "1  引言\n\n晋中盆地地势平坦，宜于高粱。地方志中关于酿醋的记\n载，始于成化年间。此后百余年间，醋坊由城镇而及\n乡村。\n"
        "                               ·12·\n农业考古                                              2019.2\n\n"
        "参考文献：\n[1] 李敏. 山西酿醋史[J]. 中国农史，2001（3）：12-\n18.\n",
        encoding="utf-8",
    )
    front, body = only(site, path)
    assert (front["title"], front["author"], front["tags"]) == ("明清酿醋业的兴起", "林小渡、周远", ["晋中", "酿醋"])
    assert "农业考古" not in body
    assert "12-18." in body


def test_an_export_of_typora_with_its_contents_above_the_title(site, tmp_path):
    path = tmp_path / "tree.md"
    path.write_text("[TOC]\n\n# 树\n\n![](assets/image-20210305123456789.png)\n", encoding="utf-8")
    front, body = only(site, path)
    assert (front["title"], str(front["date"])) == ("树", "2021-03-05")
    assert "# 树" not in body


def test_an_export_of_yuque(site):
    front, body = only(site, HERE / "yuque")
    assert (front["title"], front["source"]) == ("微服务拆分", "https://www.yuque.com/a/b/c")
    assert str(front["date"]) == "2022-04-15", "the name of its picture"
    assert body.startswith("## 一、微服务拆分\n\n### 1.1 领域驱动设计")
    assert "<a name" not in body
    assert "来自" not in body
    assert "abc.png){width=400}" in body
    assert "> [!note]\n> **提示**" in body
    assert "> [!warning]\n> 别拆得太细。" in body
    assert "| 模块 | 负责人 |" in body
    assert "红字与==黄底==。" in body
    assert "```java\n@Service" in body
    assert "公式 $x^2+1$。" in body


def test_an_export_of_notion(site):
    found = take(site, HERE / "notion")
    front, body = found["宋词里的雨"]
    assert (str(front["date"]), front["tags"], front["source"]) == (
        "2023-05-03 09:12:00",
        ["宋词", "李清照"],
        "https://example.com",
    )
    assert front["extra"] == {"Status": "已完成"}
    assert body.startswith("> [!tip]\n> 这一篇只谈雨，不谈风。")
    assert "(蒋捷.md)" in body
    assert "![](宋词里的雨/Untitled.png)" in body
    assert (site / "content/articles/宋词里的雨/Untitled.png").is_file()
    assert found["蒋捷"] == ({"title": "蒋捷"}, "蒋捷，字胜欲，号竹山。")


def test_a_document_of_typora(site, capsys):
    front, body = only(site, HERE / "typora")
    said = capsys.readouterr().err
    assert front["toc"] is True
    assert body.startswith("[toc]\n\n## 一、问题")
    assert "{.caption}\n图一 损失曲面" in body
    assert "<font" not in body
    assert "/shot.png){width=50%}" in body
    assert "typora.md:19" in said
    assert "C:\\Users" in said


def test_a_vault_of_obsidian(site, capsys):
    (site / "content/glossary").mkdir(parents=True)
    (site / "content/glossary/严武.md").write_text("节度使。", encoding="utf-8")
    front, body = only(site, HERE / "vault")
    said = capsys.readouterr()
    assert front["tags"] == ["唐诗", "杜甫", "标签", "盛唐"]
    assert front["extra"]["names"] == ["浣花草堂"]
    assert "aliases" not in front
    assert "![杜甫草堂](杜甫在成都/杜甫草堂.png){width=300}" in body
    assert "%%" not in body
    assert "^block" not in body
    assert "这里只给自己看" in said.out
    assert "dataview" not in body
    assert "table date" in said.out
    assert "[[严武]]" in body
    assert "这座不冷的城" in body
    assert "[[成都" not in body
    assert "成都" in said.err
    assert "高适" in body
    assert "[^1]: 见《杜工部集》。" in body
    assert "- [ ] 去草堂" in body


def test_comments_of_obsidian_over_several_lines(site, tmp_path, capsys):
    path = tmp_path / "a.md"
    path.write_text("# 题\n\n甲。\n\n%%\n私下的话\n%%\n\n`%%代码%%`乙。\n", encoding="utf-8")
    _, body = only(site, path)
    assert body == "甲。\n\n`%%代码%%`乙。"
    assert "私下的话" in capsys.readouterr().out


def test_links_between_notes_lead_to_their_articles(site, tmp_path):
    vault = tmp_path / "v"
    (vault / ".obsidian").mkdir(parents=True)
    (vault / "sub").mkdir()
    (vault / "a.md").write_text("见 [[B 笔记|那边]] 与 [旁边](<sub/B 笔记.md>)。", encoding="utf-8")
    (vault / "sub/B 笔记.md").write_text("乙。", encoding="utf-8")
    assert take(site, vault)["a"][1] == "见 [那边](B-笔记.md) 与 [旁边](B-笔记.md)。"


def test_a_site_of_hexo(site):
    front, body = only(site, HERE / "hexo")
    kept = {**front, **front.get("extra", {})}
    assert kept["aliases"] == ["/2018/09/10/lu-you/"]
    assert kept["breaks"] is True
    assert front["tags"] == ["陆游"], "categories are tags already"
    assert set(front) <= {field.key for field in ARTICLE}
    assert "\"路线图 '大图'\"){width=400 height=300}" in body
    assert "> 二日晚，泊江州。\n>\n> —— 陆游, 《入蜀记》" in body
    assert "[下载](lu-you/map.png)" in body
    assert '===! "一"\n\n    甲\n\n=== "二"\n\n    乙\n' in body
    assert "> [!details] 展开\n> 藏起来的" in body
    assert "{%" not in body
    assert "> 山重水复疑无路\n\n[a.pdf](/a.pdf)" in body


HEXO = """\
url: https://hexo.example.com/blog
root: /blog/
timezone: Asia/Shanghai
category_map: {编辑: editing}
"""


@pytest.mark.parametrize(
    ("named", "permalink", "addresses"),
    [  # as Hexo 7 gives them
        (":title.md", ":year/:month/:day/:title/", ["/2015/02/15/2015/weekly/", "/2020/05/01/C++ & C%23/"]),
        (":title.md", ":category/:name.html", ["/uncategorized/weekly.html", "/editing/工具/C++ & C%23.html"]),
        (":title.md", ":urlname/:hash/", ["", "/cpp/6fcf63f0e6d9/"]),
        (":year-:title.md", "p/:title/", ["/p/2015-weekly/", "/p/C-C/"]),
    ],
)
def test_addresses_of_hexo(site, tmp_path, capsys, named, permalink, addresses):
    posts = tmp_path / "old/source/_posts"
    (posts / "2015").mkdir(parents=True)
    (tmp_path / "old/_config.yml").write_text(f"{HEXO}new_post_name: {named}\npermalink: {permalink}\n", "utf-8")
    (posts / "2015/weekly.md").write_text("---\ntitle: 周记\ndate: 2015-02-15T23:30:00Z\n---\n周。", "utf-8")
    (posts / "C++ & C#.md").write_text(
        "---\ndate: 2020-05-01 20:00:00\ncategories: [编辑, 工具]\nurlname: cpp\n---\n码。", "utf-8"
    )
    found = take(site, tmp_path / "old")
    assert [found[slug][0].get("aliases", [""])[0] for slug in ("weekly", "C++-C")] == addresses
    assert ("weekly.md: 旧网址算不出来" in capsys.readouterr().err) == ("" in addresses)


def test_links_within_a_site_of_hexo(site, tmp_path):
    posts = tmp_path / "old/source/_posts"
    posts.mkdir(parents=True)
    (tmp_path / "old/_config.yml").write_text(f"{HEXO}new_post_name: :year-:month-:day-:title.md\n", "utf-8")
    (tmp_path / "old/source/a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (posts / "2014-03-09-sign.md").write_text("---\ntitle: 校对符号\n---\n符号。", "utf-8")
    (posts / "b.md").write_text(
        "{% post_link sign %}、{% post_link sign 那篇 %}\n![图](/blog/a.png)<img src=/blog/a.png>"
        "[旧](/blog/2014/03/09/sign/#x)<a href='/blog/about/'>关于</a>`/blog/`",
        "utf-8",
    )
    assert take(site, tmp_path / "old")["b"][1] == (
        "[校对符号](sign.md)、[那篇](sign.md)\n![图](b/a.png)<img src=b/a.png>"
        "[旧](/2014/03/09/sign/#x)<a href='/about/'>关于</a>`/blog/`"
    )


def test_what_lies_beside_posts_of_hexo(site, tmp_path, capsys):
    posts = tmp_path / "old/source/_posts"
    (posts / "a").mkdir(parents=True)
    (tmp_path / "old/_config.yml").write_text(HEXO, "utf-8")
    (posts / "a/备注.txt").write_text("不是文章。", "utf-8")
    (posts / "a/1.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (posts / "a.md").write_text("---\ntitle: 甲\nphotos:\n- 1.png\n- https://e.com/2.png\n---\n文。", "utf-8")
    assert take(site, tmp_path / "old")["a"][1] == "文。\n\n![](a/1.png)\n\n![](https://e.com/2.png)"
    said = "".join(capsys.readouterr())
    assert "source/_posts/a/备注.txt" in said
    assert "photos" not in said
    assert "1 篇没有日期，也没有找到线索：a.md" in said


def test_files_that_html_shows_or_links_come_along(site, tmp_path):
    posts, files = tmp_path / "old/source/_posts", tmp_path / "old/source/files"
    posts.mkdir(parents=True)
    files.mkdir()
    (tmp_path / "old/_config.yml").write_text(HEXO, "utf-8")
    (files / "a.mp3").write_bytes(b"ID3")
    (files / "b.pdf").write_bytes(b"%PDF")
    (posts / "a.md").write_text(
        '<audio controls src="/files/a.mp3"></audio> <a class="x" href="/files/b.pdf">下</a> `<a href="/files/b.pdf">`',
        "utf-8",
    )
    assert take(site, tmp_path / "old")["a"][1] == (
        '<audio controls src="a/a.mp3"></audio> <a class="x" href="a/b.pdf">下</a> `<a href="/files/b.pdf">`'
    )


def test_included_code_of_hexo_comes_along(site, tmp_path, capsys):
    posts, code = tmp_path / "old/source/_posts", tmp_path / "old/source/downloads/code/sub"
    posts.mkdir(parents=True)
    code.mkdir(parents=True)
    (tmp_path / "old/_config.yml").write_text(HEXO, "utf-8")
    (code / "a.py").write_bytes("def a():\n    pass\n\n\n# 甲 ``` {% if %}\n".encode("gb18030"))
    (tmp_path / "old/secret.py").write_text("x", "utf-8")
    (posts / "a.md").write_text(
        "甲\n\n{% include_code 早市 lang:python sub/a.py %}\n\n{% include_code from:2 to:3 sub/a.py %}\n\n{% include_code none.js %}\n\n"
        "{% include_code ../../../secret.py %}\n",
        "utf-8",
    )
    assert take(site, tmp_path / "old")["a"][1].strip() == (
        '甲\n\n````python title="早市"\ndef a():\n    pass\n\n\n# 甲 ``` {% if %}\n````\n\n```py\n    pass\n\n```\n\n'
        "{% include_code none.js %}\n\n{% include_code ../../../secret.py %}"
    )
    assert "认不出的标签：include_code 2 处" in capsys.readouterr().out


def test_a_site_of_hugo(site):
    front, body = take(site, HERE / "hugo")["k8s"]
    kept = {**front, **front.get("extra", {})}
    assert kept["aliases"] == ["/posts/k8s/"]
    assert "[上一篇](other.md)与[另一篇](other.md)" in body
    assert "{{" not in body
    assert "https://www.bilibili.com/video/BV1xx" in body
    assert "> [!warning]\n> 小心" in body


def test_a_site_of_jekyll(site, capsys):
    front, body = only(site, HERE / "jek")
    kept = {**front, **front.get("extra", {})}
    assert kept["aliases"] == ["/算法/数据结构/2019/05/04/lianbiao.html"]
    assert front["toc"] is True
    assert "{:toc}" not in body
    assert "<div>提示</div>\n\n先画图" in body
    assert "TOC" not in body
    assert "单链表反转，{{ x }}" in body
    assert "/a.png){.center" in body
    assert "{% assign y = 1 %}" in capsys.readouterr().out


def test_an_include_with_a_script_stays_as_it_is(site, tmp_path):
    root = tmp_path / "old"
    shutil.copytree(HERE / "jek", root)
    (root / "_includes/note.html").write_text("<script>alert(1)</script>", encoding="utf-8")
    _, body = only(site, root)
    assert "alert" not in body
    assert "{% include note.html" in body


def test_a_permalink_of_its_own_is_kept(site, tmp_path):
    root = tmp_path / "old"
    (root / "_posts").mkdir(parents=True)
    (root / "_config.yml").write_text("permalink: pretty\n", encoding="utf-8")
    (root / "_posts/2019-05-04-a.md").write_text(
        "---\ntitle: 甲\npermalink: /jia/\nredirect_from: /old/\n---\n甲。", encoding="utf-8"
    )
    (root / "_posts/2019-05-05-b.md").write_text("---\ntitle: 乙\n---\n乙。", encoding="utf-8")
    found = {slug: {**front, **front.get("extra", {})} for slug, (front, _) in take(site, root).items()}
    assert found["a"]["permalink"] == "/jia/"
    assert found["a"]["aliases"] == ["/old/"]
    assert found["b"]["aliases"] == ["/2019/05/05/b/"]


def test_an_export_of_wordpress_keeps_authors_and_addresses(site, capsys):
    front, body = take(site, HERE / "wxr.xml")["普洱"]
    kept = {**front, **front.get("extra", {})}
    assert front["author"] == "老王"
    assert kept["aliases"] == ["/2016/03/puer/"]
    assert front["source"].endswith("/puer/")
    assert "[这里](hello.md)和[那里](hello.md)" in body
    assert "<!-- more -->" in body
    assert "![tea](https://laowang.example.com/wp-content/uploads/2016/03/tea.jpg)" in body
    assert 'ids="13"' in body
    assert 'ids="13"]\n\n上一篇' in body, "paragraphs without tags between blocks"
    assert (front["categories"], front["tags"]) == ([["茶"]], ["普洱"])
    assert "1 条评论" in capsys.readouterr().err


def test_what_wordpress_does_not_publish(site, tmp_path, capsys):
    def item(title, status, kind="post"):
        return (
            f"<item><title>{title}</title><content:encoded>{title}的话</content:encoded><wp:post_name>{title}</wp:post_name>"
            f"<wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type><wp:is_sticky>1</wp:is_sticky>"
            '<category domain="category" nicename="b">乙</category></item>'
        )

    path = tmp_path / "site.xml"
    path.write_text(
        '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>'
        + "".join(
            f"<wp:category><wp:category_nicename>{nicename}</wp:category_nicename><wp:category_parent>{above}</wp:category_parent>"
            f"<wp:cat_name>{name}</wp:cat_name></wp:category>"
            for nicename, above, name in (("a", "", "甲"), ("b", "a", "乙"))
        )
        + "".join(item(status, status) for status in ("publish", "private", "pending", "trash"))
        + item("菜单", "publish", "nav_menu_item")
        + "</channel></rss>",
        encoding="utf-8",
    )
    found = take(site, path)
    assert sorted(found) == ["pending", "private", "publish"]
    assert (found["private"][0]["private"], found["pending"][0]["draft"]) == (True, True)
    assert (found["publish"][0]["categories"], found["publish"][0]["sticky"]) == ([["甲", "乙"]], 1)
    said = capsys.readouterr()
    assert "“private”原来是私密的" in said.err
    assert "没有导入：回收站里的 1 篇，类型是 nav_menu_item 的 1 篇" in said.err
    assert "3 篇没有日期" in said.out


def test_footnotes_and_code_of_any_page(site, tmp_path):
    html = (
        "<article><p>" + "一段文字。" * 20 + "<sup><a href='#fn1'>1</a></sup></p>"
        "<ul><li>项<pre><code class='language-js'>a\n  b</code></pre></li></ul>"
        "<iframe src='https://player.bilibili.com/player.html?bvid=1' title='片'></iframe>"
        "<section class='footnotes'><hr><ol><li id='fn1'><p>注文。<a href='#fnref1'>↩</a></p></li></ol></section></article>"
    )
    _, body = only(site, page(tmp_path, html))
    assert "[^1]\n" in body
    assert body.endswith("[^1]: 注文。")
    assert "```js\n  a\n    b\n  ```" in body
    assert "[片](<https://player.bilibili.com/player.html?bvid=1>)" in body


def test_no_script_comes_in(site, tmp_path):
    html = (
        "<p>"
        + "文字。" * 40
        + "</p><script>x()</script><a href='javascript:x()'>点</a><iframe src='javascript:x()'></iframe>"
    )
    _, body = only(site, page(tmp_path, html))
    assert "x()" not in body
    assert "javascript" not in body


def test_a_post_of_jekyll_in_html_is_a_post(site, tmp_path):
    posts = tmp_path / "old/_posts"
    posts.mkdir(parents=True)
    (tmp_path / "old/assets").mkdir()
    (tmp_path / "old/assets/a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "old/_config.yml").write_text("title: x\nbaseurl: /blog\npermalink: /:year/:title.html\n", "utf-8")
    (posts / "2016-01-01-page.html").write_text(
        "---\ntitle: 页\nother: 1\n---\n<p>段 <b>粗</b></p>\n<p><img src='{{ site.baseurl }}/assets/a.png' alt='图'></p>",
        "utf-8",
    )
    front, body = only(site, posts / "2016-01-01-page.html")
    assert front == {"title": "页", "date": "2016-01-01", "aliases": ["/2016/page.html"], "extra": {"other": 1}}
    assert body == "段 **粗**\n\n![图](page/a.png)"


def test_a_post_with_addresses_of_its_own_keeps_the_one_of_its_site_too(site, tmp_path):
    posts = tmp_path / "old/_posts"
    posts.mkdir(parents=True)
    (tmp_path / "old/_config.yml").write_text("title: x\npermalink: /:year/:title.html\n", "utf-8")
    (posts / "2016-01-01-b.md").write_text("---\ntitle: 乙\nredirect_from: /old/b/\n---\n乙。", "utf-8")
    front, _ = only(site, posts / "2016-01-01-b.md")
    assert front["aliases"] == ["/2016/b.html", "/old/b/"]


def test_a_translation_of_hugo_says_its_language(site, tmp_path):
    posts = tmp_path / "old/content/post/trip"
    posts.mkdir(parents=True)
    (tmp_path / "old/hugo.toml").write_text('title = "x"\ndefaultContentLanguage = "zh-cn"\n', "utf-8")
    for name, title in (
        ("index.zh-cn.md", "旅行"),
        ("index.en.md", "Trip"),
        ("../note.en.md", "Note"),
        ("../v1.0.md", "版本"),
    ):
        (posts / name).write_text(f"---\ntitle: {title}\ndate: 2022-05-01\n---\n文。\n", "utf-8")
    found = {front["title"]: front for front, _ in take(site, tmp_path / "old").values()}
    assert {title: (front.get("language"), front["aliases"]) for title, front in found.items()} == {
        "旅行": (None, ["/post/trip/"]),
        "Trip": ("en", ["/en/post/trip/"]),
        "Note": ("en", ["/en/post/note/"]),
        "版本": (None, ["/post/v1.0/"]),
    }


def test_liquid_in_the_code_of_jekyll(site, tmp_path, capsys):
    posts = tmp_path / "old/_posts"
    posts.mkdir(parents=True)
    (tmp_path / "old/_config.yml").write_text("title: x\n", "utf-8")
    text = '```liquid\n{% raw %}{{ y }}{% endraw %}\n```\n\n{% include other.html a="b" %}\n'
    (posts / "2016-01-01-b.md").write_text(f"---\ntitle: 乙\n---\n{text}", "utf-8")
    _, body = only(site, posts / "2016-01-01-b.md")
    assert body == '```liquid\n{{ y }}\n```\n\n{% include other.html a="b" %}'
    assert '无法识别标签 {% include other.html a="b" %}' in capsys.readouterr().err


def test_what_the_configuration_of_jekyll_says_of_posts(site, tmp_path):
    posts = tmp_path / "old/_posts"
    (posts / "secret").mkdir(parents=True)
    (tmp_path / "old/_config.yml").write_text(
        "title: x\ndefaults:\n- scope: {path: '', type: posts}\n  values: {author: 甲, permalink: '/x/:title/', layout: post}\n"
        "- scope: {path: _posts/secret}\n  values: {published: false, author: 乙}\n- scope: {path: '', type: pages}\n  values: {tags: [页]}\n",
        "utf-8",
    )
    for name, own in (("2016-01-01-b", ""), ("2016-01-01-c", "author: 丙\n"), ("secret/2016-01-01-d", "")):
        (posts / f"{name}.md").write_text(f"---\ntitle: 题\n{own}---\n文。", "utf-8")
    found = {slug: front for slug, (front, _) in take(site, tmp_path / "old").items()}
    assert [(found[slug]["author"], found[slug].get("draft"), found[slug]["aliases"]) for slug in "bcd"] == [
        ("甲", None, ["/x/b/"]),
        ("丙", None, ["/x/c/"]),
        ("乙", True, ["/x/d/"]),
    ]
