"""Edits the front matter of an existing article: sets, changes or removes keys; comments and order are kept."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from generator.author.edits.change import Edit, changed_since, read
from generator.author.edits.files import decoded
from generator.author.edits.in_toml import put_toml
from generator.author.edits.in_yaml import Value, put_yaml
from generator.core.draft import Meta
from generator.core.errors import Place, SiteError, Text, raise_errors
from generator.readers.front_matter import split
from generator.readers.front_matter.blocks import BEFORE, BEGINS, TOML_BLOCK, YAML_BLOCK
from generator.readers.front_matter.meta import OWN, own_name

HOMES = ("content/articles", "content/pages")
REOPEN = Text("重新打开这张表，看看现在的内容再改", "open the form again and look at it as it is now")


class Front(Struct, frozen=True):
    """An article's front matter as written."""

    table: Mapping[str, object]
    """Its keys in their order."""
    meta: Meta
    digest: str
    """Of the file, to detect later changes."""


def front_of(root: Path, path: str) -> Front:
    """The front matter of an article or page. Raises SiteError if it cannot be read."""
    data, text, _ = _read(root, path)
    return Front(_table(path, text), _meta(path, text), sha256(data).hexdigest())


def set_keys(root: Path, path: str, changes: Mapping[str, Value], digest: str = "") -> Edit:
    """The edit that sets keys of an article's front matter (None removes a key).

    `digest` is that of the file that the author saw. Raises SiteError if the file was changed since, a value is invalid
    for its key, or the file must be edited by hand.
    """
    data, text, restore = _read(root, path)
    if digest and sha256(data).hexdigest() != digest:
        raise changed_since(path, REOPEN)
    new = text
    for key, value in changes.items():
        name = _written_as(path, new, key)
        for keys, one in _steps(path, new, name, value):
            new = _put(path, new, keys, one)
    return _checked(path, data, text, new, restore(new))


def publish(root: Path, path: str) -> Edit:
    """The edit after which the article is no draft. Raises SiteError if it is one for a reason outside its front matter."""
    data, text, restore = _read(root, path)
    new = text
    table = front_of(root, path).table
    for key, value in (("draft", False), ("published", True)):
        if key in table and table[key] is not value:
            new = _put(path, new, (key,), value)
    if _meta(path, new).draft:
        raise _by_hand(path, "draft")
    return _checked(path, data, text, new, restore(new))


def forbid(root: Path, path: str, name: str) -> Edit:
    """Add `name` to what is never marked in the article (`nomark`)."""
    meta = front_of(root, path).meta
    return set_keys(root, path, {"nomark": [*meta.nomark, *([name] if name not in meta.nomark else [])]})


def mean(root: Path, path: str, name: str, definition: str = "", others: Sequence[str] = ()) -> Edit:
    """Add `name` to the article's own `terms`, with a definition if it has one.

    `others` are other entries with the same form. They are removed if the article only names them. Raises SiteError if
    the article defines one of them.
    """
    data, text, restore = _read(root, path)
    terms = dict(_meta(path, text).terms)
    new = text
    for other in others:
        if terms.get(other):
            message = Text(
                f"这篇文章的 terms 里已经给“{other}”写了释义；先在文件里改它",
                f'the article\'s own terms define "{other}"; change that in the file first',
            )
            raise SiteError.of("cannot-edit", Place(path), message)
        if other in terms:
            new = _put(path, new, ("terms", other), None)
    if name not in terms or definition:
        new = _put(path, new, ("terms", name), definition)
    return _checked(path, data, text, new, restore(new))


def home_of(path: str) -> str:
    """The folder of articles or of pages that a file is in. Raises SiteError for any other file."""
    home = next((home for home in HOMES if path.startswith(home + "/")), None)
    if home is None:
        raise SiteError.of("outside-content", Place(path), Text("这不是文章", "this is not an article"))
    return home


def _read(root: Path, path: str) -> tuple[bytes, str, Callable[[str], bytes]]:
    """A file's bytes, its text, and a function that encodes a text in the same way.

    Raises SiteError if decoding is lossy: mixed line ends, invalid bytes.
    """
    data = read(root, path, home_of(path))
    if data is None:
        raise SiteError.of("gone", Place(path), Text("这个文件已经不在了", "this file is gone"))
    text, restore = decoded(data)
    if restore(text) != data:
        raise _by_hand(path, "")
    return data, text, restore


def _block(text: str) -> tuple[str, int, int]:
    """The kind of a text's front matter (`yaml`, `toml`, `other`; empty if it has none), and the span of the block
    between its fences.
    """
    before = BEFORE.match(text)
    start = before.end() if before and BEGINS.match(text, before.end()) else 0
    for kind, pattern in (("yaml", YAML_BLOCK), ("toml", TOML_BLOCK)):
        if found := pattern.match(text, start):
            language = str(found.groupdict().get("language") or "yaml").lower()
            return (kind, *found.span(found.re.groups)) if language in ("yaml", "yml") else ("other", 0, 0)
    return ("", 0, 0) if split("a.md", text).line == 1 else ("other", 0, 0)


def _table(path: str, text: str, key: str = "") -> Mapping[str, object]:
    """The keys of the front matter. Raises SiteError, which names `key`, if they must be edited by hand."""
    table = split(path, text).table
    if table is None or _block(text)[0] == "other":
        raise _by_hand(path, key)
    return {str(name): value for name, value in table.items()}


def _written_as(path: str, text: str, key: str) -> str:
    """The spelling of our `key` in the text, such as `标题` or `lastmod`; `key` itself if it is not there."""
    table = _table(path, text, key)
    if key in table:
        return key
    return next((one for one in table if one not in OWN and own_name(one) == key), key)


def _steps(path: str, text: str, key: str, value: Value) -> Iterator[tuple[tuple[str, ...], Value]]:
    """The single changes that set `key` to `value`. Of a table only the changed keys, so that its comments are kept."""
    old = _table(path, text, key).get(key)
    if not isinstance(value, dict) or not isinstance(old, dict) or not value:
        yield (key,), value
        return
    yield from (((key, str(name)), None) for name in old if str(name) not in value)
    yield from (((key, name), one) for name, one in value.items() if old.get(name) != one)


def _put(path: str, text: str, keys: tuple[str, ...], value: Value) -> str:
    """The text with `value` under `keys` of its front matter, which is created if needed."""
    kind, start, end = _block(text)
    if kind == "other":
        raise _by_hand(path, ".".join(keys))
    if not kind:
        block = put_yaml("", keys, value)
        new = f"---\n{block}---\n\n{text.lstrip(chr(10))}" if block else text
    else:
        block = (put_toml if kind == "toml" else put_yaml)(text[start:end], keys, value)
        new = text[:start] + (block or "") + text[end:]
    if block is None:
        raise _by_hand(path, ".".join(keys))
    return new


def _checked(path: str, before: bytes, text: str, new: str, after: bytes) -> Edit:
    """The edit, after parsing the new text. Raises SiteError with its new errors."""
    was, front = split(path, text), split(path, new)
    raise_errors(one for one in front.problems if one not in was.problems)
    if front.body.strip() != was.body.strip():
        raise _by_hand(path, "")
    return Edit(path, before, after, home_of(path))


def _meta(path: str, text: str) -> Meta:
    front = split(path, text)
    raise_errors(front.problems)
    return front.meta


def _by_hand(path: str, key: str) -> SiteError:
    message = Text(
        f"这个文件头要你自己改{f'：{key}' if key else ''}",
        f"this front matter must be edited by hand{f': {key}' if key else ''}",
    )
    return SiteError.of("edit-by-hand", Place(path), message)
