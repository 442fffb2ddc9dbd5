"""Typed models that bring a screen's state to QML; they decide nothing."""
