"""Why an article is composed again."""

import pytest

from generator.pipeline.staleness import REASONS, Now, Record, out_of_date

RECORD = Record((1, 1, 1, 1), 2, "digest", "settings", "base", "key", (), ())


def never():
    pytest.fail("it was asked for what is slow to find out, and need not have been")


def now(digest="digest", settings="settings", base="base", key=never):
    return Now(lambda: digest, settings, base, key if callable(key) else lambda: key)


@pytest.mark.parametrize(
    ("given", "reasons"),
    [
        (now(), ()),
        (now(digest="other"), ("changed",)),
        (now(settings="other"), ("settings",)),
        (now(digest="other", settings="other", base="other"), ("changed", "settings")),
        (now(base="other", key="key"), ()),
        (now(base="other", key="other"), ("glossary",)),
        (now(digest="other", base="other"), ("changed",)),
    ],
)
def test_each_reason_is_given(given, reasons):
    assert out_of_date(RECORD, given) == reasons
    assert all(reason in REASONS for reason in reasons)


def test_an_article_that_is_not_known_is_new():
    assert out_of_date(None, now()) == ("new",)
