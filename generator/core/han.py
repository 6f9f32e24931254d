"""Ranges of Han characters, for use in character classes of regular expressions."""

BASIC = r"\u3400-\u9fff"
"""Ideographs of the Basic Multilingual Plane: nearly all that are used, and fast to compile."""
PLANES = r"\U00020000-\U0003ffff"
"""Ideographs of the supplementary planes (Extension B and later)."""
COMPATIBLE = r"\uf900-\ufaff"
"""Compatibility ideographs, which normalisation replaces."""
ALL = BASIC + COMPATIBLE + PLANES
"""All ideographs, for text that is not normalised."""
WRITTEN = r"\u3005\u3007" + BASIC + PLANES
"""Characters of words in normalised Chinese text: ideographs, 々 and 〇."""
JIEBA = r"\u4e00-\u9fd5"
"""The range that jieba treats as Han."""
