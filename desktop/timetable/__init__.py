"""When and where sets of people can sit: days of months, rooms to open, seats; it knows no pair by name."""
