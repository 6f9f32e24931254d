"""Data as JSON text, for the pages and files that machines read."""

import msgspec


def compact(value: object) -> str:
    """`value` (built-in types only) as JSON without spaces; text stays readable, nothing is escaped that need not be."""
    return msgspec.json.encode(value).decode()
