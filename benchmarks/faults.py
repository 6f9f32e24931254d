"""Kill a build at many random moments: the output must always be one whole state, old or new, and the next build must
mend the rest.

python -m benchmarks.faults --kills 200
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path

from benchmarks import corpus

SETTINGS = 'title = "{title}"\nentities = "listed"\nsearch = false\n'


def main() -> None:
    """Do it, and print what was seen; exit 1 at the first state that is neither the old nor the new one."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--kills", type=int, default=200)
    ask.add_argument("--articles", type=int, default=60)
    ask.add_argument("--seed", type=int, default=1)
    said = ask.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = make(Path(folder) / "site", said.articles)
        author = tree(root / "content")
        states = [state(root, title) for title in ("甲", "乙")]
        took = timed(root, "甲")
        seen = {"old": 0, "new": 0, "finished": 0}
        chance = random.Random(said.seed)
        for turn in range(said.kills):
            title = "甲乙"[turn % 2]
            settings(root, title)
            finished = killed(root, chance.uniform(0, took * 1.1))
            found = tree(root / "build")
            if found not in states:
                sys.exit(f"kill {turn}: neither the old nor the new state")
            seen["finished" if finished else "new" if found == states[turn % 2] else "old"] += 1
            if chance.random() < 0.3:
                run(root)
                if tree(root / "build") != states[turn % 2]:
                    sys.exit(f"kill {turn}: the next build did not mend it")
        if tree(root / "content") != author:
            sys.exit("a file of the author's was touched")
        left = [path.name for path in root.iterdir() if path.name not in ("content", "site.toml", "build", ".cache")]
        print(
            f"{said.kills} kills within {took:.2f} s: {seen}; every state whole, every next build right; left behind: {left or 'nothing'}"
        )


def make(root: Path, articles: int) -> Path:
    """A site of synthetic articles."""
    for name, text in corpus.articles(articles, None):
        path = root / "content/articles" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (root / "content/glossary").mkdir()
    (root / "content/glossary/terms.toml").write_text(corpus.glossary(corpus.words(50)), encoding="utf-8")
    return root


def settings(root: Path, title: str) -> None:
    """A change that touches every page."""
    (root / "site.toml").write_text(SETTINGS.format(title=title), encoding="utf-8")


def state(root: Path, title: str) -> dict[str, str]:
    """The output of a whole build under `title`."""
    settings(root, title)
    run(root)
    return tree(root / "build")


def timed(root: Path, title: str) -> float:
    """Seconds that such a build takes."""
    settings(root, title)
    began = time.perf_counter()
    run(root)
    return time.perf_counter() - began


def command(root: Path) -> list[str]:
    """Our build."""
    return [sys.executable, "-m", "generator", "build", "--site", str(root)]


def run(root: Path) -> None:
    """A build that nobody disturbs."""
    subprocess.run(command(root), check=True, capture_output=True)


def killed(root: Path, after: float) -> bool:
    """A build whose whole group of processes is killed after so many seconds; whether it had finished by then."""
    process = subprocess.Popen(
        command(root), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return False
    return True


def tree(folder: Path) -> dict[str, str]:
    """Path → digest of every file."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


if __name__ == "__main__":
    main()
