"""The school's encrypted file: tables, steps, journal, backups and keys; it knows no rule and no screen."""
