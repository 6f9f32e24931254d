"""Reads the values of a request from its JSON; invalid ones are refused with a message."""

from collections.abc import Mapping, Sequence
from typing import Any

from generator.core.errors import Text

MAX_ITEMS = 200
"""Maximum number of items in one request."""


class Refused(Exception):  # noqa: N818  a response, not an error of ours
    """A request that is refused, with an HTTP status and the reason."""

    def __init__(self, status: int, zh: str, en: str) -> None:
        self.status = status
        self.message = Text(zh, en)
        super().__init__(en)


def text_of(asked: Mapping[str, Any], key: str, *, needed: bool = True) -> str:
    """The text under `key` of a request. Raises Refused."""
    value = asked.get(key, "")
    if not isinstance(value, str) or (needed and not value.strip()):
        raise Refused(400, f"请求里缺少 {key}", f"The request lacks {key}")
    if any("\ud800" <= char <= "\udfff" for char in value):  # a lone surrogate: valid in JSON, but cannot be encoded
        raise Refused(400, f"{key} 里有无法保存的字符", f"{key} has a character that cannot be saved")
    return value


def one_of(asked: Mapping[str, Any], key: str, choices: Sequence[str], usual: str = "") -> str:
    """The text under `key`, one of `choices`; `usual` if it is missing. Raises Refused."""
    value = text_of(asked, key, needed=not usual) or usual
    if value not in choices:
        raise Refused(400, f"{key} 不能是“{value}”", f'{key} cannot be "{value}"')
    return value


def items_of(asked: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The decisions of a request: those in its `items`, or the request itself. Raises Refused."""
    items = asked.get("items", [asked])
    if not isinstance(items, list) or not items or not all(isinstance(item, dict) for item in items):
        raise Refused(400, "请求里缺少 items", "The request lacks items")
    if len(items) > MAX_ITEMS:
        raise Refused(413, f"一次最多 {MAX_ITEMS} 项", f"At most {MAX_ITEMS} at once")
    return items


def number_of(asked: Mapping[str, Any], key: str) -> int | None:
    """The integer under `key`, or None. Raises Refused."""
    value = asked.get(key)
    if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
        raise Refused(400, f"{key} 应该是整数", f"{key} must be a whole number")
    return value
