"""Tags of themes for films, links, buttons and short texts → Markdown.

Sources: Hexo "Tag Plugins", Butterfly "标签外挂", NexT "Tag", Volantis "tag-plugins", Hugo "Embedded shortcodes", LoveIt.
"""

import re
from collections.abc import Callable, Mapping
from html import escape

from msgspec import Struct

from generator.core.patterns import late


class Film(Struct, frozen=True):
    """A host of films: its name, the address of a film's page, and that of its frame; empty where it has none."""

    name: str
    page: str
    frame: str = ""


FILMS = {
    "youtube": Film("YouTube", "https://www.youtube.com/watch?v={}", "https://www.youtube-nocookie.com/embed/{}"),
    "vimeo": Film("Vimeo", "https://vimeo.com/{}", "https://player.vimeo.com/video/{}"),
    "bilibili": Film(
        "Bilibili", "https://www.bilibili.com/video/{}", "https://player.bilibili.com/player.html?bvid={}"
    ),
    "tweet": Film("X", "https://twitter.com/i/status/{}"),
    "asciinema": Film("asciinema", "https://asciinema.org/a/{}"),
    "codepen": Film("CodePen", "https://codepen.io/pen/{}"),
    "jsfiddle": Film("JSFiddle", "https://jsfiddle.net/{}"),
}
FRAMED = late(
    r"\s*(?:\Z|\{%-?\s*(?:youtube|vimeo|bilibili|bili|iframe)\b|\{\{[<%]\s*(?:youtube|vimeo|bilibili|iframe)\b)"
)
"""A line below which a frame may stand above: an empty one, or another frame. A frame would take any other for HTML."""
FILMS["bili"] = FILMS["bilibili"]
NAME = re.compile(r"[\w./-]+")
"""What names a film."""
PLAIN = re.compile(r"[^\s<>()]+")
QUOTES = re.compile(r"[\"<>]")
BRACKETS = re.compile(r"[\[\]]")
ICONS = late(r"(?:fa[bsrl]?|fas|icon)\b.*|[a-z]+(?:-[a-z]+)+|(?:home|larger|outline|block|center|right)\b.*")
"""Arguments of a button that are about its look."""


def film(name: str, args: Mapping[str, str], *, frame: bool) -> str | None:
    """The Markdown for a film: a link, or with `frame` its frame, which pages load on a click. None if it is unknown."""
    which = args.get("id") or args.get("0", "")
    if name == "iframe":
        url = args.get("src") or args.get("url") or args.get("0", "")
        title = args.get("title", "")
        return (_framed(url, title) if frame else link_to(url, title)) if url else None
    if name not in FILMS or not NAME.fullmatch(which):
        return None
    host = FILMS[name]
    if frame and host.frame:
        return _framed(host.frame.format(which), args.get("title") or f"▶ {host.name}")
    return f"[{host.name} {which}]({host.page.format(which)})"


def _framed(url: str, title: str) -> str:
    said = BRACKETS.sub("", title).replace('"', "”")
    return f'<iframe src="{QUOTES.sub("", url)}"' + (f' title="{said}"' if said else "") + "></iframe>"


def words_of(args: Mapping[str, str]) -> list[str]:
    """The arguments without a name."""
    return [value for key, value in args.items() if key.isdigit()]


def parts_of(args: Mapping[str, str]) -> list[str]:
    """The arguments of a tag that separates them by commas."""
    return [part.strip() for part in " ".join(words_of(args)).split(",")]


def address(url: str) -> str:
    """An address as written in a Markdown link."""
    return url if PLAIN.fullmatch(url) else f"<{re.sub('[<>]', '', url)}>"


def link_to(url: str, text: str) -> str:
    """A link, by default with the name of the file; only `text` if there is no address."""
    said = BRACKETS.sub("", text or (url if "://" in url else url.rpartition("/")[2]))
    return f"[{said}]({address(url)})" if url and url != "#" else said


def _file(args: Mapping[str, str]) -> str | None:
    """`pdf`, `iframe`, `audio`, `video`, `asset_link`: a link to a file or page, with its text."""
    words = words_of(args)
    url = args.get("src") or args.get("url") or args.get("file") or (words[0] if words else "")
    rest = " ".join(words if args.get("src") else words[1:])
    return link_to(url, args.get("title") or args.get("caption") or rest) if url else None


