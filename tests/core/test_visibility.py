"""Who may see an article."""

from datetime import UTC, datetime

import pytest

from generator.core.clock import zone_of
from generator.core.draft import Meta
from generator.core.visibility import is_published, standing_of

NOW = datetime(2024, 5, 1, 12, tzinfo=UTC).timestamp()
CHINA = zone_of("Asia/Shanghai")


def standing(meta: Meta, path: str = "content/articles/a.md") -> str:
    return standing_of(path, meta, NOW, CHINA).standing


@pytest.mark.parametrize(
    ("meta", "expected"),
    [
        (Meta(), "public"),
        (Meta(draft=True), "draft"),
        (Meta(private=True, draft=True), "private"),
        (Meta(unlisted=True), "unlisted"),
        (Meta(date=datetime(2024, 5, 1, 20)), "public"),
        (Meta(date=datetime(2024, 5, 1, 20, 1)), "scheduled"),
        (Meta(date=datetime(2020, 1, 1), publish_date=datetime(2024, 6, 1)), "scheduled"),
        (Meta(expires=datetime(2024, 5, 1, 20)), "expired"),
        (Meta(expires=datetime(2024, 5, 1, 20, 1)), "public"),
        (Meta(date=datetime(1, 1, 1)), "public"),
        (Meta(date=datetime(9999, 12, 31)), "scheduled"),
        (Meta(expires=datetime(9999, 12, 31)), "public"),
    ],
)
def test_front_matter_and_clock(meta, expected):
    assert standing(meta) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("_drafts/a.md", "draft"),
        ("x/_Drafts/a.md", "draft"),
        ("_a.md", "private"),
        ("_x/a.md", "private"),
        ("_posts/2019-01-01-a.md", "public"),
        ("x/_index.md", "private"),
        ("x/_index.zh-cn.md", "private"),
        ("a_b.md", "public"),
        ("2999-01-01-a.md", "scheduled"),
    ],
)
def test_path(path, expected):
    assert standing(Meta(), f"content/articles/{path}") == expected


def test_it_tells_when_that_changes():
    verdict = standing_of("content/articles/a.md", Meta(date=datetime(2024, 5, 2, 8)), NOW, CHINA)
    assert verdict.due == datetime(2024, 5, 2, tzinfo=UTC).timestamp()
    assert standing_of("a.md", Meta(expires=datetime(2024, 5, 2, 8)), NOW, CHINA).due == verdict.due


def test_no_option_of_a_build_brings_out_what_is_private_or_over():
    for meta in (Meta(private=True), Meta(expires=datetime(2020, 1, 1)), Meta(draft=True, private=True)):
        assert not is_published(standing_of("a.md", meta, NOW, CHINA), drafts=True, future=True)
