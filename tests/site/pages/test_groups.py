"""Tags and the archive."""

from generator.core.urls import tag_urls


def test_tags_and_the_archive(site):
    links = [link["href"] for link in site.soup("tags/index.html").select(".cloud a")]
    assert links == ["../tags/%E5%B7%A5%E5%8E%82.html", "../tags/c++-%E5%B5%8C%E5%85%A5-eaa3ba.html"]
    assert len(site.soup("tags/c++-嵌入-eaa3ba.html").select(".teasers > li")) == 6
    years = site.soup("archive.html").select(".year h2")
    assert [year.get_text() for year in years] == ["2021 年", "未注明日期"]


def test_tags_never_share_a_file():
    names = ["C", "C#", "C++", "C-sharp", "a/b", "a b", "a-b", "a_b", ".NET", "NET", "index", "C-sharp-dcd59a"]
    urls = tag_urls(names)
    assert len({url.lower() for url in urls.values()}) == len(names)
    assert urls == {name: tag_urls([name])[name] for name in names}, "an address depends on the tag's name alone"
    assert (urls["C"], urls["C#"], urls["C++"]) == ("tags/c.html", "tags/c-sharp.html", "tags/c++.html")
    assert "tags/index.html" not in urls.values()