def _player(args: Mapping[str, str]) -> str | None:
    """`audio` and `video` without sizes and other looks."""
    words = {key: value for key, value in args.items() if not re.fullmatch(r"\d+(?:%|px)?|\d+", value)}
    url = words.get("src") or words.get("url") or words.get("0", "")
    return link_to(url, words.get("title") or words.get("caption", "")) if url else None


def _music(args: Mapping[str, str]) -> str | None:
    """LoveIt's `{{< music url="a.mp3" name="…" artist="…" >}}`, `{{< music auto="https://…" >}}`, and by server, type and id."""
    url = args.get("url") or args.get("auto") or args.get("0", "")
    if args.get("server") == "netease" and args.get("id"):
        url = f"https://music.163.com/#/{args.get('type', 'song')}?id={args['id']}"
    said = " ".join(filter(None, [args.get("name"), args.get("artist")]))
    return link_to(url, said) if "/" in url or "." in url else None


def track(args: Mapping[str, str]) -> str | None:
    """hexo-tag-aplayer's `{% aplayer title artist address [picture] [looks …] %}`."""
    words = words_of(args)
    return link_to(words[2], f"{words[0]} {words[1]}".strip()) if len(words) > 2 else None


def _played(args: Mapping[str, str]) -> str | None:
    """hexo-tag-dplayer's `{% dplayer "url=…" "pic=…" %}`."""
    words = {**args, **dict(word.split("=", 1) for word in words_of(args) if "=" in word)}
    return link_to(words["url"], words.get("title", "")) if words.get("url") else None


TRACKS = {
    ("netease", "song"): ("网易云音乐", "https://music.163.com/#/song?id={}"),
    ("netease", "playlist"): ("网易云音乐", "https://music.163.com/#/playlist?id={}"),
    ("netease", "album"): ("网易云音乐", "https://music.163.com/#/album?id={}"),
    ("tencent", "song"): ("QQ音乐", "https://y.qq.com/n/ryqq/songDetail/{}"),
    ("tencent", "playlist"): ("QQ音乐", "https://y.qq.com/n/ryqq/playlist/{}"),
    ("tencent", "album"): ("QQ音乐", "https://y.qq.com/n/ryqq/albumDetail/{}"),
}
"""Server and type of a piece of music → the server's name and the address of its page."""


def _meting(args: Mapping[str, str]) -> str | None:
    """`{% meting id server type … %}`."""
    which, *kind = (
        args.get(name) or args.get(place, "") for name, place in (("id", "0"), ("server", "1"), ("type", "2"))
    )
    name, page = TRACKS.get((kind[0], kind[1]), ("", ""))
    return link_to(page.format(which), f"{name} {which}") if page and NAME.fullmatch(which) else None


def _on_github(args: Mapping[str, str]) -> str | None:
    """Volantis's `{% ghcard user/repository, looks %}`."""
    name = parts_of(args)[0]
    return link_to(f"https://github.com/{name}", name) if NAME.fullmatch(name) else None


def _site(args: Mapping[str, str]) -> str | None:
    """Volantis's `{% site name, url=…, screenshot=…, avatar=…, description=… %}`."""
    name: list[str] = []
    said: dict[str, str] = {}
    for key, value in args.items():
        if not key.isdigit():
            said[key] = value
        elif said:  # a word after a blank in the last value
            said[next(reversed(said))] += f" {value}"
        else:
            name.append(value)
    title, said = " ".join(name).rstrip(","), {key: value.rstrip(",") for key, value in said.items()}
    picture = said.get("screenshot") or said.get("avatar", "")
    if not title or not said.get("url") or not said.keys() <= {"url", "screenshot", "avatar", "description"}:
        return None
    shown = f"[![{BRACKETS.sub('', title)}](<{picture}>) {title}]({address(said['url'])})" if picture else ""
    return (shown or link_to(said["url"], title)) + (f"：{said['description']}" if said.get("description") else "")


def _small_picture(args: Mapping[str, str]) -> str | None:
    """Butterfly's `{% inlineImg address height %}`."""
    return f"![](<{args['0']}>)" if "0" in args else None


def _gallery(args: Mapping[str, str]) -> str | None:
    """Butterfly's `{% galleryGroup name description page picture %}`: a picture that leads to a page. It stands in a `<div>`,
    where Markdown would not be read.
    """
    words = words_of(args)
    if len(words) != 4:
        return None
    name, description, page, picture = map(escape, words)
    return f'<a href="{page}"><img src="{picture}" alt="{name}"> {description}</a>'


