"""Parses XML of other programs without resolving entities or fetching anything."""

from typing import Any

from lxml import etree

LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MAX_BYTES = 200_000_000
"""Of a document."""
SAFE: dict[str, Any] = {
    **dict.fromkeys(("resolve_entities", "load_dtd", "huge_tree"), False),
    **dict.fromkeys(("no_network", "remove_comments", "remove_pis"), True),
}
"""Settings of lxml's parsers."""


class UnreadableError(ValueError):
    """Invalid input: the name of its format, and the line number (0 if unknown)."""

    def __init__(self, form: str, line: int) -> None:
        self.form = form
        self.line = line
        super().__init__(f"{form}:{line}")


def parse(data: bytes) -> Any:  # noqa: ANN401  lxml has no types
    """The root element of `data`. Raises ValueError if it is too large, UnreadableError if it is not well-formed."""
    if len(data) > MAX_BYTES:
        raise ValueError
    try:
        return etree.fromstring(data, etree.XMLParser(**SAFE))
    except etree.XMLSyntaxError as error:
        raise UnreadableError("XML", error.lineno or 0) from None
