"""Settings: what the school decided, in sentences; each part a page of its own."""
