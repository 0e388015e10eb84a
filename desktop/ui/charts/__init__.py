"""Small charts painted by hand from plain specs, each with the sentence that reads it and a table behind it."""
