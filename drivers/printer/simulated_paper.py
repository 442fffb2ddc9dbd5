"""The simulated roll: what a print head left on it, as a picture and as text.

Shares nothing with the side that sends. Letters are 24 dots as in receipt printers, drawn from BIZ
UDGothic; pictures and defined letters appear dot by dot as they were sent.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

_FONTS = Path(__file__).resolve().parents[2] / "assets" / "fonts"
_WIDTH = 576
_EDGE = 32  # the paper is 80 mm wide, the head 72
_DOTS_PER_MM = 203 / 25.4


@lru_cache(maxsize=16)
def _font(size: int, *, bold: bool) -> ImageFont.FreeTypeFont:
    weight = "Bold" if bold else "Regular"
    return ImageFont.truetype(str(_FONTS / f"BIZUDGothic-{weight}.ttf"), size)


@dataclass(frozen=True, slots=True)
class Style:
    """How the next letter is printed: magnified 1–8 times, emphasised, white on black."""

    wide: int = 1
    high: int = 1
    bold: bool = False
    inverse: bool = False


@dataclass(slots=True)
class Roll:
    """Paper since the last cut."""

    strips: list[Image.Image] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    letters: list[tuple[int, Image.Image, str]] = field(default_factory=list)
    x: int = 0

    def letter(self, character: str, full: bool, style: Style) -> None:  # noqa: FBT001 - one cell or two
        """A letter of the machine at the present position."""
        width, height = (24 if full else 12) * style.wide, 24 * style.high
        drawn = Image.new("L", (24 * style.high if full else 12 * style.high, height))
        font = _font(height, bold=style.bold)
        place = ((drawn.width - font.getlength(character)) / 2, height * 0.88)
        ImageDraw.Draw(drawn).text(place, character, font=font, fill=255, anchor="ls")
        self._put(drawn.resize((width, height)), character, style)

    def defined(self, columns: bytes, name: str, style: Style) -> None:
        """A letter that the host defined: 24 columns of 3 bytes."""
        drawn = Image.new("L", (24, 24))
        for at, value in enumerate(columns):
            for bit in range(8):
                if value & 0x80 >> bit:
                    drawn.putpixel((at // 3, at % 3 * 8 + bit), 255)
        big = drawn.resize((24 * style.wide, 24 * style.high), Image.Resampling.NEAREST)
        self._put(big, name, style)

    def _put(self, drawn: Image.Image, text: str, style: Style) -> None:
        if self.x + drawn.width > _WIDTH:
            # A real printer starts a new line here; the layout must never let it.
            self.feed_line(0)
        if style.inverse:
            drawn = drawn.point(lambda value: 255 - value)
        self.letters.append((self.x, drawn, text))
        self.x += drawn.width

    def feed_line(self, spacing: int) -> int:
        """Print the line; dots the paper moved."""
        height = max([spacing, *(drawn.height for _, drawn, _ in self.letters)])
        tallest = max((drawn.height for _, drawn, _ in self.letters), default=0)
        strip = Image.new("L", (_WIDTH, height))
        text, end = "", 0
        for x, drawn, letter in self.letters:
            strip.paste(drawn, (x, tallest - drawn.height))
            text += "  " * (x > end + 24) + letter
            end = x + drawn.width
        if self.letters:
            self.texts.append(text)
        self.letters, self.x = [], 0
        self.strips.append(strip)
        return height

    def picture(self, bytes_wide: int, high: int, data: bytes) -> None:
        """Dots across the head; what is wider than the head is lost, as on a real one."""
        drawn = Image.frombytes("1", (bytes_wide * 8, high), data)
        strip = Image.new("L", (_WIDTH, high))
        strip.paste(drawn.convert("L"), (0, 0))
        self.strips.append(strip)

    def blank(self, dots: int) -> None:
        """Paper moved without ink."""
        self.strips.append(Image.new("L", (_WIDTH, dots)))

    @property
    def empty(self) -> bool:
        return not any(strip.getbbox() for strip in self.strips)

    def save(self, path: Path) -> None:
        """Write the paper as `path` (PNG) and its text beside it."""
        height = sum(strip.height for strip in self.strips)
        ink = Image.new("L", (_WIDTH + 2 * _EDGE, height + _EDGE))
        y = _EDGE // 2
        for strip in self.strips:
            ink.paste(strip, (_EDGE, y))
            y += strip.height
        black = ink.point(lambda value: 0 if value > 112 else 255)
        text = "".join(f"{line}\n" for line in self.texts)
        path.with_suffix(".txt").write_text(text, encoding="utf-8")
        # The picture comes last and whole: whoever waits for it finds both.
        partial = path.with_suffix(".part")
        black.convert("1").save(partial, format="PNG")
        partial.rename(path)


def millimetres(dots: int) -> float:
    """Paper length."""
    return dots / _DOTS_PER_MM
