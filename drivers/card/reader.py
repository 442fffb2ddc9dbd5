"""The card reader inside its worker: notices cards, keeps the digits, reads once, forgets."""

from __future__ import annotations

import secrets
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final, TypeVar

from drivers.card import apdu, my_number_card, port, tlv
from drivers.card.my_number_card import Identity, RefusedError
from drivers.card.port import CardFault, CardKind
from drivers.card.slot import Look, Slot, SlotError, SlotProblem, SlotState

T = TypeVar("T")

_SECRET_LENGTH: Final = 4
_FLICKER: Final = (6, 2.0)
"""So many insertions and removals within so many seconds are two cards pushing each other out."""
_ATTEMPTS: Final = 3
_EMPTY_STATUS: Final[dict[SlotState, port.CardStatus]] = {
    SlotState.SERVICE_DOWN: port.ServiceDown(),
    SlotState.NO_READER: port.NoReader(),
    SlotState.EMPTY: port.NoCard(),
    SlotState.MUTE: port.Unresponsive(),
}
_FAULTS: Final = {
    SlotProblem.REMOVED: CardFault.CARD_REMOVED,
    SlotProblem.CHANGED: CardFault.CARD_CHANGED,
    SlotProblem.UNRESPONSIVE: CardFault.UNRESPONSIVE,
    SlotProblem.BUSY: CardFault.UNRESPONSIVE,
    SlotProblem.SERVICE_DOWN: CardFault.SERVICE_DOWN,
}


