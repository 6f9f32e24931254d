"""What is fuzzed: each function takes any bytes at all and raises only where Zhushu is at fault."""

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from html import escape
from unittest import mock

import msgspec
import tomlkit
from msgspec.structs import replace

from generator import annotate, readers
from generator.author import edits as desk
from generator.cli.annotate import as_json, inline
from generator.core import urls
from generator.core.draft import Source
from generator.core.errors import SiteError
from generator.core.passage import Passage
from generator.core.settings import AnnotateSettings, Config
from generator.glossary import definitions, gather
from generator.glossary.ids import Ids
from generator.pipeline.weaving.files import decoded
from generator.pipeline.weaving.html import Glossary
from generator.pipeline.weaving.page import Weaver
from generator.preview import files, guard
from generator.readers.front_matter import split
from generator.readers.html.foreign import strip
from generator.settings import config
from generator.site import links
from generator.site.pages import feed_html as clean
from generator.store import state
from generator.store.output import commit
from generator.store.seal import seal
from generator.store.shelf import Shelf
from generator.theme.files import find, strings
from tests.fuzz.incoming import document, imported, merged, pasted, workbook
from tests.fuzz.shared import PLACE, SCRATCH, annotator, composer, parsed, told
from tests.readers.contract import check
from tests.security import hostile


def article(suffix: str) -> Callable[[bytes], None]:
    """Reads an article; what comes out keeps the readers' contract."""

    def run(data: bytes) -> None:
        text, problems = readers.decode(data, "a")
        told(problems)
        check(readers.read(Source(f"content/articles/a{suffix}", text, "")), list(data[:8]))

    return run


def page(data: bytes) -> None:
    """Composes an article with a small glossary, puts it into a library, and makes what others read of it."""
    text, _ = readers.decode(data, "a")
    suffix = (".md", ".html", ".txt")[len(data) % 3]
    made = composer().compose(Source(f"content/articles/a{suffix}", text, "0"))
    composed, html, woven_from = made.composed, made.html, made.text
    msgspec.json.encode(made)
    msgspec.json.encode((html, woven_from))
    told(composed.problems)
    content = frozenset({composed.path, "content/articles/b.png"})
    targets = links.Targets(
        {composed.path: "articles/a.html"}, frozenset({"index.html"}), content, {"articles/a.html": frozenset({"a"})}
    )
    for link in composed.links:
        resolved = links.resolve(link, composed.path, "articles/a.html", targets)
        told([resolved.problem] if resolved.problem else [])
    clean.clean(html, "https://example.org/", "articles/a.html")


def fragment(data: bytes) -> None:
    """A definition as HTML and as text."""
    text, _ = readers.decode(data, "a")
    for entry in parsed("content/glossary/a.md", text).entries.values():
        msgspec.json.encode(definitions.render([entry], {}))


def glossary_file(*names: str) -> Callable[[bytes], None]:
    """A file of entries in one of the forms."""

    def run(data: bytes) -> None:
        text, _ = readers.decode(data, "a")
        found = parsed(f"content/glossary/{names[len(data) % len(names)]}", text)
        msgspec.json.encode(found)

    return run


def front_matter(data: bytes) -> None:
    """The front matter of an article."""
    text, _ = readers.decode(data, "a")
    for opening in ("", "---\n", "+++\n"):
        front = split("a.md", opening + text)
        told(front.problems)
        msgspec.json.encode(front.meta)


