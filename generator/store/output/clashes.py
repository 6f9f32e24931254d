"""Checks of where a build writes: the output folder, the list of its own files, clashing paths."""

import os
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from generator.core.errors import Place, Problem, Text
from generator.core.names import is_safe_path
from generator.core.page import Output
from generator.store import scan

LIST = ".zhushu-files"
"""In the output: the paths that the build wrote, one a line. Only these are ever removed or replaced. A path that
must stay hidden is listed as `#` and its digest, as the list is published with the site."""
Claim = tuple[str, Place]
"""A path in the output and the place of its source; NOWHERE for generated pages."""
PREVIEW = ".cache/preview"
"""The preview's output, in the site's folder."""


def misplaced(target: Path, root: Path) -> Problem | None:
    """A problem if `target` would mix the output with the author's files in `root`; else None."""
    target, root = target.resolve(), root.resolve()
    author = [root / name for name in ("content", "layouts", ".cache", ".git")]
    if target == root / PREVIEW:
        return None
    if (
        target == root
        or target in root.parents
        or any(target == folder or folder in target.parents for folder in author)
    ):
        return Problem(
            "error",
            "output-folder",
            Place(str(target)),
            Text(
                "不能把网站生成到这里：这里放着网站的源文件",
                "the site cannot be built here: this folder has its sources",
            ),
            Text("用 --output 换一个目录，如 build", "choose another folder with --output, such as build"),
        )
    return None


def written(output: Path) -> frozenset[str]:
    """The paths in `output` written by earlier builds."""
    try:
        paths, digests = _lines(output / LIST, scan.stat_of(output / LIST))
    except (OSError, UnicodeDecodeError):
        return frozenset()
    return paths.union(path for path in _files(output) if _digest(path) in digests) if digests else paths


@lru_cache(maxsize=1)
def _lines(path: Path, _: scan.Stat) -> tuple[frozenset[str], frozenset[str]]:
    """The paths in a list, and the digests of hidden ones. A build asks several times; a list is never rewritten in
    place, so another list has another stat.
    """
    lines = frozenset(filter(None, scan.read(path).decode().splitlines()))
    digests = frozenset(line for line in lines if line[0] == "#")
    return frozenset(filter(is_safe_path, lines - digests)), digests


def listing(paths: Iterable[str], hidden: Container[str] = ()) -> Output:
    """LIST for a site of these paths; those that are `hidden` cannot be read from it."""
    lines = sorted(_digest(path) if path in hidden or path[:1] == "#" else path for path in paths)
    return Output(LIST, "".join(f"{line}\n" for line in lines).encode())


def _digest(path: str) -> str:
    from hashlib import sha256  # only a site that hides something needs it

    return "#" + sha256(path.encode()).hexdigest()[:32]


def clashes(output: Path, claims: Iterable[Claim], ours: frozenset[str]) -> list[Problem]:
    """Problems of paths that would leave `output`, clash with each other, or overwrite a file that no build wrote."""
    claims = list(claims)
    files, folders = _foreign(output, ours)
    if _all_apart([path for path, _ in claims], files, folders, ours):
        return []
    problems = []
    seen: dict[str, Claim] = {}
    above: dict[str, Claim] = {}
    for claim in claims:
        path, place = claim
        folded = path.casefold()
        parents = ["/".join(parts) for parts in _parents(folded)]
        if not is_safe_path(path):
            problems.append(
                Problem(
                    "error",
                    "unsafe-path",
                    place if place.path else Place(path),
                    Text("输出路径会离开输出目录", "the path leaves the output folder"),
                )
            )
        elif (
            other := seen.get(folded) or above.get(folded) or next((seen[one] for one in parents if one in seen), None)
        ):
            problems.append(_clash(claim, other))
        elif (files or folders) and (found := _blocking(folded, files, folders)) and not _is_marker(path):
            problems.append(_foreign_file(output, found))
        seen[folded] = claim
        for parent in parents:
            above.setdefault(parent, claim)
    return problems


def _all_apart(
    paths: Sequence[str], files: Mapping[str, str], folders: Mapping[str, str], ours: frozenset[str]
) -> bool:
    """Whether `paths` have no problem. Nearly always true; checking all at once is much faster. `ours` are safe."""
    folded = {path.casefold() for path in paths}
    above = {path.rpartition("/")[0] for path in folded}
    for folder in list(above):
        while folder := folder.rpartition("/")[0]:
            above.add(folder)
    return (
        len(folded) == len(paths)
        and folded.isdisjoint(above)
        and folded.isdisjoint(files)
        and folded.isdisjoint(folders)
        and above.isdisjoint(files)
        and all(map(is_safe_path, set(paths) - ours))
    )


def _clash(one: Claim, other: Claim) -> Problem:
    """Two claims of the same file, or of a file and a folder of the same name."""
    if not one[1].path:  # report the one that the author can change
        one, other = other, one
    path = one[0] if one[0] == other[0] else f"{one[0]} / {other[0]}"
    with_zh, with_en = (str(other[1]),) * 2 if other[1].path else ("网站自己的页面", "a page of the site's own")
    return Problem(
        "error",
        "path-clash",
        one[1] if one[1].path else Place(one[0]),
        Text(
            f"和{with_zh}要写到同一个文件：{path}",
            f"would be written to the same file as {with_en}: {path}",
        ),
        Text("改名，或改其中一个的 slug、permalink", "rename one of them, or change its slug or permalink"),
    )


def _foreign_file(output: Path, found: str) -> Problem:
    return Problem(
        "error",
        "foreign-file",
        Place(f"{output.name}/{found}"),
        Text(
            "输出目录里已有这个文件，而它不是注疏写的",
            "the output folder contains this file, which Zhushu did not write",
        ),
        Text("移走它，或用 --output 换一个目录", "move it away, or choose another folder with --output"),
    )


def _foreign(output: Path, ours: frozenset[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Files and links in `output` that no build wrote, by folded path; and their folders, or empty ones, → one of them."""
    files: dict[str, str] = {}
    folders: dict[str, str] = {}
    for path in _files(output):
        if path.endswith("/"):
            folders[path[:-1].casefold()] = path
        elif path not in ours and path != LIST:
            files[path.casefold()] = path
            folders |= {"/".join(above): path for above in _parents(path.casefold())}
    return files, folders


def has_foreign(output: Path, ours: frozenset[str]) -> bool:
    """Whether `output` has anything that no build wrote."""
    return any(path not in ours and path != LIST for path in _files(output))


def _blocking(folded: str, files: Mapping[str, str], folders: Mapping[str, str]) -> str | None:
    """The foreign path that blocks writing at `folded`: the same path, a file in place of a folder, or vice versa."""
    if found := files.get(folded) or folders.get(folded):
        return found
    return next((files["/".join(above)] for above in _parents(folded) if "/".join(above) in files), None)


def _parents(path: str) -> Iterable[list[str]]:
    parts = path.split("/")
    return (parts[:number] for number in range(1, len(parts)))


def _files(output: Path) -> Iterable[str]:
    """All files and links in `output`, and its empty folders with a trailing slash. Links are not followed."""
    stack = [""] if output.is_dir() else []
    while stack:
        below = stack.pop()
        empty = bool(below)
        with os.scandir(f"{output}/{below}") as entries:
            for entry in entries:
                empty = False
                if entry.is_dir(follow_symlinks=False):
                    stack.append(f"{below}{entry.name}/")
                else:
                    yield below + entry.name
        if empty:
            yield below


def _is_marker(path: str) -> bool:
    """Whether this is .nojekyll, an empty marker that may be overwritten."""
    return path == ".nojekyll"
