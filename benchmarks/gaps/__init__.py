"""What holds the window's thread up while a coordinator works with 5,000 people; one module a noun of the day."""
