"""Look and language: theme, text size, the window's language."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QButtonGroup, QFrame, QWidget

from desktop.i18n import LANGUAGES, _, pgettext
from desktop.ui.build import STRETCH, box, card, col, scroll, words
from desktop.ui.choices import Dot
from desktop.ui.page import Page


def look_part(page: Page) -> QWidget:
    """Return the choices; each is seen at once."""
    liked = page.board.preferences.liked

    def keep(name: str) -> Callable[[object], None]:
        def kept(value: object) -> None:
            page.board.preferences.keep(**{name: value})
            page.board.look_changed.emit()

        return kept

    light = _choice(
        _("Theme"),
        [
            ("system", _("As this computer has it")),
            ("light", pgettext("theme", "Light")),
            ("dark", pgettext("theme", "Dark")),
        ],
        liked.theme,
        keep("theme"),
    )
    size = _choice(
        _("Text size"),
        [(100, _("Ordinary, 100%")), (115, _("Larger, 115%")), (130, _("Largest, 130%"))],
        liked.text_size,
        keep("text_size"),
    )
    language = _choice(_("Language of the window"), list(LANGUAGES.items()), liked.language, keep("language"))
    draft = words(_("The Welsh is a draft: no Welsh speaker has reviewed it yet."), "small", wrap=True)
    note = words(_("Papers for families have their own languages, chosen for each family."), "small", wrap=True)
    return scroll(box(col(light, size, language, draft, note, STRETCH, gap=16)))


def _choice(
    title: str, options: Sequence[tuple[object, str]], chosen: object, keep: Callable[[object], None]
) -> QFrame:
    group = QButtonGroup()
    dots = []
    for value, word in options:
        dot = Dot(word, value == chosen)
        dot.setAccessibleName(f"{title}: {word}")
        dot.toggled.connect(lambda on, value=value: keep(value) if on else None)
        group.addButton(dot)
        dots.append(dot)
    made = card(words(title, "section"), *dots, gap=2)
    group.setParent(made)
    return made