class CardReader:
    """A `drivers.port.Device` over any slot.

    One presence is one card without a break: the worker's epoch, the reader, the reader's event
    counter, and our own count of sessions that broke in the middle.
    """

    pending = False

    def __init__(
        self,
        slot: Slot,
        send: Callable[[object], None],
        *,
        settle: float = 0.15,
        now: Callable[[], float] = time.monotonic,
        today: Callable[[], date] = date.today,
    ) -> None:
        """`settle` seconds pass between a card's arrival and the first command."""
        self._slot = slot
        self._send = send
        self._settle = settle
        self._now = now
        self._today = today
        self._epoch = secrets.token_hex(4)
        self._breaks = 0
        self._look: Look | None = None
        self._status: port.CardStatus | None = None
        self._identity: Identity | None = None
        self._due: float | None = None
        self._attempts = 0
        self._counts: deque[tuple[float, int]] = deque()
        self._secret = bytearray()
        self._owner = ("", "")
        self.finished = False

    # --- Device --------------------------------------------------------------------------------

    @property
    def interval(self) -> float:
        """A tenth of a second, or less when a card is settling: PC/SC has nothing to wait on."""
        if self._due is None:
            return 0.1
        return min(0.1, max(0.0, self._due - self._now()))

    def watched(self) -> Sequence[int]:
        return self._slot.watched()

    def poll(self) -> None:
        look = self._slot.look()
        if look != self._look:
            self._changed(look)
        if self._due is not None and self._now() >= self._due:
            self._identify()

    def handle(self, message: object) -> None:
        # A look first: what the message says must be about the card that lies there now.
        self.poll()
        match message:
            case port.PinDigit():
                self._digit(message)
            case port.PinErase():
                self._erase(message)
            case port.ReadByPin():
                self._read(message, None)
            case port.ReadByNumberB():
                self._read(message, message.date_of_birth)
            case port.ForgetSecret():
                self._wipe()
            case _:
                raise TypeError(type(message).__name__)

    def close(self) -> None:
        self._secret[:] = bytes(len(self._secret))
        self._slot.close()

    # --- who lies there ------------------------------------------------------------------------

    @property
    def _presence(self) -> str:
        assert self._look is not None
        return f"{self._epoch}-{self._look.source}-{self._look.counter}-{self._breaks}"

    def _changed(self, look: Look) -> None:
        self._look = look
        self._wipe()
        self._identity = None
        self._attempts = 0
        self._due = None
        if self._flickers(look):
            self._say(port.Collision())
            # Calm for a second, then looked at like any card.
            self._due = self._now() + 1.0
        elif look.state is SlotState.PRESENT:
            self._say(port.Identifying())
            self._due = self._now() + self._settle
        else:
            self._say(_EMPTY_STATUS[look.state])

    def _flickers(self, look: Look) -> bool:
        count, seconds = _FLICKER
        now = self._now()
        self._counts.append((now, look.counter))
        while self._counts[0][0] < now - seconds:
            self._counts.popleft()
        return look.counter - self._counts[0][1] >= count

    def _identify(self) -> None:
        assert self._look is not None
        self._due = None
        if self._look.state is not SlotState.PRESENT:
            self._say(_EMPTY_STATUS[self._look.state])
            return
        self._attempts += 1
        try:
            identity = self._session(my_number_card.identify)
        except SlotError as error:
            self._identify_later(error.problem)
        except RefusedError as error:
            if error.fault is CardFault.PIN_NOT_SET:
                self._present(Identity(CardKind.OTHER))
            else:
                self._identify_later(SlotProblem.UNRESPONSIVE)
        except (apdu.BadAnswerError, apdu.StatusError, tlv.TlvError):
            self._identify_later(SlotProblem.UNRESPONSIVE)
        else:
            self._present(identity)

    def _present(self, identity: Identity) -> None:
        self._identity = identity
        self._say(
            port.CardPresent(
                self._presence, identity.kind, identity.tries_left, identity.expires_on
            )
        )

    def _identify_later(self, problem: SlotProblem) -> None:
        if problem is SlotProblem.BUSY:
            self._say(port.Busy())
            self._due = self._now() + 0.5
        elif self._attempts >= _ATTEMPTS:
            # Put it down again: the next look that differs starts over.
            self._say(port.Unresponsive())
        else:
            self._due = self._now() + 0.2

    def _session(self, plan: Callable[[bytes], apdu.Plan[T]]) -> T:
        """Power, run the plan through the guard, cut the power whatever happens."""
        try:
            atr = self._slot.power_up()
            if self._slot.look() != self._look:
                raise SlotError(SlotProblem.CHANGED)
            card = apdu.GuardedCard(self._slot.transmit)
            return _run(plan(atr), card)
        finally:
            self._slot.power_down()

    # --- the secret ----------------------------------------------------------------------------

    def _digit(self, message: port.PinDigit) -> None:
        if not self._fits(message.visit, message.presence):
            return
        self._own(message.visit, message.presence)
        if len(self._secret) < _SECRET_LENGTH:
            self._secret += message.digit.encode("ascii")
        self._tell_length()

    def _erase(self, message: port.PinErase) -> None:
        if not self._fits(message.visit, message.presence):
            return
        self._own(message.visit, message.presence)
        keep = 0 if message.everything else max(0, len(self._secret) - 1)
        self._secret[keep:] = bytes(len(self._secret) - keep)
        del self._secret[keep:]
        self._tell_length()

    def _own(self, visit: str, presence: str) -> None:
        if self._owner != (visit, presence):
            self._wipe()
            self._owner = (visit, presence)

    def _wipe(self) -> None:
        """Overwrite and drop the digits; said aloud when there were any."""
        if self._secret:
            self._secret[:] = bytes(len(self._secret))
            self._secret.clear()
            self._tell_length()
        self._owner = ("", "")

    def _tell_length(self) -> None:
        self._send(port.SecretChanged(*self._owner, len(self._secret)))

    # --- reading -------------------------------------------------------------------------------

    def _read(
        self, message: port.ReadByPin | port.ReadByNumberB, date_of_birth: date | None
    ) -> None:
        if not self._fits(message.visit, message.presence):
            return
        self._own(message.visit, message.presence)
        try:
            identity = self._readable(date_of_birth)
            plan = self._plan(identity, date_of_birth)
            items = self._session(lambda _atr: plan)
        except RefusedError as error:
            self._refused(message, error, date_of_birth)
        except SlotError as error:
            self._broke()
            self._fail(message, _FAULTS[error.problem])
        except apdu.StatusError as error:
            self._fail(message, my_number_card.fault_of_status(error.status))
        except (apdu.BadAnswerError, tlv.TlvError):
            self._fail(message, CardFault.BAD_DATA)
        else:
            self._secret[:] = bytes(len(self._secret))
            self._send(
                port.CardRead(
                    message.visit,
                    message.presence,
                    items.full_name,
                    items.address,
                    items.date_of_birth,
                    items.sex,
                    warnings=items.warnings,
                )
            )
            # Copies of the digits made below us cannot be wiped: they go with the process.
            self.finished = True

    def _readable(self, date_of_birth: date | None) -> Identity:
        """What can be refused without troubling the card."""
        identity = self._identity
        if identity is None or identity.kind is not CardKind.MY_NUMBER:
            raise RefusedError(CardFault.NOT_MY_NUMBER_CARD)
        if identity.expires_on is not None and identity.expires_on < self._today():
            raise RefusedError(CardFault.EXPIRED)
        if len(self._secret) != _SECRET_LENGTH:
            nothing = date_of_birth is not None and not self._secret
            raise RefusedError(
                CardFault.SECURITY_CODE_NEEDED if nothing else CardFault.WRONG_LENGTH
            )
        return identity

    def _plan(
        self, identity: Identity, date_of_birth: date | None
    ) -> apdu.Plan[my_number_card.FourItems]:
        if date_of_birth is None:
            return my_number_card.read_by_pin(identity.record, self._secret)
        if identity.expires_on is None:
            raise RefusedError(CardFault.BAD_DATA)
        try:
            digits = my_number_card.number_b(date_of_birth, identity.expires_on, self._secret)
        except ValueError:
            raise RefusedError(CardFault.BAD_DATA) from None
        self._secret[:] = bytes(len(self._secret))
        self._secret = digits
        return my_number_card.read_by_number_b(identity.record, self._secret)

    def _refused(
        self,
        message: port.ReadByPin | port.ReadByNumberB,
        error: RefusedError,
        date_of_birth: date | None,
    ) -> None:
        if error.fault is CardFault.CARD_CHANGED:
            self._broke()
        elif date_of_birth is None and error.tries_left is not None and self._identity:
            # The status never lies about the tries; the fault comes last and is the last word.
            self._present(replace(self._identity, tries_left=error.tries_left))
        self._fail(message, error.fault, error.tries_left)

    def _fail(
        self,
        message: port.ReadByPin | port.ReadByNumberB,
        fault: CardFault,
        tries_left: int | None = None,
    ) -> None:
        self._wipe()
        self._send(port.CardFailed(message.visit, message.presence, fault, tries_left))

    def _broke(self) -> None:
        """A session broke: whatever lies there now is a new presence, looked at from the start."""
        self._breaks += 1
        look, self._look = self._look, None
        assert look is not None
        self._changed(look)

    def _fits(self, visit: str, presence: str) -> bool:
        """True when `presence` lies there, identified; else the sender is told what became of it."""
        if self._identity is not None and presence == self._presence:
            return True
        assert self._look is not None
        fault = CardFault.CARD_REMOVED
        if self._look.state is SlotState.SERVICE_DOWN:
            fault = CardFault.SERVICE_DOWN
        elif self._look.state is SlotState.PRESENT:
            fault = CardFault.CARD_CHANGED
        self._send(port.CardFailed(visit, presence, fault, None))
        return False

    def _say(self, status: port.CardStatus) -> None:
        if status != self._status:
            self._status = status
            self._send(port.CardStatusChanged(status))


def _run(plan: apdu.Plan[T], card: apdu.GuardedCard) -> T:
    try:
        command = next(plan)
        while True:
            command = plan.send(card.exchange(command))
    except StopIteration as end:
        result: T = end.value
        return result
    finally:
        # A plan cut off in the middle wipes its VERIFY command in its own `finally`.
        plan.close()
