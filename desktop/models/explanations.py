"""What is said of a matching: why a pair, why not another, why someone waits, who gets what. Words and figures only."""

from desktop.i18n import _, ngettext
from desktop.models.record import MenteeId, MentorId, Record
from desktop.models.scenarios import Newcomers


class Reason(Record):
    """A criterion's share in a pair's score: its name, its points, the most it can give, and a sentence."""

    code: str
    name: str
    points: int
    most: int
    words: str

    @property
    def share(self) -> float:
        """How much of what it can give it gave, from 0 to 1."""
        return min(1.0, self.points / max(1, self.most))


class Barred(Record):
    """Why two people, or one, can't be matched: the rule's code, a sentence without names, and advice."""

    rule: str
    reason: str
    advice: str


class WhyPair(Record):
    """Why two people are a pair: reasons whose points sum to the score, the next best mentor, equally good ones.

    `full` are the points of fit 100. The runner-up is the best other mentor the rules allow, wherever that mentor is
    now; `gap` is how many points they would be worse.
    """

    mentee: MenteeId
    mentor: MentorId
    score: int
    fit: int
    full: int
    reasons: tuple[Reason, ...]
    runner_up: MentorId | None
    runner_up_name: str
    gap: int
    equally_good: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The two weightiest reasons."""
        return " ".join(one.words for one in self.reasons[:2])

    @property
    def runner_up_words(self) -> str:
        """Who comes next by points alone, in one sentence; empty where the rules allow nobody else."""
        if self.runner_up is None:
            return ""
        if self.gap == 0:
            return _("{mentor} would be as good a mentor.").format(mentor=self.runner_up_name)
        if self.gap < 0:
            said = ngettext(
                "{{mentor}} alone would have {n} point more, at the others’ cost.",
                "{{mentor}} alone would have {n} points more, at the others’ cost.",
                -self.gap,
            )
        else:
            said = ngettext(
                "The next best is {{mentor}}, {n} point behind.",
                "The next best is {{mentor}}, {n} points behind.",
                self.gap,
            )
        return said.format(mentor=self.runner_up_name)


class Effect(Record):
    """What becomes of somebody else: their fit before and after, None where they would have no mentor."""

    mentee: MenteeId
    name: str
    before: int | None
    after: int | None

    @property
    def loss(self) -> int:
        """How much worse they would be, out of 100; having no mentor is worse than any pair."""
        before, after = (-1 if fit is None else fit for fit in (self.before, self.after))
        return before - after


class Instead(Record):
    """What another mentor would mean, exactly: the rules against it, the fit, what becomes of the others.

    `cost` is what each objective would lose, by name; `total` in points over all pairs.
    """

    mentee: MenteeId
    mentor: MentorId
    mentor_name: str
    fit: int
    barred: tuple[str, ...] = ()
    effects: tuple[Effect, ...] = ()
    cost: dict[str, int] = {}  # noqa: RUF012  a frozen record's default is never changed

    @property
    def sentence(self) -> str:
        """The cost in one sentence."""
        if self.barred:
            return self.barred[0]
        hurt = [one for one in self.effects if one.loss > 0]
        if not hurt:
            return _("That would cost nobody else anything.")
        worst = max(hurt, key=lambda one: (one.after is None, one.loss))
        if worst.after is None:
            said = _("That would leave {name} without a mentor.").format(name=worst.name)
        else:
            said = _("That would leave {name} with {after} instead of {before}.").format(
                name=worst.name, after=worst.after, before=worst.before
            )
        more = len(hurt) - 1
        return said if not more else _("{said} {n} more would lose by it.").format(said=said, n=more)


class Candidate(Record):
    """A mentor as a candidate for somebody: their fit, or the rule that bars the two."""

    mentor: MentorId
    name: str
    fit: int
    barred: str = ""


class Swap(Record):
    """Changing mentors with another pair: both fits before and after it, or the rule that bars it.

    `cost` is what the two pairs lose together, in points; below 0 they gain.
    """

    other: MenteeId
    mine: int
    theirs: int
    cost: int = 0
    barred: str = ""


class Change(Record):
    """One change after which this very young person is matched: tried out, not guessed.

    `kind` is rule, mentor (to be made ready), place, newcomer or own (what stands in the person's own way). `size`
    orders changes, the smallest first; `count` is how many places or newcomers it takes.
    """

    kind: str
    size: int
    words: str
    mentor: MentorId | None = None
    rule: str = ""
    count: int = 1
    newcomers: Newcomers | None = None


class WhyUnmatched(Record):
    """Why someone waits: who competes for which mentors, and the smallest changes that would match them."""

    mentee: MenteeId
    reasons: tuple[str, ...]
    rivals: tuple[MenteeId, ...] = ()
    mentors: tuple[MentorId, ...] = ()
    changes: tuple[Change, ...] = ()

    @property
    def sentence(self) -> str:
        """The reason and the smallest change, as they are read."""
        return " ".join([*self.reasons, *(one.words for one in self.changes[:1])])


class Scarcity(Record):
    """What one kind of mentor is worth: how many have a place, who waits and asked for it, and the dearest's price.

    The price is what one more place with one of them could add to the points of those who are matched, at most.
    """

    kind: str  # sector | day | area
    code: str
    name: str
    mentors: int
    asked: int
    price: int
    words: str


class Recruit(Record):
    """How many more would be matched with so many more mentors of a kind: worked out, not guessed."""

    newcomers: Newcomers
    matched: int
    words: str


class Wanted(Record):
    """Which mentors to look for."""

    recruits: tuple[Recruit, ...]
    scarce: tuple[Scarcity, ...]


class Group(Record):
    """One group's share: how many, how many matched, the middle pair out of 100, middle days of waiting.

    A middle of fewer than six is not told. Hidden groups hold no numbers; where those of a dimension are together
    fewer than six, the next smallest is hidden too, so that the total doesn't give them away.
    """

    dimension: str
    name: str
    people: int | None = None
    matched: int | None = None
    fit: int | None = None
    waited_days: int | None = None
    hidden: bool = False
