"""`zhushu import`: what comes in, what is told, and what must never happen."""

import io
import sys
from pathlib import Path

import pytest

from generator import cli
from generator.author.importing import attachments
from generator.author.importing.folders import files_in, passed_over
from generator.settings import yaml

HERE = Path(__file__).parent / "samples"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000002000001e221bc330000000049454e44ae426082"
)


def run(site, *words):
    return cli.run(["import", "--site", str(site), *map(str, words)])


def front(path):
    return yaml.parse("", path.read_text(encoding="utf-8").split("---\n")[1])[0]


def body(path):
    return path.read_text(encoding="utf-8").split("---\n", 2)[2].strip()


def articles(site):
    return sorted(
        path.relative_to(site / "content/articles").as_posix()
        for path in (site / "content/articles").rglob("*")
        if path.is_file()
    )


# ---------------------------------------------------------------- raw texts


RAW = """巷口面馆上云记
2019年1月9日
导语：一家面馆装上了扫码点单。

去年装上扫码点单以后，老陈一个人就能照看整间店，他再也不用请人来收钱，省下来的钱刚好够换一口新锅。
先有小程序
小程序把菜单、点单和会员收在一处，老客人要多放葱还是不吃辣，一看便知，这张表后来长成了一套系统。
▲ 老陈的面馆
后来隔壁的杂货店也学了去，一条巷子里的店都接上了同一套系统，进货的时候可以一起问价，便宜了不少。
"""


def test_a_raw_text_shows_what_was_taken_for_what(site, tmp_path, capsys):
    source = tmp_path / "a.txt"
    source.write_text(RAW, encoding="utf-8")
    assert run(site, source) == 0
    [name] = articles(site)
    assert name == "xiang-kou-mian-guan-shang-yun-ji.md"
    said = capsys.readouterr().out
    assert f"{source} → content/articles/{name}" in said
    for words in (
        "标题  巷口面馆上云记",
        "小标题  先有小程序",
        "图注  ▲ 老陈的面馆",
        "导入了 1 篇",
        "zhushu suggest xiang-kou-mian-guan-shang-yun-ji",
    ):
        assert words in said
    path = site / "content/articles" / name
    assert front(path)["title"] == "巷口面馆上云记"
    assert front(path)["date"] == "2019-01-09"
    assert "\n## 先有小程序\n" in body(path)
    assert "\n▲ 老陈的面馆\n" in body(path)


def test_what_is_pasted_comes_through_standard_input(site, capsys, monkeypatch):
    for text, suffix in ((RAW, "txt"), ("<p>一<script>x</script></p>", "html"), ("# 题\n\n- 甲\n- 乙\n", "md")):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
        assert run(site, "-") == 0, suffix
    texts = [body(site / "content/articles" / name) for name in articles(site)]
    assert "一" in texts
    assert any(text.startswith(("# 题", "- 甲")) for text in texts)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b" \n")))
    assert run(site, "-") == 1
    assert "没有内容" in capsys.readouterr().err


def test_a_dry_run_writes_nothing(site, tmp_path, capsys):
    source = tmp_path / "a.txt"
    source.write_text(RAW, encoding="utf-8")
    assert run(site, "--dry-run", source) == 0
    assert "会导入 1 篇" in capsys.readouterr().out
    assert not (site / "content").exists()


def test_nothing_is_overwritten_and_a_second_import_is_noticed(site, tmp_path, capsys):
    source = tmp_path / "a.md"
    source.write_text("---\ntitle: 甲\n---\n\n一\n", encoding="utf-8")
    assert run(site, source) == 0
    assert run(site, source) == 0
    assert "已经导入过：content/articles/a.md" in capsys.readouterr().err
    assert articles(site) == ["a.md"]
    source.write_text("---\ntitle: 甲\n---\n\n二\n", encoding="utf-8")
    assert run(site, source) == 0
    assert articles(site) == ["a-2.md", "a.md"]
    assert "a 已存在，写作 a-2" in capsys.readouterr().err
    assert (body(site / "content/articles/a.md"), body(site / "content/articles/a-2.md")) == ("一", "二")


