"""Renders pages to HTML. The template engine loads lazily, with the first page."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property, lru_cache
from hashlib import sha256
from html import escape
from itertools import pairwise
from pathlib import Path
from traceback import walk_tb
from typing import Any

import msgspec

from generator.core.article import LazyBytes
from generator.core.editions import folder_of, locale_of, name_of
from generator.core.errors import Place, SiteError, Text
from generator.core.markup import legal
from generator.core.page import NO_LAYOUT, Output, Page
from generator.core.settings import Config
from generator.core.urls import ROOT, base_path, link, root_of
from generator.store.cache import Missing
from generator.theme import files as theme
from generator.theme.closing import signed
from generator.theme.pictures import enlarged
from generator.theme.policy import POLICY_PLACEHOLDER, opened, policy
from generator.theme.rubies import rubied
from generator.theme.tables import tabled

MACRO_CACHE = 16_384
"""Results cached by `once`, so that a fragment shown on many pages is rendered once."""


class Templates:
    """The templates of one site: its own `layouts/` over the packaged theme.

    `site_layouts` is the site's folder of layouts (it need not exist), `cache` an optional folder for compiled
    templates. Raises SiteError if a catalogue of strings cannot be read.
    """

    def __init__(self, site_layouts: Path | None, config: Config, cache: Path | None = None) -> None:
        self.config = config
        self.theme = theme.find(site_layouts, config.plugins)
        self.strings = theme.strings(self.theme, config)
        self._arguments = site_layouts, config, cache
        self._cache = cache
        self._sources = theme.Sources(self.theme)
        self._digests: dict[str, str] = {}
        self._days: dict[date, str] = {}

    def __reduce__(self) -> tuple[type["Templates"], tuple[Path | None, Config, Path | None]]:
        return Templates, self._arguments  # the receiving process creates its own

    def render(self, page: Page) -> bytes:
        """The page as UTF-8. Raises SiteError for an error in a template, with its file and line."""
        if page.layout == NO_LAYOUT:
            data = page.context["data"]
            assert isinstance(data, LazyBytes)
            return data.load()
        root = base_path(self.config.base_url) if page.kind == "404" else root_of(page.url)
        try:
            html: str = self._environment.get_template(page.layout).render(self._scope(page, root))
        except Missing:
            raise
        except Exception as error:  # a layout is the site's code, which can raise anything
            raise self._site_error(error, page) from error
        policy = self._policy(html, page.kind) if POLICY_PLACEHOLDER in html else POLICY_PLACEHOLDER
        if page.url.endswith(".xml"):
            html = legal(html)
        data = html.encode("utf-8", "replace")
        del html  # of a large page, each copy is twice its bytes
        return data.replace(POLICY_PLACEHOLDER.encode(), policy.encode(), 1).replace(ROOT.encode(), root.encode())

    def ready(self, layouts: Iterable[str]) -> None:
        """Load all templates of these layouts, so that forked processes inherit them. Errors are reported on rendering."""
        for name in {name for layout in set(layouts) - {NO_LAYOUT} for name in self._sources.of(layout)}:
            self._environment.ready(name)

    def digest(self, layout: str) -> str:
        """SHA-256 of a layout's inputs other than the page's context: templates, strings, settings."""
        if layout not in self._digests:
            sources = self._sources.of(layout) if layout != NO_LAYOUT else {}
            depends = (theme.digest(sources), sorted(self.strings.items()), self.config)
            self._digests[layout] = sha256(repr(depends).encode()).hexdigest()
        return self._digests[layout]

    def catalogues(self) -> Mapping[str, Mapping[str, str]]:
        """Language tag → the interface's texts, for each of the site's editions."""
        tags = self.config.editions
        return {tag: theme.strings(self.theme, msgspec.structs.replace(self.config, language=tag)) for tag in tags}

    def assets(self) -> Iterator[Output]:
        """The theme's styles, scripts and images. Raises SiteError for unknown colours."""
        return theme.assets(self.theme, self.config)

    def _scope(self, page: Page, root: str) -> Mapping[str, object]:
        """The template's variables: the page's context and common names."""
        base = self.config.base_url
        return {
            **page.context,
            "page": page,
            "root": root,
            "url": lambda target: link(root, target),
            "absolute": lambda target: link(base, target),
        }

    @cached_property
    def _environment(self) -> Any:  # noqa: ANN401 — naming the class would import jinja2
        from generator.theme.engine import Engine

        environment = Engine(self.theme.folders, theme.OWN.rstrip("/"), self._cache, self.strings)
        once = lru_cache(MACRO_CACHE, typed=True)(_call)  # typed: Markup equals its str, and 1 equals True
        environment.globals |= {"site": self.config, "t": self._text, "once": once, "own_policy": POLICY_PLACEHOLDER}
        environment.filters |= {
            "t": self._text,
            "day": self._day,
            "iso": datetime.isoformat,
            "json": _json,
            "policy": self._policy,
            "wrapped": _wrapped,
            "enlarged": enlarged,
            "rubied": rubied,
            "signed": signed,
            "tabled": tabled,
            "editions": _editions,
            "locale": locale_of,
        }
        return environment

    def _policy(self, html: str, kind: str = "") -> str:
        """The Content-Security-Policy of a page of this kind."""
        return policy(html, any_picture=self.config.https_pictures, opened=opened(html, kind, self.config))

    def _text(self, key: str, **values: object) -> str:
        """The interface text under `key`, with each `{name}` replaced; the key itself if no catalogue has it."""
        text = self.strings.get(key, key)
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", str(value))
        return text

    def _day(self, moment: datetime) -> str:
        """A date in the format of the interface language."""
        day = moment.date()
        if day not in self._days:
            self._days[day] = self._text(
                "date", y=day.year, m=day.month, d=day.day, mm=f"{day.month:02}", dd=f"{day.day:02}"
            )
        return self._days[day]

    def _site_error(self, error: Exception, page: Page) -> SiteError:
        """A template's exception as a SiteError with the place in the template."""
        from generator.theme.engine import TemplateNotFound, TemplateSyntaxError

        if isinstance(error, SiteError):
            return error
        if isinstance(error, TemplateSyntaxError):
            place = self._place(error.filename or error.name or page.layout, error.lineno)
        else:
            place = self._line_of(error) or Place(f"layouts/{page.layout}")
        if isinstance(error, TemplateNotFound):
            said = Text(f"没有模板“{error.name}”", f'there is no template "{error.name}"')
            return SiteError.of("unknown-template", place, said)
        why = str(error) or type(error).__name__
        return SiteError.of(
            "template",
            place,
            Text(f"模板出错：{why}", f"template error: {why}"),
            Text(f"生成 {page.url} 时", f"while rendering {page.url}"),
        )

    def _line_of(self, error: Exception) -> Place | None:
        """The innermost template line in the traceback of `error`, which jinja2 maps to the template's source."""
        found = None
        for frame, line in walk_tb(error.__traceback__):
            file = frame.f_code.co_filename
            if any(Path(file).is_relative_to(folder) for folder in self.theme.folders):
                found = self._place(file, line)
        return found

    def _place(self, file: str, line: int) -> Place:
        for folder in self.theme.folders:
            if Path(file).is_relative_to(folder):
                return Place(f"layouts/{Path(file).relative_to(folder).as_posix()}", line)
        return Place(f"layouts/{file}", line)


def _editions(tags: tuple[str, ...]) -> tuple[tuple[str, str, str], ...]:
    """Tag, name and folder of each of the site's editions; empty if there is only one."""
    return tuple((tag, name_of(tag, tags), folder_of(tag, tags)) for tag in tags) if len(tags) > 1 else ()


def _call(macro: Callable[..., str], *values: object) -> str:
    return macro(*values)


def _json(text: str) -> "Unescaped":
    """`text` as a JSON or JavaScript string, not escaped further."""
    return Unescaped(msgspec.json.encode(str(text)).decode())


@lru_cache(MACRO_CACHE)
def _wrapped(title: str, breaks: Sequence[int]) -> "Unescaped":
    """A title with `<wbr>` at each of `breaks`."""
    edges = pairwise((0, *breaks, len(title)))
    return Unescaped("<wbr>".join([escape(title[start:end]) for start, end in edges]))


class Unescaped(str):
    """Text that a template prints unescaped."""

    __slots__ = ()

    def __html__(self) -> str:
        return self
