"""Pictures of other hosts, brought next to the articles that show them: found, fetched, and their addresses rewritten."""
