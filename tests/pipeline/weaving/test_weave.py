"""Marks in pages of other generators: put in where they belong, nothing else touched, taken back whole."""

import re
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import cli, parse_glossary
from generator.core.errors import SiteError
from generator.pipeline.weaving.files import MANIFEST
from generator.pipeline.weaving.folder import Options, undo, weave

GLOSSARY = parse_glossary("""
[[entry]]
name = "数据中台"
definition = "企业里统一加工数据的一层，见[[研究生]]。"
[[entry]]
name = "中台"
definition = "前台与后台之间的一层。"
[[entry]]
name = "研究生"
definition = "本科之后继续读书的学生。"
[[entry]]
name = "C2B"
definition = "由消费者提出要求，工厂照着生产。"
""")
ALL = Options(first="all")
PAGE = '<!doctype html>\n<html lang="zh"><head><title>仓里</title></head>\n<body><nav>中台</nav><main>%s</main></body></html>\n'
MARK = re.compile(r'<a class="zs-mark[^>]*>([^<]*)</a>')


def made(root, **pages):
    for name, html in pages.items():
        path = root / f"{name.replace('__', '/')}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(html if isinstance(html, bytes) else (PAGE % html).encode())
    return root


def marked(root, body, **options):
    weave(made(root, a=body), root, GLOSSARY, Options(first="all", **options))
    return MARK.findall((root / "a.html").read_text(encoding="utf-8").split("<section", 1)[0])


@pytest.mark.parametrize(
    ("body", "marks"),
    [
        ("<p>企业建数据中台。</p>", ["数据中台"]),
        ("<p>企业建<b>数据</b>中台。</p>", ["数据", "中台"]),
        ("<p>企业建数据\n  中台。</p>", ["数据\n  中台"]),
        ("<p>企业建数据<br>中台。</p>", ["数据", "中台"]),
        ("<p>招收研究生的大学，他研究生命起源。</p>", ["研究生"]),
        ("<p>&#x4e2d;&#21488;与C&#50;B</p>", ["&#x4e2d;&#21488;", "C&#50;B"]),
        ("<p>&lt;中台&gt; &amp; B2C2B</p>", ["中台"]),
        ("<ul><li>中台<li>C2B</ul><table><tr><td>研究生</table>", ["中台", "C2B", "研究生"]),
        ("<p>中<code>台</code>，<a href=x>中台</a>，<code>中台</code></p><pre>中台</pre><h2>中台</h2>", []),
        ("<script>中台</script><style>.中台{}</style><!-- 中台 --><textarea>中台</textarea>", []),
        ("<nav>中台</nav><header>中台</header><ruby>中台<rt>中台</rt></ruby>", ["中台"]),
        ("<p>中台<![x[ 中台 ]]>中台</p>", ["中台", "中台"]),
        ('<div class="katex">中台</div><p hidden>中台</p><img alt="中台">', []),
        ('<astro-island ssr client="load"><p>中台</p></astro-island><p>中台</p>', ["中台"]),
    ],
)
def test_marks_stand_in_running_text_alone(tmp_path, body, marks):
    assert marked(tmp_path, body) == marks


def test_links_and_pictures_of_a_definition_that_lead_to_files_of_the_site_are_their_texts(tmp_path):
    glossary = parse_glossary("""[[entry]]\nname = "中台"\ndefinition = "见[文](a.md)、![图](b.png)。" """)
    weave(made(tmp_path, a="<p>中台</p>"), tmp_path, glossary, ALL)
    for path in ("a.html", "zhushu/entries/中台.html"):
        html = (tmp_path / path).read_text(encoding="utf-8")
        assert "见文、图。" in html
        assert "zhushu-here" not in html


