"""The papers in groups, as they are offered: what each is called and what it can be asked for; no widgets."""

from dataclasses import dataclass

from desktop.i18n import _
from desktop.workspace.papers import Paper, Variant


@dataclass(frozen=True)
class Group:
    """Papers that are asked for alike; `more` is what the second button makes of them, empty for nothing."""

    key: str
    name: str
    papers: tuple[Paper, ...]
    more: str = ""
    what: str = ""
    more_what: str = ""


def groups() -> list[Group]:
    """Return the groups in the order of a programme's year."""
    return [
        Group(
            "families",
            _("For families"),
            (Paper.CONSENT_FORMS, Paper.CHASE_LETTERS),
            _("Save for e-mail"),
            _("Consent forms, and reminders where they are late."),
            _("Makes a form to fill in for each family, and a page for screen readers beside it."),
        ),
        Group(
            "evening",
            _("For a session"),
            (Paper.EVENING_PACKS, Paper.REGISTERS, Paper.SESSION_SHEETS),
            _("Save all to come"),
            _("What is needed in the room: register, sheets, badges."),
            _("Makes a file for each session that is planned."),
        ),
        Group(
            "pairs",
            _("For pairs"),
            (Paper.WELCOME_LETTERS, Paper.AGREEMENTS, Paper.CERTIFICATES),
            what=_("Letters, agreements and certificates for pairs that were published."),
        ),
        Group(
            "lists",
            _("Lists"),
            (Paper.YOUNG_PEOPLE, Paper.MENTORS, Paper.MATCHES, Paper.WAITING),
            _("Save for Excel"),
            _("Who takes part, who is matched and who waits. For staff only."),
            _("Saves the list as a table for Excel."),
        ),
    ]


def group_of(paper: Paper) -> Group:
    """Return the group a paper is in."""
    return next(one for one in groups() if paper in one.papers)


def paper_name(paper: Paper) -> str:
    """Return what a paper is called."""
    return {
        Paper.CONSENT_FORMS: _("Consent forms"),
        Paper.CHASE_LETTERS: _("Reminders of late forms"),
        Paper.EVENING_PACKS: _("All papers of a session"),
        Paper.REGISTERS: _("Register"),
        Paper.SESSION_SHEETS: _("Session sheets"),
        Paper.WELCOME_LETTERS: _("Welcome letters"),
        Paper.AGREEMENTS: _("Agreements"),
        Paper.CERTIFICATES: _("Certificates"),
        Paper.YOUNG_PEOPLE: _("Young people"),
        Paper.MENTORS: _("Mentors"),
        Paper.MATCHES: _("Matches and why"),
        Paper.WAITING: _("Waiting list and why"),
    }[paper]


def about(paper: Paper) -> str:
    """Return one sentence on who gets a paper, for those that ask nothing about people."""
    return {
        Paper.EVENING_PACKS: _("Cover, register, sheets in table order, cover mentors, badges and blanks in one file."),
        Paper.REGISTERS: _("One line a pair, and blank lines. A mentor who isn’t clear to meet is never on it."),
        Paper.SESSION_SHEETS: _("One sheet a pair, two to a page, with what they agreed last time. No surnames."),
        Paper.YOUNG_PEOPLE: _("Everybody who takes part, by year and form. Keep it safe; it names people."),
        Paper.MENTORS: _("Everybody but those who no longer take part, by name. It shows no check numbers."),
        Paper.MATCHES: _("Drafts and running pairs, with the three weightiest reasons for each."),
        Paper.WAITING: _("Who has no mentor, longest waiting first, with the reason and what would help."),
    }.get(paper, "")


def variants() -> list[tuple[str, str]]:
    """Return how a paper can be set, by code and name."""
    return [
        (Variant.STANDARD.value, _("Ordinary print")),
        (Variant.LARGE_PRINT.value, _("Large print")),
        (Variant.DYSLEXIA_FRIENDLY.value, _("Dyslexia-friendly")),
    ]
