"""Bare addresses in text, which become links as on GitHub."""

import re
from collections.abc import Iterator

from generator.readers.addresses import Addresses
from generator.readers.sanitize import href
from generator.readers.tree import escape

CHINESE = (
    "，。、；：！？（）「」『』“”‘’《》【】…—\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
)
BARE = re.compile(
    rf"(?<![A-Za-z0-9+.-])https?://[A-Za-z0-9][^\s<>`{CHINESE}]*"
    rf"|(?<![A-Za-z0-9+._/@-])www\.[A-Za-z0-9-]+\.[A-Za-z0-9][^\s<>`{CHINESE}]*"
    r"|(?<![A-Za-z0-9+._/:=@-])[A-Za-z0-9][A-Za-z0-9+._-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,24}(?![A-Za-z0-9_@/-]|:[^\s])"
)
"""An address without brackets, as GitHub makes it a link: of a page, also one that begins with `www.`, or of mail. In
Chinese it ends where Chinese begins. `git@github.com:a/b` is no address of mail.
"""
TRAILING = frozenset("?!.,:;*_~'\"")
"""Signs at the end of an address that are no part of it."""
BRACKETS = {")": "(", "]": "[", "}": "{"}


def has_address(text: str) -> bool:
    """Whether there may be a bare address in a text."""
    return "://" in text or "@" in text or "www." in text


def addressed(text: str, addresses: Addresses, line: int) -> Iterator[tuple[str, str, str]]:
    """Text with bare addresses as rows: text, the address behind it, and that as a link; the last row has no address."""
    at = 0
    for found in BARE.finditer(text):
        shown = _without_rest(found[0])
        end = found.start() + len(shown)
        to = shown if "://" in shown else f"http://{shown}" if shown.startswith("www.") else f"mailto:{shown}"
        yield text[at : found.start()], shown, f"<a{href(addresses.register('a', to, line=line))}>{escape(shown)}</a>"
        at = end
    yield text[at:], "", ""


def _without_rest(address: str) -> str:
    """An address as far as GitHub takes it: without signs and entities at its end, and brackets that it does not open."""
    excess = {closing: address.count(closing) - address.count(opening) for closing, opening in BRACKETS.items()}
    end = len(address)
    while True:
        last = address[end - 1]
        if last in TRAILING:
            end = _entity(address, end) if last == ";" else end - 1
        elif excess.get(last, 0) > 0:
            excess[last] -= 1
            end -= 1
        else:
            return address[:end]


def _entity(address: str, end: int) -> int:
    """Where what ends with the `;` before `end` begins: an entity, or that sign alone."""
    start = end - 2
    while address[start].isalpha():
        start -= 1
    return start if address[start] == "&" and start < end - 2 else end - 1
