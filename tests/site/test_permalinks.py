"""Where articles stand: patterns, an article's own address in the words of other generators, and what is unsafe."""

import pytest

from generator.core.errors import stops
from generator.pipeline.build import Options, Site
from tests.pipeline.sites import make, page

SITE = 'title = "站"\nlanguage = "zh-Hans"\nentities = "off"\nsearch = false\nbase_url = "https://example.org/"\n'


def built(root, articles, settings=""):
    """The report of a build of a site with these front matters (name → lines), all dated."""
    texts = {
        f"{name}.md": text if text.startswith("+++") else f"---\ntitle: 题{name}\ndate: 2021-05-09\n{text}\n---\n\n文\n"
        for name, text in articles.items()
    }
    make(root, texts, settings=SITE + settings)
    return Site(root, root / "build", Options(jobs=1)).build()


def stands(root, url):
    return (root / "build" / url).is_file()


@pytest.mark.parametrize(
    ("pattern", "url"),
    [
        ("{category}/{slug}.html", "前端/JS/a.html"),
        ("{year}/{month}/{day}/{title}/", "2021/05/09/题a/index.html"),
        ("p/{id}.html", "p/77.html"),
        ("{category}/{title}-{id}/", "前端/JS/题a-77/index.html"),
    ],
)
def test_patterns(tmp_path, pattern, url):
    built(tmp_path, {"a": "categories: [前端, JS]\nid: 77"}, f'permalink = "{pattern}"\n')
    assert stands(tmp_path, url)


@pytest.mark.parametrize(
    ("line", "url"),
    [
        ("permalink: /:year/:month/:day/:title/", "2021/05/09/题a/index.html"),
        ("permalink: /:categories/:slug.html\ncategory: 随笔", "随笔/a.html"),
        ("url: /archives/yi/", "archives/yi/index.html"),
        ("permalink: p/jia.html", "p/jia.html"),
        ("permalink: /p/jia", "p/jia/index.html"),
        ('permalink: "/中文/路径/"', "中文/路径/index.html"),
    ],
)
def test_an_address_of_ones_own(tmp_path, line, url):
    report = built(tmp_path, {"a": line})
    assert stands(tmp_path, url) or stands(tmp_path, url.replace("/index.html", ".html"))
    assert not any(stops(problem, strict=True) for problem in report.problems)


@pytest.mark.parametrize(
    "line",
    [
        'url: "../../etc/passwd"',
        "permalink: /bad/:nokey/x",
        'permalink: "/a\\u0000b/"',
        "permalink: feed.xml",
        'permalink: "/../x.html"',
        "permalink: assets/site.css",
    ],
)
def test_an_unsafe_address_is_refused_with_a_word(tmp_path, line):
    report = built(tmp_path, {"a": line})
    assert stands(tmp_path, "articles/a.html")
    assert [problem.place.path for problem in report.problems] == ["content/articles/a.md"]
    assert {path.parent for path in tmp_path.rglob("passwd")} == set()


def test_old_addresses_lead_on_without_a_script(tmp_path):
    report = built(tmp_path, {"a": 'aliases: [/old/one/, "../../up", /index.html]\nredirect_from: /old/two.html'})
    for url in ("old/one/index.html", "old/two.html"):
        html = page(tmp_path, url)
        assert '<meta name="robots" content="noindex">' in html
        assert '<link rel="canonical" href="https://example.org/articles/a.html">' in html
        assert "http-equiv" in html
        assert "<script" not in html
    assert len(report.problems) == 2
    assert "old/" not in page(tmp_path, "sitemap.xml")


def test_addresses_of_the_site_in_full_and_with_its_folder(tmp_path):
    make(
        tmp_path,
        {
            "a.md": "---\ntitle: 甲\npermalink: https://me.example/blog/p/a.html\nredirect_from: old\n---\n\n文\n",
            "b.md": "---\ntitle: 乙\naliases: [https://me.example/blog/was/]\n---\n\n[甲](/blog/p/a.html)\n",
        },
        settings='title = "站"\nbase_url = "https://me.example/blog/"\n',
    )
    assert not Site(tmp_path, tmp_path / "build", Options(jobs=1)).build().problems
    assert all(stands(tmp_path, url) for url in ("p/a.html", "old/index.html", "was/index.html"))
    assert 'href="../p/a.html">甲' in page(tmp_path, "articles/b.html")


def test_links_by_guessed_addresses_of_other_generators_lead_to_the_article(tmp_path):
    links = "[a](/2021/05/09/a/) [b](/posts/a/) [c](/archives/a.html) [d](/2021/5/9/a.html) [e](/nowhere/)"
    make(
        tmp_path,
        {
            "a.md": "---\ntitle: 甲\ndate: 2021-05-09\n---\n\n文\n",
            "b.md": f"---\ntitle: 乙\ndate: 2021-05-10\n---\n\n{links}\n",
        },
        settings=SITE,
    )
    report = Site(tmp_path, tmp_path / "build", Options(jobs=1)).build()
    assert page(tmp_path, "articles/b.html").count('href="../articles/a.html">') >= 4
    assert [problem.code for problem in report.problems].count("old-address") == 4
    assert [problem.code for problem in report.problems].count("broken-link") == 1


def test_a_tags_address_never_changes_hands_and_leads_on_from_where_it_was(tmp_path):
    built(tmp_path, {"a": "tags: [C]", "b": "tags: ['C#']", "c": "tags: [C++]"})
    first = {url: page(tmp_path, f"tags/{url}.html") for url in ("c", "c-sharp", "c++")}
    built(tmp_path, {"d": "tags: ['C#']", "e": "tags: ['C#']", "f": "tags: [C++]"})
    for url, html in first.items():
        title = html.partition("<h1>")[2].partition("</h1>")[0]
        assert f"<h1>{title}</h1>" in page(tmp_path, f"tags/{url}.html")
