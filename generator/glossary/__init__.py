"""The glossary: every entry of `content/glossary/`, or of one file, read, verified and rendered."""
