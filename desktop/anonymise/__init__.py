"""The only door out of a school: what is known of pairs goes in, records without identity come out.

Read it as a data protection officer would. `facts` reads what may be told of one pair and stops at consent.
`coarsen` withholds whatever fewer than six records share. `blur` makes each remaining fact deniable.
`release` puts the records in an order that says nothing, and tells in words what leaves and what never does.
Nothing here reads a file, a clock, a network or chance: the same pairs give the same records.
"""

from desktop.anonymise.coarsen import coarsened
from desktop.anonymise.facts import Moment, PairFacts, PairPapers, may_share, pair_facts, told_by
from desktop.anonymise.release import NEVER_LEAVES, counted, in_words, release_records
from desktop.anonymise.spec import Fact, Spec, narrowed, spec

__all__ = [
    "NEVER_LEAVES",
    "Fact",
    "Moment",
    "PairFacts",
    "PairPapers",
    "Spec",
    "coarsened",
    "counted",
    "in_words",
    "may_share",
    "narrowed",
    "pair_facts",
    "release_records",
    "spec",
    "told_by",
]
