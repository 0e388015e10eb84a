"""Bringing in a list: looked at, put right, and taken in as one step that can be undone."""
