"""Distinguishes HTML elements from what only looks like one: `List<String>`, `-Xmx=<size>`, `<?php`."""

import re
from collections.abc import Mapping

from generator.core.passage import Role
from generator.core.patterns import late

ELEMENTS = frozenset(
    """
    a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote body br
    button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed
    fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img
    input ins isindex kbd keygen label legend li link listing main map mark marquee math menu menuitem meta meter nav
    nobr noembed noframes noscript object ol optgroup option output p param picture plaintext pre progress q rb rp rt
    rtc ruby s samp script search section select slot small source spacer span strike strong style sub summary sup svg
    table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr xmp
    """.split()
)
"""All elements of HTML, including obsolete ones (WHATWG, "Elements" and "Obsolete features")."""
EMBEDDED = ("iframe", "video", "audio", "embed", "object", "svg", "canvas", "math")
"""Elements that bring their content from elsewhere, or have a language of their own: see `embeds`."""
WHOLE = frozenset(("a", "code", "kbd", "samp", "tt", "ruby", "var"))
"""Inline elements that are one OBJECT, or a ruby, with all their content."""
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
ROLES: Mapping[str, Role] = {
    "li": "item",
    "td": "cell",
    "th": "cell",
    "dd": "definition",
    "dt": "definition",
    "blockquote": "quote",
    "figcaption": "caption",
    "caption": "caption",
}
"""Element → role of the passages in it. Other elements inherit the role."""
LONE = frozenset(
    """
    address applet article aside audio base body button canvas caption data datalist dialog dir embed fieldset figure
    footer form frame frameset head header html iframe input label legend link main map math menu meta meter nav object
    option output param picture progress search section select slot source style summary template textarea title track
    video
    """.split()
)
"""Elements that are text if they are neither closed nor have attributes: `cp <source> <main>` has two placeholders."""
VOID = frozenset(("input", "embed"))
"""Void elements among them."""
FOREIGN = frozenset(
    """
    g defs desc text tspan symbol use path circle rect line polygon polyline ellipse switch clippath mask filter marker
    mi mo mn ms mrow mfrac msup msub msubsup msqrt mroot mtext mspace mtable mtr mtd mlabeledtr mover munder munderover
    mstyle mpadded mphantom menclose merror mfenced mmultiscripts mprescripts none semantics annotation annotation-xml
    """.split()
)
"""Elements of SVG and MathML. They count as elements only if there is an `<svg>` or `<math>`."""
NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)(?=[\s/>]|\Z)")
DRAWING = re.compile(r"<(?:svg|math)[\s>]", re.IGNORECASE)
COMMENT = "<!--"
SIGN = late(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)|</?(?P<name>[A-Za-z][\w:.-]*)|<\?",
    re.DOTALL | re.IGNORECASE,
)
"""A comment or script as a whole, or the beginning of a tag or processing instruction."""


def is_element(markup: str) -> bool:
    """Whether `markup`, which begins with `<`, is a comment, a doctype or the tag of an HTML element."""
    if markup.startswith(COMMENT) or markup[:9].lower() == "<!doctype":
        return True
    found = NAME.match(markup)
    return found is not None and found[1].lower() in ELEMENTS


def without_others(html: str, known: frozenset[str] = frozenset()) -> str:
    """`html` with `<` escaped, unless it begins a comment or the tag of an element of HTML or in `known`."""
    if "<" not in html:
        return html
    if DRAWING.search(html):
        known |= FOREIGN

    def sign(found: re.Match[str]) -> str:
        name = (found["name"] or "").lower()
        if found[0].startswith(COMMENT) or found[1] or name in ELEMENTS or name in known:
            return found[0]
        return "&lt;" + found[0][1:]

    return SIGN.sub(sign, html)
