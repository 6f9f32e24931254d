"""Articles outside of the site: a book (EPUB), a single file (HTML), and print (PDF)."""
