"""Which files of a folder are articles: the posts of another generator's site, the chapters of a book, or all."""

from pathlib import Path

from generator.author.importing.finish import MARKDOWN

PAGES = (".html", ".htm", ".xhtml")
SUFFIXES = (*MARKDOWN, *PAGES, ".txt", ".xml", ".docx")
POSTS = ("source/_posts", "_posts", "content/posts", "content/post", "content")
"""Folders of posts in a site of Hexo, Jekyll or Hugo."""
NO_POSTS = ("_index", "license", "changelog", "contributing", "404")
NO_CHAPTERS = ("summary", "glossary", "langs", "license")
"""The same in a GitBook book, whose README files are chapters."""
NO_TEXTS = (".", "node_modules", "_book", "_site", "_includes", "_layouts", "vendor", "themes", "archetypes")
"""Beginnings of names of folders and files that hold none."""


def files_in(folder: Path) -> list[Path]:
    """The files of a folder that may be articles: for a site of another generator only its posts and drafts, for a book
    its chapters. A README is an article of its folder, but for the first, which is about the whole.
    """
    is_book = (folder / "SUMMARY.md").is_file()
    none = NO_CHAPTERS if is_book else NO_POSTS
    homes = _homes(folder)
    suffixes = SUFFIXES if homes == [folder] else (*MARKDOWN, *PAGES)  # other texts are files of a post
    return sorted(
        {
            path
            for home in homes
            for path in _texts(home, suffixes)
            if path.stem.lower() not in none and (is_book or path.parent != home or path.stem.lower() != "readme")
        }
    )


def passed_over(folder: Path) -> list[Path]:
    """The files of a folder that may look like articles but that `files_in` takes for none: a site's pages in Markdown, and
    texts that lie beside posts.
    """
    root = next((folder / home for home in ("source", "content") if (folder / home).is_dir()), folder)
    named = (*NO_POSTS, *NO_CHAPTERS)
    beside = (path for home in _homes(folder) if home != folder for path in _texts(home, SUFFIXES))
    found = {*_texts(root, MARKDOWN), *beside} - set(files_in(folder))
    return sorted(path for path in found if path.stem.lower() not in named)


def _homes(folder: Path) -> list[Path]:
    """The folders of a site's posts and drafts; else the folder itself."""
    home = next((home for home in POSTS if (folder / home).is_dir()), "")
    return [folder / one for one in dict.fromkeys((home, home.replace("_posts", "_drafts"))) if (folder / one).is_dir()]


def _texts(home: Path, suffixes: tuple[str, ...]) -> list[Path]:
    """The files below `home` with one of the suffixes."""
    return [
        path
        for path in home.rglob("*")
        if path.suffix.lower() in suffixes
        and path.is_file()
        and not any(part.startswith(NO_TEXTS) for part in path.relative_to(home).parts)
    ]
