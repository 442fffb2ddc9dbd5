"""The receipt as a document for the printer: citizen's language first, Japanese below."""

from __future__ import annotations

from forms import era
from kiosk.devices import paper
from kiosk.domain.receipt import Receipt
from kiosk.domain.receipt import Stop as Station
from kiosk.texts import Catalogue


def receipt_document(receipt: Receipt, catalogue: Catalogue) -> paper.Document:
    """City, number, date, route, what to show, fee, small print (look.md 8). No personal fact."""
    both = receipt.language != "ja"

    def text(name: str, **values: object) -> str:
        return catalogue.text(name, receipt.language, **values)

    def with_japanese(name: str, **values: object) -> list[paper.Element]:
        lines: list[paper.Element] = [paper.Line(text(name, **values), bold=True)]
        if both:
            lines.append(paper.Line(catalogue.text(name, "ja", **values), size="small"))
        return lines

    elements: list[paper.Element] = [
        paper.Banner(receipt.office_translated, text("receipt.title")),
    ]
    if both:
        elements.append(
            paper.Line(f"{receipt.office}　{catalogue.text('receipt.title', 'ja')}", size="small")
        )
    if receipt.copy > 1:
        elements.append(paper.Line(_copy_mark(receipt, catalogue), bold=True, align="centre"))
    elements += [
        paper.Line(_both(catalogue, receipt, "receipt.number"), align="centre", bold=True),
        paper.BigNumber(receipt.number),
        paper.Line(_moment(receipt), align="centre"),
        paper.Rule(),
        paper.Stops(tuple(_stop(stop, both=both) for stop in receipt.stops)),
        paper.Rule(),
    ]
    if receipt.documents:
        elements += with_japanese("receipt.bring")
        for japanese, translated in receipt.documents:
            elements.append(paper.Box(translated))
            if both:
                elements.append(paper.Line(f"　{japanese}", size="small"))
        elements.append(paper.Rule(dashed=True))
    if receipt.fees:
        elements += with_japanese("receipt.fee")
        elements += [
            paper.Pair(f"{label}（{code}）", f"{yen:,}円") for label, code, yen in receipt.fees
        ]
        elements.append(paper.Rule(dashed=True))
    elements += with_japanese("receipt.small_print")
    elements.append(
        paper.Line(text("receipt.kiosk", kiosk=receipt.kiosk, copy=receipt.copy), size="small")
    )
    return paper.Document(tuple(elements))


def _copy_mark(receipt: Receipt, catalogue: Catalogue) -> str:
    return _both(catalogue, receipt, "receipt.copy")


def _both(catalogue: Catalogue, receipt: Receipt, name: str) -> str:
    japanese = catalogue.text(name, "ja")
    if receipt.language == "ja":
        return japanese
    return f"{catalogue.text(name, receipt.language)}　{japanese}"


def _moment(receipt: Receipt) -> str:
    at = receipt.received_at
    if receipt.language == "ja":
        return f"{era.japanese(at.date())} {at.hour}:{at.minute:02}"
    return f"{at.year}-{at.month:02}-{at.day:02} {at.hour:02}:{at.minute:02}"


def _stop(stop: Station, *, both: bool) -> paper.Stop:
    lines = [stop.place_translated, *stop.what_translated]
    if both:
        lines += [stop.place, "、".join(stop.what)]
    return paper.Stop(stop.plate, tuple(lines))
