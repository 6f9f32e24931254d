"""A single file asks nothing of other hosts: statistics and comments are left out."""

from generator.site.books.single import single


def test_statistics_and_comments_are_left_out():
    html = (
        '<html><head><script class="statistics" src="https://s.example/x.js" defer></script>\n'
        '<script type="module" src="../assets/comments.js"></script>\n</head><body><p>前</p>'
        '<section class="comments" id="comments" data-pagefind-ignore>\n<div data-provider="giscus"></div>\n</section>\n<p>后</p></body></html>'
    )
    made = single(html, "articles/a.html", {}, lambda _: None, "").decode()
    assert made == "<html><head></head><body><p>前</p><p>后</p></body></html>"
