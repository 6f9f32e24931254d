"""Commands as a person gives them, in the tests' own process: starting one of its own costs more than most commands do."""

import io
import os
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from generator import cli

LANGUAGE = {"LC_ALL": "zh_CN.UTF-8"}


class Said(NamedTuple):
    """The exit code of a command, and the bytes that it printed."""

    code: int
    out: bytes
    err: bytes


def said(
    *words: object, data: bytes = b"", encoding: str = "utf-8", cwd: Path | None = None, env: dict[str, str] = LANGUAGE
) -> Said:
    """`zhushu WORDS`, with `data` as its input, on streams of this encoding; what it raises is raised."""
    streams = [io.TextIOWrapper(io.BytesIO(given), encoding, write_through=True) for given in (data, b"", b"")]
    stdin, out, err = streams
    with (
        chdir(cwd or Path.cwd()),
        patch.dict(os.environ, env),
        patch.object(sys, "stdin", stdin),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            code = cli.run([str(word) for word in words])
        except SystemExit as ended:  # of a wrong use
            code = int(ended.code or 0)
    return Said(code, *(stream.buffer.getvalue() for stream in (out, err)))
