"""What crawlers ask for."""

from xml.etree import ElementTree as ET

from generator.site.pages import pages_of
from generator.site.pages.crawlers import Listing, site_files


def test_the_sitemap_names_pages_that_exist(site):
    listed = [Listing(site.library)(pages_of(site.library))]
    files = {output.path: output.data for output in site_files(site.library, listed)}
    root = ET.fromstring(files["sitemap.xml"])
    from urllib.parse import unquote

    urls = [unquote(node.text) for node in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert len(urls) == len(set(urls)) == 4 + 13 + 1 + 10 + 2
    assert all((site.folder / url.removeprefix("https://example.org/notes/")).is_file() for url in urls)
    assert b"Sitemap: https://example.org/notes/sitemap.xml" in files["robots.txt"]
    assert files[".nojekyll"] == b""
