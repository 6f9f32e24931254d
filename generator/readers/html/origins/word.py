"""Web pages saved by Word and WPS, and the output of mammoth for .docx.

Sources: pages saved by Word 2010 to 365 and WPS; "Office HTML and XML Reference" (`mso-list`, `mso-element`).
"""

import re

from bs4 import BeautifulSoup, Tag

from generator.core.errors import Text
from generator.core.texts import bare
from generator.readers.dates import date_in, date_of
from generator.readers.html.origins.origin import Origin
from generator.readers.html.soup import classes_of, text_of

PROPERTY = re.compile(r"<o:(Author|Created|Title)>([^<]*)</o:\1>")
LIST = re.compile(r"mso-list:\s*l(\d+)\s+level(\d+)")
NUMBER = re.compile(r"[(（]?(?:\d+|[a-zA-Z]|[ivxlc]+|[一二三四五六七八九十]+|第.+)[)）.、．:：]?")
OUTLINE = re.compile(r"mso-outline-level:\s*([1-6])")
NOTE = re.compile(r"^#_(?:ftn|edn)(\d+)$")
CAPTION = re.compile(r"(?:图|表|照片|图表|Figure|Fig\.?|Table)\s*[0-9一二三四五六七八九十]", re.IGNORECASE)
BLANK = re.compile(r"[\s\u00a0\u3000]*")
SENTENCE = re.compile(r"[:：。；]|[！，、….;,]$")
DAY = re.compile(r"[\s\d年月日./:-]+")


def tidy(tree: BeautifulSoup, origin: Origin) -> None:
    """Turns Word's paragraphs into headings, lists, footnotes and captions."""
    _properties(origin)
    for tag in tree.find_all(lambda tag: ":" in tag.name and tag.name.split(":")[0] in ("o", "w", "st1", "v")):
        tag.unwrap()
    _leave_out(tree, origin)
    _notes(tree, origin)
    _title(tree, origin)
    _headings(tree)
    _lists(tree)
    for tag in tree.find_all("p"):
        if BLANK.fullmatch(tag.get_text()) and not tag.find("img"):
            tag.decompose()
    _captions(tree)
    for row in tree.select("table tr:first-child"):
        for bold in row.select("b, strong"):
            bold.unwrap()


def _properties(origin: Origin) -> None:
    said = dict(PROPERTY.findall(origin.source[:20_000]))
    origin.author = said.get("Author", "").strip()
    origin.date = date_of(said.get("Created", "").strip())


def _style(tag: Tag) -> str:
    return str(tag.get("style") or "").replace("\n", " ")


def _leave_out(tree: BeautifulSoup, origin: Origin) -> None:
    """Removes deleted text, comments, page headers and the table of contents."""
    for tag in tree.find_all(("del", "s")):
        if "mso" in classes_of(tag).lower() or tag.has_attr("cite"):
            origin.drop(tag, Text("修订中已删除的文字", "text deleted in a tracked change"))
    for tag in tree.select("a.msocomanchor, .MsoCommentReference, .MsoCommentText"):
        if not tag.find_parent(style=re.compile("comment-list")) and not tag.decomposed:
            tag.decompose()
    for tag in tree.find_all(style=True):
        if not tag.decomposed and (
            found := re.search(r"mso-element:\s*(header|footer|comment-list|comment)\b", _style(tag))
        ):
            what = {"header": Text("页眉", "page header"), "footer": Text("页脚", "page footer")}
            origin.drop(tag, what.get(found[1], Text("批注", "comment")))
    for tag in tree.find_all("p", class_=re.compile(r"^(?:MsoToc\d|MsoTocHeading|MsoHeader|MsoFooter)$")):
        why = (
            Text("Word 的目录", "Word's table of contents")
            if "Toc" in classes_of(tag)
            else Text("页眉页脚", "page header or footer")
        )
        origin.drop(tag, why)


def _notes(tree: BeautifulSoup, origin: Origin) -> None:
    for link in tree.find_all("a", href=NOTE):
        found = NOTE.fullmatch(str(link["href"]))
        assert found
        kind = "e" if "_edn" in str(link["href"]) else ""
        target = tree.find(id=str(link["href"])[2:])
        if not isinstance(target, Tag):
            anchor = tree.find("a", attrs={"name": str(link["href"])[1:]})
            target = anchor.find_parent("p") if isinstance(anchor, Tag) else None
        if not isinstance(target, Tag) or target in link.parents:
            continue
        for back in target.find_all("a", href=re.compile(r"^#_(?:ftn|edn)ref\d+$")):
            back.decompose()
        origin.notes[kind + found[1]] = target.decode_contents()
        link.replace_with(origin.note(kind + found[1]))
        target.decompose()
    for holder in tree.find_all(style=re.compile(r"mso-element:\s*(?:footnote|endnote)-list")):
        if BLANK.fullmatch(holder.get_text()):
            holder.decompose()


def _title(tree: BeautifulSoup, origin: Origin) -> None:
    title = tree.select_one("p.MsoTitle, p.Title, h1.title")
    first = next((tag for tag in tree.find_all(("p", "h1", "h2")) if not BLANK.fullmatch(tag.get_text())), None)
    name = text_of(tree.title) if tree.title else ""
    if (
        title is None
        and first is not None
        and (
            (name and bare(first.get_text()) == bare(name))
            or (first.name == "p" and _stands_out(first) and 2 <= len(first.get_text(strip=True)) <= 40)
            or (first.name == "h1" and len(tree.find_all("h1")) == 1)
        )
    ):
        title = first
    if title is not None:
        origin.title = text_of(title)
        following = title.find_next(("p", "h1", "h2"))
        title.decompose()
        _byline(following, origin)
    else:
        origin.title = name


