"""How long from a save to the new page in the browser: `python benchmarks/serve_latency.py CORPUS [--terms FILE]`.

CORPUS is a folder of Markdown articles, FILE a list of terms, one a line. A site of them is made in a temporary folder
and previewed twice: the second start finds everything as it was. Chromium shows one article, which is saved again and
again with a new sentence. The time runs from before the file is written to the frame in which the browser shows that
sentence. The first save is told by itself: what is loaded when it is first needed is loaded then.
"""

import argparse
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from threading import Thread

from playwright.sync_api import Page, sync_playwright

BROWSERS = ("chromium", "chromium-headless-shell", "chromium-browser", "google-chrome")
PAUSE = 2.0
"""Seconds between two saves: nobody saves faster for long, and the build behind the page is over by then."""
SEEN = """(() => {
  const look = () => {
    const found = document.querySelector('.e-content')?.textContent.match(/第(\\d+)次保存/);
    if (found) window.seenAt = [Number(found[1]), performance.timeOrigin + performance.now()];
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})()"""
"""Runs in every page before its own scripts: notes when a frame first holds which save."""


def make_site(root: Path, corpus: Path, terms: Path | None, count: int, entities: str) -> Path:
    """A site of the first `count` articles; gives the path of the one that is edited."""
    articles = root / "content" / "articles"
    (root / "content" / "glossary").mkdir(parents=True)
    articles.mkdir()
    (root / "site.toml").write_text(f'title = "预览"\nentities = "{entities}"\n', encoding="utf-8")
    for path in sorted(corpus.glob("*.md"))[:count]:
        shutil.copy(path, articles)
    names = terms.read_text(encoding="utf-8").split() if terms else []
    rows = "".join(f'[[entry]]\nname = "{name}"\ndefinition = "{name}的释义。"\n\n' for name in names)
    (root / "content" / "glossary" / "terms.toml").write_text(rows, encoding="utf-8")
    return sorted(articles.iterdir())[count // 2]


def free_port() -> int:
    """A port that nobody listens at. Pages name their address: at another port all are made anew."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def start(root: Path, port: int) -> tuple[subprocess.Popen[str], str]:
    """The preview as its users start it, once its first build is done, and its address."""
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "generator", "serve", "--site", str(root), "--port", str(port)],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "LANG": "en_US.UTF-8", "LC_ALL": "en_US.UTF-8"},
    )
    assert process.stderr
    url = ""
    for line in process.stderr:
        url = found[0] if (found := re.search(r"http://\S+/", line)) else url
        if "files changed" in line:
            print(f"{line.rstrip()} (ready after {time.perf_counter() - began:.2f} s)")
            Thread(target=process.stderr.read, daemon=True).start()  # a full pipe would hold the preview up
            return process, url
    sys.exit("the preview did not start")


def end(process: subprocess.Popen[str]) -> None:
    """Stop a preview."""
    process.terminate()
    process.wait()


def save(path: Path, text: str, number: int) -> float:
    """Save the article with a new sentence, as an editor does; when it began, in ms since the epoch."""
    began = time.time() * 1000
    path.write_text(f"{text}\n\n这是第{number}次保存。\n", encoding="utf-8")
    return began


def rounds(page: Page, path: Path, count: int) -> list[tuple[float, float]]:
    """Milliseconds from save to sight, and of these those that the browser takes to load the page, for each of
    `count` saves."""
    text = path.read_text(encoding="utf-8")
    took = []
    for number in range(1, count + 1):
        began = save(path, text, number)
        page.wait_for_function("number => window.seenAt?.[0] === number", arg=number, timeout=20_000, polling=20)
        took.append((page.evaluate("seenAt[1]") - began, page.evaluate("seenAt[1] - performance.timeOrigin")))
        time.sleep(PAUSE)
    return took


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--terms", type=Path)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--entities", choices=("listed", "auto", "off"), default="listed")
    parser.add_argument("--chromium", default=next(filter(None, map(shutil.which, BROWSERS)), None))
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = make_site(Path(folder), args.corpus, args.terms, args.articles, args.entities)
        port = free_port()
        end(start(Path(folder), port)[0])
        process, url = start(Path(folder), port)
        try:
            browser = playwright.chromium.launch(executable_path=args.chromium, args=["--no-sandbox", "--disable-gpu"])
            page = browser.new_page()
            page.add_init_script(SEEN)
            page.goto(f"{url}articles/{path.stem}.html")
            page.wait_for_function("document.querySelector('zhushu-preview[data-ready]')")
            took = rounds(page, path, args.rounds)
            browser.close()
        finally:
            end(process)
    first = took[0][0]
    whole, loading = sorted(one for one, _ in took), statistics.median(one for _, one in took)
    print(
        f"saved → seen, {args.articles} articles, {args.rounds} saves: the first {first:.0f} ms, median {statistics.median(whole):.0f} ms "
        f"({loading:.0f} of them Chromium's), best {whole[0]:.0f}, 9 of 10 within {whole[int(len(whole) * 0.9) - 1]:.0f}, worst {whole[-1]:.0f}; "
        f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
    )


if __name__ == "__main__":
    main()
