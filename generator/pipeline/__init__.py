"""The build: loads, composes what is stale, renders and commits."""
