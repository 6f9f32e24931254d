"""Sets one cell in the text of a CSV or TSV file, and leaves everything else as it is."""

import csv
import io

from generator.glossary.columns import SEPARATORS, key_of


def set_csv(text: str, line: int, column: str, value: str) -> str | None:
    """Put `value` into the empty cell in `column`, which is added if it is missing, of the row that begins on `line`."""
    head, rest = text.split("\n", 1)
    keys, delimiter = _columns(head)
    if column not in keys:
        text = f"{head}{delimiter}{column}\n{rest}"
    return append_csv(text, line, column, value)


def append_csv(text: str, line: int, column: str, value: str) -> str | None:
    """Append `value` to the cell in `column` (a key) of the row that begins on `line`, counted from 1; None if the column
    is missing, or if the value would be read as several.
    """
    keys, delimiter = _columns(text.split("\n", 1)[0])
    rows = text.splitlines(keepends=True)
    reader = csv.reader(rows[line - 1 :], delimiter=delimiter)
    row = next(reader)
    if column not in keys or set(f"{SEPARATORS}\\\n") & set(value):
        return None
    row += [""] * (len(keys) - len(row))
    at = keys.index(column)
    row[at] = f"{row[at]}|{value}" if row[at].strip() else value
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerow(row)
    return "".join([*rows[: line - 1], out.getvalue(), *rows[line - 1 + reader.line_num :]])


def _columns(head: str) -> tuple[list[str], str]:
    """The keys of the columns that the first line names, and the delimiter."""
    delimiter = max(",\t;", key=head.count)
    return [key_of(title) for title in next(csv.reader([head], delimiter=delimiter))], delimiter
