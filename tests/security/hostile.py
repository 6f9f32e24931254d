"""A site in which every field that a stranger may have written is an attack, and what is wrong with a page of it."""

import json
import os
import re

import html5lib

from tests.security.attacks import ATTACKS

HTML = "{http://www.w3.org/1999/xhtml}"
EVERY = bool(os.environ.get("ZHUSHU_ALL_ATTACKS"))
"""Environment: every attack through every door, which takes a minute."""
SCHEMES = ("http", "https", "mailto", "tel", "ftp", "irc", "xmpp", "zotero", "obsidian")
FORBIDDEN = {
    "iframe",
    "object",
    "embed",
    "applet",
    "base",
    "frame",
    "frameset",
    "template",
    "noscript",
    "style",
    "portal",
    "textarea",
    "select",
    "marquee",
}
ADDRESSES = (
    "href",
    "src",
    "action",
    "formaction",
    "cite",
    "data",
    "poster",
    "background",
    "srcset",
    "ping",
    "longdesc",
)

CALLED = '[[entry]]\nname = "被点名"\naliases = ["<img src=x onerror=window.pwned=1>", "<script>alert(1)</script>"]\ndefinition = "d"\n'
"""What `[[…]]` in an attack names: without it the build would stop at an unknown entry."""


def quoted(text):
    """`text` as a TOML and YAML string."""
    return json.dumps(
        "".join(char for char in text if char.isprintable() or char in "\t\n\u2028"), ensure_ascii=False
    ).replace("\x7f", "")


def make(root, attacks=ATTACKS):
    """The site in `root`: each attack in an article (Markdown, HTML and text take turns) and its file's name, every third in an entry."""
    for number, attack in enumerate(attacks):
        _article(root, number, attack)
    (root / "content/glossary").mkdir()
    (root / "content/glossary/terms.toml").write_text(
        "".join(_entry(number, attack) for number, attack in enumerate(attacks) if EVERY or number % 3 == 0) + CALLED,
        encoding="utf-8",
    )
    (root / "site.toml").write_text(
        f"title = {quoted('站</title><script>window.pwned=1</script>')}\ndescription = {quoted(chr(34) + '><script>window.pwned=1</script>')}\n"
        f'author = {quoted("<img src=x onerror=window.pwned=1>")}\nentities = "auto"\nsearch = false\nbase_url = "https://example.org/"\nper_page = 50\n'
        f'[[nav]]\ntitle = {quoted("<svg onload=window.pwned=1>")}\nurl = "archive.html"\n[strings]\nmore = {quoted("<img src=x onerror=window.pwned=1>")}\nentries_n = {quoted(chr(34) + " onclick=window.pwned=1 {n}")}\n'
        f"[extra]\nx = {quoted('</script><script>window.pwned=1</script>')}\n",
        encoding="utf-8",
    )
    return root


def _article(root, number, attack):
    """One attack in an article of each form, through its fields, its text, and the name of its file."""
    folder = root / "content/articles"
    folder.mkdir(parents=True, exist_ok=True)
    name = (
        "".join(char for char in attack if char not in "/\0")[:60].encode()[:150].decode(errors="ignore").strip() or "x"
    )
    fields = "".join(f"{key}: {quoted(attack)}\n" for key in ("title", "description", "author", "image"))
    form = number // 3 % 3
    if form == 0 or EVERY:
        text = f"{attack}\n\n产业互联网{number}，前{attack}后。\n\n> {attack}\n\n- {attack}\n\n|a|\n|-|\n|{attack}|\n\n## 节{attack}\n\n**粗{attack}**\n"
        front = f"---\n{fields}date: 2019-01-{number % 28 + 1:02}\ntags: [{quoted(attack)}, 标{number}]\nterms:\n  词{number}: {quoted(attack)}\nextra:\n  x: {quoted(attack)}\n---\n\n词{number}。\n\n"
        (folder / f"{number}-{name}.md").write_text(front + text, encoding="utf-8", errors="replace")
    if form == 1 or EVERY:
        page = (
            f"<!doctype html><html><head><title>{attack}</title><meta name=author content={quoted(attack)}></head><body onload=window.pwned=1><article><h1>题{attack}</h1>"
            f"<p>词{number}，{attack}</p><p title={quoted(attack)}>二</p><a href={quoted(attack)}>三</a><img src={quoted(attack)} alt={quoted(attack)}>{attack}</article></body></html>"
        )
        (folder / f"{number}-{name}-page.html").write_text(page, encoding="utf-8", errors="replace")
    if form == 2 or EVERY:
        (folder / f"{number}-{name}-raw.txt").write_text(
            f"题{attack}\n\n词{number}。{attack}\n\n▲{attack}\n\n导语：{attack}\n", encoding="utf-8", errors="replace"
        )


