"""Papers: choose, look at the very PDF, print it; and forms that come back."""
