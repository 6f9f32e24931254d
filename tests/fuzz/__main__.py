"""Fuzz what reads the input of others.

    python -m tests.fuzz                       every target, 60 s each
    python -m tests.fuzz markdown html --seconds 300

With atheris (`pip install atheris`) the inputs are led by the code that they reach; without it they are made by random mutation.
Each distinct crash is printed, its smallest input kept in --findings; put it into tests/fuzz/cases/TARGET/ once it is mended, where
the tests replay it. Inputs of up to 4 kB that take more than 2 s of CPU count as crashes.
"""

import argparse
import random
import re
import subprocess
import sys
import tempfile
import time
from hashlib import sha256
from pathlib import Path
from traceback import extract_tb

LONGEST = 4096
SLOW = 2.0


def main() -> int:
    """Run the targets one after another, each in a process of its own; 1 where anything was found."""
    from tests.fuzz.targets import TARGETS

    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    ask.add_argument("--seconds", type=int, default=60)
    ask.add_argument("--findings", type=Path, default=Path(tempfile.gettempdir()) / "zhushu-findings")
    ask.add_argument("--alone", action="store_true", help=argparse.SUPPRESS)
    said = ask.parse_args()
    if said.alone:
        return alone(said.targets[0], said.seconds, said.findings)
    return max([apart(target, said.seconds, said.findings) for target in said.targets or TARGETS])


def apart(target: str, seconds: int, findings: Path) -> int:
    """Fuzz one target in a process of its own, which a crash of C code may end."""
    command = [
        sys.executable,
        "-m",
        "tests.fuzz",
        target,
        "--seconds",
        str(seconds),
        "--findings",
        str(findings),
        "--alone",
    ]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    runs = re.findall(r"Done (\d+) (?:runs|in)|#(\d+)\s+DONE", done.stderr + done.stdout)
    found = sorted(line for line in set(done.stdout.splitlines()) if line.startswith("FOUND"))
    count = next((one or other for one, other in runs), "?")
    print(
        f"{target}: {count} executions, {len(found)} found"
        + ("" if done.returncode in (0, 77) else f", ended with {done.returncode}")
    )
    for line in found:
        print(f"  {line}")
    if done.returncode not in (0, 77):
        print("\n".join((done.stdout + done.stderr).splitlines()[-15:]))
    return int(bool(found) or done.returncode not in (0, 77))


def alone(target: str, seconds: int, findings: Path) -> int:
    """Fuzz one target in this process."""
    try:
        import atheris
    except ImportError:
        return mutated(target, seconds, findings)
    with atheris.instrument_imports(include=["generator", "markdown_it", "mdit_py_plugins"]):
        from tests.fuzz.targets import TARGETS
    watch = Watch(target, TARGETS[target], findings)
    folder = seeds_folder(target)
    words = folder.parent / f"{target}.dict"
    words.write_text("".join(f'"{quoted(word)}"\n' for word in tokens()), encoding="ascii")
    atheris.Setup(
        [
            sys.argv[0],
            str(folder),
            f"-max_total_time={seconds}",
            f"-max_len={LONGEST}",
            f"-dict={words}",
            "-timeout=60",
            "-rss_limit_mb=4096",
            f"-artifact_prefix={findings}/{target}-",
        ],
        watch,
    )
    atheris.Fuzz()
    return 0


def mutated(target: str, seconds: int, findings: Path) -> int:
    """Fuzz one target by random mutation of its seeds."""
    from tests.fuzz.targets import TARGETS

    watch, chance = Watch(target, TARGETS[target], findings), random.Random(0)
    seeds, words = seeds_of(target), [word.encode() for word in tokens()]
    until, runs = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        data = bytearray(chance.choice(seeds))
        for _ in range(chance.randrange(1, 12)):
            at, cut = chance.randrange(len(data) + 1), chance.randrange(16)
            data[at : at + chance.choice((0, 0, cut))] = chance.choice(
                (chance.choice(words), bytes([chance.randrange(256)]), data[at : at + 8 * cut])
            )
        watch(bytes(data[:LONGEST]))
        runs += 1
    print(f"Done {runs} runs")
    return 0


class Watch:
    """Runs a target; an exception or a slow run is printed once for each place in the code, its smallest input kept."""

    def __init__(self, target: str, run, findings: Path) -> None:
        self.target, self.run, self.findings = target, run, findings
        self.seen: dict[str, int] = {}
        findings.mkdir(parents=True, exist_ok=True)

    def __call__(self, data: bytes) -> None:
        began = time.process_time()
        try:
            self.run(data)
        except Exception as error:  # noqa: BLE001  whatever it is, it is a finding
            places = [
                place
                for place in extract_tb(error.__traceback__)
                if "generator" in place.filename or "tests" in place.filename
            ]
            where = f"{Path(places[-1].filename).name}:{places[-1].lineno}" if places else "?"
            self.note(
                data, f"{type(error).__name__} at {where}: {str(error)[:120]!r}", f"{type(error).__name__} {where}"
            )
        else:
            took = time.process_time() - began
            if took > SLOW:
                self.note(data, f"slow: {took:.1f} s for {len(data)} bytes", "slow")

    def note(self, data: bytes, said: str, kind: str) -> None:
        if len(data) >= self.seen.get(kind, LONGEST + 1):
            return
        path = self.findings / f"{self.target}-{sha256(kind.encode()).hexdigest()[:8]}"
        if kind not in self.seen:
            print(f"FOUND {said} → {path}", flush=True)
        self.seen[kind] = len(data)
        path.write_bytes(data)


def seeds_folder(target: str) -> Path:
    """The seeds of a target as files, as atheris wants them."""
    folder = Path(tempfile.mkdtemp()) / target
    folder.mkdir()
    for number, data in enumerate(seeds_of(target)):
        (folder / str(number)).write_bytes(data)
    return folder


def seeds_of(target: str) -> list[bytes]:
    """Inputs to begin with: samples of the target's form and what once crashed it."""
    from tests.fuzz.seeds import SEEDS

    kept = Path(__file__).parent / "cases" / target
    return [text.encode() for text in SEEDS[target]] + [path.read_bytes() for path in sorted(kept.glob("*"))]


def tokens() -> list[str]:
    """Pieces of markup that inputs are made of."""
    from tests.fuzz.seeds import TOKENS

    return TOKENS


def quoted(word: str) -> str:
    """A word as libFuzzer's dictionaries have it."""
    return "".join(f"\\x{byte:02x}" for byte in word.encode("utf-8", "surrogatepass"))


if __name__ == "__main__":
    sys.exit(main())
