"""A small site, previewed for real: uvicorn in a thread, the real build behind it."""

import asyncio
import json
import threading
import time
from contextlib import contextmanager, suppress

import httpx

from generator.pipeline.build import Options, Site
from generator.preview.server import Preview, listen

ARTICLE = """---
title: 中台之后
date: 2019-05-01
---

企业集中台湾市场的资源。数据中台汇集数据，小程序离用户最近。

## 第二节

柔性制造把批量做小，柔性制造也把价格做低。腾讯云上云计划开始了。
"""
FILES = {
    "site.toml": 'title = "预览"\nentities = "listed"\n',
    "content/articles/a.md": ARTICLE,
    "content/articles/草稿.md": "---\ntitle: 没写完\ndraft: true\n---\n\n还在写。\n",
    "content/articles/later.md": "---\ntitle: 以后\ndate: 2999-01-01\n---\n\n到时候再说。\n",
    "content/glossary/terms.toml": '# 词条\n[[entry]]\nname = "中台" # 中\ndefinition = "共用的能力。"\n\n[[entry]]\nname = "数据中台"\n'
    'definition = "汇集**数据**。"\n\n[[entry]]\nname = "上云"\ndefinition = "搬到云上。"\n',
    "content/glossary/小程序.md": "---\ntype: product\n---\n\n不用安装。\n",
}


def make(root, files=FILES):
    """The site in `root`."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


class Running:
    """A preview that runs, as its author sees it."""

    def __init__(self, root, host="127.0.0.1", language="zh-Hans"):
        self.root = root
        self.rounds = []
        listener = listen(host, 0)
        self.port = listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        site = Site(
            root,
            root / ".cache" / "preview",
            Options(drafts=True, future=True, whole=False, search=False, jobs=1, base_url=self.url),
        )
        self.preview = Preview(site, listener, host, language, self.rounds.append)
        self.token = self.preview.door.token
        self.client = httpx.Client(base_url=self.url, timeout=60, verify=False)
        self.preview.begin()
        self.thread = threading.Thread(target=lambda: asyncio.run(self.preview.run()))
        self.thread.start()
        self.wait_until_it_watches()

    def wait_until_it_watches(self):
        """Saves a file that is on no page until that is noticed."""
        ready, saves = "content/ready", 0
        while not any(ready in done.changed for done in self.rounds):
            assert saves < 100, "no save is noticed"
            (self.root / ready).touch()
            saves += 1
            with suppress(AssertionError):
                self.wait(lambda: any(ready in done.changed for done in self.rounds), 0.2)
        if saves > 1:
            self.rest("content/steady")  # the other saves are answered before it

    def rest(self, touched="content/ready"):
        """Wait until all that was written so far has been built: changes are told in their order."""
        before = len(self.rounds)
        (self.root / touched).touch()
        self.wait(lambda: any(touched in done.changed for done in self.rounds[before:]))

    def wait(self, what, seconds=60.0):
        """Wait until `what()` is true, and give it."""
        until = time.monotonic() + seconds
        while not (found := what()):
            assert time.monotonic() < until, "nothing happened"
            time.sleep(0.005)
        return found

    def save(self, path, text):
        """Save a file and wait for the rebuild that follows; gives it."""
        before = len(self.rounds)
        part = (self.root / path).with_name(".part")  # in one step: a file is empty for a moment, which may be noticed
        part.write_text(text, encoding="utf-8")
        part.replace(self.root / path)
        return self.wait(lambda: [done for done in self.rounds[before:] if done.changed & {path, "layouts"}])[-1]

    def at(self, path):
        """The address of a page, with the key: what its author opens first."""
        return f"{self.url}/{path}#key={self.token}"

    def text(self, path):
        return (self.root / path).read_text(encoding="utf-8")

    def post(self, path, body, **headers):
        """A write as the panel sends it, headers changed or (None) left out."""
        sent = {
            "origin": self.url,
            "x-zhushu-token": self.token,
            "content-type": "application/json",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        return self.client.post(
            f"/_zhushu/{path}", content=json.dumps(body), headers={k: v for k, v in sent.items() if v is not None}
        )

    def read(self, path):
        """What the panel reads."""
        return self.client.get(f"/_zhushu/{path}", headers={"x-zhushu-token": self.token}).json()

    def stop(self):
        self.client.close()
        self.preview.server.should_exit = True
        self.thread.join(60)
        assert not self.thread.is_alive()


@contextmanager
def running(root, **how):
    preview = Running(root, **how)
    try:
        yield preview
    finally:
        preview.stop()
