"""Accessors for tokens of markdown-it: text, attributes, ids."""

from collections.abc import Sequence

from markdown_it.token import Token

from generator.readers.addresses import Addresses
from generator.readers.sanitize import attributes


def text_of(tokens: Sequence[Token]) -> str:
    """The visible text of inline `tokens`."""
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
    """The attributes of a token as in its tag, with a unique id."""
    if not token.attrs:
        return ""
    values = {name: str(value) for name, value in token.attrs.items()}
    if "id" in values:
        values["id"] = addresses.own(values["id"])
    return attributes(values)


def reference_id(token: Token) -> str:
    """The id of a footnote reference."""
    again = token.meta.get("subId", 0)
    return f"fnref-{token.meta['id'] + 1}" + (f"-{again + 1}" if again else "")
