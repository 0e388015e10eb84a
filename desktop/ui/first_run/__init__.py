"""From an empty screen to the school's own list: five short pages, never a blank window."""
