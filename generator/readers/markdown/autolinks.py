"""Bare addresses in text, which become links as on GitHub."""

from collections.abc import Iterator

from generator.core.patterns import late
from generator.readers.addresses import Addresses
from generator.readers.sanitize import href
from generator.readers.tree import escape

CHINESE = (
    "，。、；：！？（）「」『』“”‘’《》【】…—\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
)
BARE = late(
    rf"(?<![A-Za-z0-9+.-])https?://[A-Za-z0-9][^\s<>`{CHINESE}]*"
    rf"|(?<![A-Za-z0-9+._/@-])www\.[A-Za-z0-9-]+\.[A-Za-z0-9][^\s<>`{CHINESE}]*"
    r"|(?<![A-Za-z0-9+._/:=@-])[A-Za-z0-9][A-Za-z0-9+._-]{0,63}@(?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,24}(?![A-Za-z0-9_@/-]|:[^\s])"
)
"""A URL, also one that begins with `www.`, or an email address, as in GFM. It ends before Chinese characters.
`git@github.com:a/b` is not an email address.
"""
TRAILING = frozenset("?!.,:;*_~'\"")
"""Punctuation that is not part of an address at its end."""
BRACKETS = {")": "(", "]": "[", "}": "{"}


def has_address(text: str) -> bool:
    """Whether a text may contain a bare address."""
    return "://" in text or "@" in text or "www." in text


def addressed(text: str, addresses: Addresses, line: int) -> Iterator[tuple[str, str, str]]:
    """Splits text at bare addresses into triples: text, the address after it, its link. The last one has no address."""
    at = 0
    for found in BARE.finditer(text):
        shown = _without_trailing(found[0])
        end = found.start() + len(shown)
        link = addresses.register("a", _target(shown), line=line)
        yield text[at : found.start()], shown, f"<a{href(link)}>{escape(shown)}</a>"
        at = end
    yield text[at:], "", ""


def _target(address: str) -> str:
    """The URL of a bare address. A `://` inside does not count: `www.a.cn/?to=https://b.cn`."""
    if address.startswith(("http://", "https://")):
        return address
    return f"http://{address}" if address.startswith("www.") else f"mailto:{address}"


def _without_trailing(address: str) -> str:
    """`address` without trailing punctuation, entities and unbalanced brackets (GFM, "Autolinks (extension)")."""
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
    """The start of the entity that ends with the `;` before `end`; the offset of the `;` if there is none."""
    start = end - 2
    while address[start].isalpha():
        start -= 1
    return start if address[start] == "&" and start < end - 2 else end - 1
