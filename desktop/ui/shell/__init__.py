"""What stands round every page: sidebar, top bar, status strip, search and lock."""
