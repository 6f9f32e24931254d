"""Bringing articles in from elsewhere: what a file of another program becomes here."""
