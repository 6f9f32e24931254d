"""After any sequence of edits an incremental build equals a clean one, byte for byte, and a second build writes nothing."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from generator import cache
from generator.build import Options, Site
from generator.errors import SiteError
from generator.pages import PAGE_KINDS
from tests.build.sites import make, tree, write

NAMES = st.sampled_from(["a", "b", "c", "d"])
TERMS = st.sampled_from(["产业互联网", "数据中台", "中台", "C2B", "互联网", "工厂"])
SENTENCES = st.lists(st.sampled_from([
    "产业互联网正在改变工厂。", "**产业**互联网与数据\n中台。", "企业集中台湾市场。", "C2B 与 B2C2B 不同。", "## 小节\n\n互联网公司。",
    "[另一篇](b.md)讲中台。", "[[C2B]]也在这里。", "`数据中台`是代码。", "![图](x.png)",
]), min_size=1, max_size=5).map("\n\n".join)
TITLES = st.sampled_from(["甲", "乙", "丙"])
TAGS = st.sampled_from(["", "tags: [平台]\n", "tags: [平台, 工厂]\n"])


class Edits(RuleBasedStateMachine):
    """An author at work on a site of up to four articles and six terms."""

    @initialize()
    def begin(self):
        self.folder = Path(tempfile.mkdtemp())
        self.root = make(self.folder, {"a.md": "---\ntitle: 甲\ndate: 2019-01-01\n---\n\n产业互联网。\n"}, "")
        self.terms = {"C2B": "由顾客带动。"}
        self.contexts = {}
        self._glossary()
        self.warm = Site(self.root, self.root / "build", Options(jobs=1))

    def teardown(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    @rule(name=NAMES, title=TITLES, tags=TAGS, text=SENTENCES, draft=st.booleans())
    def write_article(self, name, title, tags, text, draft):
        draft = "draft: true\n" if draft else ""
        write(self.root, f"content/articles/{name}.md", f"---\ntitle: {title}\ndate: 2019-02-0{ord(name) % 9 + 1}\n{tags}{draft}---\n\n{text}\n")

    @rule(name=NAMES)
    def delete_article(self, name):
        (self.root / f"content/articles/{name}.md").unlink(missing_ok=True)

    @rule(old=NAMES, new=NAMES)
    def rename_article(self, old, new):
        path = self.root / f"content/articles/{old}.md"
        if path.exists():
            path.replace(self.root / f"content/articles/{new}.md")

    @rule(term=TERMS, text=st.sampled_from(["一种说法。", "另一种说法，见[[C2B]]。"]))
    def define(self, term, text):
        self.terms[term] = text
        self._glossary()

    @rule(term=TERMS)
    def drop(self, term):
        if term != "C2B":
            self.terms.pop(term, None)
            self._glossary()

    @rule(color=st.sampled_from(["red", "#123456"]), first=st.sampled_from(["first", "section", "all"]))
    def change_settings(self, color, first):
        write(self.root, "site.toml", f'title = "站"\nentities = "listed"\nsearch = false\nfirst = "{first}"\n[extra]\ncolor = "{color}"\n')

    @rule(text=st.sampled_from(["<footer>一</footer>", "<footer>二</footer>"]))
    def override_layout(self, text):
        write(self.root, "layouts/partials/footer.html", text)

    @rule()
    def drop_layout(self):
        shutil.rmtree(self.root / "layouts", ignore_errors=True)

    @rule(data=st.sampled_from([b"one", b"two"]))
    def change_image(self, data):
        write(self.root, "content/articles/x.png", data)
        write(self.root, "content/static/y.txt", data)

    @rule()
    def lose_the_image(self):
        (self.root / "content/articles/x.png").unlink(missing_ok=True)

    @rule()
    def build_in_a_fresh_process(self):
        """As far as the pipeline can tell: a new object knows only what lies in the cache."""
        self._equal(Site(self.root, self.root / "build", Options(jobs=1)))

    @rule()
    def build_as_the_preview_does(self):
        self._equal(self.warm)

    @precondition(lambda self: hasattr(self, "root"))
    @invariant()
    def nothing_of_the_authors_is_lost(self):
        assert (self.root / "content").is_dir()
        assert not [path for path in self.root.iterdir() if path.name not in ("content", "site.toml", "layouts", "build", "clean", ".cache")]

    def _glossary(self):
        write(self.root, "content/glossary/terms.toml",
              "".join(f'[[entry]]\nname = "{term}"\ndefinition = "{text}"\n\n' for term, text in self.terms.items()))

    def _equal(self, site):
        shutil.rmtree(self.root / "clean", ignore_errors=True)
        try:
            Site(self.root, self.root / "clean", Options(jobs=1, use_cache=False)).build()
        except SiteError:
            return
        site.build()
        assert tree(self.root / "build") == tree(self.root / "clean")
        assert not site.build().written
        self._equal_stamps_equal_contexts(site.library)

    def _equal_stamps_equal_contexts(self, library):
        """Over all states that the site has been in: a page whose stamp is as it once was shows what it showed then."""
        for _, pages in PAGE_KINDS:
            for page in pages(library):
                if page.stamp:
                    known = self.contexts.setdefault((page.url, page.stamp, repr(library.config)), cache.key(page.context))
                    assert cache.key(page.context) == known


TestEdits = Edits.TestCase
TestEdits.settings = settings(max_examples=25, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck))
