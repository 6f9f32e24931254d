"""What a build may write: the list of what it wrote, where it may be built to, and paths that clash."""

import os
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from generator.core.errors import Place, Problem, Text
from generator.core.names import is_safe_path
from generator.core.page import Output

LIST = ".zhushu-files"
"""In the output: the paths that the build wrote, one a line. Only these are ever removed or replaced."""
PREVIEW = ".cache/preview"
"""In the site's folder: where the preview builds."""


def misplaced(target: Path, root: Path) -> Problem | None:
    """What is wrong with building the site in `root` into `target`: nothing may be written among what the author
    wrote.
    """
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
                "the site cannot be built here: this is where its sources lie",
            ),
            Text("用 --output 换一个目录，如 build", "choose another folder with --output, such as build"),
        )
    return None


def written(output: Path) -> frozenset[str]:
    """The paths in `output` that a build wrote."""
    try:
        lines = (output / LIST).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return frozenset()
    return frozenset(line for line in lines if line and is_safe_path(line))


def listing(paths: Iterable[str]) -> Output:
    """LIST for a site of these paths."""
    return Output(LIST, "".join(f"{path}\n" for path in sorted(paths)).encode())


def clashes(
    output: Path, paths: Iterable[str], ours: frozenset[str], owners: Mapping[str, str] | None = None
) -> list[Problem]:
    """Problems of paths that would escape from `output`, meet each other, or overwrite a file that no build wrote.

    `owners` gives the source of the pages that are an author's own, so that the problem names it.
    """
    problems, seen = [], dict[str, str]()
    files, folders = _foreign(output, ours)
    for path in paths:
        folded = path.casefold()
        if not is_safe_path(path):
            problems.append(
                Problem(
                    "error",
                    "unsafe-path",
                    Place(path),
                    Text("输出路径会离开输出目录", "the path leaves the output folder"),
                )
            )
        elif folded in seen:
            problems.append(_meet(seen[folded], path, owners or {}))
        elif (files or folders) and (found := _in_the_way(folded, files, folders)) and not _is_dot(path):
            problems.append(
                Problem(
                    "error",
                    "foreign-file",
                    Place(f"{output.name}/{found}"),
                    Text(
                        "输出目录里已有这个文件，而它不是注疏写的",
                        "the output folder holds this file, and Zhushu did not write it",
                    ),
                    Text("移走它，或用 --output 换一个目录", "move it away, or choose another folder with --output"),
                )
            )
        seen[folded] = path
    return [*problems, *_in_folders(seen, owners or {})]


def _meet(first: str, second: str, owners: Mapping[str, str]) -> Problem:
    """Two pages that would be written to one file."""
    sources = [owners[path] for path in dict.fromkeys((first, second)) if path in owners]
    if sources:
        return Problem(
            "error",
            "path-clash",
            Place(sources[-1], 1),
            Text(
                f"网址 {second} 是网站自己的页面或文件，文章不能用",
                f"{second} belongs to the site itself, and no article can have it",
            ),
            Text("给这篇文章另写 slug 或 permalink", "give the article another slug or permalink"),
        )
    return Problem(
        "error",
        "path-clash",
        Place(second),
        Text(
            f"两个页面要写到同一个文件：{first} 和 {second}",
            f"two pages would be written to one file: {first} and {second}",
        ),
        Text("改其中一个的 slug", "change the slug of one of them"),
    )


def _in_folders(paths: Mapping[str, str], owners: Mapping[str, str]) -> Iterable[Problem]:
    """Files that would stand where others need a folder. `paths` are by their folded form."""
    folders = {folder for path in paths if "/" in path for folder in _folders(path)}
    for folder in sorted(folders & paths.keys()):
        inside = next(path for path in sorted(paths) if path.startswith(f"{folder}/"))
        source = owners.get(paths[inside]) or owners.get(paths[folder])
        yield Problem(
            "error",
            "path-clash",
            Place(source, 1) if source else Place(paths[folder]),
            Text(
                f"{paths[folder]} 是一个文件，里面放不下 {paths[inside]}",
                f"{paths[folder]} is a file, so {paths[inside]} cannot stand below it",
            ),
            Text("改其中一个的 slug 或 permalink", "change the slug or permalink of one of them"),
        )


@lru_cache(maxsize=1024)
def _folders_of(folder: str) -> tuple[str, ...]:
    parts = folder.split("/")
    return tuple("/".join(parts[:number]) for number in range(1, len(parts) + 1))


def _folders(path: str) -> tuple[str, ...]:
    """The folders above `path`; most paths share theirs."""
    return _folders_of(path.rpartition("/")[0])


def _foreign(output: Path, ours: frozenset[str]) -> tuple[dict[str, str], dict[str, str]]:
    """The files and links in `output` that no build wrote, by their folded paths, and the folders that hold them →
    one of them.
    """
    files: dict[str, str] = {}
    folders: dict[str, str] = {}
    for path in _files(output):
        if path not in ours and path != LIST:
            files[path.casefold()] = path
            folders |= {"/".join(above): path for above in _parents(path.casefold())}
    return files, folders


def _in_the_way(folded: str, files: Mapping[str, str], folders: Mapping[str, str]) -> str | None:
    """What of somebody else's keeps a file from being written at `folded`: itself, a file in place of a folder, or
    the other way round.
    """
    if found := files.get(folded) or folders.get(folded):
        return found
    return next((files["/".join(above)] for above in _parents(folded) if "/".join(above) in files), None)


def _parents(path: str) -> Iterable[list[str]]:
    parts = path.split("/")
    return (parts[:number] for number in range(1, len(parts)))


def _files(output: Path) -> Iterable[str]:
    """All that lies in `output` but folders; a link to a folder is not followed."""
    stack = [""] if output.is_dir() else []
    while stack:
        below = stack.pop()
        with os.scandir(f"{output}/{below}") as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    stack.append(f"{below}{entry.name}/")
                else:
                    yield below + entry.name


def _is_dot(path: str) -> bool:
    """Files like .nojekyll: empty markers that are the same whoever wrote them."""
    return path == ".nojekyll"
