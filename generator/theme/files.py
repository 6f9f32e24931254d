"""The files of a site's theme: its own `layouts/` over the packaged theme, file by file.

Nothing here needs the template engine, so that a build without changes does not load it.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import partial
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from generator.core.editions import script_of
from generator.core.errors import Place, Problem, SiteError, Text, did_you_mean
from generator.core.names import is_safe_path
from generator.core.page import Output
from generator.core.settings import Config
from generator.store import scan

REFERENCE = re.compile(
    r"{%[-+]?\s*(?:extends|include|import|from)\s+(.*?)\s*(?:import\s|with\s|without\s|ignore\s|-?%})", re.DOTALL
)
"""A reference to another template; the group is the expression that names it."""
NAME = re.compile(r"""(["'])([^"']+)\1""")
LIST = re.compile(r"[\s,\[\]()]*")
"""Matches the rest of an expression that is a name or a list of names."""
PROPERTY = re.compile(r"(?<![\w-])--([a-z][a-z0-9-]*)\s*:")
OWN = "theme/"
"""Prefix for packaged templates in those of a site that override them: `{% extends "theme/article.html" %}`."""
FALLBACK = "zh-Hans"


class Theme(Struct, frozen=True):
    """The folders of templates, strings and assets; the first that has a file wins."""

    folders: tuple[Path, ...]

    def path(self, name: str) -> Path | None:
        """The file behind `name` (`article.html`, `assets/reader.css`), or None."""
        folders = self.folders
        if name.startswith(OWN):
            folders, name = folders[-1:], name.removeprefix(OWN)
        if not is_safe_path(name):
            return None
        return next(
            (
                folder / name
                for folder in folders
                if (folder / name).is_file() and _is_inside(folder / name, folder.parent)
            ),
            None,
        )

    def layouts(self) -> list[str]:
        """The names of page templates, without partials."""
        return sorted({path.name for folder in self.folders for path in folder.iterdir() if path.is_file()})

    def names(self, below: str) -> tuple[str, ...]:
        """All file names in the folder `below`, relative to it, sorted, without hidden files."""
        return tuple(
            sorted(
                {
                    path.removeprefix(f"{folder.name}/{below}/")
                    for folder in self.folders
                    for path in scan.below(folder.parent, f"{folder.name}/{below}")[0]
                }
            )
        )


def _is_inside(path: Path, folder: Path) -> bool:
    """Whether a file, with links resolved, is inside the site or package that it belongs to."""
    return path.resolve().is_relative_to(folder.resolve())


def packaged() -> Path:
    """The folder of the default theme: in the package if installed, next to it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "data/layouts"
    return inside if inside.is_dir() else package.parent / "layouts"


def find(site_layouts: Path | None, plugins: tuple[str, ...] = ()) -> Theme:
    """The theme of a site with its own layouts in `site_layouts` (which need not exist). Layouts of `plugins` come
    between its own and the packaged ones, the last plugin first. Raises SiteError for a plugin that fails.
    """
    own = packaged()
    added = _folders_of(plugins) if plugins else ()
    if site_layouts is None or not site_layouts.is_dir() or site_layouts.resolve() == own:
        return Theme((*added, own))
    return Theme((site_layouts, *added, own))


def _folders_of(names: tuple[str, ...]) -> tuple[Path, ...]:
    from generator.plugins import loaded  # few sites use plugins

    return tuple(one.call(partial(_folder, one.value)) for one in reversed(loaded("layouts", names)))


def _folder(value: object) -> Path:
    folder = Path(value) if isinstance(value, str | Path) else None
    if folder is None or not folder.is_dir():
        raise TypeError(f"layouts are the path of a folder, not {value!r}")
    return folder


def language_of(tag: str) -> str:
    """The catalogue for a BCP 47 tag: `zh-TW` → `zh-Hant`, `zh` → `zh-Hans`, others → `en`."""
    return f"zh-{script}" if (script := script_of(tag)) else "en"


def strings(theme: Theme, config: Config) -> Mapping[str, str]:
    """Key → text of the theme's interface: the site's `[strings]`, over its language's catalogue, over the Chinese one."""
    texts: dict[str, str] = {}
    for language in (FALLBACK, language_of(config.language)):
        texts |= _catalogue(theme.folders[-1] / "strings" / f"{language}.toml")
        if config.plugins:
            texts |= _texts_of(config.plugins, language)
        for folder in reversed(theme.folders[:-1]):
            texts |= _catalogue(folder / "strings" / f"{language}.toml")
    return {**texts, **config.strings}


def _texts_of(names: tuple[str, ...], language: str) -> Mapping[str, str]:
    """The texts that plugins have in `language`. Raises SiteError for a plugin that fails."""
    from generator.plugins import loaded  # few sites use plugins

    return {
        key: text
        for one in loaded("strings", names)
        for key, text in one.call(partial(_texts, one.value, language)).items()
    }


def _texts(catalogues: object, language: str) -> Mapping[str, str]:
    if not isinstance(catalogues, Mapping):
        raise TypeError(f"strings are tables by language, not {type(catalogues).__name__}")
    return {str(key): str(text) for key, text in catalogues.get(language, {}).items()}


def _catalogue(path: Path) -> Mapping[str, str]:
    try:
        return {key: str(text) for key, text in tomllib.loads(scan.read(path).decode()).items()}
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        line = re.search(r"at line (\d+)", str(error))
        raise SiteError.of(
            "bad-strings",
            Place(f"layouts/strings/{path.name}", int(line[1]) if line else 0),
            Text(f"无法识别这份文字目录：{error}", f"cannot read this catalogue: {error}"),
        ) from None


class Sources:
    """The sources of a theme's templates. Each file is read once, as most partials belong to many layouts."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._read: dict[str, tuple[bytes, tuple[str, ...]]] = {}

    def of(self, layout: str) -> Mapping[str, bytes]:
        """Name → source of `layout` and of all templates that it references, recursively; empty for a missing file.

        A computed name cannot be followed, so it counts as a reference to all templates.
        """
        seen: dict[str, bytes] = {}
        todo = [layout]
        while todo:
            name = todo.pop()
            if name not in seen:
                seen[name], references = self._template(name)
                todo += references
        return seen

    def _template(self, name: str) -> tuple[bytes, tuple[str, ...]]:
        """The source of one template and the names that it references."""
        if name not in self._read:
            path = self._theme.path(name)
            source = path.read_bytes() if path else b""
            self._read[name] = source, (*_references(self._theme, source.decode("utf-8", "replace")),)
        return self._read[name]


def digest(sources: Mapping[str, bytes]) -> str:
    """SHA-256 of `sources`."""
    total = sha256()
    for name, source in sorted(sources.items()):
        total.update(f"{name}\0{len(source)}\0".encode() + source)
    return total.hexdigest()


def _references(theme: Theme, source: str) -> Iterator[str]:
    for expression in REFERENCE.findall(source):
        yield from (name for _, name in NAME.findall(expression))
        if LIST.fullmatch(NAME.sub("", expression)) is None:  # a computed name
            yield from (name for name in theme.names(".") if name.endswith(".html"))


def assets(theme: Theme, config: Config) -> Iterator[Output]:
    """The files of `assets/`, scripts and styles minified, the site's colours appended to `reader.css`."""
    for name in theme.names("assets"):
        path = theme.path(f"assets/{name}")
        if path is None:  # it vanished meanwhile
            continue
        data = path.read_bytes()
        if name == "reader.css":
            data += colours(data.decode("utf-8"), config.colors).encode()
        yield Output(f"assets/{name}", _minified(name, data))


def _minified(name: str, data: bytes) -> bytes:
    if name.endswith(".css"):
        import rcssmin  # lazy: only for assets

        return str(rcssmin.cssmin(data.decode("utf-8"))).encode()
    if name.endswith((".js", ".mjs")) and not name.endswith((".min.js", ".min.mjs")):
        import rjsmin  # lazy: only for assets

        return str(rjsmin.jsmin(data.decode("utf-8"))).encode()
    return data


def colours(css: str, chosen: Mapping[str, str]) -> str:
    """A rule that sets custom properties of `css` to the site's values; empty if there are none.

    Raises SiteError for an unknown property, or a value that would end the declaration.
    """
    known = tuple(dict.fromkeys(PROPERTY.findall(css)))
    problems = [_wrong_colour(name, known) for name in chosen if name not in known]
    problems += [
        _problem("bad-color", Text(f"颜色 {name} 的值不对：{value}", f"not a colour for {name}: {value}"))
        for name, value in chosen.items()
        if re.search(r"[{};<>\\]|/\*", value) or not value.strip()
    ]
    if problems:
        raise SiteError(problems)
    return ":root{" + ";".join(f"--{name}:{value}" for name, value in chosen.items()) + "}" if chosen else ""


def _wrong_colour(name: str, known: tuple[str, ...]) -> Problem:
    hint = did_you_mean(name, known) or Text("可用：" + "、".join(known), "known: " + ", ".join(known))
    return _problem("unknown-color", Text(f"主题没有颜色“{name}”", f'the theme has no colour "{name}"'), hint)


def _problem(code: str, message: Text, hint: Text | None = None) -> Problem:
    return Problem("error", code, Place("site.toml"), message, hint)
