"""`[[…]]`: a mark for an entry, a link to another article, or text.

The order is that of MediaWiki and Obsidian, `[[target|shown]]`. If only the right side is an entry, it is the old
order, `[[shown|target]]`. If neither is, the link is resolved by the site, which knows the articles.
"""

import re
from collections.abc import Iterable, Mapping
from html import unescape

from generator.core.draft import Link
from generator.readers.addresses import Addresses
from generator.readers.content import WANTED, ContentBuilder
from generator.readers.tree import escape

PENDING = re.compile(r'<a href="zhushu-link:(\d+):" class="wiki" data-wiki="([^"]*)">(.*?)</a>', re.DOTALL)
WRITTEN = re.compile(r"\[\[[^\[\]\n]*\]\]")


def add(line: ContentBuilder, addresses: Addresses, inner: str) -> None:
    """Adds `[[inner]]` to `line`."""
    left, _, right = (part.strip() for part in inner.partition("|"))
    name, _, part = (piece.strip() for piece in left.partition("#"))
    if addresses.known is None or (name and addresses.known(name)):
        line.want(right or name or left, name or left)
        if part and not right:
            line.say(f" › {part}")
    elif right and addresses.known(right):
        line.want(left, right)
    else:
        link = Link(len(addresses.links), f"[[{inner}]]", line.number)
        addresses.links.append(link)
        shown = _shown(link.target)
        html = f'<a href="{link.placeholder}" class="wiki" data-wiki="{escape(link.target)}">{escape(shown)}</a>'
        line.put(html, last=shown[-1:])


def _shown(written: str) -> str:
    """The text shown by the link `[[…]]`."""
    left, _, right = (part.strip() for part in written[2:-2].partition("|"))
    name, _, part = (piece.strip() for piece in left.partition("#"))
    return right or (f"{name} › {part}" if name and part else name or part or left)


def links_shown(links: Iterable[Link], finals: Mapping[str, str]) -> Mapping[str, str]:
    """The resolved `[[…]]` among `links`: as written → text shown. `finals` has their URLs by number."""
    return {
        link.target: _shown(link.target)
        for link in links
        if link.kind == "link" and link.target.startswith("[[") and finals.get(str(link.number))
    }


def settle_text(text: str, shown: Mapping[str, str]) -> str:
    """`text` with those `[[…]]` that are links as their pages show them (see `links_shown`)."""
    if not shown or "[[" not in text:
        return text
    return WRITTEN.sub(lambda found: shown.get(found[0], found[0]), text)


def settle(html: str, finals: Mapping[str, str]) -> str:
    """`html` with the pending `[[…]]` as links to their URLs in `finals`, by number, or else as text."""
    if 'class="wiki"' not in html:
        return html

    def link(found: re.Match[str]) -> str:
        url = finals.get(found[1], "")
        return f'<a href="{escape(url)}">{found[3]}</a>' if url else escape(unescape(found[2]))

    return PENDING.sub(link, html)


def marked_up(text: str, number: int, addresses: Addresses) -> ContentBuilder:
    """The content of a plain text, whose only markup is `[[…]]`."""
    line = ContentBuilder(number)
    at = 0
    for found in WANTED.finditer(text) if "[[" in text else ():
        line.say(text[at : found.start()])
        if found["before"] == "\\":
            line.bar(found["left"].strip())
        else:
            line.say(found["before"] or "")
            add(line, addresses, inner_of(found))
        at = found.end()
    line.say(text[at:])
    return line


def inner_of(found: re.Match[str]) -> str:
    """The text between the brackets."""
    return found["left"] + (f"|{found['right']}" if found["right"] else "")
