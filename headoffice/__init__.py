"""Head office, the other building: it receives anonymised releases and publishes numbers; it knows no school's file."""
