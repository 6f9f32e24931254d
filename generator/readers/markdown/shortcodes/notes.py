"""Note tags of Hexo, Hugo and GitBook: the kind of box and its title.

Sources: NexT "Note (bootstrap callout)", Butterfly "Note", GitBook `hint`, Docsy `alert`, LoveIt `admonition`, Hugo
Book `hint`.
"""

import re
from collections.abc import Mapping

from generator.readers.markdown.boxes import is_kind
from generator.readers.markdown.shortcodes.media import parts_of, words_of

NOTES = frozenset(("note", "notice", "admonition", "alert", "callout", "hint", "tip", "warning", "info"))
"""Tag names."""
FOLDS = frozenset(("hidetoggle", "hideblock", "fold", "folding", "details", "spoiler", "collapse", "expand", "toggle"))
"""Names of tags of folded boxes."""
LOOKS_OF_FOLDS = frozenset(
    "open close closed red orange yellow green cyan blue purple pink gray grey black white light dark".split()
)
LOOKS = frozenset(
    ("no-icon", "simple", "modern", "flat", "disabled", "light", "outline", "true", "false", "left", "right", "center")
)
"""Arguments that only affect the look of a box."""
ICON = re.compile(r"fa[bsrl]?\b|fa-|\w+:")
TITLE = re.compile(r"[\[\]<>]")


def fold(args: Mapping[str, str]) -> str:
    """The first line of a folded box. Its arguments are separated by commas: its title, and its look."""
    named = args.get("title") or args.get("summary") or args.get("text")
    said = [part for part in parts_of(args) if part and not LOOKS_OF_FOLDS.issuperset(part.lower().split())]
    return f"[!details] {TITLE.sub('', named or '，'.join(said))}".rstrip()


def heading(name: str, args: Mapping[str, str]) -> str:
    """The first line of the box, `[!kind] title`, for a tag and its arguments (positional ones have keys "0", "1" …)."""
    words = [word for word in words_of(args) if word not in LOOKS and not ICON.match(word)]
    told = next(
        (word for word in (args.get("type"), args.get("style"), args.get("color"), *words) if word and is_kind(word)),
        "",
    )
    kind = told.lower() or (name if is_kind(name) else "note")
    left = [word for word in words if word != told]
    if not told and left and left[0].isascii():
        left = left[1:]  # a kind of the theme's own
    title = args.get("title") or " ".join(left)
    return f"[!{kind}] {TITLE.sub('', title)}".rstrip()
