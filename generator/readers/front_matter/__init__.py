"""Front matter: finding its block, parsing it, and translating its keys into `Meta`."""

from generator.readers.front_matter.blocks import Front, split

__all__ = ["Front", "split"]
