"""The article that questions were written of, its two sentences, and a selector of them."""

TEXT = "南屏镇的渡口七月起停航。河床淤得太浅，船底常常擦沙。"
FIRST, SECOND = (0, 12), (12, 26)


class ByWord:
    """A selector that takes a sentence with 淤 or 桥 for the answer to everything."""

    def probabilities(self, question, passages):
        return [
            [0.8 if "淤" in one or "桥" in one else 0.1 for one in said] for _, said in passages
        ]

    def chance(self, seen):
        return seen["selected"]
