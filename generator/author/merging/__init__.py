"""Glossaries of other programs, compared with the site's own before anything is written."""