def _gist(args: Mapping[str, str]) -> str | None:
    words = words_of(args)
    if not words:
        return None
    place = "/".join(words[: 1 if "/" in words[0] else 2]) if not words[0].isalnum() or len(words) > 1 else words[0]
    return link_to(f"https://gist.github.com/{place}", f"Gist {words[0]}")


def _button(args: Mapping[str, str]) -> str | None:
    """`{% btn url, text, icon %}`, `{{< button href="url" >}}`."""
    parts = parts_of(args)
    url = args.get("href") or args.get("url") or args.get("link") or parts[0]
    texts = [part for part in parts[1:] if part and not ICONS.fullmatch(part)]
    text = args.get("text") or args.get("title") or " ".join(texts)
    return link_to(url, text) if url and text else None


def _link(args: Mapping[str, str]) -> str | None:
    """Jekyll's `{% link _posts/a.md %}`; `{% link title, subtitle, url %}`; `{{< link "url" "text" >}}`."""
    words = words_of(args)
    named = args.get("href") or args.get("url") or args.get("link")
    if named:
        return link_to(named, args.get("content") or args.get("title") or args.get("text") or " ".join(words))
    if len(words) == 1 and "," not in words[0]:
        return path({"0": words[0]})
    parts = parts_of(args) if "," in "".join(words) else words
    url = next((part for part in parts if "://" in part or part.startswith("/")), "")
    return link_to(url, " ".join(part for part in parts if part != url)) if parts else None


def path(args: Mapping[str, str]) -> str:
    """Jekyll's `post_url` and `link`, Hugo's `ref` and `relref`: the target of a link."""
    target = args.get("0") or args.get("path", "")
    return target if "." in target.rpartition("/")[2] or "#" in target else f"{target}.md"


def _text(element: str) -> Callable[[Mapping[str, str]], str | None]:
    """`{% u text %}`: its text in an element of HTML."""

    def made(args: Mapping[str, str]) -> str | None:
        said = " ".join(words_of(args))
        return f"<{element}>{said}</{element}>" if said else None

    return made


COLOURS = frozenset("default primary success info warning danger blue pink red purple orange green".split())


def _label(args: Mapping[str, str]) -> str | None:
    """`{% label text colour %}` of Butterfly, `{% label colour@text %}` of NexT."""
    whole = " ".join(words_of(args))
    if "@" in whole:
        said = whole.rpartition("@")[2].strip()
    else:
        words = whole.split()
        said = " ".join([word for word in words if word.lower() not in COLOURS] or words)
    return f"=={said}==" if said else None


def _last(args: Mapping[str, str]) -> str | None:
    """`{% span red, text %}`, `{% checkbox checked, text %}`: what follows the looks."""
    looks, *texts = parts_of(args)
    said = "，".join(filter(None, texts))
    return said or looks or None


def _when(args: Mapping[str, str]) -> str | None:
    """`{% timeline title, colour %}` and `{% timenode day %}`: a line in bold."""
    said = parts_of(args)[0]
    return f"**{said}**<br>" if said else ""


def _first(args: Mapping[str, str]) -> str | None:
    """`{% hideInline content, label %}`: what is hidden."""
    return parts_of(args)[0] or None


MEDIA: Mapping[str, Callable[[dict[str, str]], str | None]] = {
    "gist": _gist,
    "asset_link": _file,
    "pdf": _file,
    "audio": _player,
    "video": _player,
    "music": _music,
    "aplayer": track,
    "dplayer": _played,
    "meting": _meting,
    "ghcard": _on_github,
    "site": _site,
    "inlineimg": _small_picture,
    "gallerygroup": _gallery,
    "timeline": _when,
    "timenode": _when,
    "btn": _button,
    "button": _button,
    "link": _link,
    "label": _label,
    "hideinline": _first,
    "span": _last,
    "p": _last,
    "checkbox": _last,
    "radio": _last,
    "u": _text("u"),
    "emp": _text("b"),
    "wavy": _text("u"),
    "del": _text("del"),
    "kbd": _text("kbd"),
    "sup": _text("sup"),
    "sub": _text("sub"),
    "psw": _text("span"),
}
