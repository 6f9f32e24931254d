"""The Content-Security-Policy of a page opens for what its text shows, and no further."""

from generator.theme.policy import policy


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


def test_a_host_cannot_add_to_the_policy() -> None:
    assert "evil" not in policy('<img src="https://e.com;script-src evil/x">').partition("e.com")[2]
