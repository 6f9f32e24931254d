"""HTML → readable Markdown. The home of markdownify."""

import re
from typing import Protocol

from markdownify import MarkdownConverter

CODE_CLASS = re.compile(r"(?:language|lang|highlight|brush:)[-_ ]?([\w+#.-]+)")
MARKUP = re.compile(
    r"[\\`*$]|\^(?=\[|\Z|[^\s^]{1,40}\^)|<(?=[A-Za-z/!?]|\Z)|&(?=#?\w+;|#?\w*\Z)|%(?=%)|(?<=%)%|(?<![A-Za-z0-9=])=(?==)|(?<=[A-Za-z0-9])=(?==+[^A-Za-z0-9=]|=*\Z)|=(?=\Z)|~|!(?=\Z)"
    r"|\{(?=[{%]|:?[ \t]*(?:[.#]|[a-z]+=)|[^{}]*(?:\{|\Z))|\[(?=[\[^]|[^\[\]]*(?:\Z|\[|\](?:[(\[:{]|\Z)))|(?<=\[)\["
)
"""Characters of a text that may be Markdown syntax (ours included), alone or with what follows the text. `[1]` alone is
not a link."""
IN_LINK = re.compile(MARKUP.pattern + r"|[\[\]]")
UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
"""An underscore at the edge of a word."""
LINE_START = re.compile(
    r"^([^\S\n]*)(#{1,6}(?=\s|$)|[-+](?=\s)|>|[:~](?=\s)|:{3,}|={2,}[^\S\n]*$|-{3,}[^\S\n]*$|\|)", re.MULTILINE
)
NUMBERED = re.compile(r"^([^\S\n]*\d{1,9})([.)])(?=\s)", re.MULTILINE)
PLAIN_URL = re.compile(r"[^\s<>()]+")
FIGURE = re.compile(r"(?P<image>!\[[^\n]*\]\((?:<[^<>\n]*>|[^\s()]*))\)\s*\{\.caption\}\n(?P<caption>[^\n`*_\[\]\\<]+)")
"""A converted figure: one picture and a caption without markup."""
BLOCK_CLASSES = ("lead", "caption", "center", "right")
BOLD = re.compile(r"\*\*([^*]+)\*\*")
NESTED = re.compile(r"^([ \t]*(?:-|\d+\.) [^\n]*)\n\n(?=[ \t]+(?:-|\d+\.) )", re.MULTILINE)
"""An item before a nested list."""
TICKS = re.compile(r"^`{3,}", re.MULTILINE)


class Element(Protocol):
    """The part of a parsed element that is used here."""

    def get(self, key: str) -> object:
        """The value of an attribute, or None."""


def from_html(html: str) -> str:
    """The Markdown of `html`, which must be sanitised. Raises RecursionError if it is nested too deeply."""
    text = Converter(
        heading_style="atx",
        bullets="-",
        newline_style="backslash",
        code_language_callback=_language,
        sub_symbol="<sub>",
        sup_symbol="<sup>",
        table_infer_header=True,
        bs4_options="lxml",
    ).convert(html)
    text = re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+$", "", str(text), flags=re.MULTILINE)).strip() + "\n"
    return NESTED.sub(r"\1\n", text)


def from_text(text: str) -> str:
    """A paragraph of plain text as Markdown."""
    return Converter().escape(text, set())


