"""The last steps of every import: date, slug, pictures and front matter."""

import re
import time
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace

from generator.author.edits.articles import slug_for
from generator.author.importing import attachments
from generator.author.importing.article import Imported, front_of
from generator.author.importing.lines import drop_gone_lines
from generator.author.importing.locate import bundle_of
from generator.core.draft import Classified, Draft
from generator.core.errors import Place, Problem, Text
from generator.core.names import slug_of
from generator.readers.dates import date_of
from generator.readers.plain import DATED_NAME

MARKDOWN = (".md", ".markdown", ".mdx")
WECHAT = re.compile(r"https?://mmbiz\.qpic\.cn/")


def stem_of(path: Path) -> str:
    """The name of an article's file without suffix; for a page bundle and a chapter's README, its folder's name."""
    if path.suffix.lower() not in MARKDOWN:
        return path.stem
    return path.resolve().parent.name if path.stem == "README" else bundle_of(path) or path.stem


def day_of(date: datetime) -> str:
    """A date as text, without the time of day if it is midnight."""
    return str(date.date() if (date.hour, date.minute, date.second) == (0, 0, 0) else date)


def with_date(draft: Draft, path: Path) -> Draft:
    """`draft` with a date if it has none: that in its file's name or of the file, which are stable over repeated imports, or
    else today's.
    """
    if draft.meta.date:
        return draft
    named = DATED_NAME.match(path.stem)
    if named and (day := date_of(named[1])):
        said = Classified(0, "date", str(day.date()), 0.8, Text("文件名里的日期", "the date in the file's name"))
        return replace(draft, meta=replace(draft.meta, date=day), classified=(*draft.classified, said))
    try:
        moment, why = (
            path.stat().st_mtime,
            Text("没有找到日期，先用文件的日期", "no date was found; the file's for now"),
        )
    except OSError:
        moment, why = time.time(), Text("没有找到日期，先用今天", "no date was found; today's for now")
    day = datetime.fromtimestamp(moment).astimezone().replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    return replace(
        draft,
        meta=replace(draft.meta, date=day),
        classified=(*draft.classified, Classified(0, "date", str(day.date()), 0.2, why)),
    )


def finished_article(
    draft: Draft,
    body: str,
    path: Path,
    place: Place,
    slug: str = "",
    unknown: Mapping[str, object] | None = None,
    *,
    origin: Mapping[str, object] | None = None,
    known: Mapping[str, bytes] | None = None,
    root: Path | None = None,
) -> Imported:
    """The article with its slug and pictures.

    `body` begins at `place`, whose line is 0 if line numbers are unknown. `origin` are front matter keys about where it
    comes from; `known` are pictures that came with it; `root` is the folder that is searched for others.
    """
    slug = slug or (slug_of(draft.meta.slug) if draft.meta.slug else slug_for(draft.meta.title or stem_of(path)))
    body, files, problems = attachments.gather(body, place, path, slug, known or {}, root)
    body = drop_gone_lines(body)
    image, files = attachments.cover(draft.meta.image, path, files)
    problems += [_elsewhere(place)] if WECHAT.search(body) else []
    told = [problem._replace(place=Place(place.path, problem.place.line)) for problem in draft.problems]
    meta = replace(draft.meta, image=image)
    front = front_of(meta, unknown or {}, origin or {})
    return Imported(place.path, slug, front, body, draft.classified, (*told, *problems), files)


def _elsewhere(place: Place) -> Problem:
    return Problem(
        "warning",
        "wechat-image",
        Place(place.path),
        Text(
            "图片还在微信的服务器上，别的网站显示不了",
            "the pictures are on WeChat's server, which shows them to no other site",
        ),
        Text("在浏览器里用“网页，全部”另存后再导入", "save the page complete in a browser and import that"),
    )
