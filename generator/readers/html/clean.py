"""Removes scripts, trackers, controls and surroundings from an article's HTML."""

import re
from collections.abc import Callable

from bs4 import Comment, Tag

from generator.readers import loss
from generator.readers.html.soup import classes_of
from generator.readers.urls import without_trackers

DROPPED = "script style noscript template link meta mp-common-profile mp-style-type mpvoice qqmusic".split()
CONTROLS = ("form", "nav", "footer", "button", "input", "select", "textarea", "canvas")
"""Further elements that are removed from saved pages."""
AROUND = re.compile(
    r"(?:^|[\s_-])(?:comments?|comment-list|share|sharing|social|related|recommend|sidebar|breadcrumbs?|pagination|pager|post-nav|"
    r"ads?|advert|advertisement|banner-ad|promo|subscribe|newsletter|copyright|qr_?code|reward|toolbar|tool-bar|tags?|meta|toc|"
    r"rich_media_tool|rich_media_area_extra|original_area|profile_container|js_ad_link|reprint|like|follow)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Classes and ids of elements inside an article's element that do not belong to the article."""
HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
LAZY = ("data-src", "data-original", "data-lazy-src", "data-actualsrc", "data-original-src", "_src")
SAVED = re.compile(r"(?:^|/)[^/]+(?:_files|\.files|_fichiers)/[^/]+$")
"""A picture that the browser saved with the page. It is preferred to the original URL."""
TRACKER = re.compile(
    r"(?:/(?:pixel|beacon|track(?:ing|er)?|collect|stat|hm)\.(?:gif|png|jpg)|google-analytics|hm\.baidu|doubleclick|"
    r"cnzz\.com|51\.la|counter)",
    re.IGNORECASE,
)


def cleaned(body: Tag, *, page: bool = True, drop: Callable[[Tag], None] | None = None) -> str:
    """The cleaned HTML of `body`, which is modified. The result is not sanitised.

    With `page`, it belongs to a saved web page, and forms and surroundings are removed. Otherwise the author wrote it,
    and only scripts and hidden elements are removed. `drop` is called with each visible element before its removal.
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
        _fix_image(image)
    return body.decode_contents() if body.name != "[document]" else body.decode()


def is_seen(tag: Tag) -> bool:
    """Whether a browser shows the element."""
    return tag.name not in loss.SILENT and not _is_hidden(tag)


def _is_hidden(tag: Tag) -> bool:
    """Whether browsers hide the element. WeChat's article does not count: a script shows it."""
    if tag.get("id") == "js_content":
        return False
    return tag.has_attr("hidden") or HIDDEN.search(str(tag.get("style") or "")) is not None


def _is_around(tag: Tag) -> bool:
    """Whether an element is hidden, or is not part of the article according to its class or id."""
    if _is_hidden(tag):
        return True
    named = f"{classes_of(tag)} {tag.get('id') or ''}"
    return tag.name not in ("p", "h1", "h2", "h3", "pre", "code", "span") and AROUND.search(named) is not None


def _fix_image(image: Tag) -> None:
    """Gives a lazily loaded image its URL; removes a tracking pixel."""
    lazy = next((str(image[name]) for name in LAZY if image.get(name)), "")
    if lazy and not SAVED.search(str(image.get("src") or "")):
        image["src"] = lazy
    tiny = any(str(image.get(name) or "").removesuffix("px") in ("0", "1", "2") for name in ("width", "height"))
    if tiny or not image.get("src") or TRACKER.search(str(image["src"])):
        image.decompose()
