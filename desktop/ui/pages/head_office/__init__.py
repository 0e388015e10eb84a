"""The head office page: what would leave, how far it got, what never leaves."""
