"""The two engines that find codes in a frame. The one file that uses zxing-cpp and pyzbar.

Formats: QR Model 2 (`QRCode` would take Micro QR as well, the only source of false reads measured),
Code 128, EAN-13 (JAN) and Codabar (NW-7). Only bytes leave here: both engines guess at encodings.
"""

from __future__ import annotations

from typing import Final

import zxingcpp
from pyzbar import pyzbar  # type: ignore[import-untyped] # no types shipped

from drivers.camera.capture import Frame
from drivers.camera.decoder import Code
from drivers.camera.port import CodeFormat

_ZXING: Final[dict[object, CodeFormat]] = {
    # What is found by asking for Model 2 alone comes back under the family's name.
    zxingcpp.BarcodeFormat.QRCode: "qr",
    zxingcpp.BarcodeFormat.QRCodeModel2: "qr",
    zxingcpp.BarcodeFormat.Code128: "code128",
    zxingcpp.BarcodeFormat.EAN13: "ean13",
    zxingcpp.BarcodeFormat.Codabar: "codabar",
}
_FORMATS: Final = zxingcpp.barcode_formats_from_str("QRCodeModel2,Code128,EAN13,Codabar")


def first(frame: Frame) -> list[Code]:
    """zxing-cpp on the whole frame, about 2 ms."""
    found = []
    for one in zxingcpp.read_barcodes(frame, formats=_FORMATS):
        kind = _ZXING.get(one.format)
        if kind is not None:
            found.append(Code(kind, bytes(one.bytes)))
    return found


def second(frame: Frame) -> list[Code]:
    """Zbar, QR only, about 15 ms for a whole frame: it is given the middle of one."""
    return [Code("qr", one.data) for one in pyzbar.decode(frame, [pyzbar.ZBarSymbol.QRCODE])]
