"""The screens: states in, intents out. Nothing here decides anything about a visit."""

from kiosk.ui.immortal import protect

protect()
