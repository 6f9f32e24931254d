"""Targets of the fuzzers: files of other programs, as articles and as glossaries."""

import io
import zipfile
from collections.abc import Callable, Mapping

from generator import readers
from generator.author.edits import articles
from generator.author.edits.merge import toml_of
from generator.author.importing.read import from_bytes, from_file
from generator.author.merging.names import taken_apart
from generator.author.merging.plan import compare
from generator.author.merging.plan import read as read_foreign_glossary
from generator.author.merging.references import resolved
from generator.core.errors import Problem, SiteError
from generator.glossary import gather
from tests.author.importing import docx
from tests.author.merging import test_sheets
from tests.fuzz.shared import SCRATCH, composer, told


def imported(name: str) -> Callable[[bytes], None]:
    """A file of another program, as an article."""

    def run(data: bytes) -> None:
        path = SCRATCH / name
        path.write_bytes(data)
        for made in from_file(path, name):
            if isinstance(made, Problem):
                told([made])
            else:
                told(made.problems)
                assert "/" not in made.slug
                assert made.slug.strip(".")
                readers.decode(articles.article(made.front, made.body), "a")

    return run


def pasted(data: bytes) -> None:
    """Text from the clipboard, as an article."""
    made = from_bytes(data, "-", SCRATCH)
    if isinstance(made, Problem):
        told([made])
    else:
        articles.article(made.front, made.body)


def merged(name: str) -> Callable[[bytes], None]:
    """Another program's glossary, compared with ours and written as ours: what is new is read back with its names."""

    def run(data: bytes) -> None:
        path = SCRATCH / name
        path.write_bytes(data)
        try:
            entries, problems = read_foreign_glossary(path)
        except SiteError as error:
            told(error.problems)
            return
        told(problems)
        known = composer().glossary
        named, apart = taken_apart(entries, ())
        incoming, lost = resolved(named, entries, known)
        told([*apart, *lost])
        plan = compare(known, incoming)
        written = toml_of(plan.added).encode("utf-8", "replace").decode()
        back, wrong = gather.parse("content/glossary/a.toml", written)
        assert not [one for one in wrong if one.level == "error"], wrong
        assert [entry.name for entry in back] == [entry.name for entry in plan.added]

    return run


def packed(target: Callable[[bytes], None], sample: bytes, main: str) -> Callable[[bytes], None]:
    """Office's archives: the data are the archive, or one part of `sample`, with its name in the first line (else `main`)."""
    with zipfile.ZipFile(io.BytesIO(sample)) as archive:
        parts: Mapping[str, bytes] = {name: archive.read(name) for name in archive.namelist()}

    def run(data: bytes) -> None:
        if not data.startswith(b"PK"):
            named, _, rest = data.partition(b"\n")
            name = named.decode("latin-1")
            out = io.BytesIO()
            with zipfile.ZipFile(out, "w") as archive:
                for part, content in (parts | {name if name in PARTS else main: rest}).items():
                    archive.writestr(part, content)
            data = out.getvalue()
        target(data)

    return run


PARTS = (*docx.files, "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml", "xl/styles.xml")
document = packed(imported("a.docx"), docx.document(), "word/document.xml")
workbook = packed(merged("a.xlsx"), test_sheets.workbook([("名", "义", "注")]), "xl/worksheets/sheet1.xml")
