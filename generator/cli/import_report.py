"""What `zhushu import` prints: the role given to each line, what was left out, and a summary."""

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct, field

from generator.author.importing.article import LEFT_OUT, Imported
from generator.cli.console import Console, counted
from generator.core.draft import Classified
from generator.core.errors import Problem, Text
from generator.core.texts import shortened, some

ROLES = {
    "title": Text("标题", "title"),
    "lead": Text("导语", "lead"),
    "date": Text("日期", "date"),
    "updated": Text("更新日期", "updated"),
    "author": Text("作者", "author"),
    "source": Text("来源", "source"),
    "credit": Text("附注", "note"),
    "heading": Text("小标题", "heading"),
    "caption": Text("图注", "caption"),
    "quote": Text("引文", "quotation"),
    "item": Text("列表", "list item"),
    "cell": Text("表格", "table cell"),
    "definition": Text("释义", "definition"),
    "footnote": Text("脚注", "footnote"),
    "keywords": Text("关键词", "keywords"),
    "tail": Text("结尾套话，去掉", "tail, left out"),
    "dropped": Text("去掉", "left out"),
    "rule": Text("分隔线", "rule"),
}
TAG = re.compile(r"\{(?:%-?|\{[<%])[ \t]*((?!end)[\w./-]+)")
"""The name of a tag that is not a closing one."""
LINE_WIDTH = 44
"""Maximum number of characters shown of a line."""
DOUBTFUL = 0.5
"""The author is asked to check a role whose certainty is not above this."""


class Report(Struct):
    """Prints what was done with each article, and counts."""

    console: Console
    detailed: bool
    """Whether the role of every line is shown, or only lines that were left out."""
    made: list[str] = field(default_factory=list)
    """Paths of the articles written."""
    same: int = 0
    failed: int = 0
    warned: int = 0
    undated: list[str] = field(default_factory=list)
    """Articles without a date."""
    guessed: list[str] = field(default_factory=list)
    """Articles whose date is uncertain."""
    tags: Counter[str] = field(default_factory=Counter)
    """Names of unknown tags, and how often they occur."""
    doubtful: list[str] = field(default_factory=list)
    """Names of the uncertain roles in the last article made."""

    def fail(self, problem: Problem) -> None:
        """An article that could not be read or written."""
        self.failed += 1
        self.console.problems((problem,))

    def add(self, article: Imported, path: str, *, new: bool) -> None:
        """An article that is at `path` now, or was there before if not `new`."""
        for problem in article.problems:
            self.warned += 1
            self.console.problems((problem,))
            if problem.code == "unknown-tag" and (tag := TAG.search(problem.message.zh)):
                self.tags[tag[1]] += 1
        if not new:
            self.same += 1
            self._tell(article, Text(f"已经导入过：{path}", f"imported before: {path}"))
            return
        self.made.append(path)
        if "date" not in article.front:
            self.undated.append(Path(path).name)
        if any(one.role == "date" and one.sure <= DOUBTFUL for one in article.classified):
            self.guessed.append(Path(path).name)
        name = Path(path).stem
        if name != article.slug:
            self._tell(
                article, Text(f"{article.slug} 已存在，写作 {name}", f"{article.slug} is taken; written as {name}")
            )
        if self.detailed or not sys.stderr.isatty():  # else the progress bar and the summary say enough
            self.console.out(f"{article.source} → {path}")
        left = [one for one in article.classified if one.role in LEFT_OUT]
        for line in self._roles(article.classified if self.detailed else left):  # lines left out are always shown
            self.console.out(line)
        if self.detailed:
            unsure = [one.role for one in article.classified if one.sure <= DOUBTFUL]
            self.doubtful = [self.console.of(ROLES[role]) for role in unsure if role in ROLES]

    def _tell(self, article: Imported, message: Text) -> None:
        self.console.err(f"{article.source}: {self.console.of(message)}")

    def _roles(self, classified: Iterable[Classified]) -> Iterator[str]:
        """The role of each line and its certainty; plain paragraphs are only counted."""
        paragraphs = 0
        for one in classified:
            if one.role == "paragraph":
                paragraphs += 1
                continue
            shown = shortened(" ".join(one.text.split()), LINE_WIDTH)
            line = self.console.of(f"第 {one.line} 行", f"line {one.line}") if one.line else ""
            role = self.console.of(ROLES.get(one.role, Text(one.role, one.role)))
            why = ", ".join(filter(None, [line, f"{one.sure:.0%}", self.console.of(one.why)]))
            yield f"  {role}  {shown}  ({why})"
        if paragraphs:
            yield self.console.of(f"  正文  {paragraphs} 段", f"  text  {paragraphs} paragraphs")

    def sum_up(self, *, dry: bool) -> None:
        """Print how many articles were imported (or would be, if `dry`), and what to do next."""
        tell, made = self.console.out, len(self.made)
        done = Text("会导入" if dry else "导入了", "would be imported" if dry else "imported")
        tell(
            f"{done.zh} {made} 篇，已有 {self.same} 篇，失败 {self.failed} 篇，{self.warned} 处提醒",
            f"{made} {done.en}, {self.same} there before, {self.failed} failed, {counted(self.warned, 'warning')}",
        )
        if self.tags:
            counts = [(f"{tag} {count} 处", f"{tag} ({count})") for tag, count in self.tags.most_common()]
            tell(
                f"认不出的标签：{some([zh for zh, _ in counts], '、')}（在编辑器里可以一起替换）",
                f"unknown tags: {some([en for _, en in counts], ', ')} (an editor can replace them all at once)",
            )
        if self.undated:
            tell(
                f"{len(self.undated)} 篇没有日期，也没有找到线索：{some(self.undated, '、')}（要有就在开头写 date: 2024-05-01）",
                f"{counted(len(self.undated), 'article')} without a date or a hint of one: {some(self.undated, ', ')} "
                "(write date: 2024-05-01 at the top if it should have one)",
            )
        if self.guessed and made > 1:
            tell(
                f"{len(self.guessed)} 篇的日期是猜的，请核对：{some(self.guessed, '、')}",
                f"the date of {counted(len(self.guessed), 'article')} is a guess; please look at it: {some(self.guessed, ', ')}",
            )
        if made and not dry:
            first = Path(self.made[0]).stem
            if made == 1 and self.doubtful:
                tell(
                    f"请核对：{'、'.join(self.doubtful)}（打开 {self.made[0]} 就能改）",
                    f"please look at: {', '.join(self.doubtful)} (open {self.made[0]} to change it)",
                )
            tell(
                f"接下来：zhushu suggest {first}  看看有哪些词可以做词条；zhushu serve  预览",
                f"next: zhushu suggest {first}  shows what could become entries; zhushu serve  previews",
            )
