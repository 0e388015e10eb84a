"""Who may meet whom and why not, readiness, and what makes a good pair; policy and weights come in as data."""
