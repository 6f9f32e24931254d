"""Articles composed by a real Dask scheduler with two workers on loopback: the same bytes as by this machine's own processes."""

import subprocess
import sys
from concurrent.futures import CancelledError
from contextlib import nullcontext

import pytest

from generator.cli import executors
from generator.core.errors import SiteError
from tests.commands import said
from tests.pipeline.sites import build, make, tree

SCHEDULER = """
import sys
from distributed import LocalCluster

if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1") as cluster:
        print(cluster.scheduler_address.replace("tcp://", "dask://"), flush=True)
        sys.stdin.read()
"""


def test_dask_gives_the_same_bytes(tmp_path):
    make(tmp_path)
    build(tmp_path, "here", use_cache=False)
    script = tmp_path / "scheduler.py"
    script.write_text(SCHEDULER)
    with subprocess.Popen(
        [sys.executable, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as cluster:
        address = cluster.stdout.readline().strip()
        ran = said("build", "--site", tmp_path, "--output", tmp_path / "there", "--no-cache", "--executor", address)
        cluster.stdin.close()
    assert ran.code == 0, ran.err.decode()
    assert tree(tmp_path / "there") == tree(tmp_path / "here")


def test_a_scheduler_that_is_not_there_is_told_in_plain_words(tmp_path):
    ran = said("build", "--site", make(tmp_path), "--executor", "http://127.0.0.1:1")
    assert ran.code == 1
    assert b"dask://" in ran.err


class Scheduler:
    """A scheduler that is lost after so many results, as often as asked."""

    def __init__(self, results):
        self.results = results
        self.asked = []

    def get_executor(self):
        return nullcontext(self)

    def map(self, fn, items):
        for number, item in enumerate(items):
            if number == self.results:
                raise CancelledError
            self.asked.append(item)
            yield fn(item)

    def close(self):
        pass


def test_a_scheduler_that_is_restarted_goes_on_where_it_stopped(monkeypatch):
    lost, again = Scheduler(2), Scheduler(9)
    clients = [lost, again]
    monkeypatch.setattr(executors.Remote, "_connected", lambda *_: clients.pop(0))
    assert list(executors.Remote("dask://a:1", "tcp://a:1").map(str, [1, 2, 3, 4])) == ["1", "2", "3", "4"]
    assert (lost.asked, again.asked) == ([1, 2], [3, 4])


def test_a_scheduler_that_is_lost_for_good_is_told_in_plain_words(monkeypatch):
    monkeypatch.setattr(executors.Remote, "_connected", lambda *_: Scheduler(0))
    with pytest.raises(SiteError, match="lost again and again"):
        list(executors.Remote("dask://a:1", "tcp://a:1").map(str, [1]))
