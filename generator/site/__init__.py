"""The whole site: its library, links and addresses, pages, formats and search."""
