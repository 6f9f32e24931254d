"""`zhushu epub`, `html --single` and `pdf`: what they write, what they leave out, what they do not overwrite."""

import io
import re
import shutil
import subprocess
import unicodedata
import zipfile

import pypdf
import pytest
from bs4 import BeautifulSoup
from PIL import Image

from generator import cli
from generator.cli.pdf import BROWSERS
from tests.pipeline.sites import write

ARTICLE = """---
title: 样样 <都> & 有
date: 2024-05-01
tags: [杂]
series: 连
---

## 一 A/B测试

A/B测试 有公式 $E=mc^2$、脚注[^1]，见[另一篇](two.md)，没有[这一节](two.md#没有)和[那一节](#没有)。

[^1]: 注里有 **字**。

| 列 | 右 |
|:---|---:|
| a | b |

- [x] 做完

![图](tu.png)
![远处](https://e.example/x.png)

<ruby>汉<rt>han</rt></ruby> <iframe src="https://e.example/"></iframe>
"""
GLOSSARY = '[[entry]]\nname = "A/B测试"\ndefinition = "两版比一比，见 [[另]]。"\n[[entry]]\nname = "另"\ndefinition = "另一个。"\n'
JAVA, JAR = shutil.which("java"), shutil.which("epubcheck")


@pytest.fixture
def site(tmp_path):
    write(tmp_path, "site.toml", 'title = "集"\nsearch = false\n')
    write(tmp_path, "content/articles/rich.md", ARTICLE)
    write(tmp_path, "content/articles/two.md", "---\ntitle: 第二\n---\n\nA/B测试 与另一些。\n")
    write(tmp_path, "content/articles/secret.md", "---\ntitle: 秘\ndraft: true\n---\n\n机密。\n")
    write(tmp_path, "content/glossary/t.toml", GLOSSARY)
    picture = io.BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "PNG")
    write(tmp_path, "content/articles/tu.png", picture.getvalue())
    return tmp_path


def run(site, command, *words):
    return cli.run([command, "--site", str(site), *words])


@pytest.mark.skipif(not (JAVA and JAR), reason="NOT CHECKED: epubcheck (Debian package) or java is missing")
def test_a_book_passes_epubcheck_without_a_warning(site):
    book = site / "book.epub"
    assert run(site, "epub", "-o", str(book), "--vertical") == 0  # which holds all that one set in rows does, and more
    once = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")  # half the time of a JVM that is to last
    said = subprocess.run([JAVA, *once, "-jar", JAR, str(book)], capture_output=True, text=True, check=False)
    assert "0 fatals / 0 errors / 0 warnings" in said.stdout + said.stderr, said.stdout + said.stderr


