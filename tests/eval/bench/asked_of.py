"""The article that questions were written of, and its two sentences."""

TEXT = "南屏镇的渡口七月起停航。河床淤得太浅，船底常常擦沙。"
FIRST, SECOND = (0, 12), (12, 26)
