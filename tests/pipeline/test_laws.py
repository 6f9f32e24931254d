"""After any sequence of edits an incremental build equals a clean one, byte for byte, and a second build writes nothing."""

import shutil
import tempfile
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from msgspec.structs import replace

from generator.core.errors import SiteError
from generator.core.page import Sheaf, flat
from generator.pipeline import kept
from generator.pipeline.build import Options, Site
from generator.settings.article_keys import ARTICLE
from generator.settings.entry_keys import ENTRY, MATCH
from generator.settings.site_keys import SITE
from generator.site.pages import plan
from generator.site.pages.crawlers import Listing
from generator.store import cache
from tests.pipeline import drawn
from tests.pipeline.sites import make, tree, write

NAMES = st.sampled_from(drawn.NAMES)
TERMS = st.sampled_from(drawn.TERMS)
FILES = st.sampled_from(["terms", "more"])
PREVIEW = Options(jobs=1, drafts=True, future=True, base_url="http://127.0.0.1:8000/", whole=False)


@pytest.mark.parametrize(("name", "fields"), [("SITE", SITE), ("ARTICLE", ARTICLE), ("ENTRY", ENTRY), ("MATCH", MATCH)])
def test_every_key_is_drawn(name, fields):
    assert {field.key for field in fields} == getattr(drawn, name).keys()


ONE_KEY = [
    (kind, key) for kind in ("SITE", "ARTICLE", "ENTRY") for key, values in getattr(drawn, kind).items() if values
]
TEXTS = {"a": "\n\n".join(drawn.PARTS), "b": "中台与腾讯。[[C2B]]", "c": "c2b 见[甲](a.md)，工厂。"}


class Written:
    """A built site of which one table at a time has a key; it stands as it was built at first between the tests."""

    def __init__(self, root):
        self.root = root
        for name, text in TEXTS.items():
            write(root, f"content/articles/{name}.md", drawn.article({}, text))
        for path in (
            "content/articles/x.png",
            "content/glossary/x.png",
            "content/pages/about.md",
            "content/static/y.txt",
        ):
            write(root, path, "关于C2B。\n")
        for kind in ("SITE", "ARTICLE", "ENTRY"):
            self.write(kind, {})
        self.site = Site(root, root / "build", Options(jobs=1))
        self.first = self.built()

    def write(self, kind, table):
        if kind == "SITE":
            write(self.root, "site.toml", drawn.site(table))
        elif kind == "ARTICLE":
            write(self.root, "content/articles/a.md", drawn.article(table, TEXTS["a"]))
        else:
            entries = {**{term: {} for term in drawn.TERMS}, "中台": table}
            write(self.root, "content/glossary/terms.toml", drawn.glossary(entries))

    def built(self):
        self.site.build()
        return tree(self.root / "build")

    def clean(self):
        Site(self.root, self.root / "clean", Options(jobs=1, use_cache=False)).build()
        made = tree(self.root / "clean")
        shutil.rmtree(self.root / "clean")
        return made


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    return Written(tmp_path_factory.mktemp("written"))


@pytest.mark.parametrize(("kind", "key"), ONE_KEY)
def test_a_change_of_one_key_alone_redoes_all_that_depends_on_it(written, kind, key):
    """From none to each value in turn and back to none. Where a value may be the default, which shows nothing, each is
    compared with a clean build; else the last one tells of those before it too.
    """
    values = getattr(drawn, kind)[key]
    try:
        for value in values:
            written.write(kind, {key: value})
            made = written.built()
            if values == drawn.FLAG or value == values[-1]:
                assert made == written.clean()
    finally:
        written.write(kind, {})
    assert written.built() == written.first


