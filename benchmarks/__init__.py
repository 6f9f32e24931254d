"""Figures for developers: what is fast, what is right. Never run as tests; each module says how it is called."""
