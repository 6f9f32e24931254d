"""Downloads pictures of other hosts next to the articles that show them, and rewrites their addresses."""
