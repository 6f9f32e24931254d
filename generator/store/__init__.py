"""Files: the cache, the scan of the inputs, the state of the last build, the output folder."""
