"""A page's HTML in an edition: texts converted, marks where they were, addresses put right.

Text within one block makes one run, whatever inline elements it is cut by. Code, and what has a language of its own,
stays as the author wrote it.
"""

import re
from collections.abc import Callable
from html import escape, unescape

from generator.site.editions.addresses import moved, outer
from generator.site.editions.edition import Edition
from generator.site.editions.runs import convert_runs

TAG = re.compile(r"""(<!--.*?-->|<[!/a-zA-Z](?:"[^"]*"|'[^']*'|[^'">])*>)""", re.DOTALL)
NAME = re.compile(r"<(/?)([a-zA-Z][\w:-]*)")
ATTRIBUTE = re.compile(r"""(\s)([^\s"'<>/=]+)=(?:"([^"]*)"|'([^']*)')""")
INLINE = frozenset(
    "a abbr b bdi bdo cite data del dfn em font i ins label mark q s small span strong sub sup time u var wbr".split()
)
"""Elements that a word may reach across the edge of."""
RAW = frozenset("annotation code kbd pre samp script style textarea".split())
"""Elements whose text is not converted."""
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
ADDRESSES = frozenset("href src poster data-href content action cite".split())
UNTOUCHED = ADDRESSES - {"content"} | frozenset(
    "aria-controls aria-describedby aria-labelledby class data-initials data-pinyin data-type datetime for id lang "
    "name property rel srcset style xml:lang".split()
)
"""Attributes that hold no text for people."""
LD = re.compile(r'<script type="application/ld\+json">', re.IGNORECASE)


def page(html: str, url: str, edition: Edition, ld: Callable[[str], str]) -> str:
    """The page at `url` in the edition; `ld` converts the text of its structured data."""
    parts = TAG.split(html)
    scan = _Scan(parts, url, edition, ld)
    return scan.result()


def text(plain: str, edition: Edition) -> str:
    """A text without markup in the edition."""
    if plain.isascii():
        return plain
    return edition.texts.get(plain) or "".join(convert_runs([[plain]], edition.convert, edition.names)[0])


class _Scan:
    """One way through a page. Texts stand at even places of `parts`, tags between them."""

    def __init__(self, parts: list[str], url: str, edition: Edition, ld: Callable[[str], str]) -> None:
        self.parts = parts
        self.url = url
        self.edition = edition
        self.ld = ld
        self.runs: list[list[int]] = [[]]
        """Places of the texts that belong together."""
        self.values: list[tuple[int, str, str]] = []
        """Place of a tag, the placeholder in it, and the attribute's text that stands there."""
        self.raw = ""
        """The element that is being passed over, and how deep."""
        self.depth = 0

    def result(self) -> str:
        for at, part in enumerate(self.parts):
            if at % 2:
                self._tag(at, part)
            elif not part.isascii() and not self.raw:
                self._text(at, part)
        self._put()
        return "".join(self.parts)

    def _text(self, at: int, part: str) -> None:
        known = self.edition.texts.get(part.strip())
        if known and not self.runs[-1]:
            self.parts[at] = part.replace(part.strip(), known)
        else:
            self.runs[-1].append(at)

    def _tag(self, at: int, tag: str) -> None:
        found = NAME.match(tag)
        if found is None:  # a comment
            return
        closing, name = bool(found[1]), found[2].lower()
        if name not in INLINE and self.runs[-1]:
            self.runs.append([])
        if closing:
            self._close(name)
            return
        foreign = not self.raw and self._foreign(name, tag)
        if "=" in tag:
            self.parts[at] = self._attributes(at, tag, keep=bool(self.raw) or foreign)
        if name in VOID or tag.endswith("/>"):
            return
        if self.raw:
            self.depth += name == self.raw
        elif foreign or name in RAW:
            self.raw, self.depth = name, 1
            self.runs.append([])
            if LD.match(tag) and at + 1 < len(self.parts):
                self.parts[at + 1] = self.ld(self.parts[at + 1])

    def _close(self, name: str) -> None:
        if self.raw == name:
            self.depth -= 1
            if self.depth == 0:
                self.raw = ""
                self.runs.append([])

    def _foreign(self, name: str, tag: str) -> bool:
        """Whether the element has a language of its own, or says that it is not to be translated."""
        if name == "html" or ' hreflang="' in tag:
            return ' hreflang="' in tag
        if ' id="text"' in tag and f' lang="{self.edition.main}"' in tag:
            return False
        return ' lang="' in tag or ' translate="no"' in tag

    def _attributes(self, at: int, tag: str, *, keep: bool) -> str:
        if ' hreflang="' in tag:
            return self._alternate(tag)

        def put(found: re.Match[str]) -> str:
            space, key = found[1], found[2].lower()
            value = found[3] if found[3] is not None else found[4]
            new = self._value(at, key, value, keep=keep)
            return found[0] if new is value else f'{space}{found[2]}="{new}"'

        return ATTRIBUTE.sub(put, tag)

    def _value(self, at: int, key: str, value: str, *, keep: bool) -> str:
        """The attribute's value in the edition; what must be converted is put in later."""
        if key in ADDRESSES and not (key == "content" and not value.startswith(self.edition.base or "\0")):
            url = unescape(value)
            new = moved(url, self.url, self.edition)
            return value if new == url else escape(new)
        if key == "srcset":
            return ", ".join(
                " ".join([moved(one.split()[0], self.url, self.edition), *one.split()[1:]])
                for one in value.split(",")
                if one.strip()
            )
        if key in ("lang", "xml:lang") and not keep and value == self.edition.main:
            return self.edition.tag
        if keep or key in UNTOUCHED or value.isascii():
            return value
        if known := self.edition.texts.get(value):
            return escape(known)
        placeholder = f"\0{len(self.values)}\0"
        self.values.append((at, placeholder, value))
        return placeholder

    def _alternate(self, tag: str) -> str:
        """A link to an edition: it leads where it did, and the page is another one."""
        tag = tag.replace(' aria-current="true"', "")
        if tag.startswith("<a ") and f' hreflang="{self.edition.tag}"' in tag:
            tag = tag.removesuffix(">") + ' aria-current="true">'
        return re.sub(r' href="([^"]*)"', lambda found: f' href="{outer(found[1], self.edition)}"', tag, count=1)

    def _put(self) -> None:
        """Convert all texts at once and put them where they stand."""
        runs = [run for run in self.runs if run]
        texts = [[self.parts[at] for at in run] for run in runs]
        made = convert_runs(
            [*texts, *([value] for _, _, value in self.values)], self.edition.convert, self.edition.names
        )
        for run, new in zip(runs, made, strict=False):
            for at, piece in zip(run, new, strict=True):
                self.parts[at] = piece
        for (at, placeholder, _), (new_value,) in zip(self.values, made[len(runs) :], strict=True):
            self.parts[at] = self.parts[at].replace(placeholder, new_value)
