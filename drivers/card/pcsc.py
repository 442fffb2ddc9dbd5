"""A reader through PC/SC: the only importer of the vendor library, and only of its raw calls.

The library's monitors and connections are avoided: its threads die with the service and are never
heard of again, and they miss a person's swap when both cards have the same ATR. Everything here is
a plain call with a result code; nothing blocks except a transmit, which the worker's timer ends.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from fnmatch import fnmatchcase
from typing import Any, Final

from smartcard import scard  # type: ignore[import-untyped]  # the vendor library has no types

from drivers.card.slot import Look, SlotError, SlotProblem, SlotState

_RETRY: Final = 0.25
"""Seconds between two attempts to find the service again."""
_PROBLEMS: Final = {
    scard.SCARD_E_SHARING_VIOLATION: SlotProblem.BUSY,
    scard.SCARD_W_RESET_CARD: SlotProblem.CHANGED,
    scard.SCARD_W_REMOVED_CARD: SlotProblem.REMOVED,
    scard.SCARD_E_NO_SMARTCARD: SlotProblem.REMOVED,
    scard.SCARD_E_NOT_TRANSACTED: SlotProblem.REMOVED,
    scard.SCARD_F_COMM_ERROR: SlotProblem.SERVICE_DOWN,
    scard.SCARD_E_COMM_DATA_LOST: SlotProblem.REMOVED,
    scard.SCARD_W_UNRESPONSIVE_CARD: SlotProblem.UNRESPONSIVE,
    scard.SCARD_W_UNPOWERED_CARD: SlotProblem.UNRESPONSIVE,
    scard.SCARD_E_NO_SERVICE: SlotProblem.SERVICE_DOWN,
    scard.SCARD_E_SERVICE_STOPPED: SlotProblem.SERVICE_DOWN,
    scard.SCARD_E_INVALID_HANDLE: SlotProblem.SERVICE_DOWN,
    scard.SCARD_E_UNKNOWN_READER: SlotProblem.REMOVED,
    scard.SCARD_E_READER_UNAVAILABLE: SlotProblem.REMOVED,
}


def problem_of(result: int) -> SlotProblem:
    """What a result code of PC/SC means here; unknown codes are a card that does not answer."""
    # The binding returns signed numbers on some builds and unsigned ones on others.
    return _PROBLEMS.get(result, _PROBLEMS.get(result & 0xFFFFFFFF, SlotProblem.UNRESPONSIVE))


class PcscSlot:
    """One reader chosen by pattern; found again after the service or the reader was gone."""

    def __init__(self, pattern: str, *, demo: bool) -> None:
        """`pattern` is a glob over reader names; empty: the only reader that is not a SAM slot.

        Readers named "Virtual PCD" are refused unless `demo`: they listen on every interface.
        """
        self._pattern = pattern
        self._demo = demo
        self._context: Any = None
        self._contexts = 0
        self._names: dict[str, int] = {}
        self._reader = ""
        self._atr = b""
        self._card: Any = None
        self._protocol = 0
        self._next_try = 0.0

    def watched(self) -> Sequence[int]:
        """Nothing: the library keeps its socket to itself, so the reader is polled."""
        return ()

    def look(self) -> Look:
        """The state of the chosen reader now; a status call returns at once, even in a hang."""
        if not self._connected():
            return Look(SlotState.SERVICE_DOWN)
        reader = self._choose()
        if reader is None:
            state = SlotState.NO_READER if self._context is not None else SlotState.SERVICE_DOWN
            return Look(state)
        result, states = scard.SCardGetStatusChange(
            self._context, 0, [(reader, scard.SCARD_STATE_UNAWARE)]
        )
        if result not in {scard.SCARD_S_SUCCESS, scard.SCARD_E_TIMEOUT}:
            return self._lost(result)
        self._reader = reader
        _, event, atr = states[0]
        self._atr = bytes(atr)
        source = f"{self._contexts}.{self._names.setdefault(reader, len(self._names))}"
        # High half of the event word: insertions and removals, the only sign of "same card".
        return Look(_state(event), source, (event >> 16) & 0xFFFF)

    def power_up(self) -> bytes:
        """Connect EXCLUSIVE: in shared mode another program could read after our VERIFY."""
        if self._context is None:
            raise SlotError(SlotProblem.SERVICE_DOWN)
        result, card, protocol = scard.SCardConnect(
            self._context,
            self._reader,
            scard.SCARD_SHARE_EXCLUSIVE,
            scard.SCARD_PROTOCOL_T0 | scard.SCARD_PROTOCOL_T1,
        )
        if result != scard.SCARD_S_SUCCESS:
            raise SlotError(problem_of(result))
        self._card = card
        first = protocol == scard.SCARD_PROTOCOL_T0
        self._protocol = scard.SCARD_PCI_T0 if first else scard.SCARD_PCI_T1
        return self._atr

    def transmit(self, command: bytes | bytearray) -> bytes:
        """One command. A card lifted inside it shows as success without an answer."""
        result, response = scard.SCardTransmit(self._card, self._protocol, list(command))
        if result != scard.SCARD_S_SUCCESS:
            raise SlotError(problem_of(result))
        if len(response) < 2:
            raise SlotError(SlotProblem.REMOVED)
        return bytes(byte & 0xFF for byte in response)

    def power_down(self) -> None:
        """Cut the power: only that ends the card's security status.

        Known limit: when a card torn away inside a command is back before a polling service looks
        again (0.4 s), this call makes the service hold the reader for empty until the card is
        lifted once more. Leaving the card powered instead would be worse.
        """
        if self._card is not None:
            card, self._card = self._card, None
            scard.SCardDisconnect(card, scard.SCARD_UNPOWER_CARD)

    def close(self) -> None:
        self.power_down()
        self._drop_context()

    def _connected(self) -> bool:
        if self._context is not None:
            return True
        if time.monotonic() < self._next_try:
            return False
        result, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
        if result != scard.SCARD_S_SUCCESS:
            self._next_try = time.monotonic() + _RETRY
            return False
        self._context = context
        # A service that was started again counts from nought: its cards are other presences.
        self._contexts += 1
        return True

    def _choose(self) -> str | None:
        result, readers = scard.SCardListReaders(self._context, [])
        if result == scard.SCARD_E_NO_READERS_AVAILABLE:
            return None
        if result != scard.SCARD_S_SUCCESS:
            self._lost(result)
            return None
        fitting = [name for name in readers if self._fits(name)]
        # Several readers and no word which: never the first by chance.
        return fitting[0] if len(fitting) == 1 else None

    def _fits(self, name: str) -> bool:
        if "virtual pcd" in name.lower() and not self._demo:
            return False
        if self._pattern:
            return fnmatchcase(name, self._pattern)
        return " SAM" not in name

    def _lost(self, result: int) -> Look:
        if problem_of(result) is SlotProblem.SERVICE_DOWN:
            self._drop_context()
            return Look(SlotState.SERVICE_DOWN)
        return Look(SlotState.NO_READER)

    def _drop_context(self) -> None:
        if self._context is not None:
            context, self._context = self._context, None
            self._card = None
            scard.SCardReleaseContext(context)


def _state(event: int) -> SlotState:
    if event & (scard.SCARD_STATE_UNAVAILABLE | scard.SCARD_STATE_UNKNOWN):
        return SlotState.NO_READER
    if not event & scard.SCARD_STATE_PRESENT:
        return SlotState.EMPTY
    return SlotState.MUTE if event & scard.SCARD_STATE_MUTE else SlotState.PRESENT
