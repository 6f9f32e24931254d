"""What of an article's HTML is kept: the text and its structure, without scripts, trackers, buttons and what surrounds
an article.
"""

import re
from collections.abc import Callable

from bs4 import Comment, Tag

from generator.readers import loss
from generator.readers.urls import without_trackers

DROPPED = (
    "script",
    "style",
    "noscript",
    "template",
    "link",
    "meta",
    "mp-common-profile",
    "mp-style-type",
    "mpvoice",
    "qqmusic",
)
CONTROLS = ("form", "nav", "footer", "button", "input", "select", "textarea", "canvas")
"""What else a saved page has around its article and in it."""
AROUND = re.compile(
    r"(?:^|[\s_-])(?:comments?|comment-list|share|sharing|social|related|recommend|sidebar|breadcrumbs?|pagination|pager|post-nav|"
    r"ads?|advert|advertisement|banner-ad|promo|subscribe|newsletter|copyright|qr_?code|reward|toolbar|tool-bar|tags?|meta|toc|"
    r"rich_media_tool|rich_media_area_extra|original_area|profile_container|js_ad_link|reprint|like|follow)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Classes and ids of what stands in an article's element and is no part of it."""
HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
LAZY = ("data-src", "data-original", "data-lazy-src", "data-actualsrc", "data-original-src", "_src")
SAVED = re.compile(r"(?:^|/)[^/]+(?:_files|\.files|_fichiers)/[^/]+$")
"""Where a browser puts the pictures of a page that it saves; they are better than the address that the page had them
from."""
TRACKER = re.compile(
    r"(?:/(?:pixel|beacon|track(?:ing|er)?|collect|stat|hm)\.(?:gif|png|jpg)|google-analytics|hm\.baidu|doubleclick|"
    r"cnzz\.com|51\.la|counter)",
    re.IGNORECASE,
)


def kept(body: Tag, *, page: bool = True, drop: Callable[[Tag], None] | None = None) -> str:
    """The HTML of what is kept of `body`, which is changed. It is not sanitised.

    `page`: it is part of a saved web page, of which forms and what surrounds the article are left out. In a fragment
    that the author wrote, nothing that is seen is; what is hidden there stays so. `drop` is told of each part that
    would be seen, before it is left out.
    """

    def leave_out(tag: Tag) -> None:
        if tag.decomposed:
            return
        if drop is not None and is_seen(tag) and tag.get_text(strip=True):
            drop(tag)
        tag.decompose()

    for comment in body.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    for tag in body.find_all([*DROPPED, *CONTROLS] if page else DROPPED):
        leave_out(tag)
    for tag in body.find_all(_is_around if page else _is_hidden):
        leave_out(tag)
    for link in body.find_all("a", href=True):
        link["href"] = without_trackers(str(link["href"]))
    for image in body.find_all("img"):
        _mend(image)
    return body.decode_contents() if body.name != "[document]" else body.decode()


def is_seen(tag: Tag) -> bool:
    """Whether a browser shows the element."""
    return tag.name not in loss.BY_RULE and not _is_hidden(tag)


def _is_hidden(tag: Tag) -> bool:
    """Whether nobody sees the element in a browser. WeChat hides its article until a script has run."""
    if tag.get("id") == "js_content":
        return False
    return tag.has_attr("hidden") or HIDDEN.search(str(tag.get("style") or "")) is not None


def _is_around(tag: Tag) -> bool:
    """Whether an element is hidden, or by its class something around the article; never one that holds much of the text."""
    if _is_hidden(tag):
        return True
    classes = tag.get("class")
    named = " ".join([*(classes if isinstance(classes, list) else [str(classes or "")]), str(tag.get("id") or "")])
    return (
        bool(named.strip())
        and tag.name not in ("p", "h1", "h2", "h3", "pre", "code", "span")
        and AROUND.search(named) is not None
    )


def _mend(image: Tag) -> None:
    """Gives an image that loads late its address; drops one that only counts visitors."""
    late = next((str(image[name]) for name in LAZY if image.get(name)), "")
    if late and not SAVED.search(str(image.get("src") or "")):
        image["src"] = late
    tiny = any(str(image.get(name) or "").removesuffix("px") in ("0", "1", "2") for name in ("width", "height"))
    if tiny or not image.get("src") or TRACKER.search(str(image["src"])):
        image.decompose()
