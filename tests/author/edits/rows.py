"""What an edit changed in a text, row by row."""

import difflib


def changed(old, new):
    rows = difflib.unified_diff(old.split("\n"), new.split("\n"), lineterm="", n=0)
    return [row for row in rows if not row.startswith(("---", "+++", "@@"))]