def test_a_book_holds_what_is_published_and_the_same_bytes_each_time(site):
    one, two = site / "1.epub", site / "2.epub"
    assert run(site, "epub", "-o", str(one)) == run(site, "epub", "-o", str(two)) == 0
    assert one.read_bytes() == two.read_bytes()
    with zipfile.ZipFile(one) as book:
        pages = {name: book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml")}
        assert book.namelist()[0] == "mimetype"
        assert [name for name in book.namelist() if name.startswith("EPUB/pictures/")]
    assert not [name for name, page in pages.items() if "机密" in page]
    chapter = next(page for page in pages.values() if "样样 &lt;都&gt; &amp; 有</h1>" in page)
    assert 'epub:type="noteref glossref" id="r-A-B测试-1" href="#g-A-B测试"' in chapter
    assert '<aside epub:type="footnote" role="doc-footnote" id="g-A-B测试">' in chapter
    assert '<math xmlns="http://www.w3.org/1998/Math/MathML"' in chapter
    glossary = pages["EPUB/glossary.xhtml"]
    assert glossary.index(">A/B测试</dfn>") < glossary.index(">另</dfn>")
    assert '#r-A-B测试-1">第二</a>' in glossary


def test_a_book_of_the_first_and_the_last_day_is_made(tmp_path):
    articles = tmp_path / "content/articles"
    articles.mkdir(parents=True)
    (tmp_path / "site.toml").write_text('title = "x"\n')
    (articles / "a.md").write_text(
        "---\ntitle: 甲\ndate: 0001-01-01\nupdated: 9999-12-31T23:59:59-12:00\n---\n\n正文。\n", encoding="utf-8"
    )
    assert run(tmp_path, "epub", "-o", str(tmp_path / "a.epub"), "a") == 0
    with zipfile.ZipFile(tmp_path / "a.epub") as book:
        package = book.read("EPUB/package.opf").decode()
        assert ">0001-01-01</p>" in book.read("EPUB/a1.xhtml").decode()
    assert '"dcterms:modified">9999-12-31T23:59:59Z' in package


@pytest.mark.parametrize("words", [("rich",), ("--tag", "杂"), ("--series", "连")])
def test_a_selection_holds_what_was_asked_for_alone(site, words):
    assert run(site, "epub", "-o", str(site / "some.epub"), *words) == 0
    with zipfile.ZipFile(site / "some.epub") as book:
        chapters = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml"))
    assert "样样 &lt;都&gt; &amp; 有</h1>" in chapters
    assert "第二</h1>" not in chapters


def test_a_draft_is_in_no_book_and_a_wrong_name_is_told(site, capsys):
    assert run(site, "epub", "secret", "-o", str(site / "s.epub")) == 1
    assert run(site, "epub", "--tag", "无", "-o", str(site / "s.epub")) == 1
    assert run(site, "html", "--single", "secret", "-o", str(site / "s.html")) == 1
    assert "Traceback" not in capsys.readouterr().err
    assert not (site / "s.epub").exists()


def test_what_another_program_wrote_is_not_overwritten(site):
    write(site, "mine.epub", "mine")
    assert run(site, "epub", "-o", str(site / "mine.epub")) == 1
    assert (site / "mine.epub").read_text() == "mine"
    assert run(site, "epub", "-o", str(site / "mine.epub"), "--force") == 0


def test_a_single_file_has_all_inside(site):
    assert run(site, "html", "--single", "rich", "-o", str(site / "rich.html")) == 0
    html = (site / "rich.html").read_text(encoding="utf-8")
    assert 'src="data:image/png;base64,' in html
    assert "<link" not in html.replace('<link rel="canonical"', "")
    assert "src.replace('reader.js'" not in html
    assert 'href="#g-A-B测试"' in html
    assert 'href="two' not in html
    assert not re.findall(r"<a (?![^>]*href=)[^>]*(?:rel|aria-label)=[^>]*>", html), "not allowed without an address"
    assert '<a href="https://e.example/x.png">远处</a>' in html


HOSTILE = """---
title: "x</title><script>alert(1)</script>"
---

甲<script>alert(1)</script><img src=x onerror=alert(1)> ![](file:///etc/hostname) [x](javascript:alert(1))
![远](http://127.0.0.1:9/p.png) <iframe src="file:///etc/passwd"></iframe> <object data="http://127.0.0.1:9/o"></object>
<link rel=stylesheet href="http://127.0.0.1:9/s.css"> <svg><script>alert(2)</script></svg> ![](../../site.toml)
<video src="http://127.0.0.1:9/v.mp4" poster="http://127.0.0.1:9/v.png"></video>
<div style="background:url(http://127.0.0.1:9/b.png)">乙</div>
"""


def test_a_hostile_article_makes_a_book_fetch_and_run_nothing(site):
    write(site, "content/articles/evil.md", HOSTILE)
    assert run(site, "epub", "evil", "-o", str(site / "evil.epub")) == 0
    assert run(site, "html", "--single", "evil", "-o", str(site / "evil.html")) == 0
    with zipfile.ZipFile(site / "evil.epub") as book:
        assert not [name for name in book.namelist() if ".." in name or name.startswith("/")]
        inside = [book.read(name).decode() for name in book.namelist() if name.endswith((".xhtml", ".opf"))]
    assert "<script" not in "".join(inside).lower()
    html = (site / "evil.html").read_text(encoding="utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1]
    assert "default-src 'none'" in policy
    assert "img-src data:;" in policy
    for page in (*inside, html):
        found = BeautifulSoup(page.partition("?>")[2] if page.startswith("<?xml") else page, "html.parser")
        loaded = [tag[name] for name in ("src", "data", "poster", "srcset") for tag in found.select(f"[{name}]")]
        assert not [address for address in loaded if re.match(r"(?!data:)[a-z][a-z+.-]*:|/|\.\.", address)]
        assert not found.select("iframe, object, embed, [onerror], [href^='javascript:'], [style*='url']")
        assert not [script for script in found("script") if "alert(" in script.text and "ld+json" not in str(script)]


def test_without_a_browser_there_is_no_pdf_but_a_message(site, monkeypatch, capsys):
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("CHROMIUM", raising=False)
    assert run(site, "pdf", "-o", str(site / "a.pdf")) == 1
    assert "Chromium" in capsys.readouterr().err


@pytest.mark.skipif(not any(map(shutil.which, BROWSERS)), reason="NOT PRINTED: no Chromium")
def test_a_pdf_is_printed(site):
    assert run(site, "pdf", "-o", str(site / "a.pdf")) == 0
    made = pypdf.PdfReader(site / "a.pdf")
    assert made.outline, "readers show it beside the pages"
    contents = made.pages[1]
    assert "目录\n第二\n" in unicodedata.normalize("NFKC", contents.extract_text())
    targets = [one.get_object()["/Dest"] for one in contents["/Annots"]]
    assert {"/c1", "/c2"} <= set(targets) <= set(made.named_destinations)


ABOUT_HTML = """---
title: 写 HTML
---

<section class="comments" data-pagefind-ignore>读者来信</section>

见 [图](#tu)。<a id="tu"></a><img alt="tu.png 与 a > b" src="tu.png">

```html
<main id="main"><img src="tu.png"></main> id="main" href="#main"
<section class="comments" data-pagefind-ignore>一节</section><link rel="stylesheet" href="../assets/site.css">
```

行内的 `<script src="../assets/reader.js" defer></script>` 和 `</main>`，字面上的 id="x" href="#x" for="y"。
"""


def test_an_article_about_html_shows_its_examples_in_a_single_file_and_in_print(site, monkeypatch):
    write(site, "content/articles/rich.md", ABOUT_HTML)
    assert run(site, "build", "--output", str(site / "build")) == 0
    assert run(site, "html", "--single", "rich", "-o", str(site / "rich.html")) == 0
    page, single = (
        BeautifulSoup((site / name).read_text("utf-8"), "html.parser")
        for name in ("build/articles/rich.html", "rich.html")
    )
    text = page.select_one(".prose").get_text()
    assert "读者来信" in text
    assert single.select_one(".prose").get_text() == text
    picture = single.select_one(".prose img")
    assert picture["alt"] == "tu.png 与 a > b"
    assert picture["src"].startswith("data:image/png;base64,")
    monkeypatch.setenv("CHROMIUM", shutil.which("true") or "")
    monkeypatch.setattr("generator.cli.pdf._pdf", lambda _, html: html.encode())
    assert run(site, "pdf", "rich", "two", "-o", str(site / "print.html")) == 0
    book = BeautifulSoup((site / "print.html").read_text("utf-8"), "html.parser")
    chapter = next(one for one in book.select(".chapter") if "写 HTML" in one.get_text())
    assert chapter.select_one(".prose").get_text() == text
    assert chapter.select_one(".prose a[href]")["href"] == f"#{chapter['id']}-tu"
    assert chapter.select_one(f"#{chapter['id']}-tu") is not None
