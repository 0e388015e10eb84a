"""Records become papers (PDF bytes); it knows no store and no rule."""
