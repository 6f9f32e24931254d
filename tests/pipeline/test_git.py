"""Git in a folder that somebody else made: no program that its `.git/config` names is started."""

import shutil
import subprocess

import pytest

from generator.pipeline import git
from tests.pipeline.test_history import git as as_owner

SIGNED = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n aaaa\n -----END PGP SIGNATURE-----\n"
ASKED = [
    ("log", "--relative", "--format=%x00%ct", "--name-only", "--", "content"),
    ("rev-parse", "--verify", "--quiet", "--end-of-options", "HEAD^{commit}"),
    ("ls-tree", "-r", "-z", "--name-only", "HEAD", "content/"),
    ("show", "HEAD:./content/a.md"),
]


@pytest.fixture
def hostile(tmp_path):
    """A repository whose settings name a program wherever they can; and the file which that leaves behind."""
    root, trace, program = tmp_path / "site", tmp_path / "started", tmp_path / "program"
    (root / "content").mkdir(parents=True)
    (root / "content/a.md").write_text("文。\n", encoding="utf-8")
    (root / ".gitattributes").write_text("* diff=evil filter=evil\n", encoding="utf-8")
    program.write_text(f"#!/bin/sh\ntouch {trace}\ncat\n", encoding="utf-8")
    program.chmod(0o700)
    as_owner(root, "init", "-q")
    as_owner(root, "add", "-A")
    as_owner(root, "commit", "-qm", "one")
    _sign(root)
    for name in (
        "gpg.program core.fsmonitor core.pager pager.log pager.show core.sshCommand core.alternateRefsCommand "
        "diff.external diff.evil.command diff.evil.textconv filter.evil.smudge filter.evil.process credential.helper"
    ).split():
        as_owner(root, "config", name, str(program))
    for name, value in {
        "log.showSignature": "true",
        "core.hooksPath": str(tmp_path),
        "extensions.partialClone": "origin",
        "remote.origin.promisor": "true",
        "remote.origin.url": f"ext::{program}",
        "protocol.ext.allow": "always",
        "core.repositoryFormatVersion": "1",
    }.items():
        as_owner(root, "config", name, value)
    return root, trace


def _sign(root):
    """The last commit again, with a signature that nobody made."""
    head, body = git.output(root, "cat-file", "commit", "HEAD").decode().split("\n\n", 1)
    signed = f"{head}\n{SIGNED}\n{body}".encode()
    made = subprocess.run(
        ["git", "-C", str(root), "hash-object", "-t", "commit", "-w", "--stdin"],
        input=signed,
        capture_output=True,
        check=True,
    )
    as_owner(root, "update-ref", "HEAD", made.stdout.decode().strip())


@pytest.mark.parametrize("words", ASKED)
def test_no_program_of_a_strangers_repository_is_started(hostile, words):
    root, trace = hostile
    assert git.output(root, *words)
    assert not trace.exists()


def test_what_a_partial_clone_lacks_is_not_fetched(hostile):
    root, trace = hostile
    for folder in (root / ".git/objects").iterdir():
        if len(folder.name) == 2:
            shutil.rmtree(folder)
    for words in ASKED:
        with pytest.raises(git.SubprocessError):
            git.output(root, *words)
    assert not trace.exists()
