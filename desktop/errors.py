"""The tree of expected trouble; it knows words for people and nothing about who shows them.

Anything that is not a `Trouble` is a bug and is left to the two doors (the window and the command line).
"""


class Trouble(Exception):
    """Something expected went wrong: one plain sentence, one piece of advice, nothing lost.

    Neither text may hold personal data: both may be logged and shown.
    """

    def __init__(self, sentence: str, advice: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.sentence} {self.advice}".strip()


class RosterTrouble(Trouble):
    """A roster file as a whole can't be read."""


class MatchingTrouble(Trouble):
    """A matching can't be computed as asked."""


class OutOfTime(MatchingTrouble):
    """The time given to a matching was used up before there was an answer."""


class RosterChanged(MatchingTrouble):
    """The roster changed while a job worked on a copy of it, so the job's result is refused."""


class Stopped(Trouble):
    """The person at the desk stopped a job."""


class FileTrouble(Trouble):
    """The school's file can't be opened, trusted or written."""


class WrongPassphrase(FileTrouble):
    """The passphrase or recovery key doesn't open this file."""


class FileTooNew(FileTrouble):
    """The file was written by a newer version of the app and was left untouched."""


class FileDamaged(FileTrouble):
    """The bytes of a file can't be trusted."""


class FileInUse(FileTrouble):
    """Another process has the file open."""


class DocumentTrouble(Trouble):
    """A paper can't be made."""


class SyncTrouble(Trouble):
    """Head office can't be reached or can't be believed. Being offline is a state, not one of these."""
