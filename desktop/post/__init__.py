"""The post room: sealed requests out, verified answers in; it knows no pair and keeps nothing.

`keys` signs and checks, `line` makes one bounded call, `enrolment` makes this PC a site. `sync.py` leads them.
"""
