"""Fast paths: blocks and inline content that can have only one meaning, read without markdown-it.

`docs/fast-paths.md` says what they may decide, what they must refuse, and how the tests hold them to markdown-it.
"""
