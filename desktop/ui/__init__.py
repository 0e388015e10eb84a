"""The windows: Qt lives here and speaks only to the workspace."""
