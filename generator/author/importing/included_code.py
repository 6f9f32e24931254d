"""Files of code that Hexo's `{% include_code [title] [lang:…] [from:…] [to:…] path %}` shows."""

import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from generator.author.importing.lines import NEWLINE
from generator.author.importing.locate import files_at
from generator.readers.decode import decode
from generator.readers.markdown.shortcodes.literal import RAW_BRACE
from generator.readers.markdown.shortcodes.media import words_of
from generator.readers.markdown.shortcodes.tags import arguments, info_string

FOLDER = "downloads/code"
"""Hexo's own `code_dir`, below `source/`."""
MAX_BYTES = 200_000
TICKS = re.compile("`+")


def included_code(root: Path, config: Mapping[str, object], written: str, indent: str) -> str:
    """A block of the code that the arguments `written` name in the site in `root`, with NEWLINE for its line ends.

    Empty if there is no such file in the site's folder of code, or it is too large or no text.
    """
    args = arguments(written)
    *titles, name = words_of(args) or [""]
    home = root / "source" / str(config.get("code_dir") or FOLDER)
    path = next(files_at([home / name], home), None)
    code, problems = decode(b"")
    if path and path.stat().st_size <= MAX_BYTES:
        with suppress(OSError):
            code, problems = decode(path.read_bytes())
    if not path or not code or problems:
        return ""
    lines = code.rstrip("\n").split("\n")
    first, last = (int(args[key]) if args.get(key, "").isdecimal() else 0 for key in ("from", "to"))
    lines = lines[max(first - 1, 0) : last or len(lines)]
    fence = "`" * max(3, *(len(ticks) + 1 for ticks in TICKS.findall("\n".join(lines))), 3)
    said = {"lang": args.get("lang") or path.suffix.lstrip("."), "title": " ".join(titles)}
    # A brace would begin a tag, and a fence at the beginning of the line a block that has no end.
    block = [f"{fence}{info_string('codeblock', said)}", *lines, fence]
    return NEWLINE.join(["", *(f"{indent}{line}" for line in block)]).replace("{", RAW_BRACE)
