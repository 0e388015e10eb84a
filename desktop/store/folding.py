"""How search sees text: no case, no accents, no difference between Łukasz and lukasz; it knows no table."""

import unicodedata

# Letters that Unicode doesn't take apart but that people type without their stroke or hook.
_UNSTROKED = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
)


def fold(text: str) -> str:
    """Return the text in lower case, without accents and invisible signs, with single spaces."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(
        letter for letter in apart if not unicodedata.combining(letter) and (letter.isprintable() or letter.isspace())
    )
    return " ".join(bare.translate(_UNSTROKED).split())
