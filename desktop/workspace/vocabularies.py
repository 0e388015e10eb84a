"""The school's own words in the lists people choose from: added, renamed, no longer offered; each a step."""

from collections import Counter
from collections.abc import Iterable

from desktop.errors import Trouble
from desktop.i18n import _, ngettext
from desktop.models.people import Mentee, Mentor
from desktop.models.record import Record
from desktop.models.remembered import Remembered
from desktop.models.vocabulary import Entry, OwnWords, Vocabulary, fold, use_own_words, vocabulary
from desktop.workspace.desk import Desk

OPEN = ("sectors", "languages", "experiences")  # a school may add to these and stop offering words
FIXED = ("slots", "days", "needs", "modalities", "genders")  # rules hang on their codes: only the words may change
LONGEST = 60
_PREFIX = "words:"


class WordLine(Record):
    """A word of a list: whether it is the school's own, still offered, and how many people have it."""

    code: str
    label: str
    own: bool
    offered: bool
    people: int


class Vocabularies:
    """Kept in the school's file and in use everywhere: import reads them, forms offer them, reasons name them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        desk.store.on_step(lambda kinds: self.take_into_use() if Remembered in kinds else None)
        self.take_into_use()

    def take_into_use(self) -> None:
        """Let every room read this school's words."""
        kept = self._desk.store.page(Remembered, [_PREFIX + name for name in (*OPEN, *FIXED)])
        use_own_words({one.id.removeprefix(_PREFIX): OwnWords.model_validate_json(one.value) for one in kept})

    @staticmethod
    def let_go() -> None:
        """Leave the lists as they are shipped: this school was closed."""
        use_own_words({})

    def words(self, name: str) -> list[WordLine]:
        """Return a list's words in order, those no longer offered last."""
        known, own = _listed(name), self._own(name)
        added, used = {entry.code for entry in own.added}, self._used(name)
        return [
            WordLine(
                code=entry.code,
                label=known.label(entry.code),
                own=entry.code in added,
                offered=entry.code not in own.retired,
                people=used[entry.code],
            )
            for entry in (*known.entries, *known.retired)
        ]

    def strangers(self, name: str) -> list[tuple[str, int]]:
        """Return the words that people have and the list lacks, with how many have each, most first."""
        known = _listed(name)
        return [(word, n) for word, n in self._used(name).most_common() if known.code(word) is None]

    def add(self, name: str, label: str, *, aliases: Iterable[str] = ()) -> Entry:
        """Add a word, or offer one again; who had it written in their own way has it from now on, as one step."""
        self._refuse_fixed(name)
        label, known = _clean(label), _listed(name)
        code = known.code(label)
        if code is not None and code in self._own(name).retired:
            return self._offer_again(name, code)
        _refuse_taken(known, label)
        entry = Entry(code=label, label=label, aliases=tuple(_clean(one) for one in aliases))
        own = self._own(name)
        changed = own.model_copy(update={"added": (*own.added, entry)})
        with self._desk.step(_("Add a word to a list")) as step:
            step.put(_kept(name, changed))
            step.put_many(self._spelled_alike(name, entry))
        return entry

    def rename(self, name: str, word: str, label: str) -> Entry:
        """Change a word, named by its code or a spelling; its old spelling is still read."""
        entry, label, known = _entry(name, word), _clean(label), _listed(name)
        _refuse_taken(known, label, but=entry.code)
        own = self._own(name)
        self._keep(name, own.model_copy(update={"renamed": {**own.renamed, entry.code: label}}), _("Rename a word"))
        return _entry(name, entry.code)

    def retire(self, name: str, word: str) -> Entry:
        """Offer a word no more; who has it keeps it, and imports still read it."""
        self._refuse_fixed(name)
        entry, own = _entry(name, word), self._own(name)
        self._keep(name, own.model_copy(update={"retired": own.retired | {entry.code}}), _("Stop offering a word"))
        return entry

    def _offer_again(self, name: str, code: str) -> Entry:
        own = self._own(name)
        self._keep(name, own.model_copy(update={"retired": own.retired - {code}}), _("Offer a word again"))
        return _entry(name, code)

    def _keep(self, name: str, own: OwnWords, label: str) -> None:
        with self._desk.step(label) as step:
            step.put(_kept(name, own))

    def _own(self, name: str) -> OwnWords:
        kept = self._desk.store.get(Remembered, _PREFIX + name)
        return OwnWords.model_validate_json(kept.value) if kept else OwnWords()

    def _refuse_fixed(self, name: str) -> None:
        _listed(name)
        if name not in OPEN:
            raise Trouble(
                _("Rules depend on the words of this list, so none can be added or removed."),
                _("Rename a word instead."),
            )

    def _people(self) -> list[Mentee | Mentor]:
        return [*self._desk.store.all(Mentee), *self._desk.store.all(Mentor)]

    def _used(self, name: str) -> Counter[str]:
        return Counter(code for one in self._people() for code in _of(one, name)) if name in OPEN else Counter()

    def _spelled_alike(self, name: str, entry: Entry) -> list[Mentee | Mentor]:
        """Return the people who had a new word in a spelling of their own, with the word in its place."""
        ways = {fold(spelling) for spelling in entry.spellings}
        changed: list[Mentee | Mentor] = []
        for one in self._people():
            codes = tuple(dict.fromkeys(entry.code if fold(code) in ways else code for code in _of(one, name)))
            if codes != _of(one, name):
                changed.append(one.model_copy(update={name: codes}))
        return changed


def _of(one: Mentee | Mentor, name: str) -> tuple[str, ...]:
    codes: tuple[str, ...] = getattr(one, name)
    return codes


def _kept(name: str, own: OwnWords) -> Remembered:
    return Remembered(id=_PREFIX + name, value=own.model_dump_json())


def _listed(name: str) -> Vocabulary:
    if name not in (*OPEN, *FIXED):
        raise Trouble(
            _("There is no list of this name."), _("The lists are: {names}.").format(names=", ".join((*OPEN, *FIXED)))
        )
    return vocabulary(name)


def _entry(name: str, word: str) -> Entry:
    known = _listed(name)
    code = known.code(word)
    found = next((one for one in (*known.entries, *known.retired) if one.code == code), None)
    if found is None:
        raise Trouble(_("This word isn’t in the list."), _("Look at the list and write it as it stands there."))
    return found


def _clean(label: str) -> str:
    plain = " ".join(label.split())
    if not fold(plain):
        raise Trouble(_("A word needs letters."), _("Write it as people should read it."))
    if len(plain) > LONGEST:
        raise Trouble(ngettext("A word has at most {n} letter.", "A word has at most {n} letters.", LONGEST))
    return plain


def _refuse_taken(known: Vocabulary, label: str, *, but: str = "") -> None:
    taken = known.code(label)
    if taken is not None and taken != but:
        raise Trouble(
            _("The list has this word already, as “{label}”.").format(label=known.label(taken)),
            _("Choose another word, or rename that one."),
        )
