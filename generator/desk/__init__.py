"""The author's desk: new articles and edits of the glossary, written so that nothing of the author's is ever lost."""
