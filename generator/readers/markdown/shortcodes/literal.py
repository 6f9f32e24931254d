"""Content of tags that is shown as written: Liquid's `raw`, and code whose tags are on one line."""

import re

from generator.core.patterns import late

RAW = late(
    r"(?P<code>(?<!`)(?P<ticks>`+)(?!`)[^`]*(?P=ticks)(?!`))|\{%-?[ \t]*raw[ \t]*-?%\}(?P<raw>.*?)\{%-?[ \t]*endraw[ \t]*-?%\}",
    re.DOTALL,
)
RAW_BRACE = "\ue128"
"""Placeholder for a brace between Liquid's `raw` and `endraw`, where nothing is a tag."""
ONE_LINE = late(
    r"(?P<code>`+[^`]*`+)|(?<!\\)(?:\{%-?[ \t]*(?P<tag>codeblock|highlight|code)\b[^{}\n]*%\}(?P<text>[^\n]{0,300}?)\{%-?[ \t]*end(?P=tag)[ \t]*-?%\}"
    r"|\{\{[<%][ \t]*(?P<name>highlight|code)\b[^{}\n]*[>%]\}\}(?P<said>[^\n]{0,300}?)\{\{[<%][ \t]*/[ \t]*(?P=name)[ \t]*[>%]\}\})"
)
"""Code whose tags are on one line, which becomes inline code; or inline code, which is skipped."""


def without_braces(text: str) -> str:
    """`text` with placeholders for the braces between `raw` and `endraw`; see `with_braces`."""
    last = text.rfind("endraw")
    if last < 0 or RAW_BRACE in text:  # an author's own sign of this code stays what it is
        return text
    end = last + len("endraw %}") + 20  # what follows has no end, and is not searched for one
    return RAW.sub(_with_placeholders, text[:end]) + text[end:]


def with_braces(text: str, *, keep: bool) -> str:
    """`text` with these braces; with `keep` they are escaped, as the text will be read again."""
    if RAW_BRACE not in text:
        return text
    return "\n".join(_restored(line, keep=keep) for line in text.split("\n"))


def inline_code(line: str) -> str:
    """`line` with the code between tags on it as inline code."""
    return ONE_LINE.sub(_inline_code, line)


def _with_placeholders(found: re.Match[str]) -> str:
    """The content of `raw` with placeholders for its braces; code is unchanged."""
    if found["code"]:
        return found[0]
    start, end = found.start("raw") - found.start(), found.end("raw") - found.start()
    return found[0][:start] + found["raw"].replace("{", RAW_BRACE) + found[0][end:]


def _restored(line: str, *, keep: bool) -> str:
    """`line` with the braces of `raw`; with `keep` escaped, as the text will be read again."""
    if keep and "`" not in line:
        line = line.replace(f"{RAW_BRACE}%", "\\{%").replace(RAW_BRACE * 2 + "<", "\\{{<")
    return line.replace(RAW_BRACE, "{")


def _inline_code(found: re.Match[str]) -> str:
    """The code between tags on one line as inline code."""
    if found["code"]:
        return found[0]
    text = (found["text"] if found["tag"] else found["said"]).strip()
    ticks = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    return f"{ticks} {text} {ticks}" if "`" in text else f"{ticks}{text}{ticks}" if text else ""
