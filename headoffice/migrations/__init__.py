"""Steps that bring a database of any earlier version to today's shape."""
