"""Who may meet whom and what makes a good pair, from the school's policy as data; it knows no file and no screen."""
