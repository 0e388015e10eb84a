"""Young people and mentors: the two lists, the person beside them, adding and changing."""
