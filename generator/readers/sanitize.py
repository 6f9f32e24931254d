"""HTML of unknown hands → HTML that can do nothing. The home of nh3."""

import re
from functools import lru_cache
from html import unescape

import nh3

from generator.readers import loss, urls
from generator.readers.addresses import Addresses
from generator.readers.tree import escape

INLINE = frozenset(
    (
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "br",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "i",
        "img",
        "ins",
        "kbd",
        "mark",
        "q",
        "rb",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "big",
        "strike",
    )
)
BLOCK = frozenset(
    (
        "address",
        "article",
        "aside",
        "blockquote",
        "caption",
        "center",
        "col",
        "colgroup",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "picture",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    )
)
DROPPED = frozenset(
    (
        "script",
        "style",
        "noscript",
        "iframe",
        "object",
        "embed",
        "template",
        "title",
        "head",
        "svg",
        "math",
        "canvas",
        "noembed",
        "noframes",
        "xmp",
        "plaintext",
        "frameset",
    )
)
"""Left out with all that they hold."""
ATTRIBUTES = {
    "*": {"class", "id", "lang", "dir", "title", "align", "hidden", "aria-hidden"},
    "a": {"href", "name"},
    "blockquote": {"cite"},
    "q": {"cite"},
    "del": {"datetime"},
    "ins": {"datetime"},
    "img": {"src", "alt", "width", "height"},
    "video": {"src", "controls", "preload", "width", "height", "loop", "muted", "poster"},
    "track": {"src", "kind", "srclang", "label", "default"},
    "audio": {"src", "controls", "preload", "loop", "muted"},
    "ol": {"start", "reversed", "type"},
    "li": {"value"},
    "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "scope", "headers"},
    "col": {"span"},
    "colgroup": {"span"},
    "time": {"datetime"},
    "details": {"open"},
}
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
CLOSED_BY_ITSELF = frozenset(
    ("p", "li", "td", "th", "tr", "dt", "dd", "br", "hr", "img", "wbr", "col", "input", "meta", "link")
)
"""Elements that need no closing tag: in a row they do not lie within one another."""
DEEPEST = 200
"""Elements within elements: parsers of HTML take the square of the depth, so what lies deeper loses its tags."""
OPENING = re.compile(r'<([a-z][a-z0-9]*)((?: [\w-]+="[^"]*")+)>|<(img)>')
"""An opening tag with attributes, as nh3 writes it: lower case, every value quoted and escaped."""
TODAY = {"center": "div", "tt": "code", "big": "b", "strike": "s"}
"""Elements that HTML has given up → what stands for them."""
OBSOLETE = re.compile(rf"<(/?)({'|'.join(TODAY)})(?=[ >])")
UNSEEN = re.compile(
    r"(<[a-z][a-z0-9]*)(?=\s(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?\bstyle\s*=\s*[\"'][^\"'<>]*"
    r"(?:display\s*:\s*none|visibility\s*:\s*hidden))",
    re.IGNORECASE,
)
"""The beginning of a tag whose style hides the element."""
SAYING = ("open", "hidden", "reversed", "controls", "loop", "muted", "default", "data-pagefind-ignore")
ARIA_HIDDEN = re.compile(r"\saria-hidden\s*=\s*[\"']?true\b", re.IGNORECASE)
"""Said in a tag of what is only to be looked at: no text of the article."""
PLACED = ("a", "img", "video", "audio", "track")
PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?)%")
ATTRIBUTE = re.compile(r' ([\w-]+)="([^"]*)"')


def sanitize(html: str, addresses: Addresses, line: int = 0) -> str:
    """`html`, which stands on source line `line`, with well-formed markup and nothing but harmless elements and
    attributes.

    Links and ids are those that `addresses` gives for them.
    """
    flat = shallow(html)
    if flat != html:
        addresses.drop(loss.depth(line, DEEPEST))
    return OPENING.sub(lambda found: _addressed(found, addresses, line), harmless(flat))


