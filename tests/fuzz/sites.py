"""Whole sites at random: trees, names, links, broken caches, and builds between the edits.

python -m tests.fuzz.sites --seconds 600 [--seed 1]

After every edit the site is built twice, by the command. Each build ends in 0 or 1, in words. Nothing of the author's
changes, nothing from outside of the site is published, and a clean build of the same site is equal to the output.
"""

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SECRET = b"-- nobody may read this --"
NAMES = [
    "a",
    "数据",
    "con",
    "a b",
    "a:b",
    "-x",
    "..",
    "é",
    "e\u0301",
    "A",
    "x" * 200,
    "l\nf",
    "\x1b[31m",
    "index",
    "tags",
    "404",
]
SUFFIXES = [".md", ".md", ".md", ".txt", ".html", ".toml", ".csv", ".png", ""]
FOLDERS = ["articles", "articles", "articles/sub", "glossary", "pages", "static", "static/pagefind"]
TEXTS = [
    "---\ntitle: 甲\ntags: [a, 数据]\n---\n\n数据中台在北京。[[数据]]\n",
    "---\ntitle: 乙\nslug: ../../out\n---\n\n![p](../static/a.png) [l](a.md)\n",
    "---\ntitle: 丙\nslug: index\naliases: [/tags/, /../x]\n---\n\n[l](http://[你]:80/) <a href='/&#9;/['>x</a>\n",
    "---\ntitle: 丁\ndate: 0001-01-01\n---\n\n# 一\n\n# 一\n\n<script>x</script>\n",
    "---\n: [\n",
    "",
    "\x00\ufeff" + "[" * 50,
    '[[entry]]\nname = "数据"\ndefinition = "x"\naliases = ["中台"]\n',
    "name,definition\n=x,y\n",
    "{{ 7 * 7 }} {% include 'x' %}\n",
]
TARGETS = ["../../../secret", "../../.env", "../../build", "../../.cache", "/etc/hostname", "a.md", ".", "gone"]


class Site:
    """A site in the making; `step` edits it by chance and checks what builds make of it."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.root = folder / "site"
        (self.root / "content").mkdir(parents=True)
        (folder / "secret").write_bytes(SECRET)
        (self.root / ".env").write_bytes(SECRET)
        self.root.joinpath("site.toml").write_text('title = "x"\nsearch = false\nentities = "listed"\n')

    def step(self) -> str:
        """One edit and two builds; what is wrong, or nothing."""
        edit = self.chance.choice([self._write, self._write, self._write, self._link, self._remove, self._harm])
        edit()
        before = self._tree(self.root / "content")
        said = self._build("build")
        if said:
            return f"{edit.__name__}: {said}"
        if self._tree(self.root / "content") != before:
            return f"{edit.__name__}: the author's files have changed"
        output = self._tree(self.root / "build")
        if any(SECRET in data for data in output.values()):
            return f"{edit.__name__}: a secret is published"
        if self.code == 0:
            self._build(str(self.root.parent / "clean"), "--no-cache")
            clean = self._tree(self.root.parent / "clean")
            shutil.rmtree(self.root.parent / "clean")
            if clean != output:
                apart = sorted(path for path in clean.keys() | output.keys() if clean.get(path) != output.get(path))
                return f"{edit.__name__}: not as a clean build: {apart[:5]}"
        return ""

    def _build(self, output: str, *more: str) -> str:
        target = output if Path(output).is_absolute() else str(self.root / output)
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "generator",
                "build",
                "--site",
                str(self.root),
                "--output",
                target,
                "--jobs",
                "1",
                *more,
            ],
            capture_output=True,
            check=False,
            timeout=120,
        )
        self.code = done.returncode
        bad = done.returncode not in (0, 1) or b"Traceback" in done.stderr or b"\x1b[31m" in done.stderr
        return done.stderr.decode(errors="replace")[-800:] if bad else ""

    def _path(self) -> Path:
        pick = self.chance.choice
        return self.root / "content" / pick(FOLDERS) / (pick(NAMES) + pick(SUFFIXES))

    def _write(self) -> None:
        path = self._path()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(self.chance.choice(TEXTS), encoding="utf-8")
        except OSError:  # a folder or a link is in the way
            pass

    def _link(self) -> None:
        path = self._path()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            if self.chance.random() < 0.2:
                os.mkfifo(path)
            else:
                path.symlink_to(self.chance.choice(TARGETS))
        except OSError:
            pass

    def _remove(self) -> None:
        self._remove_one(self.root / "content")

    def _harm(self) -> None:
        """Damage in the cache or in the output's list."""
        files = sorted(path for path in (self.root / ".cache").rglob("*") if path.is_file())
        if not files:
            return
        path = self.chance.choice(files)
        how = self.chance.randrange(3)
        if how == 0:
            path.unlink()
        elif how == 1:
            path.write_bytes(path.read_bytes()[: self.chance.randrange(200)])
        else:
            data = bytearray(path.read_bytes() or b"x")
            data[self.chance.randrange(len(data))] ^= 0x41
            path.write_bytes(data)

    def _remove_one(self, folder: Path) -> None:
        paths = sorted(path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
        if paths:
            self.chance.choice(paths).unlink()

    @staticmethod
    def _tree(folder: Path) -> dict[str, bytes]:
        found = {}
        for path in sorted(folder.rglob("*")):
            name = str(path.relative_to(folder))
            if path.is_symlink():
                found[name] = b"link " + os.fsencode(path.readlink())
            elif path.is_file() and not name.startswith(".zhushu"):
                found[name] = path.read_bytes()
        return found


def attempt(seed: int, steps: int) -> tuple[int, str]:
    """Steps taken with a new site, and what went wrong in the last one."""
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder), seed)
        for step in range(steps):
            if said := site.step():
                return step + 1, said
    return steps, ""


def main() -> None:
    """Try seed after seed; exit 1 at the end where something was found."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--seconds", type=float, default=60)
    ask.add_argument("--seed", type=int, default=1)
    said = ask.parse_args()
    until, seed, steps, found = time.monotonic() + said.seconds, said.seed, 0, 0
    while time.monotonic() < until:
        taken, wrong = attempt(seed, 12)
        steps += taken
        if wrong:
            found += 1
            print(f"seed {seed}, step {taken}: {wrong}", flush=True)
        seed += 1
    print(f"{seed - said.seed} sites, {steps} edits, {found} findings")
    sys.exit(found > 0)


if __name__ == "__main__":
    main()
