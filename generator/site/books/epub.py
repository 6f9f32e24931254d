"""A book as EPUB 3.3 (https://www.w3.org/TR/epub-33/). Marks open their notes as pop-up footnotes."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from html import escape

from generator.core.article import Article
from generator.core.library import EntryView
from generator.site.books.book import OLDEST, PICTURES, Addresses, Book, Pictures, Read, chapter_file
from generator.site.books.cover import cover
from generator.site.books.xhtml import LinkMap, xhtml, xml_id
from generator.site.pages.notes import Name, Note, names_of, notes_of

Say = Callable[[str], str]
"""Key → text of the theme's string table."""
CONTAINER = (
    '<?xml version="1.0" encoding="utf-8"?>\n<container version="1.0" '
    'xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="EPUB/package.opf" '
    'media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)
STYLE = """body { line-height: 1.7; text-align: justify }
h1, h2, h3 { line-height: 1.3; text-align: start }
pre { white-space: pre-wrap; text-align: start }
img { max-width: 100%; max-height: 100% }
a[role=doc-glossref] { color: inherit; text-decoration: underline dotted }
aside, .notes { font-size: .9em }
dt { font-weight: bold; margin-top: .8em }
.meta { font-size: .85em }
.cover { text-align: center; margin: 0 }
.cover img { height: 100% }
.center { text-align: center }
.right { text-align: end }
img.center { display: block; margin: 0 auto }
""" + "".join(f".w{share} {{ width: {share}% }}\n" for share in range(10, 101, 10))
ID = re.compile(r'<[^<>]*?\sid="([^"]*)"')
LINK = re.compile(r'(<a\b[^<>]*?\shref=")([^"<>#]*)#([^"<>]*)"')
VERTICAL = "html { writing-mode: vertical-rl; -webkit-writing-mode: vertical-rl; -epub-writing-mode: vertical-rl }\n"


def epub(book: Book, say: Say, read: Read) -> bytes:
    """The book as a file; its bytes are reproducible."""
    writer = _Writer(book, say, read)
    files = dict(writer.files())
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        _put(archive, "mimetype", b"application/epub+zip", zipfile.ZIP_STORED)
        _put(archive, "META-INF/container.xml", CONTAINER.encode())
        for name, data in files.items():
            _put(archive, f"EPUB/{name}", data)
    return packed.getvalue()


def _put(archive: zipfile.ZipFile, name: str, data: bytes, method: int = zipfile.ZIP_DEFLATED) -> None:
    info = zipfile.ZipInfo(name, OLDEST.timetuple()[:6])
    info.compress_type, info.external_attr, info.create_system = method, 0o644 << 16, 3
    archive.writestr(info, data)


class _Writer:
    """Makes the files of one book."""

    def __init__(self, book: Book, say: Say, read: Read) -> None:
        self.book = book
        self.say = say
        self.language = book.library.config.language
        self.addresses = Addresses(book)
        self.pictures = Pictures(read)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """File names and bytes. The package document is made last, since it lists the others."""
        book, made = self.book, {}
        for number, article in enumerate(book.articles, 1):
            made[chapter_file(number)] = self._chapter(article)
        if book.entries:
            made["glossary.xhtml"] = self._glossary()
        made["nav.xhtml"] = self._navigation()
        made["cover.xhtml"] = self._page(
            book.title,
            f'<section epub:type="cover"><p class="cover"><img src="cover.svg" alt="{escape(book.title)}"/></p></section>',
        )
        documents = {name: page.encode() for name, page in _sound(made).items()}
        yield "package.opf", self._package(documents).encode()
        yield from documents.items()
        yield "cover.svg", cover(book.title, "、".join(book.authors), book.library.config.title)
        yield "style.css", (STYLE + (VERTICAL if book.vertical else "")).encode()
        yield from self.pictures.added.items()

    def _page(self, title: str, body: str) -> str:
        return (
            '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
            '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
            f'lang="{self.language}" xml:lang="{self.language}">\n<head><meta charset="utf-8"/>'
            f'<title>{escape(title)}</title><link rel="stylesheet" href="style.css"/></head>\n<body>\n{body}\n</body>\n</html>\n'
        )

    # ------------------------------------------------------------ chapters

    def _chapter(self, article: Article) -> str:
        links = LinkMap(self.addresses.link, self.pictures.of(article.files))
        language = article.meta.language
        lang = f' lang="{escape(language)}" xml:lang="{escape(language)}"' if language else ""
        day = f'<p class="meta">{article.meta.date.date()}</p>' if article.meta.date else ""
        notes = [self._note(note, links) for note in notes_of(article, self.book.library)]
        notes += [self._name(name) for name in names_of(article, self.book.library)]
        listed = f'<section class="notes">{"".join(notes)}</section>' if notes else ""
        body = (
            f'<section epub:type="chapter"{lang}>\n<h1>{escape(article.meta.title)}</h1>\n{day}\n'
            f"{xhtml(str(article.html), links)}\n</section>\n{listed}"
        )
        return self._page(article.meta.title, body)

    def _note(self, note: Note, links: LinkMap) -> str:
        """The footnote that a mark opens."""
        entry = next((view for view in self.book.entries if view.entry.slug == note.slug and note.href), None)
        text = xhtml(note.html, links) if note.html else escape(self.say("no_definition"))
        more = f' <a href="glossary.xhtml#{xml_id(f"e-{note.slug}")}">{escape(self.say("more"))}</a>' if entry else ""
        return (
            f'<aside epub:type="footnote" role="doc-footnote" id="{xml_id(f"g-{note.slug}")}">'
            f"<div><strong>{escape(note.name)}</strong></div><div>{text}</div>"
            f"<div>{self._backlinks(note.slug, note.marks)}{more}</div></aside>\n"
        )

    def _name(self, name: Name) -> str:
        return (
            f'<aside epub:type="footnote" role="doc-footnote" id="{xml_id(f"g-{name.slug}")}">'
            f"<div><strong>{escape(name.name)}</strong> {escape(self.say(name.type))}</div>"
            f"<div>{self._backlinks(name.slug, name.marks)}</div></aside>\n"
        )

    @staticmethod
    def _backlinks(slug: str, marks: int) -> str:
        return " ".join(
            f'<a role="doc-backlink" href="#{xml_id(f"r-{slug}-{number}")}">↩{number}</a>'
            for number in range(1, marks + 1)
        )

    # ------------------------------------------------------------ glossary and contents

    def _glossary(self) -> str:
        rows = "".join(f"{self._entry(view)}\n" for view in self.book.entries)
        title = escape(self.say("glossary"))
        return self._page(
            self.say("glossary"),
            f'<section epub:type="backmatter">\n<h1>{title}</h1>\n<dl epub:type="glossary">\n{rows}</dl>\n</section>',
        )

    def _entry(self, view: EntryView) -> str:
        """An entry with links to the first mark in each article."""
        links = LinkMap(self.addresses.link, self.pictures.of(self.book.library.files))
        back = [
            f'<a role="doc-backlink" href="{chapter_file(number)}#{xml_id(f"r-{view.entry.slug}-1")}">{escape(article.meta.title)}</a>'
            for number, article in enumerate(self.book.articles, 1)
            if view.entry.id in article.marks
        ]
        said = " · ".join(filter(None, (view.tones, view.entry.english)))
        beside = f'<p class="meta">{escape(said)}</p>' if said else ""
        text = xhtml(view.html, links) if view.html else escape(self.say("no_definition"))
        return (
            f'<dt epub:type="glossterm" id="{xml_id(f"e-{view.entry.slug}")}"><dfn>{escape(view.entry.name)}</dfn></dt>\n'
            f'<dd epub:type="glossdef">{beside}<div>{text}</div><p class="meta">{" · ".join(back)}</p></dd>'
        )

    def _navigation(self) -> str:
        rows = "".join(
            f'<li><a href="{chapter_file(number)}">{escape(article.meta.title)}</a>{self._headings(number, article)}</li>\n'
            for number, article in enumerate(self.book.articles, 1)
        )
        last = f'<li><a href="glossary.xhtml">{escape(self.say("glossary"))}</a></li>\n' if self.book.entries else ""
        mark = '<li><a epub:type="glossary" href="glossary.xhtml">…</a></li>' if self.book.entries else ""
        return self._page(
            self.say("contents"),
            f'<nav epub:type="toc" role="doc-toc"><h1>{escape(self.say("contents"))}</h1>\n<ol>\n{rows}{last}</ol>\n</nav>\n'
            f'<nav epub:type="landmarks" hidden="hidden"><ol><li><a epub:type="cover" href="cover.xhtml">{escape(self.book.title)}</a></li>'
            f'<li><a epub:type="bodymatter" href="{chapter_file(1)}">{escape(self.book.articles[0].meta.title)}</a></li>{mark}</ol></nav>',
        )

    @staticmethod
    def _headings(number: int, article: Article) -> str:
        """The article's shallowest headings."""
        top = min((heading.level for heading in article.headings), default=0)
        rows = "".join(
            f'<li><a href="{chapter_file(number)}#{xml_id(heading.id)}">{escape(heading.text or heading.id)}</a></li>'
            for heading in article.headings
            if heading.level == top and heading.id
        )
        return f"<ol>{rows}</ol>" if rows else ""

    # ------------------------------------------------------------ package

    def _package(self, documents: Mapping[str, bytes]) -> str:
        book = self.book
        creators = "".join(f"<dc:creator>{escape(name)}</dc:creator>" for name in book.authors)
        source = (
            f"<dc:source>{escape(book.library.config.base_url)}</dc:source>" if book.library.config.base_url else ""
        )
        direction = ' page-progression-direction="rtl"' if book.vertical else ""
        return (
            '<?xml version="1.0" encoding="utf-8"?>\n'
            f'<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="{self.language}">\n'
            '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
            f'<dc:identifier id="id">{book.identifier}</dc:identifier><dc:title>{escape(book.title)}</dc:title>'
            f"<dc:language>{self.language}</dc:language>{creators}{source}"
            f'<meta property="dcterms:modified">{book.modified.replace(tzinfo=None).isoformat(timespec="seconds")}Z</meta>\n</metadata>\n'
            f"<manifest>\n{self._manifest(documents)}</manifest>\n"
            f"<spine{direction}>\n{self._spine(list(documents))}</spine>\n</package>\n"
        )

    def _manifest(self, documents: Mapping[str, bytes]) -> str:
        rows = [_item(name, "application/xhtml+xml", _properties(name, data)) for name, data in documents.items()]
        rows += [_item("cover.svg", "image/svg+xml", "cover-image"), _item("style.css", "text/css", "")]
        rows += [_item(name, PICTURES["." + name.rpartition(".")[2]], "") for name in self.pictures.added]
        return "".join(rows)

    @staticmethod
    def _spine(documents: Sequence[str]) -> str:
        order = ["cover.xhtml", "nav.xhtml", *(name for name in documents if name not in ("cover.xhtml", "nav.xhtml"))]
        return "".join(f'<itemref idref="{_id(name)}"/>\n' for name in order)


def _item(name: str, kind: str, properties: str) -> str:
    said = f' properties="{properties}"' if properties else ""
    return f'<item id="{_id(name)}" href="{name}" media-type="{kind}"{said}/>\n'


def _sound(made: Mapping[str, str]) -> Mapping[str, str]:
    """The documents, whose links to a place that is not there lead to its document: readers of books refuse the others."""
    ids = {name: frozenset(ID.findall(page)) for name, page in made.items()}

    def whole(name: str, found: re.Match[str]) -> str:
        target = found[2] or name
        return found[0] if target not in ids or found[3] in ids[target] else f'{found[1]}{target}"'

    return {name: LINK.sub(partial(whole, name), page) for name, page in made.items()}


def _id(name: str) -> str:
    return "f-" + name.replace("/", "-")


def _properties(name: str, data: bytes) -> str:
    """The manifest properties of a document."""
    said = ["nav"] if name == "nav.xhtml" else []
    said += ["mathml"] if b"<math " in data else []
    said += ["svg"] if b"<svg " in data else []
    return " ".join(said)
