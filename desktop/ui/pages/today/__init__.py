"""The first page: what needs a person, the programme at a glance, the next session and what was done lately."""
