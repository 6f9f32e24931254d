"""Zhihu's articles and answers, as a browser saves them."""

import json
import re
from urllib.parse import parse_qs, unquote, urlsplit

from bs4 import BeautifulSoup, Tag

from generator.core.errors import Text
from generator.readers.dates import date_in
from generator.readers.html.origins.origin import Origin

PUBLISHED = re.compile(r"(?:发布|创建)于\s*([\d-]+(?:\s+\d+:\d+)?)")
EDITED = re.compile(r"编辑于\s*([\d-]+(?:\s+\d+:\d+)?)")
ADDRESSES = {"article": "https://zhuanlan.zhihu.com/p/{}", "answer": "https://www.zhihu.com/answer/{}"}
TITLE = re.compile(r"^\(\d+\s*(?:条消息|封私信.*?)\)\s*|\s*-\s*(?:[^-]{1,20}\s*的回答\s*-\s*)?知乎\s*$")


def tidy(tree: BeautifulSoup, origin: Origin) -> None:
    """References, formulas, cards and links."""
    _about(tree, origin)
    _links(tree, origin)
    _references(tree, origin)
    _formulas(tree, origin)
    for figure in tree.find_all("figure"):
        for image in figure.find_all("noscript"):
            image.decompose()
        for image in figure.find_all("img"):
            caption = str(image.get("data-caption") or "")
            if caption and not figure.find("figcaption"):
                figure.append(tree.new_tag("figcaption", string=caption))
    for tag in tree.select(".ztext-empty-paragraph"):
        tag.decompose()


def _about(tree: BeautifulSoup, origin: Origin) -> None:
    said = tree.select_one("[data-zop]")
    try:
        zop = json.loads(str(said["data-zop"])) if isinstance(said, Tag) else {}
    except ValueError:
        zop = {}
    zop = zop if isinstance(zop, dict) else {}
    name = tree.select_one(".AuthorInfo meta[itemprop=name], .AuthorInfo meta[itemProp=name]")
    origin.author = str(zop.get("authorName") or (name.get("content") if name else "") or "")
    heading = tree.select_one("h1.Post-Title, h1.QuestionHeader-title")
    whole = tree.title.get_text() if tree.title else ""
    origin.title = str(
        zop.get("title") or (heading.get_text(strip=True) if heading else "") or TITLE.sub("", whole)
    ).strip()
    if not origin.address and zop.get("itemId"):
        origin.address = ADDRESSES.get(str(zop.get("type")), ADDRESSES["article"]).format(zop["itemId"])
    times = " ".join(tag.get_text(" ") for tag in tree.select(".ContentItem-time"))
    published, edited = PUBLISHED.search(times), EDITED.search(times)
    first = published or edited
    origin.date = date_in(first[1]) if first else None
    origin.updated = date_in(edited[1]) if published and edited else None
    topics = (tag.get_text(strip=True) for tag in tree.select(".TopicLink, .QuestionTopic .Popover"))
    origin.tags = list(dict.fromkeys(topic for topic in topics if topic))


def _links(tree: BeautifulSoup, origin: Origin) -> None:
    for link in tree.select("a.RichContent-EntityWord, a[href*='zhihu.com/search?']"):
        for sign in link.find_all("svg"):
            sign.decompose()
        link.unwrap()
    for link in tree.find_all("a", href=re.compile(r"^(?:https?:)?//link\.zhihu\.com/\?")):
        target = parse_qs(urlsplit(str(link["href"])).query).get("target", [""])[0]
        link["href"] = unquote(target) if re.match(r"https?%3A", target, re.IGNORECASE) else target
    for link in tree.find_all("a", href=re.compile(r"^//")):
        link["href"] = f"https:{link['href']}"
    for card in tree.select("a.LinkCard, a[data-draft-type=link-card]"):
        title = card.select_one(".LinkCard-title, .text")
        said = str(
            card.get("data-text")
            or (title.get_text(" ", strip=True) if title else "")
            or card.get_text(" ", strip=True)
            or card.get("href")
        )
        card.string = said
        card.wrap(tree.new_tag("p"))
    for video in tree.select("a.video-box"):
        title = video.select_one(".title")
        video.string = str(video.get("data-name") or (title.get_text(strip=True) if title else "") or "视频")
        video.wrap(tree.new_tag("p"))
    for card in tree.select(".RichText-ADLinkCardContainer, .RichText-MCNLinkCardContainer, .ecommerce-ad-box"):
        origin.drop(card, Text("商品卡片", "a card with an advert"))


def _references(tree: BeautifulSoup, origin: Origin) -> None:
    for sup in tree.select("sup[data-draft-type=reference], sup[data-numero]"):
        label = str(sup.get("data-numero") or sup.get_text(strip=True).strip("[]"))
        text, address = str(sup.get("data-text") or ""), str(sup.get("data-url") or "")
        note = tree.new_tag("p")
        note.append(f"{text} " if text and address else text)
        if address:
            note.append(tree.new_tag("a", href=address, string=address))
        origin.notes.setdefault(label, note.decode_contents())
        sup.replace_with(origin.note(label))
    for listed in tree.select("ol.ReferenceList"):
        if not origin.notes:
            continue
        before = listed.find_previous_sibling()
        if (
            isinstance(before, Tag)
            and before.name in ("h2", "h3")
            and before.get_text(strip=True) in ("参考", "参考资料", "参考文献")
        ):
            before.decompose()
        listed.decompose()


def _formulas(tree: BeautifulSoup, origin: Origin) -> None:
    for image in tree.find_all("img", src=re.compile(r"zhihu\.com/equation\?tex=")):
        tex = str(image.get("alt") or parse_qs(urlsplit(str(image["src"])).query).get("tex", [""])[0])
        _formula(tree, origin, image, tex)
    for tag in tree.select("span.ztext-math[data-tex]"):
        _formula(tree, origin, tag, str(tag["data-tex"]))


def _formula(tree: BeautifulSoup, origin: Origin, tag: Tag, tex: str) -> None:
    tex = " ".join(tex.split())
    shown = re.sub(r"(?:\\\\)+\s*$", "", tex).strip()
    holder = tag.parent
    alone = (
        isinstance(holder, Tag)
        and holder.name in ("p", "figure")
        and not holder.get_text(strip=True).replace(tag.get_text(strip=True), "")
        and len(holder.find_all("img")) <= 1
    )
    if isinstance(holder, Tag) and alone and (shown != tex or len(shown) > 12):
        holder.replace_with(tree.new_tag("p", string=origin.placeholder(f"$$\n{shown}\n$$")))
    else:
        tag.replace_with(origin.placeholder(f"${shown}$"))
