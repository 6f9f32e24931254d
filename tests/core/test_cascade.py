"""What articles take from the page of their folder."""

import pytest

from generator.core.cascade import inherited, sections
from generator.core.draft import Cascade, Meta

DRAFT = Meta(draft=True, tags=("甲",))


NONE = Meta()


def under(place: str, meta: Meta = NONE, **target: str) -> Meta:
    """`meta` at `place` below content/articles/blog/, whose page makes drafts of what `target` means."""
    page = ("content/articles/blog/_index.md", Meta(cascade=(Cascade(DRAFT, target),)))
    return inherited(place, meta, sections([page]))


def test_all_below_take_what_they_do_not_say_themselves():
    assert under("content/articles/blog/deep/a.md") == DRAFT
    assert under("content/articles/blog/a.md", Meta(tags=("乙",))).tags == ("乙",)
    assert not under("content/articles/blog/a.md", Meta(kept=("draft",))).draft
    assert under("content/articles/other/a.md") == Meta()
    assert under("content/articles/blogs/a.md") == Meta()


@pytest.mark.parametrize(
    ("path", "target", "reached"),
    [
        ("blog/a.md", {"path": "/blog/**"}, True),
        ("blog/a.md", {"path": "/blog/b*"}, False),
        ("blog/Aa/index.md", {"path": "/blog/a?"}, True),
        ("blog/x/a.md", {"path": "{/blog/x/*,/blog/y/*}"}, True),
        ("blog/a.md", {"path": "/blog/{"}, False),
        ("blog/a.md", {"kind": "section"}, False),
        ("blog/a.md", {"kind": "{home,page}"}, True),
        ("blog/a.en.md", {"lang": "en"}, True),
        ("blog/a.zh-cn.md", {"lang": "en"}, False),
        ("blog/a.md", {"lang": "en"}, True),
        ("blog/a.md", {"environment": "staging"}, False),
    ],
)
def test_a_target_chooses_articles(path, target, reached):
    assert under(f"content/articles/{path}", **target).draft is reached


def test_a_target_that_is_not_understood_hides_all_and_gives_nothing():
    assert under("content/articles/blog/a.md", sites="x") == Meta(draft=True)


def test_the_nearest_folder_wins():
    pages = [
        ("content/articles/_index.md", Meta(cascade=(Cascade(Meta(author="远", draft=True)),))),
        ("content/articles/blog/_index.md", Meta(cascade=(Cascade(Meta(author="近", kept=("draft",))),))),
    ]
    found = inherited("content/articles/blog/a.md", Meta(), sections(pages))
    assert (found.author, found.draft) == ("近", False)