# ---------------------------------------------------------------- pages


def test_a_page_saved_from_wechat(site, tmp_path, capsys):
    (tmp_path / "wechat_files").mkdir()
    (tmp_path / "wechat_files/640.png").write_bytes(PNG)
    page = tmp_path / "wechat.html"
    page.write_bytes((HERE / "wechat.html").read_bytes())
    assert run(site, page) == 0
    assert articles(site) == ["xiao-dian-shang-yun-ji.md", "xiao-dian-shang-yun-ji/640.png"]
    path = site / "content/articles/xiao-dian-shang-yun-ji.md"
    assert front(path) == {
        "title": "小店上云记",
        "date": "2019-01-09",
        "author": "街角观察",
        "description": "一家面馆怎样用上小程序",
    }
    text = body(path)
    assert text.startswith("## 一、先有小程序\n\n老陈的面馆开在巷子里，去年才装上**扫码**点单。")
    assert "![](xiao-dian-shang-yun-ji/640.png)" in text
    assert "> “数据不会煮面" in text
    assert "\n- 第一条\n- 第二条\n" in text
    assert "坏链接，[好链接](https://example.org/a)" in text
    assert "alert" not in text
    captured = capsys.readouterr()
    assert "小标题  一、先有小程序" in captured.out
    assert "图片还在微信的服务器上" in captured.err


def test_pictures_that_the_browser_saved_are_preferred_to_those_on_the_server(site, tmp_path, capsys):
    (tmp_path / "货架_files").mkdir()
    (tmp_path / "货架_files/640.png").write_bytes(PNG)
    (tmp_path / "货架.html").write_text(
        '<h1>货架</h1><p>一。</p><p><img data-src="https://mmbiz.qpic.cn/x/640" src="./货架_files/640.png"></p>'
        '<p><img data-src="https://mmbiz.qpic.cn/y/640" src="data:image/gif;base64,R0lG"></p>',
        encoding="utf-8",
    )
    assert run(site, tmp_path / "货架.html") == 0
    assert articles(site) == ["huo-jia.md", "huo-jia/640.png"]
    text = body(site / "content/articles/huo-jia.md")
    assert "![](huo-jia/640.png)" in text
    assert "https://mmbiz.qpic.cn/y/640" in text
    assert "图片还在微信的服务器上" in capsys.readouterr().err


def test_wordpress_gives_each_of_its_posts(site, capsys):
    assert run(site, HERE / "wordpress.xml") == 0
    assert articles(site) == ["jing-dian-bian-ji-qi.md", "mi-mi.md", "第一篇.md"]
    first = site / "content/articles/第一篇.md"
    assert front(first) == {
        "title": "第一篇",
        "date": "2019-01-09 10:00:00",
        "categories": [["随笔"]],
        "tags": ["云"],
        "author": "admin",
        "description": "摘要一",
        "source": "https://a.example/1",
        "aliases": ["/1"],
    }
    assert (
        body(first)
        == '块编辑器的段落，有**粗体**。\n\n## 小标题\n\n![图](https://a.example/x.jpg "说明")\n\n- 甲\n- 乙'
    )
    classic = site / "content/articles/jing-dian-bian-ji-qi.md"
    assert front(classic)["draft"] is True
    assert body(classic).startswith('第一段\\\n同一段的第二行\n\n第二段，\n\n![y](https://a.example/y.jpg "图说")')
    assert "```\n代码\n\n  空行\n```" in body(classic)
    assert "<script" not in body(classic)
    assert front(site / "content/articles/mi-mi.md")["draft"] is True, "a post behind a password is not published"
    assert 'wordpress.xml:16: “经典编辑器”里有不认识的短代码 [gallery ids="1,2"]' in capsys.readouterr().err


# ---------------------------------------------------------------- posts of other generators


def old_site(tmp_path, config, **files):
    root = tmp_path / "old"
    for name, data in {
        config: "title: x\n",
        **{name.replace("__", "/").replace("_dot_", "."): data for name, data in files.items()},
    }.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return root


