"""The vocabulary of the house: frozen records and ids that every room understands; it knows no file, rule or screen."""
