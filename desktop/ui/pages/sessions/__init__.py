"""Sessions: the term as a calendar and a list, and the register in the hall."""
