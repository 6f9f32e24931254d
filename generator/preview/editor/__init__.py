"""The author's desk in an editor: a language server (LSP) for articles and glossaries."""
