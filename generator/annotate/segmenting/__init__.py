"""The words of a text, by jieba's dictionary and model."""