HEXO = """title: "数据: 一"
date: 2019-03-01 12:30:00
categories:
  - [技术, 云]
tags: [前端]
abbrlink: 1abc
mood: 好
---
{% asset_img 图.png 示意 %}

![站内](/images/pic.png) ![没有](gone.png) `![代码](x.png)`

{% weird a %}

```md
![代码](y.png)
```
"""


def test_a_post_of_hexo(site, tmp_path, capsys):
    root = old_site(
        tmp_path,
        "_config.yml",
        source___posts__a_dot_md=HEXO,
        source___drafts__b_dot_md="---\ntitle: 稿\n---\n稿\n",
        source__images__pic_dot_png=PNG,
        themes__x__README_dot_md="no",
    )
    (root / "source/_posts/a").mkdir()
    (root / "source/_posts/a/图.png").write_bytes(PNG)
    assert run(site, root) == 0
    assert articles(site) == ["a.md", "a/pic.png", "a/图.png", "b.md"]
    path = site / "content/articles/a.md"
    assert front(path) == {
        "title": "数据: 一",
        "date": "2019-03-01 12:30:00",
        "id": "1abc",
        "categories": [["技术", "云"]],
        "tags": ["前端"],
        "extra": {"mood": "好"},
        "aliases": ["/2019/03/01/a/"],
        "breaks": True,
    }
    text = body(path)
    assert text.startswith("![示意](a/图.png")
    assert "![站内](a/pic.png) ![没有](gone.png) `![代码](x.png)`" in text
    assert "{% weird a %}" in text, "what is not known stays"
    assert "![代码](y.png)" in text
    assert front(site / "content/articles/b.md")["draft"] is True
    said = capsys.readouterr().err
    assert "a.md:11: 图片 gone.png：没有找到" in said
    assert "a.md:13: 无法识别标签 {% weird a %}，照原样留着" in said
    assert "a.md:7: 未知的键“mood”" in said
    assert "y.png" not in said


def test_a_post_of_jekyll_has_its_date_in_its_name(site, tmp_path):
    root = old_site(tmp_path, "_config.yml", _posts="")
    (root / "_posts").unlink()
    (root / "_posts").mkdir()
    (root / "_posts/2018-07-06-old-post.md").write_text(
        "---\nlayout: post\ncategories: 甲 乙\ntags: a b\npublished: false\n---\n文", encoding="utf-8"
    )
    assert run(site, root) == 0
    path = site / "content/articles/old-post.md"
    assert front(path) == {
        "title": "old-post",
        "date": "2018-07-06",
        "categories": [["甲"], ["乙"]],
        "tags": ["a", "b"],
        "draft": True,
        "aliases": ["/甲/乙/2018/07/06/old-post.html"],
    }


def test_links_between_posts_of_jekyll_lose_the_date_too(site, tmp_path):
    root = old_site(tmp_path, "_config.yml", _posts__2019_03_01_a_dot_md="x")
    (root / "_posts/2019_03_01_a.md").rename(root / "_posts/2019-03-01-a.md")
    (root / "_posts/2019-03-02-b.md").write_text(
        "[甲]({% post_url 2019-03-01-a %}) [乙](2019-03-01-a.md#x)\n", encoding="utf-8"
    )
    assert run(site, root) == 0
    assert body(site / "content/articles/b.md") == "[甲](a.md) [乙](a.md#x)"


def test_a_cover_comes_with_its_article(site, tmp_path):
    root = old_site(
        tmp_path,
        "_config.yml",
        source__img__a_dot_png=PNG,
        source__img__b_dot_png=PNG + b"2",
        source___posts__a_dot_md="",
    )
    post = '---\ntitle: 甲\ntop_img: false\ncover: /img/a.png\n---\n\n![x](/img/a.png) <img src="/img/b.png">\n'
    (root / "source/_posts/a.md").write_text(post, encoding="utf-8")
    (site / "content/articles").mkdir(parents=True)
    (site / "content/articles/a.md").write_text("我的\n", encoding="utf-8")
    assert run(site, root) == 0
    assert articles(site) == ["a-2.md", "a-2/a.png", "a-2/b.png", "a.md"], "what already exists stays as it is"
    assert front(site / "content/articles/a-2.md")["image"] == "a-2/a.png"
    assert body(site / "content/articles/a-2.md") == '![x](a-2/a.png) <img src="a-2/b.png">'


