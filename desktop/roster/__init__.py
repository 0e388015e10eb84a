"""Bytes of a school's file to people, problems and a mapping; nothing is kept here and no bad row raises."""
