"""The hatch: the workspace's verbs without a window."""
