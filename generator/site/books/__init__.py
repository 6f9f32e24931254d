"""Articles carried elsewhere: a book (EPUB), one file that works by itself (HTML), and what is printed (PDF)."""
