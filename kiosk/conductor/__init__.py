"""Holds the one visit: feeds events to `step`, performs the effects, shows what came of it."""
