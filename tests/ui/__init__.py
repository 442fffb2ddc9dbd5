"""The screens, run offscreen."""
