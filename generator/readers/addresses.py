"""The links and ids of an article, and what its reader must report."""

import re
from collections.abc import Callable, Container, Mapping
from functools import lru_cache

from generator.core.draft import Kind, Link
from generator.core.errors import Text
from generator.core.tables import lines
from generator.readers import loss, urls
from generator.readers.anchors import Anchors
from generator.readers.loss import Loss

KINDS: Mapping[str, Kind] = {"a": "link", "img": "image", "video": "video", "audio": "audio", "track": "track"}
"""Element → kind of its link."""
HOST = re.compile(r"(?:https?:)?//(?:[^/?#@]*@)?([^/?#:]+)", re.IGNORECASE)
Known = Callable[[str], bool]
"""Whether the glossary has an entry of a name."""


class Addresses:
    """Collects an article's internal links, numbered in reading order, its ids, losses and warnings."""

    def __init__(self, known: Known | None = None, hosts: Container[str] = ()) -> None:
        self.known = known
        """See `Known`; None: treat every name as an entry."""
        self.hosts = hosts
        """Hosts, besides the built-in ones, whose frames open on a click."""
        self._reported_hosts: set[str] = set()
        """Hosts of pictures that were reported by `_report_hotlink`."""
        self.links: list[Link] = []
        self.anchors = Anchors()
        self.lost: list[Loss] = []
        """Texts and elements that are not on the page. Readers must report all that they leave out by `drop`."""
        self.more = False
        """Whether `<!-- more -->` was found in a passage: the summary ends there."""
        self.more_at = 0
        """Its offset in that passage."""
        self.warnings: list[tuple[int, tuple[str, Text, Text]]] = []
        """Source line of each warning; its code, message and hint."""

    def register(self, tag: str, address: str, alt: str = "", line: int = 0) -> str | None:
        """The value for an `href` or `src` of the element `tag`: the URL, or a placeholder for an internal link.

        None if `address` is empty or not allowed.
        """
        address = address.strip()
        if address.startswith(urls.WEB):  # fast path
            if tag == "img":
                self._report_hotlink(address, line)
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

    def _report_hotlink(self, address: str, line: int) -> None:
        """Reports a picture whose host may refuse to show it elsewhere, once for each host."""
        host = protected_host(address)
        if host and host not in self._reported_hosts:
            self._reported_hosts.add(host)
            self.drop(loss.hotlinked(line, host, address))

    def drop(self, lost: Loss) -> None:
        """Reports what is left out."""
        self.lost.append(lost)

    def own(self, identity: str) -> str:
        """A unique id for one that the author gave."""
        return self.anchors.take(identity, own=True)


def known_with(own: Container[str], known: Known | None) -> Known | None:
    """`known`, extended by the terms that an article defines itself."""
    return None if known is None else lambda name: name in own or known(name)


@lru_cache(maxsize=1)
def _protected() -> frozenset[str]:
    return frozenset(lines("hotlinking.txt"))


@lru_cache(maxsize=1024)
def protected_host(address: str) -> str:
    """The host of a picture if it is known to refuse hotlinking; otherwise ""."""
    found = HOST.match(address)
    host = found[1].lower() if found else ""
    parts = host.split(".")
    return host if any(".".join(parts[start:]) in _protected() for start in range(len(parts) - 1)) else ""
