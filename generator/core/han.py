"""Which characters are Han, as pieces of regular expressions' classes: they stand between `[` and `]`."""

BASIC = r"\u3400-\u9fff"
"""Ideographs of the Basic Multilingual Plane: nearly all that is written, and a class that is quickly compiled."""
PLANES = r"\U00020000-\U0003ffff"
"""Those of the supplementary planes (Extension B and on)."""
COMPATIBLE = r"\uf900-\ufaff"
"""Compatibility ideographs, which normalisation replaces."""
ALL = BASIC + COMPATIBLE + PLANES
"""Every ideograph, in text that is not normalised."""
WRITTEN = r"\u3005\u3007" + BASIC + PLANES
"""What words of normalised Chinese are written with: ideographs, 々 and 〇."""
JIEBA = r"\u4e00-\u9fd5"
"""What jieba's dictionary and model take for Han."""