def _entry(number, attack):
    """One attack as everything that an entry has; a name cannot have line ends."""
    short = " ".join(attack.split())[:150]
    alias = f", {quoted(f'{short}{number}')}" if number % 2 else ""
    return (
        f"[[entry]]\nname = {quoted(f'词{number}')}\naliases = [{quoted(f'别{number}<b>{short}')}{alias}]\ndefinition = {quoted(f'义{attack}')}\nenglish = {quoted(short)}\n"
        f'pinyin = {quoted(short)}\nsources = [{quoted(short)}, "https://example.org/?{number}&a=b"]\ntype = "{("term", "person", "work")[number % 3]}"\n'
        f'definitions = [{{since = "2019", text = {quoted(attack)}, sources = [{quoted(short)}]}}]\n\n'
    )


def wrong_in(page):
    """What could run, load or lead to a script in the HTML `page`, as browsers parse it."""
    wrong = []
    for element in html5lib.parse(page, treebuilder="etree").iter():
        name = str(element.tag).removeprefix(HTML)
        wrong += _wrong_element(name, element)
        wrong += [
            problem for key, value in element.attrib.items() for problem in _wrong_attribute(name, str(key), value)
        ]
    return wrong


def _wrong_element(name, element):
    if name == "script":
        kind, source = element.get("type"), element.get("src")
        if kind == "application/ld+json" and not source:
            json.loads(element.text)
        elif (
            not re.fullmatch(r"(?:\.\./)*(?:assets|pagefind)/[\w.-]+\.js|/assets/[\w.-]+\.js", source or "")
            or (element.text or "").strip()
        ):
            yield f"<script src={source}>{(element.text or '')[:40]}"
    elif name == "meta" and element.get("http-equiv", "").lower() not in ("", "content-security-policy"):
        yield f"<meta http-equiv={element.get('http-equiv')}>"
    elif name == "link" and not re.match(
        r"(?:\.\./|/)*(?:assets/|feed\.(?:xml|json)|tags/[^/?#]+\.xml|annotations/|articles/|https://example\.org/)",
        element.get("href", ""),
    ):
        yield f"<link href={element.get('href')}>"
    elif (
        name == "svg"
        or (name.startswith("{http://www.w3.org/2000/svg}svg") and element.get("class") != "chart")
        or name in FORBIDDEN
    ):
        yield f"<{name}>"


def _wrong_attribute(name, key, value):
    key = key.rpartition("}")[2].lower()
    if key.startswith("on") or (
        key in ("style", "srcdoc", "http-equiv") and not (name == "meta" and "security" in value.lower())
    ):
        yield f"<{name} {key}={value[:40]!r}>"
    if key in ADDRESSES:
        bare = re.sub(r"[\x00-\x20\x7f-\xa0\u200b-\u200f\u2028-\u202f\ufeff]", "", value)
        scheme = re.match(r"([a-zA-Z][a-zA-Z0-9+.-]*):", bare)
        if (
            scheme
            and scheme[1].lower() not in SCHEMES
            and not re.match(r"data:image/(?:png|gif|jpeg|webp|avif)[;,]", bare, re.IGNORECASE)
        ):
            yield f"<{name} {key}={value[:60]!r}>"
