"""The one catalogue of texts: every language, by text id."""

from kiosk.texts.catalogue import Catalogue, load

__all__ = ["Catalogue", "load"]
