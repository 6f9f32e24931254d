"""`[[…]]`: entries in either order, articles, pictures, and what names nothing."""

import pytest

from generator.core.draft import Source
from generator.readers import read
from generator.readers.wiki import links_shown, settle, settle_text


def woven(text: str, path: str = "a.md"):
    draft = read(Source(path, text, ""), known=lambda name: name in ("中台", "MEC"))
    body = draft.body
    return [(one.name, passage.text[one.start : one.end]) for passage in body.passages for one in passage.wanted], body


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("[[中台]]", ("中台", "中台")),
        ("[[中台|它]]", ("中台", "它")),
        ("[[它|中台]]", ("中台", "它")),
        ("[[MEC|中台]]", ("MEC", "中台")),
        ("[[中台#历史]]", ("中台", "中台")),
        ("[[中台#历史|史]]", ("中台", "史")),
    ],
)
def test_entries(text: str, wanted: tuple[str, str]) -> None:
    for path in ("a.md", "a.txt"):
        assert woven(f"见{text}。", path)[0] == [wanted]


def test_what_names_nothing_stays_text_unless_the_site_knows_it() -> None:
    _, body = woven("有 [[Scope]] 和 [[甲|乙]]。")
    made = body.weave((), lambda _: ("", ""))
    assert [link.target for link in made.links] == ["[[Scope]]", "[[甲|乙]]"]
    assert settle(made.html, {}) == "<p>有 [[Scope]] 和 [[甲|乙]]。</p>\n"
    assert settle(made.html, {"1": "b.html"}) == '<p>有 [[Scope]] 和 <a href="b.html">乙</a>。</p>\n'


def test_texts_taken_from_an_article_show_what_its_page_shows() -> None:
    _, body = woven("有 [[ -f x ]]、[[甲#节]] 和 [[甲|乙]]。")
    links = body.weave((), lambda _: ("", "")).links
    text = "，".join(body.objects(0))
    assert text == "[[ -f x ]]，[[甲#节]]，[[甲|乙]]"
    assert settle_text(text, links_shown(links, {})) == text
    assert settle_text(text, links_shown(links, {"1": "b.html", "2": "b.html"})) == "[[ -f x ]]，甲 › 节，乙"


def test_pictures() -> None:
    made = woven("![[图.png|300]] ![[b.jpg|说明]]")[1].weave((), lambda _: ("", ""))
    assert [(link.target, link.kind, link.alt) for link in made.links] == [
        ("[[图.png]]", "image", ""),
        ("[[b.jpg]]", "image", "说明"),
    ]
    assert 'width="300"' in made.html
