"""Files that nobody writes on purpose: each is read or refused in plain words, by every command, without a traceback and in little time.

With ZHUSHU_BIG in the environment the sizes are those of real accidents (megabytes, a hundred thousand of a thing).
"""

import io
import os
import sys
from time import process_time

import msgspec
import pytest

from generator import annotate, cli, readers
from generator.author import checks
from generator.core.errors import Problem, SiteError
from generator.core.passage import Passage
from generator.core.settings import AnnotateSettings
from generator.glossary import definitions
from generator.glossary import load as glossary
from generator.pipeline.build import Options, Site
from generator.readers.emphasis import strong
from tests.fuzz import targets

BIG = 60 if os.environ.get("ZHUSHU_BIG") else 1
MANY = 300 * BIG
DEEP = 1_000 * (10 if BIG > 1 else 1)
SETTINGS = 'title = "站"\nentities = "auto"\nsearch = false\n'
LAUGHS = "".join(f"l{number}: &l{number} [{', '.join([f'*l{number - 1}'] * 9)}]\n" for number in range(1, 9))

ARTICLES = {
    "quotes.md": "> " * DEEP + "甲",
    "quotes-and-lists.md": "> - " * DEEP + "甲",
    "lists.md": "".join(" " * (2 * depth) + "- 甲\n" for depth in range(min(DEEP, 3_000))),
    "brackets.md": "[" * DEEP + "甲" + "](b)" * DEEP,
    "emphasis.md": "*甲" * DEEP + "*" * DEEP,
    "headings.md": "# 甲\n\n" * MANY,
    "columns.md": "|甲" * MANY + "|\n" + "|-" * MANY + "|\n" + "|乙" * MANY + "|\n",
    "rows.md": "|甲|乙|\n|-|-|\n" + "|丙|丁|\n" * MANY,
    "notes.md": "".join(f"甲[^{number}]\n" for number in range(MANY))
    + "\n"
    + "".join(f"[^{number}]: 乙\n" for number in range(MANY)),
    "references.md": "".join(f"[甲{number}]\n" for number in range(MANY))
    + "\n"
    + "".join(f"[甲{number}]: b.md\n" for number in range(MANY)),
    "wanted.md": "[[甲]]" * MANY,
    "nested-html.md": "<div>" * DEEP + "甲",
    "nested.html": "<div>" * (10 * DEEP) + "甲" + "</div>" * (10 * DEEP),
    "formatting.html": "<b><i><u>" * DEEP + "甲",
    "tables.html": "<table><tr><td>" * DEEP + "甲",
    "comment.html": "<p>甲</p><!--" * MANY,
    "cdata.html": "<![CDATA[" * MANY,
    "attributes.html": "<p " + "a=b " * MANY + ">甲",
    "long-attribute.html": f"<p title='{'甲' * (20 * MANY)}'>乙",
    "lists.html": "<ul><li>" * DEEP + "甲",
    "line.txt": "产业互联网在上海" * (10 * MANY),
    "line.md": "产业**互联**网在上海" * (10 * MANY),
    "paragraphs.txt": "甲乙。\n" * MANY,
    "dialogue.txt": "老周说：\n我们自己来做。\n" * MANY,
    "bomb.md": f"---\nl0: &l0 [x, x, x, x, x, x, x, x, x]\n{LAUGHS}---\n\n甲",
    "circle.md": "---\nextra: &a\n  b: *a\n---\n\n甲",
    "deep-yaml.md": "---\nextra: " + "[" * DEEP + "\n---\n\n甲",
    "deep-yaml-2.md": "---\nextra:\n" + "".join(" " * depth + "- \n" for depth in range(1, 400)) + "---\n\n甲",
    "deep-toml.md": "+++\nextra = {a = " + "[" * DEEP + "]" * DEEP + "}\n+++\n\n甲",
    "dotted-toml.md": "+++\n[extra]\n" + ".".join("a" * DEEP) + " = 1\n+++\n\n甲",
    "long-front.md": "---\ntitle: " + "甲" * (100 * MANY) + "\n---\n\n甲",
    "many-tags.md": "---\ntags: [" + ", ".join(f"标{number}" for number in range(300)) + "]\n---\n\n甲",
    "keys.md": "---\n" + "".join(f"k{number}: 1\n" for number in range(MANY)) + "---\n\n甲",
    "unclosed.md": "---\ntitle: 甲\n" + "甲\n" * MANY,
    "only-front.md": "---\ntitle: 甲\n---\n",
    "empty.md": "",
    "blank.md": " \n\t\n",
    "empty.html": "",
    "empty.txt": "",
    "nul.md": "甲\0乙" * 50,
    "object.md": "甲\ufffc乙" * MANY,
    "private.md": "\ufdd00\ufdd1" * MANY,
    "marks.md": "e" + "\u0301" * MANY,
    "zero.md": "甲\u200b乙\u200d" * MANY,
    "bidi.md": "\u202e甲\u2066" * MANY,
    "shortcodes.md": "{% a %}{{< b >}}" * MANY,
    "unclosed-shortcodes.md": "{% a " * MANY,
    "raw.md": "{% raw %}" * MANY,
    "code.md": "```\n" * (MANY + 1),
    "ticks.md": "".join("`" * (number % 50) + "甲" for number in range(MANY)),
    "bad-utf8.md": b"\xe7\x94" * MANY,
    "latin.md": "caf\xe9 na\xefve ".encode("latin-1") * 50,
    "gb.md": ("甲乙丙丁，中文。" * 50).encode("gb18030"),
    "big5.md": ("甲乙丙丁，中文。" * 50).encode("big5"),
    "mixed.md": "甲乙".encode() * 50 + "丙丁".encode("gb18030") * 5,
    "utf16.md": ("甲" * 50).encode("utf-16"),
    "utf32.md": ("甲" * 50).encode("utf-32"),
    "utf16-odd.md": ("甲" * 50).encode("utf-16") + b"\x01",
    "bom-inside.md": "甲\ufeff乙".encode() * 50,
    "boms.md": b"\xef\xbb\xbf" * 50 + "甲".encode(),
    "surrogates.md": b"\xed\xa0\x80" * 50,
    "cr.md": "甲\r乙\r\n丙" * 50,
    "lines.md": "甲\u2028乙\u2029丙\x85丁\x0b戊\x0c" * 50,
    "image.md": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "zip.md": b"PK\x03\x04" + b"\0" * 500,
    "random.md": bytes(range(256)) * 20,
}
GLOSSARIES = {
    "bomb.yaml": f"l0: &l0 [x, x, x, x, x, x, x, x, x]\n{LAUGHS}",
    "circle.yaml": "- &a\n  name: 甲\n  see: *a\n",
    "merge.yaml": "- &a {name: 甲, definition: d}\n" + "- {<<: *a}\n" * 50,
    "deep.yaml": "[" * DEEP,
    "tags.yaml": "- !!python/object/apply:os.system [id]\n",
    "deep.toml": "a = " + "[" * DEEP,
    "many.toml": "".join(
        f'[[entry]]\nname = "词{number}条"\ndefinition = "d"\naliases = ["别{number}名"]\n' for number in range(MANY)
    ),
    "see.toml": "".join(
        f'[[entry]]\nname = "环{number}"\ndefinition = "见[[环{(number + 1) % 50}]]。"\nsee = ["环{(number + 1) % 50}"]\n'
        for number in range(50)
    ),
    "same.toml": '[[entry]]\nname = "甲"\ndefinition = "d"\n' * 50,
    "aliases.toml": f'[[entry]]\nname = "甲"\ndefinition = "d"\naliases = [{", ".join(f"{chr(34)}别名{number}{chr(34)}" for number in range(MANY))}]\n',
    "nested.toml": '[[entry]]\nname = "甲乙丙丁戊"\ndefinition = "d"\n[[entry]]\nname = "甲"\ndefinition = "d"\naliases = ["乙", "甲乙"]\n',
    "long.toml": f'[[entry]]\nname = "甲乙"\ndefinition = "{"> " * DEEP}"\n',
    "name.toml": f'[[entry]]\nname = "{"甲" * 5_000}"\ndefinition = "d"\n',
    "date.toml": "[[entry]]\nname = 2019-01-01\ndefinition = 5\n",
    "escape.toml": '[[entry]]\nname = "\\uD800"\n',
    "wide.csv": "name" + ",a" * MANY + "\n甲" + ",b" * MANY,
    "tall.csv": "name,definition\n" + "".join(f"词{number}条,d\n" for number in range(MANY)),
    "quotes.csv": 'name\n"' + "甲" * MANY,
    "nul.csv": "name\n甲\0乙\n",
    "empty.csv": "",
    "empty.toml": "",
    "empty.yaml": "",
    "empty.md": "",
    "big.tsv": "name\tdefinition\n甲\t" + "乙" * 200_000,
    "GLOSSARY.md": "## 甲\n乙\n" * MANY,
    "utf16.toml": '[[entry]]\nname = "甲"\ndefinition = "d"\n'.encode("utf-16"),
    "binary.md": bytes(range(256)) * 9,
    "space.toml": '[[entry]]\nname = "\u3000\u200b"\ndefinition = "d"\n',
}
COMMANDED = ("quotes.md", "nested.html", "surrogates.md", "bomb.md")
"""Those with which every command is called."""
SITES = {
    "empty": b"",
    "nul": b"\0" * 100,
    "utf16": SETTINGS.encode("utf-16"),
    "deep": b"a = " + b"[" * DEEP,
    "dotted": b".".join([b"a"] * DEEP) + b" = 1",
    "large": b"#" * 1_100_000,
    "number": b"per_page = " + b"9" * 5_000,
    "nan": b"published = nan",
    "escape": b'title = "\\ud800"',
    "keys": "".join(f"k{number} = 1\n" for number in range(300)).encode(),
    "nav": b"nav = [" + b'{title = "a", url = "b"},' * 300 + b"]",
    "color": b'[colors]\naccent = "red;}</style><script>"',
    "permalink": b'permalink = "{slug.__class__}.html"',
}


