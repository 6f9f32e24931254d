"""The Content-Security-Policy of a page opens for what its text shows, and no further."""

from generator.core.services import Comments, Statistics
from generator.core.settings import Config
from generator.theme.policy import opened, policy


def test_a_page_of_its_own_things_is_closed() -> None:
    made = policy('<img src="a.png"><a href="https://e.com/x">e</a>')
    assert "img-src 'self';" in made
    assert "frame-src" not in made
    assert "media-src" not in made


def test_hosts_that_occur() -> None:
    made = policy(
        '<img alt="x" src="https://b.example/p.png"><img src="//a.example/q.png"><video src="v.mp4"></video>'
        '<a class="embed" href="https://player.bilibili.com/p?x=1">▶</a>'
    )
    assert (
        "img-src 'self' https://a.example https://b.example; media-src 'self'; frame-src https://player.bilibili.com;"
        in made
    )


def test_the_poster_of_a_film_is_shown() -> None:
    assert "img-src 'self' https://a.example;" in policy('<video src="v.mp4" poster="https://a.example/p.png"></video>')


def test_a_host_cannot_add_to_the_policy() -> None:
    assert "evil" not in policy('<img src="https://e.com;script-src evil/x">').partition("e.com")[2]


COMMENTS = Comments("giscus", repo="a/b")
PAGE = '<section id="comments">'


def made(html: str, kind: str, config: Config) -> dict[str, str]:
    text = policy(html, opened=opened(html, kind, config))
    return {name: sources for name, _, sources in (part.partition(" ") for part in text.split("; "))}


def test_without_settings_nothing_is_opened() -> None:
    assert policy("", opened=opened("", "article", Config())) == policy("")


def test_comments_open_the_pages_of_articles_alone() -> None:
    config = Config(comments=COMMENTS)
    found = made(PAGE, "article", config)
    assert found["frame-src"] == "https://giscus.app"
    assert found["script-src"] == "'self' https://giscus.app"
    assert found["img-src"] == "'self'"
    for html, kind in ((PAGE, "page"), ("", "article"), ("", "home")):
        assert "giscus" not in policy(html, opened=opened(html, kind, config))


def test_statistics_open_every_page_for_their_hosts_alone() -> None:
    counted = Statistics("umami", "x", "https://s.example/script.js", "https://api.example/api")
    found = made("", "home", Config(statistics=counted))
    assert found["script-src"] == "'self' https://s.example"
    assert found["connect-src"] == "'self' https://api.example"
    assert found["img-src"] == "'self'"
    assert found["default-src"] == "'none'"


def test_sources_of_the_site_take_the_place_of_none() -> None:
    found = made("", "home", Config(csp={"form-action": ("https://f.example",), "font-src": ("data:",)}))
    assert found["form-action"] == "https://f.example"
    assert found["font-src"] == "data:"


def test_the_search_page_alone_runs_wasm() -> None:
    assert made("", "search", Config())["script-src"] == "'self' 'wasm-unsafe-eval'"
    assert made("", "article", Config())["script-src"] == "'self'"
