"""Sanitises HTML. The only module that uses nh3."""

import re
from functools import lru_cache
from html import unescape

import nh3

from generator.readers import inline_styles, loss, urls
from generator.readers.addresses import Addresses
from generator.readers.tree import escape

INLINE = frozenset(
    """
    a abbr b bdi bdo br cite code del dfn em i img ins kbd mark q rb rp rt ruby s samp small span strong sub sup
    time tt u var wbr big strike
    """.split()
)
BLOCK = frozenset(
    """
    address article aside blockquote caption center col colgroup dd details div dl dt figcaption figure footer h1 h2
    h3 h4 h5 h6 header hr li main ol p picture pre section summary table tbody td tfoot th thead tr ul
    """.split()
)
DROPPED = frozenset(
    """
    script style noscript iframe object embed template title head svg math canvas noembed noframes xmp plaintext
    frameset
    """.split()
)
"""Elements that are removed with their content."""
ATTRIBUTES = {
    "*": {"class", "id", "lang", "dir", "title", "align", "hidden", "aria-hidden"},
    "a": {"href", "name"},
    "blockquote": {"cite"},
    "q": {"cite"},
    "del": {"datetime"},
    "ins": {"datetime"},
    "img": {"src", "alt", "width", "height"},
    "video": {"src", "controls", "preload", "width", "height", "loop", "muted", "poster", "title"},
    "track": {"src", "kind", "srclang", "label", "default"},
    "audio": {"src", "controls", "preload", "loop", "muted", "title"},
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
OPTIONAL_END = frozenset(
    ("p", "li", "td", "th", "tr", "dt", "dd", "br", "hr", "img", "wbr", "col", "input", "meta", "link")
)
"""Elements without or with optional end tag, which do not count as nesting."""
MAX_DEPTH = 200
"""Nesting of elements. Deeper tags are removed, as HTML parsers take quadratic time in the depth."""
OPENING = re.compile(r'<([a-z][a-z0-9]*)((?: [\w-]+="[^"]*")+)>|<(img)>')
"""An opening tag with attributes, as nh3 writes it: lower case, all values quoted and escaped."""
REPLACEMENTS = {"center": "div", "tt": "code", "big": "b", "strike": "s"}
"""Obsolete element → the element that replaces it."""
OBSOLETE = re.compile(rf"<(/?)({'|'.join(REPLACEMENTS)})(?=[ >])")
BOOLEAN = ("open", "hidden", "reversed", "controls", "loop", "muted", "default", "data-pagefind-ignore")
LINKING = ("a", "img", "video", "audio", "track")
ARIA_HIDDEN = re.compile(r"\saria-hidden\s*=\s*[\"']?true\b", re.IGNORECASE)
"""The attribute of decorative elements, which are not part of the article's text."""
PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?)%")
ATTRIBUTE = re.compile(r' ([\w-]+)="([^"]*)"')


def sanitize(html: str, addresses: Addresses, line: int = 0) -> str:
    """`html` from source line `line`, well-formed, with allowed elements and attributes only.

    Its links and ids are registered in `addresses`.
    """
    flat = shallow(html)
    if flat != html:
        addresses.drop(loss.depth(line, MAX_DEPTH))
    return OPENING.sub(lambda found: _addressed(found, addresses, line), harmless(flat))


def harmless(html: str) -> str:
    """`html`, well-formed, with allowed elements and attributes only. Its links are left as they are."""
    clean = _cleaner().clean(shallow(inline_styles.with_attributes(html)))
    if ' hidden="' in clean:
        clean = clean.replace(' hidden=""', ' hidden="" data-pagefind-ignore=""')
    if "aria-hidden" in clean:
        clean = clean.replace(' aria-hidden="true"', ' aria-hidden="true" data-pagefind-ignore=""')
    return OBSOLETE.sub(_replacement, clean)


def _replacement(found: re.Match[str]) -> str:
    """The tag that replaces the tag of an obsolete element."""
    closing, name = found.groups()
    side = ' align="center"' if name == "center" and not closing else ""
    return f"<{closing}{REPLACEMENTS[name]}{side}"


def shallow(html: str) -> str:
    """`html` without tags that are nested deeper than MAX_DEPTH. Their text is kept."""
    if html.count("<") <= MAX_DEPTH:
        return html
    depth = 0

    def tag(found: re.Match[str]) -> str:
        nonlocal depth
        closing, name = found[1], found[2].lower()
        if name in OPTIONAL_END:
            return found[0] if depth <= MAX_DEPTH else ""
        kept = depth <= MAX_DEPTH if closing else depth < MAX_DEPTH
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
    """A tag with its link registered and its id made unique."""
    tag = found[1] or found[3]
    values = {name: unescape(value) for name, value in ATTRIBUTE.findall(found[2] or "")}
    anchor = values.pop("name", "")
    if identity := values.get("id") or anchor:
        values["id"] = addresses.own(identity)
    if (side := values.pop("align", "").lower()) in ("left", "center", "right"):
        values["class"] = " ".join(filter(None, (values.get("class"), side)))
    if not urls.is_allowed(values.get("cite", "")):
        del values["cite"]
    source = values.pop("src", "") or values.pop("href", "")
    url = addresses.register(tag, source, values.get("alt", ""), line) if tag in LINKING else None
    if tag in ("video", "audio", "track"):
        poster = addresses.register("img", values.pop("poster", ""), "", line)
        values |= {"poster": unescape(poster)} if poster else {}
        return f'<{tag} src="{url or ""}"{attributes(values)}>'
    if tag == "img":
        return image(url, values.pop("alt", ""), values)
    return f"<{tag}{href(url)}{attributes(values)}>"


def image(url: str | None, alt: str, others: dict[str, str]) -> str:
    """The HTML of an image, or its alt text if `url` is None. `url` is escaped already, `others` are not."""
    if url is None:
        return escape(alt)
    others = _sized(others) if "width" in others or "height" in others else others
    return f'<img src="{url}" alt="{escape(alt)}"{attributes(others)} loading="lazy" decoding="async">'


def _sized(values: dict[str, str]) -> dict[str, str]:
    """Attributes of an image with its size in pixels, or as a class of the style sheet: `w50` for `50%`."""
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


def href(url: str | None) -> str:
    """The `href` attribute for `url`, which is escaped already, with `rel` for an external one."""
    if url is None:
        return ""
    return f' href="{url}"' + (' rel="noopener"' if url.startswith(("http:", "https:", "//", "ftp")) else "")


def attributes(values: dict[str, str]) -> str:
    """Attributes as in a tag. Empty ones are left out, except boolean attributes."""
    return "".join([f' {name}="{escape(value)}"' for name, value in values.items() if value or name in BOOLEAN])