def test_a_mark_links_to_the_glossary_of_the_page_and_that_to_the_entrys_page(tmp_path):
    made(tmp_path, posts__2024__a="<p>企业建数据中台。</p>")
    weave(tmp_path, tmp_path, GLOSSARY, ALL)
    html = (tmp_path / "posts/2024/a.html").read_text(encoding="utf-8")
    assert 'href="#zs-g-数据中台"' in html
    assert '<dt id="zs-g-数据中台"' in html
    href = re.search(r'data-href="([^"]+)"', html)[1]
    assert href == "../../zhushu/entries/%E6%95%B0%E6%8D%AE%E4%B8%AD%E5%8F%B0.html"
    entry = (tmp_path / "zhushu/entries/数据中台.html").read_text(encoding="utf-8")
    assert '<a href="../../posts/2024/a.html#zs-r-%E6%95%B0%E6%8D%AE%E4%B8%AD%E5%8F%B0-1">数据中台</a>' in entry
    assert '<a href="../entries/%E7%A0%94%E7%A9%B6%E7%94%9F.html">研究生</a>' in entry
    assert '<link rel="stylesheet" href="../../zhushu/weave.css">' in html.split("</head>")[0]


@pytest.mark.parametrize(
    "html",
    [
        "<p>中台".encode(),
        b"\xef\xbb\xbf" + (PAGE % "<p>\u4e2d\u53f0</p>").encode(),
        (PAGE % "<p>中台\r\n，研究生</p>\r\n").replace("\n", "\r\n").encode(),
        (PAGE % "<p>数据中台</p>").encode("gb18030"),
        b"\xff\xfe\x00<main>",
        (PAGE % "<p>中台<![endif]x]>，<![研究生]>中台<![ x</p>").encode(),
        "<main><p>a < b && c &copy d <x-y z=1>中台</x-y><p>中台</b></main".encode(),
        b"",
    ],
)
def test_twice_is_once_and_undo_gives_the_bytes_back(tmp_path, html):
    made(tmp_path, a=html, b="<p>研究生</p>")
    weave(tmp_path, tmp_path, GLOSSARY, ALL)
    once = {path: path.read_bytes() for path in tmp_path.rglob("*.html")}
    report = weave(tmp_path, tmp_path, GLOSSARY, ALL)
    assert report.written == ()
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.html")} == once
    undo(tmp_path)
    assert (tmp_path / "a.html").read_bytes() == html
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "b.html"]


PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<br>",
        "<li>",
        "<!-- 中台 -->",
        "<a href=x>",
        "</a>",
        "<h2>",
        "</h2>",
        "<div>",
        "</div>",
        "数据",
        "中台",
        "研究生",
        "命",
        "C2B",
        " ",
        "\n",
        "&amp;",
        "&#20013;",
        "&nbsp;",
        "&copy",
        "<",
        ">",
        "<script>",
        "</script>",
        "<![CDATA[",
        "<![if x",
        "<![x[",
        "<![",
        "]]>",
        "<?x",
        "\u200b",
        "\x00",
        "</main>",
        "<main>",
        '<p title="中台>">',
    ]
)


@given(st.lists(PIECES, max_size=25).map("".join))
def test_every_byte_outside_the_marks_stays(tmp_path_factory, body):
    root = made(tmp_path_factory.mktemp("law"), a=body)
    before = (root / "a.html").read_bytes().decode()
    weave(root, root, GLOSSARY, ALL)
    after = (root / "a.html").read_bytes().decode()
    assert re.sub(r"<!--zs-->.*?<!--/zs-->|<a class=\"zs-mark[^>]*>(.*?)</a>", r"\1", after, flags=re.DOTALL) == before


def test_only_what_changed_is_woven_again_and_a_rebuilt_page_gets_its_marks_back(tmp_path):
    made(tmp_path, a="<p>中台</p>", b="<p>研究生</p>")
    weave(tmp_path, tmp_path, GLOSSARY, ALL)
    made(tmp_path, a="<p>中台，中台</p>")
    report = weave(tmp_path, tmp_path, GLOSSARY, ALL)
    assert sorted(report.written) == ["a.html", "zhushu/entries/中台.html", "zhushu/index.html"]
    assert report.marks == 3


