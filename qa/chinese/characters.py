"""Classes of characters, as the inside of a regular expression's brackets."""

__all__ = ["CJK", "HAN"]

HAN = r"\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
"""Chinese characters."""

CJK = rf"\u3005-\u3007\u3040-\u30ff{HAN}\uf900-\ufaff"
"""What is written without spaces: Chinese characters, kana, 々〆〇, compatibility forms."""
