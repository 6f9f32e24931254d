"""What tokens of markdown-it contain: text, attributes, ids."""

from collections.abc import Sequence

from markdown_it.token import Token

from generator.readers.addresses import Addresses
from generator.readers.sanitize import attributes


def text_of(tokens: Sequence[Token]) -> str:
    """What a reader sees of inline `tokens`, as plain text."""
    said: list[str] = []
    for token in tokens:
        if token.type in ("softbreak", "hardbreak"):
            said.append(" ")
        elif token.type == "image":
            said.append(text_of(token.children or ()))
        elif token.type not in ("html_inline", "footnote_ref"):
            said.append(token.content)
    return "".join(said)


def attrs(token: Token, addresses: Addresses) -> str:
    """A token's attributes as they stand in its tag, its id made unique."""
    if not token.attrs:
        return ""
    values = {name: str(value) for name, value in token.attrs.items()}
    if "id" in values:
        values["id"] = addresses.own(values["id"])
    return attributes(values)


def reference_id(token: Token) -> str:
    """The id of a reference to a footnote."""
    again = token.meta.get("subId", 0)
    return f"fnref-{token.meta['id'] + 1}" + (f"-{again + 1}" if again else "")
