"""Procedures as data, and the pure engine that reads them."""
