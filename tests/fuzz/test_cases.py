"""What fuzzing once broke, and every seed, replayed; and a moment of fuzzing, so that the fuzzers themselves stay whole."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.seeds import SEEDS
from tests.fuzz.targets import TARGETS

CASES = sorted(
    path.relative_to(Path(__file__).parent / "cases") for path in (Path(__file__).parent / "cases").glob("*/*")
)


@pytest.mark.parametrize("path", CASES, ids=str)
def test_what_once_broke_is_whole(path):
    TARGETS[path.parts[0]]((Path(__file__).parent / "cases" / path).read_bytes())


@pytest.mark.parametrize("target", TARGETS)
def test_every_target_takes_its_seeds(target):
    for text in SEEDS[target][:4]:
        TARGETS[target](text.encode())


def test_a_fuzzer_finds_what_is_wrong(tmp_path):
    ran = subprocess.run(
        [
            sys.executable,
            "-c",
            (
                "import itertools, sys, time\nfrom pathlib import Path\nfrom tests.fuzz import __main__, targets\n"
                "time.monotonic = itertools.count(step=0.001).__next__\n"  # a thousand runs, however long they take
                "targets.TARGETS = {'txt': lambda data: 1 / (b'?' not in data)}\n"
                "sys.modules['atheris'] = None\n"
                f"__main__.alone('txt', 1, Path({str(tmp_path)!r}))"
            ),
        ],
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    assert "FOUND ZeroDivisionError" in ran.stdout
    assert b"?" in next(tmp_path.iterdir()).read_bytes()