def site(root, settings=SETTINGS, **files):
    for folder in ("articles", "glossary"):
        (root / "content" / folder).mkdir(parents=True)
    (root / "site.toml").write_bytes(settings.encode() if isinstance(settings, str) else settings)
    for path, text in files.items():
        (root / "content" / path).write_bytes(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text)
    return root


LANGUAGES = ("zh_CN.UTF-8", "en_US.UTF-8")


def run(capfdbinary, monkeypatch, *arguments, lines=b"", languages=LANGUAGES):
    """A command, as in a terminal; what it prints in these languages has no traceback."""
    for language in languages:
        monkeypatch.setenv("LANG", language)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines)))
        code = cli.run(arguments)
        said = capfdbinary.readouterr()
        assert code in (0, 1)
        assert b"Traceback" not in said.err
        assert code == 0 or said.err or said.out


def seconds():
    """CPU time that one file of this kind may take, far more than it does: what is told is a square, not a busy machine."""
    return 60.0 if BIG == 1 else 600.0


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_of_an_accident(tmp_path, name):
    root, began = site(tmp_path, **{f"articles/{name}": ARTICLES[name]}), process_time()
    source = readers.load(root, f"content/articles/{name}")
    if isinstance(source, Problem):
        targets.told([source])
        return
    made = targets.composer().compose(source)
    targets.told(made.composed.problems)
    assert msgspec.json.encode(made)
    finds = targets.composer().find(source)
    body = finds.draft.body
    annotate.suggest(body.passages, finds.spans, finds.glossary, AnnotateSettings("auto"), strong(body))
    targets.told(checks.of_source(source))
    assert process_time() - began < seconds()


