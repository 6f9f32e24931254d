"""The site again in the other Chinese script: the bytes of a rendered file → those of the same file in an edition."""
