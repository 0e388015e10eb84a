"""What `start.py` does, a module a noun; standard library only, for it runs before anything is installed."""
