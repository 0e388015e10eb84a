"""Files from schools become people and problems; it never raises for a bad row and knows no store."""
