"""XML of other programs, read so that no entity is resolved and nothing is fetched."""

from typing import Any

from lxml import etree

MAX_BYTES = 200_000_000
"""Bytes of a document."""


class UnreadableError(ValueError):
    """A text that is not what it should be: the name of its form, and the line, 0 where it cannot be told."""

    def __init__(self, form: str, line: int) -> None:
        self.form = form
        self.line = line
        super().__init__(f"{form}:{line}")


def parse(data: bytes) -> Any:  # noqa: ANN401  lxml has no types
    """The root element of `data`. Raises ValueError (UnreadableError) where it is no well-formed XML."""
    if len(data) > MAX_BYTES:
        raise ValueError
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError("XML", error.lineno or 0) from None
