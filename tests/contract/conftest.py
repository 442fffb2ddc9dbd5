"""Rigs of the device classes. Another class adds its own fixtures in its own test files."""