def test_another_folder_gets_a_whole_copy_and_loses_what_the_site_lost(tmp_path):
    site, output = made(tmp_path / "site", a="<p>中台</p>", b="<p>研究生</p>"), tmp_path / "out"
    (site / "x.css").write_text("p{}", encoding="utf-8")
    weave(site, output, GLOSSARY, ALL)
    assert (output / "x.css").read_text(encoding="utf-8") == "p{}"
    assert "zs-mark" in (output / "a.html").read_text(encoding="utf-8")
    assert "zs-mark" not in (site / "a.html").read_text(encoding="utf-8")
    (site / "b.html").unlink()
    report = weave(site, output, GLOSSARY, ALL)
    assert report.removed == ("b.html",)
    assert "b.html" not in (output / "zhushu/entries/研究生.html").read_text(encoding="utf-8")


def test_a_glossary_that_lost_an_entry_loses_its_marks_and_its_page(tmp_path):
    made(tmp_path, a="<p>中台，研究生</p>")
    weave(tmp_path, tmp_path, GLOSSARY, ALL)
    weave(tmp_path, tmp_path, parse_glossary('[[entry]]\nname = "中台"\ndefinition = "一层。"'), ALL)
    assert MARK.findall((tmp_path / "a.html").read_text(encoding="utf-8")) == ["中台"]
    assert not (tmp_path / "zhushu/entries/研究生.html").exists()


def test_the_elements_may_be_named(tmp_path):
    assert marked(tmp_path, '<div class="x">中台</div><p>研究生</p>', select=".x, .y") == ["中台"]
    with pytest.raises(SiteError, match="p >>"):
        weave(tmp_path, tmp_path, GLOSSARY, Options(select="p >> q["))


def test_what_keeps_the_tooltip_from_working_is_told(tmp_path):
    policy = '<meta http-equiv="Content-Security-Policy" content="script-src https://a.org">'
    made(
        tmp_path,
        a=(PAGE % "<p>中台</p>").replace("<title>", policy + "<title>").encode(),
        b=(PAGE % "<p>中台</p>").replace("<title>", '<base href="/x/"><title>').encode(),
    )
    report = weave(tmp_path, tmp_path, GLOSSARY, ALL)
    assert [(problem.place.path, problem.code) for problem in report.problems] == [
        ("a.html", "weave-policy"),
        ("b.html", "weave-base"),
    ]
    assert "zs-mark" not in (tmp_path / "b.html").read_text(encoding="utf-8")


def test_a_folder_of_somebody_elses_is_not_taken(tmp_path):
    made(tmp_path, a="<p>中台</p>")
    (tmp_path / "zhushu").mkdir()
    with pytest.raises(SiteError):
        weave(tmp_path, tmp_path, GLOSSARY, ALL)
    assert list((tmp_path / "zhushu").iterdir()) == []


@pytest.mark.parametrize("work", [undo, lambda site: weave(site, site, GLOSSARY, ALL)])
def test_a_folder_that_came_with_a_forged_manifest_or_links_loses_nothing_elsewhere(tmp_path, work):
    site, mine = made(tmp_path / "site", a="<p>中台</p>"), tmp_path / "mine.txt"
    mine.write_text("甲")
    (site / "zhushu").mkdir()
    (site / "zhushu/out").symlink_to(tmp_path)
    forged = {"files": ["zhushu/../../mine.txt", "zhushu/out/mine.txt", str(mine)]}
    (site / MANIFEST).write_bytes(msgspec.json.encode(forged))
    work(site)
    assert mine.exists()
    (tmp_path / "else").mkdir()
    (site / "zhushu").rename(tmp_path / "else/zhushu")
    (site / "zhushu").symlink_to(tmp_path / "else/zhushu")
    before = sorted((tmp_path / "else").rglob("*"))
    with pytest.raises(SiteError):
        work(site)
    assert sorted((tmp_path / "else").rglob("*")) == before


