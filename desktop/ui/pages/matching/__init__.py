"""Matching: cause at the left, result in the middle, reason at the right."""
