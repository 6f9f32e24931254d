"""Fast paths: read unambiguous blocks and inline content without markdown-it. See `docs/fast-paths.md`."""
