"""A language server (LSP) for articles and glossaries."""
