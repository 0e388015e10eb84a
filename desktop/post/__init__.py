"""The post room: sealed requests out, verified answers in; it knows no pair and keeps nothing.

`keys` signs and checks, `line` makes one bounded call, `enrolment` makes this PC a site; `releases` are made,
`freezing` keeps them as they are sent, `visit` brings them, `standing` says how they stand. `sync.py` leads them.
"""
