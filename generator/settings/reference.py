"""Generates the reference of all keys, in Chinese and English. `python -m generator.settings.reference docs/reference.md`
writes it.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from generator.settings.article_keys import ARTICLE
from generator.settings.entry_keys import ENTRY
from generator.settings.fields import EXPECTED, Field
from generator.settings.site_keys import SITE

HEAD = """\
# 参考 · Reference

本页由 `make schema` 从程序里的同一份说明生成；编辑器用的 JSON Schema 在 `docs/schema/`。
This page is made by `make schema` from the program's own description; JSON Schemas for editors lie in `docs/schema/`.
"""
SECTIONS = (
    ("site.toml", SITE, ""),
    (
        "文章的 front matter · front matter of an article",
        ARTICLE,
        "Hexo、Jekyll、Hugo 的同义键也认得。 Keys of Hexo, Jekyll and Hugo that mean the same are accepted.",
    ),
    (
        "词条 · entries",
        ENTRY,
        (
            "`content/glossary/名称.md` 的 front matter，或 TOML、YAML 文件里的一段 `[[entry]]`。 "
            "Front matter of `content/glossary/NAME.md`, or an `[[entry]]` in a TOML or YAML file."
        ),
    ),
)
IN_TEXT = """\
## 正文里 · in the text

| 写法 | |
|---|---|
| `[[产业互联网]]` | 一定标注 · always marked |
| `[[产业互联网\\|显示的文字]]` | 用别的文字标注 · marked with other words |
| `\\[[产业互联网]]`、`[产业互联网]{.nomark}` | 一定不标 · never marked |
| `> [!NOTE]`、`::: note` | 提示框 · a box |
| `▲ 图注` | 图注 · a caption |
| `{.right}`，写在一段上面 · above a paragraph | 靠右；文末的落款不写也靠右 · at the right, as closing lines are by themselves |
| `文字[^1]` …… `[^1]: 注`；`文字^[注]` | 作者的注：宽屏上在页边，别处是脚注 · a note: in the margin of wide screens, else a footnote |
| `$x^2$`、`$$…$$`、`\\(…\\)`、`\\[…\\]` | 公式 · a formula |
| `==文字==`、`~~文字~~`、`H~2~O`、`x^2^` | 高亮、删除线、下标、上标 · marked, struck through, below, above |
| 围栏后 · behind a fence: `py title="a.py" {1,3-5} linenos` | 代码的标题、标出的行、行号 · code with a title, marked lines, line numbers |
| `// [!code ++]`、`// [!code --]`、`// [!code highlight]` | 加的、删的、标出的一行 · a line added, removed, marked |
| `[TOC]`、`{:toc}` | 目录放在这里 · the table of contents, here |
| `*[HTML]: …` | 缩写的解释 · explains an abbreviation |
| `![](a.png){width=300}`、`=300x`、`\\|300` | 图片的宽度 · an image by width |
| `!!! note`、`??? note`、`=== "标题"` | MkDocs 的提示框、标签页 · boxes and tabs of MkDocs |
| `{% tabs %}`、`{{< tabs >}}` | Hexo、Hugo 主题的标签页 · tabs of the themes of Hexo and Hugo |
| `:smile:` | 表情，要在 site.toml 里写 `emoji = true` · an emoji, with `emoji = true` |
"""


def reference() -> str:
    """The page, in Markdown."""
    parts = [HEAD]
    for title, fields, note in SECTIONS:
        parts.append(f"## {title}\n\n" + (f"{note}\n\n" if note else "") + "\n".join(_table(fields)) + "\n")
        parts += [f"### `{field.key}`\n\n" + "\n".join(_table(field.fields)) + "\n" for field in fields if field.fields]
    return "\n".join([*parts, IN_TEXT])


def _table(fields: Sequence[Field]) -> Iterator[str]:
    yield "| | | |"
    yield "|---|---|---|"
    for field in fields:
        values = (
            " ".join(f"`{choice}`" for choice in field.choices)
            or f"{EXPECTED[field.kind].zh.strip()} · {EXPECTED[field.kind].en}"
        )
        yield f"| `{field.key}` | {values} | {field.about.zh}<br>{field.about.en} |"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(reference(), encoding="utf-8")