def test_the_command_weaves_and_undoes(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    site = made(tmp_path / "public", a="<p>中台</p>")
    (tmp_path / "词.toml").write_text('[[entry]]\nname = "中台"\ndefinition = "一层。"\n', encoding="utf-8")
    assert cli.run(["weave", str(site), "--glossary", str(tmp_path / "词.toml")]) == 0
    assert "1 page, 1 mark;" in capsys.readouterr().err
    # The terminal speaks English; the readers of the site need not.
    assert "<h1>词表</h1>" in (site / "zhushu/index.html").read_text("utf-8")
    assert cli.run(["weave", str(site), "--undo"]) == 0
    assert (site / "a.html").read_text(encoding="utf-8") == PAGE % "<p>中台</p>"
    assert cli.run(["weave", str(tmp_path / "none"), "--glossary", str(tmp_path / "词.toml")]) == 1
    assert "there is no such folder" in capsys.readouterr().err


def test_a_page_whose_script_builds_it_anew_tells_where_its_marks_stand(tmp_path):
    app = PAGE.replace("<main>", '<div id="app"><div class="Layout"><main>').replace("</main>", "</main></div></div>")
    made(tmp_path, a=(app % "<p>企业建中台</p>").encode(), index=(app % "<p>无</p>").encode())
    weave(tmp_path, tmp_path, GLOSSARY, ALL)
    html = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert '["中台","term","zs-r-中台-1","企业建","中台",""]' in html
    assert html.index("zs-glossary") > html.index("</main></div></div>")
    index = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "weave.js" in index
    assert " hidden>" in index
    assert weave(tmp_path, tmp_path, GLOSSARY, ALL).written == ()


@pytest.mark.parametrize(
    "script",
    [
        "(self.__next_f=self.__next_f||[]).push([0])",
        "window.__reactRouterContext = {}",
        "window.__remixContext = {}",
        "__sveltekit_1x2y = {}",
    ],
)
def test_text_that_a_script_takes_over_gets_no_marks_in_the_html(tmp_path, script):
    assert marked(tmp_path, f"<p>企业建数据中台。</p><script>{script}</script>") == []
    assert 'id="zs-quotes"' in (tmp_path / "a.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "sign",
    [
        '<script src="/js/pjax.min.js"></script>',
        '<script id="__config" type="application/json">{"features": ["navigation.instant"]}</script>',
        '<script type="module">import "@hotwired/turbo"</script>',
        '<meta name="astro-view-transitions-enabled" content="true">',
        '<script src="swup.umd.js"></script>',
    ],
)
def test_where_pages_change_without_loading_each_has_style_and_script(tmp_path, sign):
    made(tmp_path, a=f"{sign}<p>没有词。</p>", b="<p>没有词，也没有 pjax 这样的脚本。</p>", c=f"{sign}<p>数据中台</p>")
    before = {name: (tmp_path / name).read_bytes() for name in ("a.html", "b.html")}
    weave(tmp_path, tmp_path, GLOSSARY, ALL)
    woven = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert woven.index("zhushu/weave.js") < woven.index("</head>")
    assert (tmp_path / "b.html").read_bytes() == before["b.html"]
    assert weave(tmp_path, tmp_path, GLOSSARY, ALL).written == ()
    undo(tmp_path)
    assert (tmp_path / "a.html").read_bytes() == before["a.html"]


BUILT = Path(__file__).parent / "sites"
"""One of our articles as six generators built it (benchmarks/weave_sites.py)."""


@pytest.mark.parametrize("name", ["docusaurus", "eleventy", "hexo-next", "hugo", "material", "vitepress"])
def test_pages_of_real_generators_have_the_same_marks_and_keep_their_bytes(tmp_path, name):
    html = (BUILT / f"{name}.html").read_bytes()
    made(tmp_path, a=html)
    report = weave(tmp_path, tmp_path, GLOSSARY, ALL)
    woven = (tmp_path / "a.html").read_text(encoding="utf-8")
    quotes = re.search(r'id="zs-quotes">(.*?)</script>', woven)  # Vue and React: the script puts the marks in
    marks = [quote[4] for quote in msgspec.json.decode(quotes[1])] if quotes else MARK.findall(woven)
    assert bool(quotes) == (name in ("docusaurus", "vitepress"))
    assert (report.pages, marks.count("数据中台"), marks.count("中台")) == (1, 4, 12)
    assert weave(tmp_path, tmp_path, GLOSSARY, ALL).written == ()
    undo(tmp_path)
    assert (tmp_path / "a.html").read_bytes() == html