def test_a_bundle_of_hugo_takes_its_folders_name(site, tmp_path):
    root = old_site(
        tmp_path,
        "hugo.toml",
        content__posts__bundle__index_dot_md='+++\ntitle = "甲"\ndate = 2020-01-02T03:04:05+08:00\n+++\n'
        '{{< figure src="b.png" title="图" >}}',
        content__posts__bundle__b_dot_png=PNG,
        content__posts___index_dot_md="---\n---\n",
    )
    assert run(site, root) == 0
    assert articles(site) == ["bundle.md", "bundle/b.png"]
    assert front(site / "content/articles/bundle.md") == {
        "title": "甲",
        "date": "2020-01-02 03:04:05+08:00",
        "aliases": ["/posts/bundle/"],
    }


def test_only_the_posts_of_an_old_site_are_taken(tmp_path):
    root = old_site(
        tmp_path, "_config.yml", source___posts__a_dot_md="x", source__about__index_dot_md="x", README_dot_md="x"
    )
    assert [path.name for path in files_in(root)] == ["a.md"]
    assert [path.relative_to(root).as_posix() for path in passed_over(root)] == ["source/about/index.md"]
    plain = tmp_path / "plain"
    (plain / ".git").mkdir(parents=True)
    (plain / "guide").mkdir()
    for name in ("a.md", "b.txt", "c.pdf", ".git/d.md", "README.md", "guide/README.md"):
        (plain / name).write_text("x", encoding="utf-8")
    assert [path.relative_to(plain).as_posix() for path in files_in(plain)] == ["a.md", "b.txt", "guide/README.md"]
    assert passed_over(plain) == [plain / "README.md"]


def test_the_chapters_of_a_gitbook_are_taken(site, tmp_path):
    root = old_site(
        tmp_path,
        "book.json",
        README_dot_md="# 序\n\n话。\n",
        SUMMARY_dot_md="* [序](README.md)\n",
        GLOSSARY_dot_md="## 货到人\n释义\n",
        warehouse__README_dot_md="# 仓\n\n仓。\n",
        warehouse__robots_dot_md='{% hint style="info" %}\n看。\n{% endhint %}\n',
        desk__README_dot_md="# 台\n\n先看[仓](../warehouse/README.md#a)。\n",
        _book__index_dot_html="<p>x</p>",
        node_modules__x__a_dot_md="x",
    )
    assert run(site, root) == 0
    assert articles(site) == ["desk.md", "old.md", "robots.md", "warehouse.md"]
    assert body(site / "content/articles/robots.md") == "> [!info]\n> 看。"
    assert body(site / "content/articles/desk.md").endswith("先看[仓](warehouse.md#a)。")


# ---------------------------------------------------------------- what must never happen


SECRET = "geheim"


@pytest.mark.parametrize(
    "link",
    [
        "/etc/passwd",
        "../../secret.png",
        "..%2F..%2Fsecret.png",
        "file:///etc/passwd",
        "link.png",
        "secret.txt",
        "active.svg",
    ],
)
def test_an_article_brings_in_nothing_but_pictures_of_its_own_site(site, tmp_path, link, capsys):
    (tmp_path / "secret.png").write_bytes(PNG + SECRET.encode())
    home = tmp_path / "old/posts"
    home.mkdir(parents=True)
    (home / "secret.txt").write_text(SECRET, encoding="utf-8")
    (home / "active.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", encoding="utf-8")
    (home / "link.png").symlink_to(tmp_path / "secret.png")
    (home / "a.md").write_text(f"---\ntitle: a\n---\n![x]({link})\n", encoding="utf-8")
    assert run(site, home / "a.md") == 0
    assert articles(site) == ["a.md"]
    assert body(site / "content/articles/a.md") == f"![x]({link})"


