"""The author's files: edits, imports, merged glossaries and checks."""
