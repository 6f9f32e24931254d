"""Links and pictures in definitions lead where they do in articles."""

import re

from tests.build.sites import GLOSSARY, build, make, page, write

DEFINED = GLOSSARY.replace("由顾客的", "[甲](../articles/b.md)由顾客的![图](a.png)").replace("用联网的", "[乙](/articles/a.html)用联网的")
OWN = "---\ntitle: 甲\nterms:\n  C2B: '见[乙](b.md)和[[数据中台]]'\n---\n\nC2B和产业互联网，数据中台。\n"


def test_links_of_definitions_are_followed_from_their_own_files(tmp_path):
    make(tmp_path, {"a.md": OWN, "b.md": "# 乙\n\n文。\n"}, DEFINED)
    write(tmp_path, "content/glossary/a.png", b"\x89PNG")
    report = build(tmp_path)
    assert '<a href="../articles/b.html">甲</a>' in page(tmp_path, "glossary/C2B.html")
    assert 'src="../glossary/a.png"' in page(tmp_path, "glossary/C2B.html")
    assert '<a href="../articles/a.html">乙</a>' in page(tmp_path, "glossary/产业互联网.html")
    assert '见<a href="../articles/b.html">乙</a>和<a href="../glossary/%E6%95%B0%E6%8D%AE%E4%B8%AD%E5%8F%B0.html">数据中台</a>' in page(tmp_path, "articles/a.html")
    assert (tmp_path / "build/glossary/a.png").read_bytes() == b"\x89PNG"
    assert report.problems == ()


def test_a_link_of_a_definition_that_leads_nowhere_is_told(tmp_path):
    make(tmp_path, None, GLOSSARY.replace("由顾客的", "[甲](nowhere.md)由顾客的![](none.png)"))
    told = {(problem.code, problem.place.path) for problem in build(tmp_path).problems}
    assert told == {("broken-link", "content/glossary/terms.toml"), ("missing-image", "content/glossary/terms.toml")}
    assert not any(re.search("zhushu-(?:here|link|entry)", path.read_text(encoding="utf-8")) for path in (tmp_path / "build").rglob("*.html"))