class Edits(RuleBasedStateMachine):
    """An author at work on a site of up to four articles, in two glossary files."""

    @initialize()
    def begin(self):
        self.folder = Path(tempfile.mkdtemp())
        self.root = make(self.folder, {"a.md": "---\ntitle: 甲\ndate: 2019-01-01\n---\n\n产业互联网。\n"}, "")
        write(self.root, "content/pages/about.md", "关于C2B。\n")
        self.entries = {"terms": {"C2B": {"definition": "由顾客带动。"}}, "more": {}}
        self.contexts = {}
        self._write_glossary()
        self.preview = Site(self.root, self.root / "preview", PREVIEW)

    def teardown(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    @rule(name=NAMES, text=drawn.articles)
    def write_article(self, name, text):
        write(self.root, f"content/articles/{name}.md", text)

    @rule(name=NAMES, part=st.sampled_from(drawn.PARTS))
    def write_a_line(self, name, part):
        """Only the text of an article changes: all others are as the last build kept them."""
        path = self.root / f"content/articles/{name}.md"
        if path.exists():
            write(self.root, f"content/articles/{name}.md", f"{path.read_text(encoding='utf-8')}\n{part}\n")

    @rule(name=NAMES)
    def delete_article(self, name):
        (self.root / f"content/articles/{name}.md").unlink(missing_ok=True)

    @rule(old=NAMES, new=NAMES)
    def rename_article(self, old, new):
        path = self.root / f"content/articles/{old}.md"
        if path.exists():
            path.replace(self.root / f"content/articles/{new}.md")

    @rule(file=FILES, term=TERMS, entry=drawn.entries)
    def define(self, file, term, entry):
        self._forget(term)
        self.entries[file][term] = entry
        self._write_glossary()

    @rule(term=TERMS)
    def drop(self, term):
        if term != "C2B":
            self._forget(term)
            self._write_glossary()

    @rule(words=st.sampled_from(["", "智造云\n", "中台\n王景田\n"]))
    def silence(self, words):
        write(self.root, "content/glossary/_never.txt", words)

    @rule(text=drawn.settings)
    def change_settings(self, text):
        write(self.root, "site.toml", text)

    @rule(text=st.sampled_from(["<footer>一</footer>", "<footer>{{ site.extra.color | default('二') }}</footer>"]))
    def override_layout(self, text):
        write(self.root, "layouts/partials/footer.html", text)

    @rule()
    def drop_layout(self):
        shutil.rmtree(self.root / "layouts", ignore_errors=True)

    @rule(
        data=st.sampled_from([b"one", b"two"]),
        path=st.sampled_from(["content/articles/x.png", "content/glossary/x.png", "content/static/y.txt"]),
    )
    def change_image(self, data, path):
        write(self.root, path, data)

    @rule()
    def lose_the_image(self):
        (self.root / "content/articles/x.png").unlink(missing_ok=True)

    @rule()
    def build_in_a_fresh_process(self):
        """As far as the pipeline can tell: a new object knows only what lies in the cache."""
        self._equal(Site(self.root, self.root / "build", Options(jobs=1)))

    @rule()
    def build_as_the_preview_does(self):
        self._equal(self.preview)

    @precondition(lambda self: hasattr(self, "root"))
    @invariant()
    def nothing_of_the_authors_is_lost(self):
        assert (self.root / "content").is_dir()
        assert not [
            path
            for path in self.root.iterdir()
            if path.name not in ("content", "site.toml", "layouts", "build", "preview", "clean", ".cache")
        ]

    def _forget(self, term):
        for entries in self.entries.values():
            entries.pop(term, None)

    def _write_glossary(self):
        for file, entries in self.entries.items():
            write(self.root, f"content/glossary/{file}.toml", drawn.glossary(entries))

    def _equal(self, site):
        shutil.rmtree(self.root / "clean", ignore_errors=True)
        told, fails = self._problems(Site(self.root, self.root / "clean", replace(site.options, use_cache=False)))
        before = tree(site.target)
        assert self._problems(site) == (told, fails)
        if fails:
            assert tree(site.target) == before
            return
        assert tree(site.target) == tree(self.root / "clean")
        assert not site.build().written
        self._equal_stamps_equal_contexts(site.library)

    def _problems(self, site):
        """What a build tells, and whether it fails."""
        try:
            return set(site.build().problems), False
        except SiteError as error:
            return set(error.problems), True

    def _equal_stamps_equal_contexts(self, library):
        """Over all states that the site has been in: a page whose stamp is as it once was shows what it showed then, and a
        sheaf whose stamp is as it was has the same pages.
        """
        listing = Listing(library)
        for one in plan(library):
            pages = [*flat([one])]
            told = [(page.stamp, page.url, cache.key(page.context)) for page in pages]
            if isinstance(one, Sheaf):
                assert {page.layout for page in pages} <= {*one.layouts}
                shown = (
                    [(page.url, page.layout, page.searched) for page in pages],
                    listing(pages),
                    [key for *_, key in told],
                )
                told.append((one.stamp(), one.name, shown))
            for stamp, name, shown in told:
                if stamp:
                    assert self.contexts.setdefault((name, stamp, repr(library.config)), shown) == shown


@pytest.fixture(scope="module", autouse=True)
def _few():
    """So few articles in a sheaf, and in a shard, that a site of four has several."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("annotations", "article", "entry", "home", "previews"):
            patch.setattr(import_module(f"generator.site.pages.{name}"), "SHEAF", 2)
        patch.setattr(kept, "SHARD", 2)
        yield


TestEdits = Edits.TestCase
TestEdits.settings = settings(
    max_examples=25, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
)
