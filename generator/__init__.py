"""注疏 (Zhushu): a static site generator for annotated articles in Chinese."""

__version__ = "0.1.0"
