"""The addresses in an article: where its links lead, and the ids under which its parts are found."""

import re
from collections.abc import Callable, Container, Mapping
from functools import lru_cache
from pathlib import Path

from generator.core.draft import Kind, Link
from generator.core.errors import Text
from generator.readers import loss, urls
from generator.readers.anchors import Anchors
from generator.readers.loss import Loss

KINDS: Mapping[str, Kind] = {"a": "link", "img": "image", "video": "video", "audio": "audio", "track": "track"}
"""Element → what its address leads to."""
HOST = re.compile(r"(?:https?:)?//(?:[^/?#@]*@)?([^/?#:]+)", re.IGNORECASE)
Known = Callable[[str], bool]
"""Whether the glossary has an entry of a name."""


class Addresses:
    """Collects an article's links within the site, numbered as its reader meets them, and gives out ids."""

    def __init__(self, known: Known | None = None, hosts: Container[str] = ()) -> None:
        self.known = known
        """Whether there is an entry of a name; None where nobody knows, and every name is taken for one."""
        self.hosts = hosts
        """Whose frames are opened on a click, beside those that are known."""
        self._hosts: set[str] = set()
        """Of pictures, those that have been told."""
        self.links: list[Link] = []
        self.anchors = Anchors()
        self.lost: list[Loss] = []
        """What is not on the page. Readers leave nothing out but by `drop`."""
        self.more = False
        """Whether `<!-- more -->` has been met: the summary ends with the passage in which it stands."""
        self.told: list[tuple[int, tuple[str, Text, Text]]] = []
        """What the author should know: source line; a problem's kind, its message and what to do."""

    def place(self, tag: str, address: str, alt: str = "", line: int = 0) -> str | None:
        """What stands in an `href` (tag `a`) or `src` (tag `img`): the address, or a placeholder where it leads into the
        site.

        None where there is none, or it is not allowed.
        """
        address = address.strip()
        if address.startswith(urls.WEB):  # what most of them are
            if tag == "img":
                self._watch(address, line)
            return urls.attribute(address)
        if not address:
            return None
        if not urls.is_allowed(address):
            self.drop(loss.address(line, address))
            return None
        if urls.is_outside(address):
            return urls.attribute(address)
        link = Link(len(self.links), address, line, KINDS.get(tag, "image"), alt)
        self.links.append(link)
        return link.placeholder

    def _watch(self, address: str, line: int) -> None:
        """Tells of a picture whose host may refuse it, once for each host."""
        host = protected_host(address)
        if host and host not in self._hosts:
            self._hosts.add(host)
            self.drop(loss.hotlinked(line, host, address))

    def drop(self, lost: Loss) -> None:
        """Accounts for what is left out."""
        self.lost.append(lost)

    def own(self, identity: str) -> str:
        """An id that the author gave, as far as it is free."""
        return self.anchors.take(identity, own=True)


def known_with(own: Container[str], known: Known | None) -> Known | None:
    """`known`, and the terms that an article brings itself."""
    return None if known is None else lambda name: name in own or known(name)


@lru_cache(maxsize=1)
def _protected() -> frozenset[str]:
    lines = (Path(__file__).parents[1] / "data" / "hotlinking.txt").read_text("utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


@lru_cache(maxsize=1024)
def protected_host(address: str) -> str:
    """The host of a picture's `address` where it mostly refuses to show pictures elsewhere, else ""."""
    found = HOST.match(address)
    host = found[1].lower() if found else ""
    parts = host.split(".")
    return host if any(".".join(parts[start:]) in _protected() for start in range(len(parts) - 1)) else ""
