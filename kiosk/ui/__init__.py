"""The screens: states in, intents out. Nothing here decides anything about a visit."""
