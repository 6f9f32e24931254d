"""Single tags of Hexo, Jekyll and Hugo → Markdown."""

import re
from collections.abc import Callable

from generator.core.patterns import late
from generator.readers.markdown.shortcodes.media import BRACKETS, MEDIA, address, link_to, path, words_of

ARGUMENT = late(r"""(?:([\w-]+)(?:=|:(?!//)))?(?:"([^"]*)"|'([^']*)'|([^\s"']+))""")
SIZE = re.compile(r"\d+(?:%|px)?|auto")
LANGUAGES = frozenset(
    "bash c c# c++ cpp cs css diff go html ini java javascript js json jsx kotlin lua md markdown objc php python py "
    "ruby rb rust scala sh shell sql swift toml ts tsx typescript vim vue xml yaml yml".split()
)
"""Words that are the language and not the title of Hexo's `codeblock`."""
HUGO_OPTION = late(r"(?:linenos|hl_lines|linenostart|anchorlinenos|style|noclasses)=")
LISTED = late(r"hl_lines=\[?([\d\s,-]+)\]?(?:,(?=[a-z])|\Z)")
"""Highlighted lines among the options of Hugo's `highlight`."""
QUOTED = late(r"\s*[\"']([^\"']*)[\"'](?:\s+[\"']([^\"']*)[\"'])?\s*")
"""Title and alternative text in one argument: `'"title" "alt"'`."""
MARKS = re.compile(r"[\"\\]")


TITLED = late(r"(https?://\S+)[ \t]+(\S.*?)[ \t]*\Z")
"""An address, and its title behind it."""


def arguments(written: str) -> dict[str, str]:
    """The arguments of a tag: `a "b c" d=e` → {"0": "a", "1": "b c", "d": "e"}."""
    found: dict[str, str] = {}
    for key, double, single, bare in ARGUMENT.findall(written):
        found[key or str(sum(1 for name in found if name.isdigit()))] = double or single or bare
    return found


def source_of(rest: str) -> str:
    """The source of a quotation: the values of named arguments, the last one linked where an address is named; or as written,
    with the title behind an address as its link (`某人 https://e.com 书名`).
    """
    args = arguments(rest)
    if args and not any(key.isdigit() for key in args):
        url = next((args.pop(key) for key in ("url", "link", "href") if args.get(key)), "")
        *others, title = args.values() or ("",)
        return "，".join([*others, link_to(url, title) if url else title])
    return TITLED.sub(lambda found: f"[{BRACKETS.sub('', found[2])}]({address(found[1])})", rest)


def info_string(name: str, args: dict[str, str]) -> str:
    """The info string of a fence for Hexo's `codeblock [title] [lang:…] [url] [link text] [mark:…] [first_line:…]`,
    Jekyll's `highlight lang linenos`, Hugo's `highlight lang "linenos=table,hl_lines=8 15-17"`.
    """
    args = {**args}
    words = words_of(args)
    language = args.get("lang") or args.get("language") or ""
    if words and not language and (name != "codeblock" or words[0].lower() in LANGUAGES):
        language = words.pop(0)
    options = [word for word in words if word == "linenos" or HUGO_OPTION.match(word)]
    texts = sorted((word for word in words if word not in options), key=lambda word: "://" in word)
    title = " ".join(filter(None, [*texts, args.get("title")]))
    shown = [language, f'title="{MARKS.sub("", title)}"' if title else ""]
    shown += [LISTED.sub(r'hl_lines="\1" ', option) for option in options]
    if marked := args.get("mark") or args.get("mark_lines") or args.get("hl_lines"):
        shown.append(f'hl_lines="{marked}"')
    first = args.get("first_line") or args.get("linenostart")
    if args.get("line_number") == "true" or first or args.get("linenos") not in (None, "false"):
        shown.append(f"linenostart={first}" if first else "linenos")
    return " ".join(filter(None, shown))


def included(args: dict[str, str]) -> tuple[str, dict[str, str]]:
    """The tag, and its arguments, that says what an `include` of Jekyll's usual themes does: `{% include figure.html src="…" %}`,
    `{% include video id="…" provider="youtube" %}`.
    """
    name = args.get("0", "").rpartition("/")[2].removesuffix(".html")
    said = {key: value for key, value in args.items() if not key.isdigit()}
    source = next((said[key] for key in ("src", "image_path", "path", "url") if said.get(key)), "")
    if name in ("figure", "image", "img", "picture") and source:
        return "figure", {**said, "src": source}
    if name == "video" and said.get("id"):
        return said.get("provider", "youtube"), said
    return ("toc", {}) if name == "toc" else ("include", args)


def _image(args: dict[str, str]) -> str | None:
    """Hexo's `asset_img [class] name [width] [height] [title [alt]]` and `img`, Hugo's `figure`; None without a picture."""
    args = {key: value.rstrip(",") for key, value in args.items()}
    words = words_of(args)
    place = next((number for number, word in enumerate(words) if "." in word or word.startswith("/")), len(words))
    source = args.get("src") or (words[place] if place < len(words) else "")
    behind = words[place + 1 :]
    sizes = [word for word in behind[:2] if SIZE.fullmatch(word)]
    texts = [word for word in behind if not SIZE.fullmatch(word)]
    if len(texts) == 1 and (quoted := QUOTED.fullmatch(texts[0])):
        texts = [text for text in quoted.groups() if text]
    texts, alts = (texts[:1], texts[1:]) if len(texts) == 2 else (texts, [])
    named = [args.get(key, "") for key in ("title", "caption", "attr")]
    title = " ".join(dict.fromkeys(filter(None, [*named, " ".join(texts)])))
    alt = args.get("alt") or " ".join(alts) or title
    if not source:  # only the text can be shown
        return " ".join(dict.fromkeys(filter(None, [title, alt]))) or None
    said = f' "{MARKS.sub("", title)}"' if title else ""
    picture = f"![{BRACKETS.sub('', alt)}](<{source}>"
    if link := args.get("link"):  # a picture in a link has no caption
        return f"[{picture}){_size(args, sizes)}]({address(link)})" + (f"<br>{title}" if title else "")
    return f"{picture}{said}){_size(args, sizes)}"


def _size(args: dict[str, str], sizes: list[str]) -> str:
    """A picture's width and height as attributes; empty if it has none."""
    written = zip(("width", "height"), (*sizes, "", ""), strict=False)
    chosen = ((name, args.get(name) or size) for name, size in written)
    shown = [f"{name}={size.removesuffix('px')}" for name, size in chosen if SIZE.fullmatch(size) and size != "auto"]
    return "{" + " ".join(shown) + "}" if shown else ""


def _post(args: dict[str, str]) -> str:
    """Hexo's `post_link slug title`."""
    slug, *title = words_of(args) or [""]
    return f"[{' '.join(title) or slug}](<{slug}.md>)" if slug else ""


EXPANSIONS: dict[str, Callable[[dict[str, str]], str | None]] = {
    "asset_img": _image,
    "img": _image,
    "image": _image,
    "figure": _image,
    "post_link": _post,
    "post_url": path,
    "post_path": path,
    "ref": path,
    "relref": path,
    "asset_path": lambda args: args.get("0", ""),
    **MEDIA,
    "more": lambda _: "<!--more-->",
}
