"""Code blocks, highlighted. The home of pygments, which is loaded when the first block names a language."""

from functools import lru_cache
from typing import Any

from generator.readers.tree import escape

LONGEST = 100_000
"""Characters: longer blocks are data, not code, and stay plain."""
PLAIN = frozenset(
    ("", "text", "txt", "plain", "plaintext", "none", "nohighlight", "output", "mermaid", "math", "ascii")
)


def code_block(code: str, info: str, *, highlight: bool = True) -> str:
    """`code` as HTML; the first word of `info` is its language, as in a fence's info string."""
    language = language_of(info)
    marked = f' class="language-{escape(language)}"' if language else ""
    if not highlight or (html := _highlighted(code, language)) is None:
        return f'<pre tabindex="0"><code{marked}>{escape(code)}</code></pre>\n'
    return f'<pre class="highlight" tabindex="0"><code{marked}>{html}</code></pre>\n'


def language_of(info: str) -> str:
    """`python {1,3}`, `{.python}`, `python:title.py`, `js=12` → the language, in lower case."""
    words = info.strip().lstrip("{.").replace(",", " ").replace("{", " ").split()
    return words[0].split(":")[0].split("=")[0].rstrip("}").lower() if words else ""


@lru_cache(maxsize=512)
def _highlighted(code: str, language: str) -> str | None:
    """The code with its tokens in spans of pygments' short classes; None where nobody knows the language."""
    if language in PLAIN or len(code) > LONGEST or (lexer := _lexer(language)) is None:
        return None
    from pygments import highlight
    from pygments.formatters import HtmlFormatter

    html: str = highlight(code, lexer, HtmlFormatter(nowrap=True))
    return html


@lru_cache(maxsize=64)
def _lexer(language: str) -> Any:  # noqa: ANN401 — naming pygments' type would load it
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return None
