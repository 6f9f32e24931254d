"""The links and images that a reader meets, numbered as it meets them."""

from generator.model import Link
from generator.readers import urls


class Links:
    """Collects an article's links within the site while its reader goes through it."""

    def __init__(self) -> None:
        self.found: list[Link] = []

    def place(self, tag: str, address: str, alt: str = "", line: int = 0) -> str | None:
        """What stands in an `href` (tag `a`) or `src` (tag `img`): the address, or a placeholder where it leads into the site.

        None where the address is not allowed.
        """
        address = address.strip()
        if not urls.is_allowed(address):
            return None
        if urls.is_outside(address) or not address:
            return urls.attribute(urls.without_trackers(address))
        link = Link(len(self.found), address, line, "image" if tag == "img" else "link", alt)
        self.found.append(link)
        return link.placeholder