@pytest.mark.parametrize("slug", ["../../evil", "/etc/evil", "..\\evil", "a/../../evil", "con", ".hidden"])
def test_a_slug_never_leads_out_of_the_articles(site, tmp_path, slug):
    source = tmp_path / "a.md"
    source.write_text(f"---\ntitle: a\nslug: '{slug}'\n---\nx\n", encoding="utf-8")
    assert run(site, source) == 0
    assert len(articles(site)) == 1
    assert {path.name for path in tmp_path.iterdir()} == {"site", "a.md"}


def test_xml_entities_stay_closed(site, tmp_path, capsys):
    secret = tmp_path / "secret"
    secret.write_text(SECRET, encoding="utf-8")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    text = (HERE / "wordpress.xml").read_text(encoding="utf-8")
    text = text.replace(
        "<rss", f'<!DOCTYPE rss [<!ENTITY l0 "{SECRET}">{laughs}<!ENTITY x SYSTEM "file://{secret}">]>\n<rss', 1
    )
    text = text.replace("<title>第一篇</title>", "<title>第一篇&x;&l9;</title>")
    source = tmp_path / "a.xml"
    source.write_text(text, encoding="utf-8")
    run(site, source)
    made = [path.read_text(encoding="utf-8") for path in site.rglob("*.md")]
    assert all(SECRET not in one for one in made)
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.md", b"\x00\x01\x02" * 100, "不是文本文件"),
        ("a.html", b"", "是空的"),
        ("a.html", b"<div>" * 5_000, None),
        ("a.html", b"<blockquote>" * 5_000 + b"x", None),
        ("a.txt", "字".encode() * 300_000, None),
        ("a.md", b"---\n: [\n---\nx", "YAML"),
        ("a.md", b"[" * 200_000, None),
        ("a.xml", b"<rss>", "不是 WordPress 的导出文件"),
        ("a.xml", b'<rss xmlns:wp="http://wordpress.org/export/1.2/"><item>', "XML 写法有误"),
        ("a.xml", b"\xff\xfe\x00", "不是 WordPress 的导出文件"),
        ("gone.md", None, "没有这个文件"),
        ("a.html", "<p>\ud800 \x00</p>".encode("utf-8", "surrogatepass"), None),
    ],
)
def test_no_input_breaks_it(site, tmp_path, capsys, name, data, said):
    source = tmp_path / name
    if data is not None:
        source.write_bytes(data)
    run(site, source)
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    assert said is None or said in captured.err


def test_a_bad_file_does_not_keep_the_others_out(site, tmp_path, capsys):
    for name, data in {"a.md": b"---\ntitle: a\n---\n", "b.md": b"\x00" * 90, "c.txt": "一".encode()}.items():
        (tmp_path / name).write_bytes(data)
    assert run(site, tmp_path / "a.md", tmp_path / "b.md", tmp_path / "c.txt") == 1
    assert articles(site) == ["a.md", "c.md"]
    assert "导入了 2 篇，已有 0 篇，失败 1 篇" in capsys.readouterr().out


def test_without_a_site_nothing_is_done(tmp_path, capsys):
    source = tmp_path / "a.txt"
    source.write_text(RAW, encoding="utf-8")
    assert cli.run(["import", "--site", str(tmp_path), str(source)]) == 1
    assert "zhushu init" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (PNG, ".png"),
        (b"\xff\xd8\xff\xe0", ".jpg"),
        (b"GIF89a", ".gif"),
        (b"RIFF\0\0\0\0WEBPVP8 ", ".webp"),
        (b"\0\0\0\x1cftypavif", ".avif"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", ".svg"),
        (b"<svg><script>x</script></svg>", ""),
        (b"<svg onload=x()>", ""),
        (b"<?xml?><!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>", ""),
        (b"root:x:0:0", ""),
        (b"", ""),
    ],
)
def test_a_picture_is_known_by_its_bytes(data, suffix):
    assert attachments.picture_suffix(data) == suffix


