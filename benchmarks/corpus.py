"""Articles and glossaries to measure with: from a path given, or synthetic ones where there is none."""

import random
import re
import tarfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

ENDINGS = (
    "网络平台数据系统服务产业制造模型市场技术组织协议设备工具团队用户流程标准接口方案机制政策结构经验能力资源渠道价值"
)
VERBS = ("需要", "带动", "依靠", "改变", "连接", "记录", "整理", "支持", "影响", "推动", "替代", "检验")
LINKS = ("因此", "不过", "与此同时", "在多数情况下", "按照这个思路", "从结果来看", "到了第二年", "对小团队来说")


def articles(count: int, source: Path | None) -> Iterator[tuple[str, str]]:
    """`count` articles as (file name, Markdown): those at `source` (a folder or a .tar.gz), again and again if they
    are too few."""
    found = list(_found(source)) if source else []
    for number in range(count):
        text = found[number % len(found)] if found else synthetic(number)
        yield f"a{number:05}.md", text if number < len(found) or not found else _retitled(text, number)


def _found(source: Path) -> Iterator[str]:
    if source.is_dir():
        for path in sorted(source.rglob("*.md")):
            yield path.read_text(encoding="utf-8")
        return
    with tarfile.open(source) as archive:
        for member in sorted(
            (one for one in archive.getmembers() if one.name.endswith(".md")), key=lambda one: one.name
        ):
            file = archive.extractfile(member)
            assert file is not None
            yield file.read().decode()


def _retitled(text: str, number: int) -> str:
    if not text.startswith("---"):
        return f"# {number}\n\n{text}"
    return re.sub(r'^title: *("?)', lambda found: f"title: {found[1]}{number} ", text, count=1, flags=re.MULTILINE)


@lru_cache(maxsize=4)
def words(count: int, seed: int = 1) -> list[str]:
    """`count` made-up Chinese compounds of four characters, no two the same."""
    chance = random.Random(seed)
    pairs = [ENDINGS[at : at + 2] for at in range(0, len(ENDINGS) - 1, 2)]
    made: dict[str, None] = {}
    while len(made) < count:
        made[chance.choice(pairs) + chance.choice(pairs) + ("" if len(made) < 400 else chance.choice(pairs))] = None
    return list(made)


def synthetic(number: int, han: int = 2000) -> str:
    """An article of about `han` Han characters with headings, emphasis, a list and a quotation; the same for the same
    number."""
    chance = random.Random(number)
    vocabulary = words(600)
    blocks, written = (
        [f"---\ntitle: 第 {number} 篇\ndate: 20{chance.randint(10, 24)}-{chance.randint(1, 12):02}-11\n---\n"],
        0,
    )
    while written < han:
        sentences = "".join(_sentence(chance, vocabulary) for _ in range(chance.randint(3, 6)))
        written += len(sentences)
        kind = chance.random()
        blocks.append(f"> {sentences}\n" if kind < 0.08 else f"- {sentences}\n" if kind < 0.16 else f"{sentences}\n")
        if kind > 0.85:
            blocks.append(f"## {chance.choice(vocabulary)}\n")
    return "\n".join(blocks)


def _sentence(chance: random.Random, vocabulary: list[str]) -> str:
    one, two, three = chance.sample(vocabulary, 3)
    subject = f"**{one}**" if chance.random() < 0.1 else one
    return f"{chance.choice(LINKS)}，{subject}{chance.choice(VERBS)}{two}，也{chance.choice(VERBS)}{three}的安排。"


def glossary(terms: list[str]) -> str:
    """A glossary file of these terms."""
    return "".join(
        f'[[entry]]\nname = "{term}"\ndefinition = "{term}：一个词条的释义，用来量速度。"\n\n' for term in terms
    )
