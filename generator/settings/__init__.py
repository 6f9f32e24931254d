"""What authors may write in site.toml, front matter and glossaries: described once, read, checked, documented."""
