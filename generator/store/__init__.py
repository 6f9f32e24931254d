"""The file system: caches, the scan of inputs, the state of the last build, the output folder."""
