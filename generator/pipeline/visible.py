"""Selects the articles that a build shows."""

import time
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from generator.core import cascade
from generator.core.article import Composed
from generator.core.errors import Problem
from generator.core.settings import Config
from generator.core.visibility import Verdict, is_published, standing_of
from generator.pipeline.problems import held_back
from generator.pipeline.report import Options


class Visible(NamedTuple):
    """The articles to show."""

    articles: Sequence[Composed]
    due: float
    """When the selection next changes by the clock alone (s since the epoch); 0: never."""
    problems: Sequence[Problem]
    """Notes about articles held back."""
    dates: Mapping[str, datetime]
    """Path → time of its last commit, if `git_dates` is on."""


def visible(root: Path, composed: Sequence[Composed], config: Config, options: Options) -> Visible:
    """Those of the `composed` articles that the options show now."""
    now, due, shown = time.time(), [], []
    held: list[tuple[str, Verdict]] = []
    sections = cascade.sections((article.path, article.meta) for article in composed)
    for own in composed:
        article = _inherited(own, sections)
        verdict = standing_of(article.path, article.meta, now, config.zone)
        due += [verdict.due] if verdict.due > now else []
        published = is_published(verdict, drafts=options.drafts, future=options.future)
        if not published:
            held.append((article.path, verdict))
        if published or (options.everything and verdict.because != "section page"):
            shown.append(article)
    problems = held_back(held)
    dates: Mapping[str, datetime] = {}
    if config.git_dates:
        dates, shown, problem = _with_git_dates(root, shown)
        problems += [problem] if problem else []
        due = [1.0]  # a commit changes no file, so every build must look again
    return Visible(shown, min(due, default=0.0), problems, dates)


def _inherited(article: Composed, sections: Sequence[cascade.Section]) -> Composed:
    """The article with front matter inherited from the pages of its folders."""
    meta = cascade.inherited(article.path, article.meta, sections) if sections else article.meta
    return article if meta is article.meta else replace(article, meta=meta)


def _with_git_dates(
    root: Path, composed: Sequence[Composed]
) -> tuple[Mapping[str, datetime], list[Composed], Problem | None]:
    """Git's dates by path; the articles, with `updated` from git's last commit where the author gave none."""
    from generator.pipeline.history import changed  # lazy: few sites use it

    dates, problem = changed(root)
    dated = [
        replace(article, meta=replace(article.meta, updated=dates[article.path]))
        if article.meta.updated is None and article.path in dates
        else article
        for article in composed
    ]
    return dates, dated, problem
