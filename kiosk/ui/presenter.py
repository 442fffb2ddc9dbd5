"""From a visit to the screen that shows it: a pure function, computed anew after every event."""

from __future__ import annotations

from collections.abc import Callable

from kiosk.domain.visit import Context, Overlay, Stage, Visit
from kiosk.texts import Catalogue
from kiosk.ui import question_screens, visit_screens
from kiosk.ui.present import Presenting
from kiosk.ui.states import Screen

OVERLAYS: dict[Overlay, Callable[[Presenting], Screen]] = {
    Overlay.QUIT: visit_screens.quit_page,
    Overlay.IDLE: visit_screens.idle_page,
    Overlay.LANGUAGE: visit_screens.language_page,
    Overlay.STAFF: visit_screens.staff_page,
}
STAGES: dict[Stage, Callable[[Presenting], Screen]] = {
    Stage.START: visit_screens.start,
    Stage.PURPOSE: visit_screens.purpose,
    Stage.CARD: visit_screens.card,
    Stage.PIN: visit_screens.pin,
    Stage.PIN_REFUSED: visit_screens.pin_refused,
    Stage.BIRTH_FOR_CARD: question_screens.question,
    Stage.SECURITY_CODE: visit_screens.security_code,
    Stage.CODE: visit_screens.code,
    Stage.FACTS: visit_screens.facts,
    Stage.QUESTIONS: question_screens.question,
    Stage.PROPOSALS: visit_screens.proposals,
    Stage.CHECK: visit_screens.check,
    Stage.SENDING: visit_screens.check,
    Stage.ACCEPTED: visit_screens.accepted,
    Stage.THANKS: visit_screens.thanks,
}


def present(visit: Visit, context: Context, catalogue: Catalogue) -> Screen:
    """The screen of a visit as it is now."""
    presenting = Presenting(visit, context, catalogue)
    if not visit.readiness.open and visit.stage in (Stage.START, Stage.THANKS):
        return visit_screens.closed(presenting)
    if visit.overlay is not Overlay.NONE:
        return OVERLAYS[visit.overlay](presenting)
    if visit.editing:
        return question_screens.question(presenting)
    return STAGES[visit.stage](presenting)
