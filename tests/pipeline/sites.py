"""Small sites for tests of the pipeline, and what to ask of an output folder."""

from hashlib import sha256
from pathlib import Path

from generator.pipeline.build import Options, Report, Site

SETTINGS = 'title = "试验站"\nlanguage = "zh-Hans"\nbase_url = "https://example.org/blog/"\nentities = "listed"\nsearch = false\n'

ARTICLES = {
    "one.md": "---\ntitle: 第一篇\ndate: 2019-01-02\ntags: [平台, 制造]\n---\n\n许多工厂正在接入**产业**互联网，并建设数据中台。\n\n"
    "## 第二节\n\n产业互联网离不开[另一篇](two.md)里说的数据中台。\n",
    "two.md": "---\ntitle: 第二篇\ndate: 2019-02-03\ntags: [平台]\n---\n\n数据中台由平台团队维护，C2B 模式由顾客发起。\n",
    "three.txt": "第三篇 柔性生产\n\nC2B 模式在服装厂里最常见，订单先于布料。\n\n顾客量体之后，工厂才开始裁剪。\n",
}
GLOSSARY = """\
[[entry]]
name = "产业互联网"
definition = "用联网的数据改造整条产业链。参见[[数据中台]]。"
english = "industrial internet"

[[entry]]
name = "数据中台"
definition = "企业里统一加工数据、供各业务复用的一层。"
see = ["产业互联网"]

[[entry]]
name = "C2B"
definition = "由顾客的需求带动生产。"
"""


def make(
    root: Path, articles: dict[str, str] | None = None, glossary: str = GLOSSARY, settings: str = SETTINGS
) -> Path:
    """A site in `root`."""
    for name, text in (ARTICLES if articles is None else articles).items():
        write(root, f"content/articles/{name}", text)
    write(root, "content/glossary/terms.toml", glossary)
    write(root, "site.toml", settings)
    return root


def write(root: Path, path: str, text: str | bytes) -> None:
    """Write a file of a site."""
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(text if isinstance(text, bytes) else text.encode())


def build(root: Path, output: str = "build", **options: object) -> Report:
    """Build in this process; one worker unless told otherwise."""
    return Site(root, root / output, Options(**{"jobs": 1, **options})).build()


def tree(folder: Path) -> dict[str, str]:
    """Path → digest of every file."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def page(root: Path, path: str) -> str:
    """The text of a built page."""
    return (root / "build" / path).read_text(encoding="utf-8")
