"""The body of a post of WordPress → HTML with paragraphs; its shortcodes."""

import re
from collections.abc import Iterator

BLOCK = (
    r"(?:address|article|aside|blockquote|dd|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|li|main|nav|ol|p|pre|"
    r"section|table|tbody|td|tfoot|th|thead|tr|ul)"
)
IS_BLOCK = re.compile(rf"</?{BLOCK}\b", re.IGNORECASE)
CAPTION = re.compile(
    r"\[caption\b[^\]]*\]\s*((?:<a\b[^>]*>)?\s*<img\b[^>]*>\s*(?:</a>)?)\s*(.*?)\s*\[/caption\]", re.DOTALL
)
SHORTCODE = re.compile(r"\[(/?)([a-z][a-z0-9_-]+)((?:\s+[\w-]+\s*=\s*(?:\"[^\"\]]*\"|'[^'\]]*'|[^\s\]]+))*)\s*/?\]")
PRE = re.compile(r"<pre\b.*?</pre>", re.DOTALL | re.IGNORECASE)
KNOWN = ("caption", "gallery", "embed", "audio", "video", "playlist", "code", "sourcecode", "more")


def body_html(text: str) -> tuple[str, tuple[str, ...]]:
    """A post's body as HTML, and the shortcodes left in it."""
    text = re.sub(r"<!--.*?-->", "", text.replace("\r\n", "\n"), flags=re.DOTALL)
    text = CAPTION.sub(r"<figure>\1<figcaption>\2</figcaption></figure>", text)
    text = re.sub(
        r"\[(code|sourcecode)\b([^\]]*)\](.*?)\[/\1\]",
        lambda found: f"<pre{_language(found[2])}><code>{found[3]}</code></pre>",
        text,
        flags=re.DOTALL,
    )
    text = re.sub(r"\[embed\b[^\]]*\]\s*(https?://[^\s<\[]+)\s*\[/embed\]", r'<a href="\1">\1</a>', text)
    left = tuple(
        dict.fromkeys(found[0] for found in SHORTCODE.finditer(text) if found[2] in KNOWN or found[3] or found[1])
    )
    return _paragraphs(text), left


def _language(attributes: str) -> str:
    found = re.search(r"(?:lang(?:uage)?\s*=\s*)?[\"']?([A-Za-z][\w+#-]*)[\"']?", attributes)
    return f' class="language-{found[1]}"' if found else ""


def _loose_as_paragraphs(text: str) -> Iterator[str]:
    """The parts of `text` between empty lines; those that lie in no block and hold none as paragraphs."""
    depth = 0
    for part in re.split(r"\n\s*\n", text):
        tags = [tag for tag in IS_BLOCK.findall(part) if not re.match(r"</?hr", tag, re.IGNORECASE)]
        loose = depth == 0 and not tags and part.strip() and not part.lstrip().startswith("<hr")
        yield "<p>" + part.strip().replace("\n", "<br>\n") + "</p>" if loose else part
        depth = max(0, depth + sum(-1 if tag.startswith("</") else 1 for tag in tags))


def _paragraphs(text: str) -> str:
    """`text` with `<p>` for paragraphs and `<br>` for single line ends, as WordPress renders it."""
    if re.search(r"<p[\s>]", text):
        return "\n\n".join(_loose_as_paragraphs(text))
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found[0])
        return f"\n\n<pre data-kept='{len(kept) - 1}'></pre>\n\n"

    parts = [part.strip() for part in re.split(r"\n\s*\n", PRE.sub(keep, text)) if part.strip()]
    made = "\n".join(part if IS_BLOCK.match(part) else "<p>" + part.replace("\n", "<br>\n") + "</p>" for part in parts)
    return re.sub(r"<pre data-kept='(\d+)'></pre>", lambda found: kept[int(found[1])], made)
