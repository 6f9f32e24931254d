"""Normalises what pages of any origin contain and Markdown has syntax for: code, footnotes, videos."""

import re
from itertools import islice
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag

from generator.core.errors import Text
from generator.readers.html.origins.origin import Origin
from generator.readers.html.soup import classes_of

SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://[^\s>]+)")
LANGUAGE = re.compile(r"(?:^|[\s;])(?:language|lang|highlight-source|brush)[-_:]\s*([\w+#.-]+)", re.IGNORECASE)
NO_LANGUAGE = frozenset(("plain", "plaintext", "text", "txt", "none", "undefined", "nohighlight", "plain-text"))
NOTE = r"(?:user-content-)?(?:fn|_?ftn|_?edn|footnote|endnote|note|easy-footnote-bottom|_note)[-:_]?((?!ref|back)\w+)$"
NOTE_HREF, NOTE_ID = re.compile(f"^#{NOTE}", re.IGNORECASE), re.compile(f"^{NOTE}", re.IGNORECASE)
BACK = re.compile(r"[\s↩↑^︎\[\]\d上回]*")
"""The text of a link from a footnote back to the text."""
MEDIA = ("iframe", "video", "audio", "embed", "mpvoice", "mp-common-videosnap", "qqmusic")
WEB = re.compile(r"(?:https?:)?//", re.IGNORECASE)
MARKUP = re.compile(r"([\\`*_\[\]<>])")


def about(tree: BeautifulSoup, origin: Origin) -> None:
    """Finds the page's own URL."""
    if found := SAVED_FROM.search(origin.source[:4000]):
        origin.address = found[1]
    link = tree.find("link", rel="canonical", href=True)
    meta = tree.find("meta", property="og:url", content=True)
    said = str(link["href"]) if isinstance(link, Tag) else str(meta["content"]) if isinstance(meta, Tag) else ""
    if said.startswith("//"):
        said = f"https:{said}"
    if said.startswith(("https://", "http://")):
        origin.address = said


def tidy(tree: BeautifulSoup, origin: Origin) -> None:
    """Replaces code, footnotes and media in `tree` by placeholders for Markdown."""
    _code(tree, origin)
    _notes(tree, origin)
    for tag in tree.find_all(MEDIA):
        _medium(tag, origin)


def _code(tree: BeautifulSoup, origin: Origin) -> None:
    for figure in tree.select("figure.highlight, table.highlighttable, table.rouge-table, .crayon-table"):
        if code := figure.select_one("td.code pre, td.rouge-code pre, td.crayon-code, .code pre"):
            language = _language(figure)
            code.name, code["class"] = "pre", f"language-{language}" if language else ""
            for line in code.select(".line, .crayon-line"):
                if not str(line.next_sibling or "").startswith("\n") and line.find_next_sibling("br") is None:
                    line.append("\n")
            figure.replace_with(code.extract())
    for pre in tree.find_all("pre"):
        if not pre.find_parent("pre"):
            _fence(pre, tree, origin)


def _fence(pre: Tag, tree: BeautifulSoup, origin: Origin) -> None:
    """Replaces a block of code, without the numbers of its lines, by a placeholder."""
    for gutter in pre.select(
        ".gutter, .line-number, .linenumber, .line-numbers-rows, .hljs-ln-numbers, .pre-numbering, button"
    ):
        gutter.decompose()
    for br in pre.find_all("br"):
        br.replace_with("\n")
    lines = pre.find_all("code", recursive=False)
    text = "\n".join(line.get_text() for line in lines) if len(lines) > 1 else pre.get_text()
    text = text.replace("\u00a0", " ").strip("\n")
    if not text.strip():
        pre.decompose()
        return
    longest = max((len(ticks) for ticks in re.findall(r"`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    code = origin.placeholder(f"{fence}{_language(pre)}\n{text}\n{fence}")
    pre.replace_with(tree.new_tag("p", string=code))


def _language(pre: Tag) -> str:
    """The language of code, from the classes of the element, of the `code` in it, and of its ancestors."""
    inner = pre.find("code")
    for holder in filter(None, (pre, inner, *islice(pre.parents, 2))):
        said = str(holder.get("data-lang") or holder.get("data-language") or holder.get("lang") or "")
        names = classes_of(holder)
        found = LANGUAGE.search(names)
        code_class = "highlight" in names.split() and holder.name == "figure"
        name = found[1] if found else said or (names.replace("highlight", "").split() or [""])[0] * code_class
        if (
            name
            and name.lower() not in NO_LANGUAGE
            and holder.name in ("pre", "code", "div", "figure", "section", "table")
        ):
            return name.lower()
    return ""


def _notes(tree: BeautifulSoup, origin: Origin) -> None:
    """Footnotes as most programs write them: a link to `#fn1`, whose element links back."""
    targets = {
        str(tag["id"]): tag
        for tag in tree.find_all(id=NOTE_ID)
        if tag.name in ("li", "p", "div", "aside", "dd", "section")
    }
    for link in tree.find_all("a", href=NOTE_HREF):
        target = None if link.decomposed else targets.get(str(link["href"])[1:])
        found = target and NOTE_HREF.fullmatch(str(link["href"]))
        if target is None or not found or target in link.parents:
            continue
        if (label := found[1]) not in origin.notes:
            for back in target.find_all("a", href=re.compile("^#")):
                if BACK.fullmatch(back.get_text()):
                    (back.parent if back.parent and back.parent.name == "sup" else back).decompose()
            origin.notes[label] = target.decode_contents()
        holder = link.parent if link.parent and link.parent.name == "sup" else link
        holder.replace_with(origin.note(label))
    for name, target in targets.items():
        found = NOTE_ID.fullmatch(name)
        if found and found[1] in origin.notes and not target.decomposed:
            _remove(target)


def _remove(target: Tag) -> None:
    """Removes a footnote; after the last one also the list, with its rule and heading."""
    holder = target.parent
    target.decompose()
    while isinstance(holder, Tag) and holder.name in ("ol", "ul", "section", "div", "aside", "dl"):
        if holder.get_text(strip=True) or holder.find(("img", "table")):
            return
        for before in list(holder.find_previous_siblings(limit=1)):
            if before.name == "hr" or (
                before.name in ("h2", "h3", "h4")
                and re.fullmatch(
                    r"(?:脚注|注释|尾注|注|参考|Footnotes?|Notes?|References?)", before.get_text(strip=True)
                )
            ):
                before.decompose()
        up = holder.parent
        holder.decompose()
        holder = up


def _medium(tag: Tag, origin: Origin) -> None:
    """Replaces video or audio by a link. Without a URL, it is removed and reported."""
    if tag.decomposed:
        return
    inner = tag.find("source", src=True)
    address = str(tag.get("src") or tag.get("data-src") or (inner["src"] if isinstance(inner, Tag) else ""))
    if not WEB.match(address):
        name = str(tag.get("name") or tag.get("data-title") or tag.name)
        if not tag.get_text(strip=True) and not address:
            tag.string = name
        origin.drop(tag, Text("音频或视频，没有可用的网址", "audio or video without a URL"))
        return
    address = urljoin("https:", address) if address.startswith("//") else address
    title = str(tag.get("title") or tag.get("name") or "").strip()
    kind = {"audio": "音频", "mpvoice": "音频", "qqmusic": "音频", "video": "视频"}.get(tag.name, "嵌入内容")
    said = MARKUP.sub(r"\\\1", title or kind)
    tag.replace_with(origin.placeholder(f"[{said}](<{re.sub('[<>]', '', address)}>)"))
