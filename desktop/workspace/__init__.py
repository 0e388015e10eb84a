"""The coordinator's desk: each thing she can do is one verb, and only here do rooms meet."""

from desktop.workspace.workspace import Workspace

__all__ = ["Workspace"]