def settings(data: bytes) -> None:
    """A site.toml."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return
    found, problems = config.parse(text.replace("\r\n", "\n"))
    told(problems)
    msgspec.json.encode(found)


def lines(data: bytes) -> None:
    """`annotate --lines`: each find stands where it says it does."""
    for line in data.decode("utf-8", "replace").split("\n"):
        passage = Passage(0, line)
        kept = [span for span in annotate.choose(annotator()([passage])) if span.reason is None]
        said = json.loads(as_json(passage, kept))
        for one in said["annotations"]:
            assert line[one["start"] : one["end"]] == one["text"]
        assert line[:1] in inline(line, kept, html=False)
        annotate.suggest([passage], kept, composer().glossary, AnnotateSettings("auto"), {})


def edited(data: bytes) -> None:
    """An alias put into a glossary file of any content is in it, and nothing else of it has changed; else the author is told."""
    alias, _, rest = data.partition(b"\n")
    name = f"a{('.toml', '.yaml', '.csv', '.md')[len(data) % 4]}"
    path = SCRATCH / "content/glossary" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(rest)
    before, problems = gather.parse(f"content/glossary/{name}", readers.decode(rest, "a")[0])
    if not before or any(problem.level == "error" for problem in problems):
        return
    try:
        edit = desk.add_alias(SCRATCH, before[0], alias.decode("utf-8", "surrogateescape")[:40])
    except SiteError as error:
        told(error.problems)
        return
    assert edit.before == rest
    assert edit.after is not None
    after, _ = gather.parse(edit.path, readers.decode(edit.after, "a")[0])
    assert [entry.id for entry in after] == [entry.id for entry in before]
    assert [replace(entry, place=PLACE) for entry in after[1:]] == [replace(entry, place=PLACE) for entry in before[1:]]


def added(data: bytes) -> None:
    """A new entry of any name and definition, and any silenced word."""
    name, _, definition = data.decode("utf-8", "surrogateescape").partition("\n")
    for make in (lambda: desk.add_entry(SCRATCH, name, "term", definition), lambda: desk.ignore(SCRATCH, name)):
        try:
            edit = make()
        except SiteError as error:
            told(error.problems)
            continue
        assert edit.path.startswith("content/glossary/")
        assert ".." not in edit.path.split("/")


def navigation(data: bytes) -> None:
    """The links of the header, whatever they say: refused, or on every page an address that runs nothing."""
    try:
        title, _, url = data.decode("utf-8").partition("\n")
    except UnicodeDecodeError:
        return
    table = tomlkit.dumps({"nav": [{"title": title, "url": url}]})
    found, problems = config.parse(table)
    told(problems)
    for item in () if problems else found.nav:
        page = f'<a href="{escape(urls.link("../", item.url))}">{escape(item.title)}</a>'
        assert not hostile.wrong_in(page)


def suggestions(data: bytes) -> None:
    """What is suggested stands in the text, where it is said to stand, and can become an entry."""
    text, _ = readers.decode(data, "a")
    draft = readers.read(Source(f"content/articles/a{('.md', '.txt')[len(data) % 2]}", text, ""))
    passages = draft.body.passages
    spans = annotate.choose(annotator()(passages))
    found = annotate.suggest(passages, spans, composer().glossary, AnnotateSettings("auto"), {})
    words = "".join(passage.text for passage in passages)
    for one in found:
        assert one.surface in words
        assert one.line > 0
        msgspec.json.encode(one)
    written = tomlkit.dumps({"entry": [{"name": one.surface, "todo": True} for one in found]})
    assert [entry.name for entry in gather.parse("a.toml", written)[0]] == [one.surface for one in found]


def woven(data: bytes) -> None:
    """A page of another generator gets its marks, keeps its encoding, and is its old self again without them."""
    page = decoded(data)
    if page is None:
        return
    text, encoding = strip(page[0]), page[1]
    made = weaver()("a/b.html", text)
    for mention in made.mentions:
        msgspec.json.encode(mention)
    assert strip(made.html.encode(encoding, "surrogateescape").decode(encoding, "surrogateescape")) == text


def request(data: bytes) -> None:
    """A request to the preview: answered, or refused in words."""
    path, _, rest = data.decode("latin-1").partition("\n")
    headers = [tuple(line.encode("latin-1").split(b":", 1)) for line in rest.split("\n") if ":" in line]
    for method in ("GET", "POST"):
        refused = guard.refusal(
            {"type": "http", "method": method, "path": path, "headers": headers, "client": ("127.0.0.1", 1)},
            guard.Door("127.0.0.1", 8000, "secret"),
        )
        assert refused is None or all(refused.message)
    assert not isinstance(files.find(SCRATCH / "none", path), files.SiteFile)


def kept_state(data: bytes) -> None:
    """The state of a build, poisoned."""
    path = state.path_of(SCRATCH, SCRATCH / "build")
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    with mock.patch.object(state, "program", str):
        state.current(SCRATCH, SCRATCH / "build", "")


def own_state(data: bytes) -> None:
    """The state of a build, and the journal of a commit, of any content under this user's own seal: another version's."""
    first, _, rest = data.partition(b"\n\n")
    path = state.path_of(SCRATCH, SCRATCH / "build")
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(f"{seal(first)} {seal(rest)} {len(first)}\n".encode() + first + rest)
    with mock.patch.object(state, "program", str):
        state.current(SCRATCH, SCRATCH / "build", "")
    state.load(SCRATCH, SCRATCH / "build")
    journal = SCRATCH / "a.journal"
    journal.write_bytes(f"{seal(data)}\n".encode() + data)
    commit._planned(journal, SCRATCH / "build")


def kept_values(data: bytes) -> None:
    """A database of values that is none, or damaged."""
    path = SCRATCH / "a.sqlite"
    path.write_bytes(data)
    shelf = Shelf(path, ("a",))
    for key, _ in [*shelf.heads(), *shelf.all("a")]:
        shelf.get(str(key), "a", "")


@lru_cache(maxsize=1)
def weaver() -> Weaver:
    """Weaves with the same glossary."""
    entries = composer().glossary
    rendered = definitions.render(entries.entries.values(), {})
    by_id = {ref: rendered[definitions.key_of(entry)] for ref, entry in entries.entries.items()}
    texts = strings(find(None), Config())
    return Weaver(
        entries, Glossary(entries.entries, by_id, Ids(entries.entries.values()), "zh-Hans", texts), "section", ""
    )


TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "markdown": article(".md"),
    "html": article(".html"),
    "txt": article(".txt"),
    "page": page,
    "front-matter": front_matter,
    "settings": settings,
    "glossary-toml": glossary_file("a.toml"),
    "glossary-yaml": glossary_file("a.yaml"),
    "glossary-csv": glossary_file("a.csv", "a.tsv"),
    "glossary-md": glossary_file("a.md", "GLOSSARY.md"),
    "definition": fragment,
    "lines": lines,
    "suggestions": suggestions,
    "weave": woven,
    "nav": navigation,
    "import-xml": imported("a.xml"),
    "import-html": imported("a.html"),
    "import-md": imported("2019-01-02-a.md"),
    "import-paste": pasted,
    "import-docx": document,
    "merge-skos-json": merged("a.jsonld"),
    "merge-skos-xml": merged("a.rdf"),
    "merge-tbx": merged("a.tbx"),
    "merge-csv": merged("a.csv"),
    "merge-md": merged("a.md"),
    "merge-json": merged("a.json"),
    "merge-ttl": merged("a.ttl"),
    "merge-xlsx": workbook,
    "alias": edited,
    "entry": added,
    "request": request,
    "state": kept_state,
    "state-own": own_state,
    "shelf": kept_values,
}
