"""Tags and the archive."""

from generator.core.urls import tag_urls


def test_tags_and_the_archive(site):
    links = [link["href"] for link in site.soup("tags/index.html").select(".cloud a")]
    assert links == ["../tags/%E5%B7%A5%E5%8E%82.html", "../tags/C++-%E5%B5%8C%E5%85%A5.html"]
    assert len(site.soup("tags/C++-嵌入.html").select(".teasers > li")) == 6
    years = site.soup("archive.html").select(".year h2")
    assert [year.get_text() for year in years] == ["2021 年", "未注明日期"]


def test_tags_never_share_a_file():
    urls = tag_urls(["C++", "c++", "a/b", "a b", "index"])
    assert len({url.lower() for url in urls.values()}) == 5
    assert "tags/index.html" not in urls.values()
