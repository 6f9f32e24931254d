"""Articles composed by a real Dask scheduler with two workers on loopback: the same bytes as by this machine's own processes."""

import subprocess
import sys

from tests.pipeline.sites import build, make, tree

SCHEDULER = """
import sys
from distributed import LocalCluster

if __name__ == "__main__":
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1") as cluster:
        print(cluster.scheduler_address.replace("tcp://", "dask://"), flush=True)
        sys.stdin.read()
"""


def zhushu(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "generator", *arguments], capture_output=True, text=True, timeout=120, check=False
    )


def test_dask_gives_the_same_bytes(tmp_path):
    make(tmp_path)
    build(tmp_path, "here", use_cache=False)
    script = tmp_path / "scheduler.py"
    script.write_text(SCHEDULER)
    with subprocess.Popen(
        [sys.executable, script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as cluster:
        address = cluster.stdout.readline().strip()
        ran = zhushu(
            "build", "--site", str(tmp_path), "--output", str(tmp_path / "there"), "--no-cache", "--executor", address
        )
        cluster.stdin.close()
    assert ran.returncode == 0, ran.stderr
    assert tree(tmp_path / "there") == tree(tmp_path / "here")


def test_a_scheduler_that_is_not_there_is_told_in_plain_words(tmp_path):
    ran = zhushu("build", "--site", str(make(tmp_path)), "--executor", "http://127.0.0.1:1")
    assert ran.returncode == 1
    assert "dask://" in ran.stderr
    assert "Traceback" not in ran.stderr
