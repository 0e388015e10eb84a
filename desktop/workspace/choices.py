"""What forms, lists and changes of many offer to choose from, in words; it knows no screen and changes nothing."""

from desktop.i18n import _
from desktop.models.people import GateKind, Modality, Sen
from desktop.models.vocabulary import vocabulary

NEEDS = (
    "pupil_premium", "free_school_meals", "eal", "looked_after", "young_carer", "neet_risk", "low_attendance",
    "first_in_family",
)  # fmt: skip
SCHEMES = ("DBS", "PVG", "AccessNI")  # England and Wales, Scotland, Northern Ireland
PAPER_LANGUAGES = ("en", "cy", "ur", "bn", "pl", "ar", "so", "ro", "pa")


def offered(name: str) -> tuple[tuple[str, str], ...]:
    """Return a vocabulary as what a list offers: codes and words."""
    known = vocabulary(name)
    return tuple((code, known.label(code)) for code in known.codes)


def paper_languages() -> tuple[tuple[str, str], ...]:
    """Return the languages in which a family can have its papers."""
    known = vocabulary("languages")
    return tuple((code, known.label(code)) for code in PAPER_LANGUAGES)


def family_languages() -> tuple[tuple[str, str], ...]:
    """Return what a family's papers can be in; the first is whatever its contact speaks with us."""
    return (("", _("What the family’s contact speaks")), *paper_languages())


def gate_names() -> dict[GateKind, str]:
    """Return the gates in words, in their usual order."""
    return {
        GateKind.APPLICATION: _("Application"),
        GateKind.INTERVIEW: _("Interview"),
        GateKind.REFERENCES: _("References"),
        GateKind.DBS: _("DBS check"),
        GateKind.RISK_ASSESSMENT: _("Risk assessment"),
        GateKind.TRAINING: _("Training"),
        GateKind.APPROVAL: _("Second approval"),
    }


def sen_names() -> dict[str, str]:
    """Return the special educational needs of the school census in words, by code."""
    return {
        Sen.NONE.value: _("None"),
        Sen.SUPPORT.value: _("SEN support"),
        Sen.PLAN.value: _("Plan (EHCP)"),
        Sen.STATEMENT.value: _("Statement"),
    }


def meets() -> dict[Modality | None, str]:
    """Return how a pair can meet, in words; nothing for no wish."""
    return {
        None: "",
        Modality.FACE_TO_FACE: _("Face to face"),
        Modality.HYBRID: _("Face to face or online"),
        Modality.VIRTUAL: _("Online"),
    }


def modality_options() -> tuple[tuple[str, str], ...]:
    """Return how a pair can meet as what a list offers, with no wish first."""
    return tuple((way.value if way else "", words or _("No wish")) for way, words in meets().items())