def test_all_of_them_in_one_site(tmp_path, capfdbinary, monkeypatch):
    root = site(
        tmp_path,
        **{f"articles/{name}": text for name, text in ARTICLES.items()},
        **{"glossary/a.toml": '[[entry]]\nname = "甲"\ndefinition = "d"\n'},
    )
    with pytest.raises(SiteError) as told:
        Site(root, root / "build", Options(jobs=1)).build()
    broken = {problem.place.path for problem in told.value.problems if problem.level == "error"}
    targets.told(told.value.problems)
    assert len(broken) < len(ARTICLES) / 2
    run(capfdbinary, monkeypatch, "check", "--site", str(root))
    run(capfdbinary, monkeypatch, "suggest", "--site", str(root), *COMMANDED)
    for at, name in enumerate(COMMANDED):
        taken = root / "content/articles" / name
        run(capfdbinary, monkeypatch, "explain", "--site", str(root), name, languages=LANGUAGES[at % 2 :][:1])
        run(capfdbinary, monkeypatch, "import", "--dry-run", "--site", str(root), str(taken), languages=LANGUAGES[:1])
    for path in broken:
        (root / path).unlink()
    assert Site(root, root / "build", Options(jobs=1)).build().articles == len(ARTICLES) - len(broken)
    assert not Site(root, root / "build", Options(jobs=1)).build().written


@pytest.mark.parametrize("name", GLOSSARIES)
def test_a_glossary_of_an_accident(tmp_path, name):
    root, began = site(tmp_path, **{f"glossary/{name}": GLOSSARIES[name]}), process_time()
    found, problems = glossary.survey(root)
    targets.told(problems)
    assert msgspec.json.encode(found)
    definitions.render(found.entries.values(), {})
    annotate.annotator(found, AnnotateSettings("listed"))([Passage(0, "甲和词7条。")])
    assert process_time() - began < seconds()


@pytest.mark.parametrize("name", SITES)
def test_a_site_toml_of_an_accident(tmp_path, capfdbinary, monkeypatch, name):
    root = site(tmp_path, SITES[name], **{"articles/b.md": "# 乙\n\n甲。\n"})
    run(capfdbinary, monkeypatch, "build", "--site", str(root))


def test_lines_of_an_accident(tmp_path, capfdbinary, monkeypatch):
    lines = [
        b"",
        b"\0",
        b"\xff\xfe",
        b"\xed\xa0\x80",
        "\ufffc\ufdd0".encode(),
        "产业互联网".encode() * 400,
        b"[" * 3_000,
        "e\u0301".encode() * 500,
        b"\r",
        "\u2028甲".encode(),
        b"\xef\xbb\xbf",
        b"http://a " * 300,
        "张三说".encode() * 200,
    ]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\n".join(lines) + b"\n")))
    assert cli.run(["annotate", "--lines", "--site", str(tmp_path)]) == 0
    assert capfdbinary.readouterr().out.count(b"\n") == len(lines)