def harmless(html: str) -> str:
    """`html` with well-formed markup and nothing but harmless elements and attributes; addresses as they were written."""
    if "none" in html or "hidden" in html:  # styles are taken away; what one hid stays hidden
        html = UNSEEN.sub(lambda found: f"{found[1]} hidden", html)
    clean = _cleaner().clean(shallow(html))
    if ' hidden="' in clean:
        clean = clean.replace(' hidden=""', ' hidden="" data-pagefind-ignore=""')
    if "aria-hidden" in clean:
        clean = clean.replace(' aria-hidden="true"', ' aria-hidden="true" data-pagefind-ignore=""')
    return OBSOLETE.sub(_today, clean)


def _today(found: re.Match[str]) -> str:
    """What stands for the tag of an element that HTML has given up."""
    closing, name = found.groups()
    side = ' align="center"' if name == "center" and not closing else ""
    return f"<{closing}{TODAY[name]}{side}"


def shallow(html: str) -> str:
    """`html` without the tags that lie deeper than DEEPEST; the text stays."""
    if html.count("<") <= DEEPEST:
        return html
    depth = 0

    def tag(found: re.Match[str]) -> str:
        nonlocal depth
        closing, name = found[1], found[2].lower()
        if name in CLOSED_BY_ITSELF:
            return found[0] if depth <= DEEPEST else ""
        kept = depth <= DEEPEST if closing else depth < DEEPEST
        depth = max(depth - 1, 0) if closing else depth + 1
        return found[0] if kept else ""

    return TAG.sub(tag, html)


@lru_cache(maxsize=1)
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags={*INLINE, *BLOCK, "video", "audio", "track"},
        clean_content_tags=set(DROPPED),
        link_rel=None,
        url_schemes={*urls.SCHEMES, "data"},
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
    )


def _addressed(found: re.Match[str], addresses: Addresses, line: int) -> str:
    """A tag with its link or image put in its place and its id made unique."""
    tag = found[1] or found[3]
    values = {name: unescape(value) for name, value in ATTRIBUTE.findall(found[2] or "")}
    anchor = values.pop("name", "")
    if identity := values.get("id") or anchor:
        values["id"] = addresses.own(identity)
    if (side := values.pop("align", "").lower()) in ("left", "center", "right"):
        values["class"] = " ".join(filter(None, (values.get("class"), side)))
    source = values.pop("src", "") or values.pop("href", "")
    place = addresses.place(tag, source, values.get("alt", ""), line) if tag in PLACED else None
    if tag in ("video", "audio", "track"):
        still = addresses.place("img", values.pop("poster", ""), "", line)
        values |= {"poster": unescape(still)} if still else {}
        return f'<{tag} src="{place or ""}"{attributes(values)}>'
    if tag == "img":
        return image(place, values.pop("alt", ""), values)
    return f"<{tag}{href(place)}{attributes(values)}>"


def image(place: str | None, alt: str, others: dict[str, str]) -> str:
    """An image's HTML; its alt text where it has no address that is allowed. `place` is escaped already."""
    if place is None:
        return escape(alt)
    others = _sized(others) if "width" in others or "height" in others else others
    return f'<img src="{place}" alt="{escape(alt)}"{attributes(others)} loading="lazy" decoding="async">'


def _sized(values: dict[str, str]) -> dict[str, str]:
    """Attributes of an image with its size in pixels, or as a class that the style sheet knows: `w50` for `50%`."""
    sizes: dict[str, str] = {
        name: values[name].strip().removesuffix("px") for name in ("width", "height") if name in values
    }
    kept = {name: value for name, value in values.items() if sizes.get(name, "0").isdecimal()} | {
        name: size for name, size in sizes.items() if size.isdecimal()
    }
    if part := PERCENT.fullmatch(sizes.get("width", "")):
        share = min(max(round(float(part[1]) / 10) * 10, 10), 100)
        kept["class"] = " ".join(filter(None, (kept.get("class"), f"w{share}")))
    return kept


def href(place: str | None) -> str:
    """The `href` of a link, escaped already, and what goes with one that leads outside."""
    if place is None:
        return ""
    return f' href="{place}"' + (' rel="noopener"' if place.startswith(("http:", "https:", "//", "ftp")) else "")


def attributes(values: dict[str, str]) -> str:
    """Attributes as they stand in a tag; one without a value is left out, unless it says something by being there."""
    return (
        "".join([f' {name}="{escape(value)}"' for name, value in values.items() if value or name in SAYING])
        if values
        else ""
    )
