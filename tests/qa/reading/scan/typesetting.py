"""Sets text into lines as a newspaper has them, so that layout is tested without pictures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from qa.reading.scan.page import Box, Character, Line, ScanPage

EM = 24
"""The size of the text's type, in dots."""

MARKS = tuple("，。、；：！？")
SENTENCES = (
    "河岸步道一期工程上周完工，沿线居民当晚就来散步。",
    "工程队说，护栏用的是旧码头拆下来的木料，一根也没有浪费。",
    "市里准备在秋天以前把另外三公里也修好，费用由水务部门承担。",
    "退休教师穆守田每天早晨都来，他说这里的风比公园里的大。",
    "有人建议装上路灯，也有人担心灯光会惊动岸边的白鹭。",
    "设计者答复，灯会装得很低，只照脚下，夜里十点以后自动熄灭。",
    "施工期间共搬走淤泥四千多方，都用来垫了上游的苗圃。",
    "下一步还要修两处厕所和一个避雨的亭子，图纸已经公布。",
)


def prose(number: int, paragraphs: int = 3, sentences: int = 3) -> list[str]:
    """Return paragraphs, other ones for each number."""
    return [
        f"{_name(number)}第{_name(place + 1)}段。"
        + "".join(
            SENTENCES[(5 * number + 3 * place + n) % len(SENTENCES)] for n in range(sentences)
        )
        for place in range(paragraphs)
    ]


def _name(number: int) -> str:
    return "〇一二三四五六七八九十"[number % 11] * (1 + number // 11)


@dataclass
class Paper:
    """A page that is being set; ``vertical`` text runs down, its lines to the left."""

    width: int = 2400
    height: int = 3300
    vertical: bool = False
    lines: list[Line] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)

    def line(
        self,
        text: str,
        left: float,
        top: float,
        *,
        size: float = EM,
        vertical: bool | None = None,
        pitch: float = 1.0,
        confidence: float = 0.98,
    ) -> Line:
        """Set a line; ``left`` and ``top`` are those of its first character."""
        falls = self.vertical if vertical is None else vertical
        characters = []
        for one in text:
            half = one.isascii() and not falls
            wide = size * (0.5 if half else 1.0)
            if one != "\u3000":
                box = Box(round(left), round(top), max(1, round(wide)), round(size))
                characters.append(Character(one, box, confidence))
            if falls:
                top += size * pitch
            else:
                left += wide * pitch
        line = Line(characters=tuple(characters), vertical=falls)
        self.lines.append(line)
        return line

    def wrapped(self, paragraphs: Iterable[str], count: int, *, indent: int = 2) -> list[str]:
        """Return the lines of paragraphs, ``count`` characters each, with indents."""
        found = []
        for paragraph in paragraphs:
            words = "\u3000" * indent + paragraph
            while words:
                end = count + (words[count : count + 1] in MARKS)  # a mark hangs over the edge
                found.append(words[:end])
                words = words[end:]
        return found

    def flow(
        self,
        paragraphs: Iterable[str],
        columns: Sequence[tuple[float, float, int]],
        *,
        count: int,
        size: float = EM,
        leading: float = 1.5,
        indent: int = 2,
    ) -> list[str]:
        """Set paragraphs into columns, each (left, top, number of lines); return what is left.

        Of a vertical page the right edge stands for ``left``.
        """
        rest = self.wrapped(paragraphs, count, indent=indent)
        for left, top, most in columns:
            part, rest = rest[:most], rest[most:]
            for number, text in enumerate(part):
                if self.vertical:
                    self.line(text, left - size - number * size * leading, top, size=size)
                else:
                    self.line(text, left, top + number * size * leading, size=size)
        return rest

    def rule(self, left: float, top: float, width: float, height: float) -> None:
        """Print a rule."""
        self.rules.append(Box(round(left), round(top), round(width), round(height)))

    def frame(self, left: float, top: float, width: float, height: float) -> None:
        """Print four rules."""
        self.rule(left, top, width, 3)
        self.rule(left, top + height - 3, width, 3)
        self.rule(left, top, 3, height)
        self.rule(left + width - 3, top, 3, height)

    def page(self, number: int = 1) -> ScanPage:
        """Return the page, its lines in an order that says nothing."""
        return ScanPage(
            number=number,
            width=self.width,
            height=self.height,
            lines=tuple(sorted(self.lines, key=lambda line: line.text)),
            rules=tuple(self.rules),
        )
