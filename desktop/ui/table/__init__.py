"""One table for every list: declared columns, rows fetched by page, painted cells; it knows no record."""
