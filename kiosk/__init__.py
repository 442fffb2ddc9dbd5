"""Madoguchi (窓口): the kiosk, its conductor, its store, its screens and the municipality's side."""
