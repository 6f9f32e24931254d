"""The build: what is loaded, what is stale, what is rendered, in which order and by which processes."""