def test_code_that_shows_tabs_and_quotations_stays_as_it_is(site, tmp_path):
    (tmp_path / "_config.yml").write_text("title: x\n", encoding="utf-8")
    source = tmp_path / "source/_posts/a.md"
    source.parent.mkdir(parents=True)
    code = '```markdown\n前\n=== "甲"\n    内容\n=== "乙"<br>后\n> [!note] 注<br>文\n```js\n![码](y.png)\n```'
    source.write_text(f"---\ntitle: 甲\ndate: 2024-01-01\n---\n{code}\n\n{{% note %}}\n乙\n{{% endnote %}}\n", "utf-8")
    assert run(site, source) == 0
    assert body(site / "content/articles/a.md").startswith(code)
    assert body(site / "content/articles/a.md").endswith("> [!note]\n> 乙")


ODD = r"""![括号](b%20(1).png) ![再](<b (1).png>) ![转义\[方\]](c\[1\].png) ![标题](d.png 'a "b"')
[![里](f.png "t")](g.png) ``码 ` ![x](h.png)`` <!-- ![注](n.png) --> ![k](k&amp;l.png) <img alt="src=x" src=m.png> ![多
行](o.png) ![引][r]

[r]: i.png "题"
"""


def test_pictures_come_along_however_their_addresses_are_written(site, tmp_path):
    (tmp_path / "_config.yml").write_text("title: x\n", encoding="utf-8")
    posts = tmp_path / "source/_posts"
    (posts / "odd").mkdir(parents=True)
    for name in ("b (1)", "c[1]", "d", "f", "g", "h", "n", "k&l", "m", "o", "i"):
        (posts / f"odd/{name}.png").write_bytes(PNG + name.encode())
    (posts / "odd.md").write_text(f"---\ntitle: 怪\ndate: 2024-01-01\n---\n{ODD}", "utf-8")
    assert run(site, posts / "odd.md") == 0
    assert (
        body(site / "content/articles/odd.md") + "\n"
        == r"""![括号](odd/b-(1).png) ![再](odd/b-(1).png) ![转义\[方\]](odd/c-1.png) ![标题](odd/d.png 'a "b"')
[![里](odd/f.png "t")](odd/g.png) ``码 ` ![x](h.png)`` <!-- ![注](n.png) --> ![k](odd/k-l.png) <img alt="src=x" src=odd/m.png> ![多
行](odd/o.png) ![引][r]

[r]: odd/i.png "题"
"""
    )
    assert len(list((site / "content/articles/odd").iterdir())) == 9


def test_the_date_of_a_raw_text_may_be_in_its_name(site, tmp_path):
    (tmp_path / "2019-01-15 早市.txt").write_text(RAW.replace("2019年1月9日\n", ""), encoding="utf-8")
    assert run(site, tmp_path / "2019-01-15 早市.txt") == 0
    [name] = articles(site)
    assert str(front(site / "content/articles" / name)["date"]) == "2019-01-15"


def test_a_list_in_a_box_keeps_its_levels(site, tmp_path):
    (tmp_path / "_config.yml").write_text("title: x\n", encoding="utf-8")
    source = tmp_path / "source/_posts/a.md"
    source.parent.mkdir(parents=True)
    box = "{% note info 题 %}\n- 甲\n  - 乙\n    - 丙\n\n1. 一\n   续\n{% endnote %}\n"
    source.write_text(f"---\ntitle: 甲\ndate: 2024-01-01\n---\n{box}", "utf-8")
    assert run(site, source) == 0
    assert body(site / "content/articles/a.md") == "> [!info] 题\n> - 甲\n>   - 乙\n>     - 丙\n>\n> 1. 一\n>    续"


def test_a_picture_is_found_in_another_case(site, tmp_path):
    (tmp_path / "_config.yml").write_text("title: x\n", encoding="utf-8")
    source = tmp_path / "source/_posts/a.md"
    (tmp_path / "source/_posts/a").mkdir(parents=True)
    (tmp_path / "source/_posts/a/Tu.PNG").write_bytes(PNG)
    source.write_text("---\ntitle: 甲\ndate: 2024-01-01\n---\n![图](tu.png)\n", "utf-8")
    assert run(site, source) == 0
    assert body(site / "content/articles/a.md") == "![图](a/tu.png)"
    assert articles(site) == ["a.md", "a/tu.png"]
