"""The addresses in an article: where its links lead, and the ids under which its parts are found."""

from collections.abc import Callable, Container

from generator.core.draft import Link
from generator.core.errors import Text
from generator.readers import loss, urls
from generator.readers.anchors import Anchors
from generator.readers.loss import Loss

Known = Callable[[str], bool]
"""Whether the glossary has an entry of a name."""


class Addresses:
    """Collects an article's links within the site, numbered as its reader meets them, and gives out ids."""

    def __init__(self, known: Known | None = None) -> None:
        self.known = known
        """Whether there is an entry of a name; None where nobody knows, and every name is taken for one."""
        self.links: list[Link] = []
        self.anchors = Anchors()
        self.lost: list[Loss] = []
        """What is not on the page. Readers leave nothing out but by `drop`."""
        self.more = False
        """Whether `<!-- more -->` has been met: the summary ends with the passage in which it stands."""
        self.told: list[tuple[int, tuple[str, Text, Text]]] = []
        """What the author should know: source line; a problem's kind, its message and what to do."""

    def place(self, tag: str, address: str, alt: str = "", line: int = 0) -> str | None:
        """What stands in an `href` (tag `a`) or `src` (tag `img`): the address, or a placeholder where it leads into
        the site.

        None where there is none, or it is not allowed.
        """
        address = address.strip()
        if address.startswith(urls.WEB):  # what most of them are
            return urls.attribute(address)
        if not address:
            return None
        if not urls.is_allowed(address):
            self.drop(loss.address(line, address))
            return None
        if urls.is_outside(address):
            return urls.attribute(address)
        link = Link(len(self.links), address, line, "link" if tag == "a" else "image", alt)
        self.links.append(link)
        return link.placeholder

    def drop(self, lost: Loss) -> None:
        """Accounts for what is left out."""
        self.lost.append(lost)

    def own(self, identity: str) -> str:
        """An id that the author gave, as far as it is free."""
        return self.anchors.take(identity, own=True)


def known_with(own: Container[str], known: Known | None) -> Known | None:
    """`known`, and the terms that an article brings itself."""
    return None if known is None else lambda name: name in own or known(name)
