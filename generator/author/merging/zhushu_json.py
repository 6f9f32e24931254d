"""The JSON of `zhushu export` → tables like `[[entry]]`."""

import json

from generator.settings.entry_keys import ENTRY

KEYS = tuple(field.key for field in ENTRY)


def from_json(text: str) -> list[dict[str, object]] | None:
    """The entries of our own JSON; None if it is not that."""
    try:
        data = json.loads(text)
    except ValueError:
        return None  # reported by the JSON-LD parser
    entries = data.get("entries") if isinstance(data, dict) else None
    if not isinstance(entries, list) or "@graph" in data or "@context" in data:
        return None
    return [_table(entry) for entry in entries if isinstance(entry, dict) and not entry.get("choices")]


def _table(entry: dict[str, object]) -> dict[str, object]:
    table = {key: entry[key] for key in KEYS if entry.get(key) not in (None, "", [], {})}
    dated = entry.get("dated") or entry.get("definitions")
    if isinstance(dated, list) and dated:
        table["definitions"] = [
            {key: value for key, value in one.items() if value} for one in dated if isinstance(one, dict)
        ]
    return table
