"""Makes `generator/data/t2s.txt`: traditional characters and variants, each with its simplified one.

    python -m training.t2s

The pairs are those of OpenCC (Apache-2.0): `t2s` for every Han character, and for the forms that are usual in Taiwan
and Hong
Kong but that `t2s` leaves as they are, `tw2s` and `hk2s`. OpenCC must be installed; the same version gives the same
file.

Left out are compatibility ideographs (NFKC maps them) and the characters of `normalize.BY_NEIGHBOURS`, which depend
on context.
"""

import unicodedata
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import opencc

OUT = Path(__file__).parent.parent / "generator" / "data" / "t2s.txt"
HAN = (range(0x3400, 0xA000), range(0x20000, 0x32400))
LEFT_OUT = "么著瞭"


def main() -> None:
    pairs = dict(sorted(_pairs()))
    lines = [
        f"# Traditional characters (line 1) and their simplified ones (line 2), from OpenCC {version('opencc')}, Apache-2.0:",
        "# https://github.com/BYVoid/OpenCC. Made by training/t2s.py.",
        "".join(pairs),
        "".join(pairs.values()),
    ]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(pairs)} pairs")


def _pairs() -> Iterator[tuple[str, str]]:
    converters = [opencc.OpenCC(name) for name in ("t2s", "tw2s", "hk2s")]
    for code in (code for block in HAN for code in block):
        char = chr(code)
        simple = next((new for converter in converters if (new := converter.convert(char)) != char), char)
        if simple != char and len(simple) == 1 and char not in LEFT_OUT and unicodedata.normalize("NFKC", char) == char:
            yield char, simple


if __name__ == "__main__":
    main()
