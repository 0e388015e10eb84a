"""Alongside, the desktop app: one school, one coordinator, no line needed."""

__version__ = "0.1.0"
