"""Chromium on built sites: what a reader sees, does and hears."""
