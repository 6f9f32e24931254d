"""One article: read, annotate, weave. Pure; what a worker process runs."""