def _byline(tag: Tag | None, origin: Origin) -> None:
    """Removes the lines below the title with only author or date."""
    for _ in range(3):
        if tag is None:
            return
        following = tag.find_next(("p", "h1", "h2"))
        text = text_of(tag)
        author = re.fullmatch(r"(?:作者|撰稿|撰文|文)\s*[:：/／|｜]\s*(\S.{0,30})", text)
        day = date_in(text) if DAY.fullmatch(text) else None
        if day:
            origin.date = day
        elif author:
            origin.author = author[1].strip()
        elif text and not (origin.author and bare(text) == bare(origin.author)):
            return
        if text:
            tag.decompose()
        tag = following


def _stands_out(tag: Tag) -> bool:
    """Whether the first paragraph looks like a title: centred, or no sentence and bold. Of a .docx alignment and size are
    not known: there no sentence is enough.
    """
    if _centred(tag):
        return True
    if SENTENCE.search(tag.get_text(strip=True)) or tag.find_parent(("table", "blockquote", "li")):
        return False
    shown = [child for child in tag.children if not BLANK.fullmatch(child.get_text())]
    bold = len(shown) == 1 and isinstance(shown[0], Tag) and shown[0].name in ("strong", "b")
    return bold or tag.find_parent(class_="docx-article") is not None


def _centred(tag: Tag) -> bool:
    return str(tag.get("align") or "") == "center" or "text-align:center" in _style(tag).replace(" ", "")


def _headings(tree: BeautifulSoup) -> None:
    for tag in tree.find_all("p"):
        named = re.search(r"(?:MsoHeading|^(?:heading|标题)[ -]?)([1-6])", classes_of(tag))
        found = named or OUTLINE.search(_style(tag))
        if found:
            tag.name = f"h{found[1]}"
    for tag in tree.find_all(re.compile(r"^h[1-6]$")):
        for marker in tag.find_all(style=re.compile(r"mso-list:\s*Ignore")):
            marker.string = f"{text_of(marker)} "
            marker.unwrap()
        for bold in tag.find_all(("b", "strong")):
            bold.unwrap()


def _lists(tree: BeautifulSoup) -> None:
    """Turns paragraphs with `mso-list` into lists nested by level."""
    stack: list[tuple[int, Tag]] = []
    number, last = "", None
    for tag in tree.find_all("p", style=LIST):
        found = LIST.search(_style(tag))
        assert found
        level = int(found[2])
        sign = _take_sign(tag)
        follows = stack and last is not None and _next_block(last) is tag and (found[1] == number or level > 1)
        if not follows:
            stack = []
        while stack and stack[-1][0] > level:
            stack.pop()
        kind = "ol" if NUMBER.fullmatch(sign) and sign not in ("l", "n", "u", "o", "v", "Ø", "q") else "ul"
        if stack and stack[-1][0] == level and stack[-1][1].name != kind:
            stack.pop()
        if not stack or stack[-1][0] < level:
            stack.append((level, _new_list(tree, kind, sign, stack[-1][1] if stack else None, tag)))
        item = tree.new_tag("li")
        stack[-1][1].append(item)
        for child in list(tag.contents):
            item.append(child.extract())
        tag.decompose()
        last = stack[0][1]
        number = found[1]


def _take_sign(tag: Tag) -> str:
    """The number or bullet of a list's paragraph, which is taken away from it."""
    marker = tag.find(style=re.compile(r"mso-list:\s*Ignore"))
    if not isinstance(marker, Tag):
        return ""
    sign = "".join(marker.get_text().split())
    marker.decompose()
    return sign


def _new_list(tree: BeautifulSoup, kind: str, sign: str, outer: Tag | None, first: Tag) -> Tag:
    """An empty list, in the last item of `outer` or before its first paragraph."""
    made = tree.new_tag(kind)
    begins = re.match(r"\d+", sign.strip("(（"))
    if kind == "ol" and begins and begins[0] != "1":
        made["start"] = begins[0]
    if outer is None:
        first.insert_before(made)
    else:
        items = outer.find_all("li", recursive=False)
        (items[-1] if items else outer).append(made)
    return made


def _next_block(tag: Tag) -> Tag | None:
    """The next element that is not an empty paragraph."""
    for other in tag.find_next_siblings():
        if other.name == "p" and BLANK.fullmatch(other.get_text()) and not other.find("img"):
            continue
        return other
    return None


def _captions(tree: BeautifulSoup) -> None:
    """Turns a picture and the caption below it into a figure; other captions become `figcaption`."""
    for tag in tree.find_all("p"):
        text = text_of(tag)
        named = "MsoCaption" in classes_of(tag) or "caption" in classes_of(tag).lower().split()
        if not text or not (named or (CAPTION.match(text) and len(text) <= 40)):
            continue
        before = tag.find_previous_sibling()
        picture = before.find("img") if isinstance(before, Tag) and not before.get_text(strip=True) else None
        if not named and not picture:
            continue
        caption = tree.new_tag("figcaption", string=text)
        if isinstance(picture, Tag) and isinstance(before, Tag):
            figure = tree.new_tag("figure")
            figure.append(picture.extract())
            figure.append(caption)
            tag.replace_with(figure)
            before.decompose()
        else:
            tag.replace_with(caption)