class Converter(MarkdownConverter):
    """markdownify with corrections: text that looks like markup, unusual URLs, fences in code, captions."""

    def escape(self, text: str, parent_tags: set[str]) -> str:
        """`text` escaped with as few backslashes as possible."""
        text = (IN_LINK if "a" in parent_tags else MARKUP).sub(lambda found: "\\" + found[0], text)
        if "a" in parent_tags and "\\]" in text:
            text = text.replace("\\[", "&#91;")  # `\[…\]` would be a formula
        text = UNDERSCORE.sub(r"\\_", text)
        text = NUMBERED.sub(r"\1\\\2", LINE_START.sub(r"\1\\\2", text))
        return text.replace("|", "\\|") if {"td", "th"} & parent_tags else text

    def convert_a(self, el: Element, text: str, parent_tags: set[str]) -> str:
        """A link; without an address only its text."""
        href, said = str(el.get("href") or ""), text.strip()
        if "_noformat" in parent_tags or not href or not said:
            return text
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        return f"{before}[{said}]({_address(href)}{_title(el)}){after}"

    def convert_img(self, el: Element, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002  markdownify's signature
        """A picture, also in headings and cells."""
        source = str(el.get("src") or "")
        alt = re.sub(r"([\\\[\]])", r"\\\1", " ".join(str(el.get("alt") or "").split()))
        return f"![{alt}]({_address(source)}{_title(el)})" if source else ""

    def convert_pre(self, el: Element, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002  the same
        """A code block in a fence longer than any in the code."""
        longest = max((len(found) for found in TICKS.findall(text)), default=2)
        fence = "`" * max(3, longest + 1)
        return f"\n\n{fence}{_language(el)}\n{text.strip(chr(10))}\n{fence}\n\n" if text.strip() else ""

    def convert_hN(self, n: int, el: Element, text: str, parent_tags: set[str]) -> str:  # noqa: N802  markdownify's name
        """A heading; bold around all of it is removed."""
        bold = BOLD.fullmatch(text.strip())
        return str(super().convert_hN(n, el, bold[1] if bold else text, parent_tags))  # type: ignore[misc]  # its stubs leave it out

    def convert_p(self, el: Element, text: str, parent_tags: set[str]) -> str:
        """A paragraph; a lead, a caption and what is not at the left keep their class as an attribute block."""
        said = text.strip()
        kind = next((name for name in BLOCK_CLASSES if name in _classes(el)), "")
        if not kind or not said or "_inline" in parent_tags or said[0] == "▲":  # ▲ already marks a caption
            return str(super().convert_p(el, text, parent_tags))  # type: ignore[misc]  # markdownify's stubs leave it out
        return f"\n\n{{.{kind}}}\n{said}\n\n"

    def convert_figure(self, el: Element, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002  the same
        """A picture with its caption as the picture's title."""
        found = FIGURE.fullmatch(text.strip())
        if not found:
            return f"\n\n{text.strip()}\n\n"
        title = found["caption"].replace("\\", "\\\\").replace('"', '\\"')
        return f'\n\n{found["image"]} "{title}")\n\n'

    def convert_figcaption(self, el: Element, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002  the same
        """A caption as a paragraph."""
        return f"\n\n{{.caption}}\n{text.strip()}\n\n" if text.strip() else ""

    def convert_td(self, el: Element, text: str, parent_tags: set[str]) -> str:
        """A cell, with spaces for line breaks."""
        return str(super().convert_td(el, text.replace("\\\n", " "), parent_tags))  # type: ignore[misc]  # the same

    def convert_q(self, el: Element, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002  the same
        """An inline quotation."""
        return f"“{text}”"


def _address(url: str) -> str:
    return (
        url if PLAIN_URL.fullmatch(url) else "<" + re.sub(r"[<>\n]", lambda found: f"%{ord(found[0]):02X}", url) + ">"
    )


def _title(el: Element) -> str:
    title = " ".join(str(el.get("title") or "").split()).replace("\\", "\\\\").replace('"', '\\"')
    return f' "{title}"' if title else ""


def _classes(el: Element) -> list[str]:
    said = el.get("class")
    return [str(name) for name in said] if isinstance(said, list) else str(said or "").split()


def _language(el: Element) -> str:
    """The language of a block of code, from the classes of `pre` or of the `code` in it."""
    inner = el.find("code") if hasattr(el, "find") else None
    names = " ".join([*_classes(el), *(_classes(inner) if inner else [])])
    found = CODE_CLASS.search(names)
    return found[1].lower() if found and found[1].lower() not in ("plain", "plaintext", "text", "none") else ""
