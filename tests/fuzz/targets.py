"""What is fuzzed: each function takes any bytes at all and raises only where Zhushu is at fault."""

import json
import tempfile
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from unittest import mock

import msgspec
from msgspec.structs import replace

from generator import annotate, readers
from generator.article.compose import Composer
from generator.author import edits as desk
from generator.author.edits import articles
from generator.author.importing.read import from_bytes, from_file
from generator.author.merging.plan import compare
from generator.author.merging.plan import read as read_foreign_glossary
from generator.cli.annotate import as_json, inline
from generator.core.draft import Source
from generator.core.entry import Glossary
from generator.core.errors import Place, Problem, SiteError
from generator.core.passage import Passage
from generator.core.settings import AnnotateSettings, Config
from generator.glossary import definitions, never
from generator.glossary import load as glossary
from generator.preview import files, guard
from generator.readers.front_matter import split
from generator.settings import config
from generator.site import links
from generator.site.pages import feed_html as clean
from generator.store import state
from tests.readers.contract import check

_SCRATCH = tempfile.TemporaryDirectory(prefix="zhushu-fuzz-")  # removed when the process ends
SCRATCH = Path(_SCRATCH.name)
PLACE = Place("a")
ENTRIES = '[[entry]]\nname = "产业互联网"\ndefinition = "d"\n[[entry]]\nname = "C2B"\ndefinition = "d"\n[[entry]]\nname = "腾讯"\ntype = "organization"\ndefinition = "d"\n'


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


def parsed(path: str, text: str) -> Glossary:
    """The glossary that one file makes."""
    entries, problems = glossary.parse(path, text)
    whole, clashes = glossary.assemble(entries, never.parse(text))
    told([*problems, *clashes])
    return whole


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


def imported(name: str) -> Callable[[bytes], None]:
    """A file of another program, as an article."""

    def run(data: bytes) -> None:
        path = SCRATCH / name
        path.write_bytes(data)
        for made in from_file(path, name):
            if isinstance(made, Problem):
                told([made])
            else:
                told(made.problems)
                assert "/" not in made.slug
                assert made.slug.strip(".")
                readers.decode(articles.article(made.front, made.body), "a")

    return run


def pasted(data: bytes) -> None:
    """Text from the clipboard, as an article."""
    made = from_bytes(data, "-", SCRATCH)
    if isinstance(made, Problem):
        told([made])
    else:
        articles.article(made.front, made.body)


def merged(name: str) -> Callable[[bytes], None]:
    """Another program's glossary."""

    def run(data: bytes) -> None:
        path = SCRATCH / name
        path.write_bytes(data)
        try:
            entries, problems = read_foreign_glossary(path)
        except SiteError as error:
            told(error.problems)
            return
        told(problems)
        compare(composer().glossary, entries)

    return run


def edited(data: bytes) -> None:
    """An alias put into a glossary file of any content is in it, and nothing else of it has changed; else the author is told."""
    alias, _, rest = data.partition(b"\n")
    name = f"a{('.toml', '.yaml', '.csv', '.md')[len(data) % 4]}"
    path = SCRATCH / "content/glossary" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(rest)
    before, problems = glossary.parse(f"content/glossary/{name}", readers.decode(rest, "a")[0])
    if not before or any(problem.level == "error" for problem in problems):
        return
    try:
        edit = desk.add_alias(SCRATCH, before[0], alias.decode("utf-8", "surrogateescape")[:40])
    except SiteError as error:
        told(error.problems)
        return
    assert edit.before == rest
    assert edit.after is not None
    after, _ = glossary.parse(edit.path, readers.decode(edit.after, "a")[0])
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


def request(data: bytes) -> None:
    """A request to the preview: answered, or refused in words."""
    path, _, rest = data.decode("latin-1").partition("\n")
    headers = [tuple(line.encode("latin-1").split(b":", 1)) for line in rest.split("\n") if ":" in line]
    for method in ("GET", "POST"):
        refused = guard.refusal(
            {"type": "http", "method": method, "path": path, "headers": headers, "client": ("127.0.0.1", 1)},
            guard.Door("127.0.0.1", 8000, "secret"),
        )
        assert refused is None or (refused.zh and refused.en)
    assert not isinstance(files.find(SCRATCH / "none", path), files.SiteFile)


def kept_state(data: bytes) -> None:
    """The state of a build, poisoned."""
    path = state.path_of(SCRATCH, SCRATCH / "build")
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    with mock.patch.object(state, "program", str):
        state.current(SCRATCH, SCRATCH / "build", "")


def told(problems: object) -> None:
    """Every problem can be said in both languages, in one line, and kept."""
    for problem in problems:
        for language in ("zh", "en"):
            said = problem.say(language)
            assert said.strip()
            assert "Traceback" not in said
        msgspec.json.encode(problem)


@lru_cache(maxsize=1)
def composer() -> Composer:
    """Composes with a small glossary."""
    return Composer(Config(), parsed("content/glossary/a.toml", ENTRIES), AnnotateSettings("auto"))


@lru_cache(maxsize=1)
def annotator() -> object:
    """Annotates with the same glossary."""
    return annotate.annotator(composer().glossary, AnnotateSettings("auto"))


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
    "import-xml": imported("a.xml"),
    "import-html": imported("a.html"),
    "import-md": imported("2019-01-02-a.md"),
    "import-paste": pasted,
    "merge-skos-json": merged("a.jsonld"),
    "merge-skos-xml": merged("a.rdf"),
    "merge-tbx": merged("a.tbx"),
    "alias": edited,
    "entry": added,
    "request": request,
    "state": kept_state,
}
