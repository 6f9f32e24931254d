"""Code blocks with highlighting. The only module that uses pygments, which it imports lazily."""

from functools import cache, lru_cache
from typing import Any

from generator.core.errors import Text
from generator.core.patterns import late
from generator.readers.markdown.fences import Fence, fence_of
from generator.readers.tree import escape

MAX_LENGTH = 100_000
"""Characters. Longer blocks are not highlighted, as they are data."""
DIAGRAMS = {
    "mermaid": "Mermaid",
    "plantuml": "PlantUML",
    "puml": "PlantUML",
    "uml": "PlantUML",
    "flowchart": "flowchart.js",
    "flow": "flowchart.js",
    "sequence": "js-sequence-diagrams",
    "dot": "Graphviz",
    "graphviz": "Graphviz",
    "markmap": "Markmap",
    "wavedrom": "WaveDrom",
    "vega-lite": "Vega-Lite",
    "echarts": "ECharts",
}
"""Language → name of the diagram tool."""
DIAGRAM_TITLE = Text("{name} 图的源代码", "source of a {name} diagram")
PLAIN = frozenset(
    ("", "text", "txt", "plain", "plaintext", "none", "nohighlight", "output", "math", "ascii", *DIAGRAMS)
)
NOTED = late(
    r"[ \t]*(?://|\#|<!--|--|/\*|;|%|\{/\*)[ \t]*(?:\[!code[ \t]+(?P<sign>\+\+|--|[a-z]+)(?::(?P<count>\d{1,4}))?\]"
    r"|highlight-(?P<range>next-line|start|end))[ \t]*(?:-->|\*/\}?)?[ \t]*$"
)
"""A comment that marks lines: VitePress's `[!code ++]` at the end of a line, Docusaurus's `highlight-next-line`."""
TAGS = {"added": "ins", "removed": "del", "marked": "mark", "": "span"}
SIGNS = {
    "++": "added",
    "--": "removed",
    "highlight": "marked",
    "hl": "marked",
    "focus": "marked",
    "error": "marked",
    "warning": "marked",
}


def code_block(code: str, info: str, *, highlight: bool = True, language: str = "zh") -> str:
    """`code` as HTML. `info` is the info string of its fence; `language` is the language of the article."""
    fence = fence_of(info)
    if "[!code" in code or "highlight-" in code:
        code, fence = _without_notes(code, fence)
    html = _pre(code, fence, highlight=highlight)
    if fence.language in DIAGRAMS:
        said = fence.title or DIAGRAM_TITLE.of(language).format(name=DIAGRAMS[fence.language])
        return f'<figure class="diagram">\n{html}<figcaption>{escape(said)}</figcaption>\n</figure>\n'
    if fence.title:
        return f'<figure class="code">\n<figcaption>{escape(fence.title)}</figcaption>\n{html}</figure>\n'
    return html


def _pre(code: str, fence: Fence, *, highlight: bool) -> str:
    named = f' class="language-{escape(fence.language)}"' if fence.language else ""
    html = _highlighted(code, fence.language) if highlight else None
    look = "" if html is None else ' class="highlight"'
    html = escape(code) if html is None else html
    if not fence.is_plain:
        html = _in_lines(html, fence)
    return f'<pre{look} tabindex="0"><code{named}>{html}</code></pre>\n'


def _in_lines(html: str, fence: Fence) -> str:
    """The code with an element around each line. Spans of pygments do not cross line ends."""
    lines = html.removesuffix("\n").split("\n")
    return "".join([_line(line, number, fence) for number, line in enumerate(lines, 1)])


def _line(line: str, number: int, fence: Fence) -> str:
    tag = TAGS[next((kind for kind in ("added", "removed", "marked") if number in getattr(fence, kind)), "")]
    shown = "" if fence.start is None else f' data-line="{fence.start + number - 1}"'
    return f'<{tag} class="line"{shown}>{line}\n</{tag}>'


def _without_notes(code: str, fence: Fence) -> tuple[str, Fence]:
    """The code without the comments that mark lines, and the fence with these lines."""
    lines: list[str] = []
    kinds: dict[str, set[int]] = {"added": set(), "removed": set(), "marked": set()}
    within = after = False
    for line in code.split("\n"):
        found = NOTED.search(line)
        alone = found is not None and not line[: found.start()].strip()
        number = len(lines) + 1
        if found is None or not (kind := SIGNS.get(found["sign"] or "", "" if found["sign"] else "marked")):
            lines.append(line)
            if within or after:
                kinds["marked"].add(number)
            after = False
        elif found["range"]:
            within = found["range"] == "start" or (within and found["range"] != "end")
            after = found["range"] == "next-line"
        else:
            kinds[kind].update(range(number, number + int(found["count"] or 1)))
            if not alone:
                lines.append(line[: found.start()])
    return "\n".join(lines), Fence(
        fence.language,
        fence.title,
        fence.start,
        fence.marked | kinds["marked"],
        fence.added | kinds["added"],
        fence.removed | kinds["removed"],
    )


@lru_cache(maxsize=512)
def _highlighted(code: str, language: str) -> str | None:
    """The code as HTML with pygments' classes; None if it cannot be highlighted."""
    if language in PLAIN or len(code) > MAX_LENGTH or (lexer := _lexer(language)) is None:
        return None
    from pygments import highlight

    html: str = highlight(code, lexer, _formatter())
    return html


@cache
def _formatter() -> Any:  # noqa: ANN401 — the type would have to be imported
    """One for all code: making it takes as long as formatting some lines."""
    from pygments.formatters import HtmlFormatter

    return HtmlFormatter(nowrap=True)


@lru_cache(maxsize=64)
def _lexer(language: str) -> Any:  # noqa: ANN401 — the type would have to be imported
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return None
