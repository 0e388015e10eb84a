"""A school's own texts for forms and letters, kept in its file; what is no longer whole is said and not used."""

from pathlib import Path

from pydantic import ValidationError

from desktop.documents.catalogue import SOURCE, Catalogue, catalogue, shipped
from desktop.documents.own_texts import compared, read_catalogue
from desktop.errors import DocumentTrouble
from desktop.i18n import _, pgettext
from desktop.models.record import Record
from desktop.models.remembered import Remembered
from desktop.models.vocabulary import vocabulary
from desktop.paths import resource
from desktop.workspace.desk import Desk

_PREFIX = "form-texts:"


class TextsLine(Record):
    """The texts of one language: whose they are, whether a person has checked them, and what is wrong with them."""

    language: str
    name: str
    own: bool
    draft: bool
    checked_by: str = ""
    trouble: str = ""


class FormTexts:
    """The shipped texts, and a school's own, which take their place language by language."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def own(self) -> list[Catalogue]:
        """Return the school's own texts that can be printed from."""
        return [found for one in self._kept() if isinstance(found := _read(one), Catalogue)]

    def listing(self) -> list[TextsLine]:
        """Return the texts there are by language: the school's own first, then the shipped ones it hasn't replaced."""
        lines = [_line(one) for one in self._kept()]
        replaced = {line.language for line in lines if not line.trouble}
        return lines + [_shipped_line(code) for code in shipped() if code not in replaced]

    def languages(self) -> list[tuple[str, str]]:
        """Return the languages a form can be printed in, by code and name, English first."""
        own = {one.language: pgettext("word", one.english_name) for one in self.own() if one.has("consent")}
        known = vocabulary("languages")
        return [(code, known.label(code)) for code in shipped()] + [
            (code, name) for code, name in sorted(own.items()) if code not in shipped()
        ]

    def copy_to(self, path: Path, language: str = SOURCE) -> None:
        """Write a copy of the shipped texts in a language, to be changed and added; in English where there are none."""
        code = language if language in shipped() else SOURCE
        try:
            path.write_bytes(resource(f"forms/{code}.toml").read_bytes())
        except OSError as trouble:
            advice = _("Close the file if it is open, or choose another folder.")
            raise DocumentTrouble(_("The copy can’t be written there."), advice) from trouble

    def add(self, path: Path) -> TextsLine:
        """Keep a school's own file of texts, in place of what it had in that language; Trouble says what is wrong."""
        found = read_catalogue(path)
        record = Remembered(id=f"{_PREFIX}{found.language}", value=found.model_dump_json())
        with self._desk.step(
            _("Add form texts in {language}").format(language=pgettext("word", found.english_name))
        ) as step:
            step.put(record)
        return _line(record)

    def checked(self, language: str, by: str) -> TextsLine:
        """Record who read the texts in a language and found them right, so that papers no longer call them a draft.

        Shipped texts become the school's own by it: what was read is what is printed from then on.
        """
        own = next((one for one in self.own() if one.language == language), None)
        found = (own or catalogue(language)).model_copy(update={"checked_by": by})
        record = Remembered(id=f"{_PREFIX}{language}", value=found.model_dump_json())
        tongue = pgettext("word", found.english_name)
        with self._desk.step(_("Record who checked texts in {language}").format(language=tongue)) as step:
            step.put(record)
        return _line(record)

    def remove(self, language: str) -> None:
        """Let go of the school's own texts in a language; the shipped ones, if there are any, count again."""
        if self._desk.store.get(Remembered, f"{_PREFIX}{language}") is None:
            raise DocumentTrouble(_("The school has no texts of its own in this language."), _("Nothing was changed."))
        with self._desk.step(_("Remove the school’s own texts")) as step:
            step.remove(Remembered, f"{_PREFIX}{language}")

    def _kept(self) -> list[Remembered]:
        kept = (one for one in self._desk.store.all(Remembered) if one.id.startswith(_PREFIX))
        return sorted(kept, key=lambda one: one.id)


def _read(kept: Remembered) -> Catalogue | DocumentTrouble:
    """Return kept texts, or why they can't be used: a newer app may ask for texts that an older file hasn't."""
    try:
        found = Catalogue.model_validate_json(kept.value)
        compared(found)
    except ValidationError:
        return DocumentTrouble(_("These texts were kept by another version of Alongside."), _("Add the file again."))
    except DocumentTrouble as trouble:
        return trouble
    return found


def _line(kept: Remembered) -> TextsLine:
    found = _read(kept)
    if isinstance(found, DocumentTrouble):
        code = kept.id.removeprefix(_PREFIX)
        return TextsLine(language=code, name=code, own=True, draft=True, trouble=str(found))
    return _about(found, own=True)


def _shipped_line(code: str) -> TextsLine:
    return _about(catalogue(code), own=False)


def _about(found: Catalogue, *, own: bool) -> TextsLine:
    return TextsLine(
        language=found.language,
        name=pgettext("word", found.english_name),
        own=own,
        draft=found.draft,
        checked_by=found.checked_by,
    )
