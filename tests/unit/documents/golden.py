"""The pages that are kept as pictures, and how a picture is taken; run as a module it writes them anew."""

from functools import partial
from pathlib import Path

from PIL import Image

from desktop.documents.agreement import agreements
from desktop.documents.certificate import certificates
from desktop.documents.consent_form import consent_forms
from desktop.documents.evening_pack import evening_pack
from desktop.documents.letters import chase_letters, welcome_letters
from desktop.documents.recovery_sheet import recovery_sheet
from desktop.documents.register import register
from desktop.documents.requests import Variant, Welcomed
from desktop.documents.session_sheet import session_sheets
from tests.unit.documents.papers import (
    PACK,
    RECOVERY,
    agreement,
    certificate,
    chase,
    form,
    picture,
    printed,
    register_request,
    sheet,
    welcome,
)

FOLDER = Path(__file__).parents[2] / "data" / "papers"
DOTS = 42

_FORMS = {
    language: partial(consent_forms, [form(1, language)]) for language in ("en", "pl", "ur", "bn", "ar", "so", "ro")
}
PICTURES = {f"form-{language}-{page}": (make, page) for language, make in _FORMS.items() for page in (1, 2)} | {
    "bilingual-1": (partial(consent_forms, [form(0, "cy", bilingual=True)]), 1),
    "bilingual-2": (partial(consent_forms, [form(0, "cy", bilingual=True)]), 2),
    "large-print": (partial(consent_forms, [form()], variant=Variant.LARGE_PRINT), 1),
    "dyslexia-friendly": (partial(session_sheets, [sheet()], variant=Variant.DYSLEXIA_FRIENDLY), 1),
    "register": (partial(register, register_request()), 1),
    "session-sheets": (partial(session_sheets, [sheet(0), sheet(1)]), 1),
    "pack-cover": (partial(evening_pack, PACK), 1),
    "badges": (partial(evening_pack, PACK), 8),
    "agreement": (partial(agreements, [agreement()]), 1),
    "reminder-ur": (partial(chase_letters, [chase(8, "ur")]), 1),
    "certificate": (partial(certificates, [certificate(5)]), 1),
    "agreement-ar": (partial(agreements, [agreement(1, "ar")]), 1),
    "agreement-large-print": (partial(agreements, [agreement()], variant=Variant.LARGE_PRINT), 1),
    "certificate-bn-clear": (
        partial(certificates, [certificate(5, language="bn")], variant=Variant.DYSLEXIA_FRIENDLY),
        1,
    ),
    "welcome-ur-clear": (
        partial(welcome_letters, [welcome(Welcomed.MENTEE, language="ur")], variant=Variant.DYSLEXIA_FRIENDLY),
        1,
    ),
    "recovery-sheet": (partial(recovery_sheet, RECOVERY), 1),
}


def taken(name: str) -> Image.Image:
    """Print a paper and take the picture of one of its pages."""
    make, page = PICTURES[name]
    return picture(printed(make)[0], page, dots=DOTS)


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in PICTURES:
        taken(name).quantize(64).save(FOLDER / f"{name}.png", optimize=True)
