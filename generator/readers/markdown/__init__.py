"""Markdown articles. The only package that uses markdown-it.

It supports CommonMark; tables, strikethrough, footnotes, task lists, definition lists; `$math$`; `> [!NOTE]` and
`::: note`; `{.class #id}`; `[[词条]]`; tags of Hexo, Jekyll and Hugo. docs/reference.md has the whole list.
"""

import re

from msgspec.structs import replace

from generator.core.draft import Draft, Source
from generator.core.errors import Place, Problem, Text
from generator.core.settings import ReadSettings
from generator.readers.addresses import Known, known_with
from generator.readers.front_matter import split
from generator.readers.markdown.blocks import render
from generator.readers.markdown.outline import sections, take_title
from generator.readers.markdown.paragraphs import RenderSettings
from generator.readers.markdown.parser import CROWDED, UNUSED_NOTES, inline_of, parse
from generator.readers.markdown.shortcodes import expand
from generator.readers.tree import escape

READ = ReadSettings()
BEGINNINGS = re.compile(
    r"\n[ \t>]*(?:#{1,6}[^ \t\n#]|＃|[0-9０-９]{1,3}[、．.)）][^ \t\n0-9]|[（(][0-9一二三四五六七八九十]{1,3}[）)]"
    r"|[一二三四五六七八九十]{1,3}、|[①-⑳·•●○■◆▪]|[-+*][^\x00-\x7f]|[|｜]|<<<[ \t]*[@./~])"
)
SIGNS = ("[^", "！[", "] (", "]（", "] （", "】(")
"""Only texts that match BEGINNINGS or contain one of SIGNS can have lookalikes; see `lookalikes`."""
CROWDED_TEXT = Text(
    "这一段里的标记符号超过 5 万个，没有当作标记来读",
    "this paragraph has more than 50,000 characters of markup, too many to read as markup",
)
CROWDED_HINT = Text("用空行分成几段", "divide it by empty lines")
PLACEHOLDER = re.compile(r'"zhushu-link:\d+:"')
"""The placeholder of a link as an attribute. In text, its quotation marks would be escaped."""


def read(source: Source, settings: ReadSettings = READ, *, known: Known | None = None) -> Draft:
    """The article in `source`. A first `# Heading` is removed if it repeats the title, or if it is the only title."""
    front = split(source.path, source.text)
    expanded = expand(front.body, source.path, front.line, title=front.meta.title)
    breaks = settings.breaks if front.meta.breaks is None else front.meta.breaks
    tokens, contents = parse(expanded.text, breaks=breaks, emoji=settings.emoji)
    title, tokens = take_title(front.meta.title, tokens, contents)
    rendering = RenderSettings(
        source.path,
        front.line,
        front.meta.language or "zh",
        settings.highlight,
        sections(tokens),
        known_with(front.meta.terms, known),
        settings.embeds,
    )
    tree, problems, lead, lead_end = render(tokens, contents, rendering)
    crowded = [
        Problem("error", "crowded", Place(source.path, front.line + line), CROWDED_TEXT, CROWDED_HINT)
        for line in contents.env.get(CROWDED, ())
    ]
    if crowded:  # the article is refused: there is no need to look for terms
        meta = replace(front.meta, title=title, annotate=False)
        return Draft(meta, source, tree, (*front.problems, *expanded.problems, *problems, *crowded))
    problems += [_unused_note(source.path, front.line, note) for note in contents.env.get(UNUSED_NOTES, ())]
    if _may_be_unread(expanded.text) or any("**" in each.text or "](" in each.text for each in tree.passages):
        from generator.readers.markdown.lookalikes import ArticleText, unread

        problems += unread(ArticleText(source.path, front.line, expanded.text, breaks), tokens, contents, tree.passages)
    meta = replace(front.meta, title=title) if title != front.meta.title else front.meta
    return Draft(meta, source, tree, (*front.problems, *expanded.problems, *problems), lead=lead, lead_end=lead_end)


def _unused_note(path: str, first: int, note: tuple[str, int, bool]) -> Problem:
    """The warning about a footnote that is not on the page."""
    label, line, again = note
    why = (
        Text("写了两次，这一条没有放进页面", "is defined twice; this one is not on the page")
        if again
        else Text("在正文里没有用到，没有放进页面", "is not referred to, and not on the page")
    )
    return Problem(
        "warning",
        "unused-note",
        Place(path, first + line),
        Text(f"脚注“[^{label}]”{why.zh}", f'the footnote "[^{label}]" {why.en}'),
        Text(f"在正文里写 [^{label}]，或改名、删去", f"write [^{label}] in the text, or rename or delete the note"),
    )


def _may_be_unread(text: str) -> bool:
    """Whether the text may contain something that looks like markup but is not."""
    return any(sign in text for sign in SIGNS) or BEGINNINGS.search(f"\n{text}") is not None


def render_fragment(markdown: str) -> str:
    """A short text, such as a definition, as safe HTML.

    `[[entry]]` becomes a link to `zhushu-entry:NAME`. An internal link or image has the URL `zhushu-here:TARGET`.
    """
    tokens, contents = parse(expand(markdown, "", 1).text)
    for block in inline_of(tokens) if "[[" in markdown else ():
        for token in contents.tokens(block):
            if token.type == "wanted":
                token.meta["link"] = True
    tree, *_ = render(tokens, contents, RenderSettings())
    woven = tree.weave((), lambda _: ("", ""))
    targets = {f'"{link.placeholder}"': f'"zhushu-here:{escape(link.target)}"' for link in woven.links}
    return PLACEHOLDER.sub(lambda found: targets[found[0]], woven.html) if targets else woven.html


def plain_text(markdown: str) -> str:
    """The visible text of a short Markdown text, on one line."""
    tokens, contents = parse(expand(markdown, "", 1).text)
    said = [
        contents.text(token) if token.type == "inline" else token.content
        for token in inline_of(tokens, "fence", "code_block", "math_block")
    ]
    return " ".join(" ".join(said).split())
