"""What a family's consent form is filled with: what is known of them, who signs, the facts its texts name."""

from desktop.documents.catalogue import Catalogue
from desktop.documents.directions import apart
from desktop.documents.facts import age_on, school_facts
from desktop.documents.reply import Signer, Spoken
from desktop.documents.requests import ConsentFormRequest


def entries(request: ConsentFormRequest, spoken: Spoken) -> dict[str, str]:
    """Return what is filled in for a family, by the names of the form's fields; blanks are left out."""
    mentee, words = request.mentee, spoken.main
    parent = next((contact for contact in mentee.contacts if not contact.emergency), None)
    other = next((contact for contact in mentee.contacts if contact.emergency), None)
    found = {
        "known_name": mentee.full_name,
        "legal_name": f"{mentee.legal_forename} {mentee.legal_surname}",
        "preferred_name": mentee.preferred_forename,
        "date_of_birth": words.day(mentee.date_of_birth),
        "year": "" if mentee.year is None else str(mentee.year),
        "form": mentee.form or "",
        "return_by": "  ·  ".join(
            apart(text, rtl=words.rtl)
            for text, _setting in spoken.each(f"words.return{'' if spoken.facts['return_by'] else '_open'}")
        ),
        "name": parent.name if parent else "",
        "relationship": parent.relationship if parent else "",
        "phone": parent.phone if parent else "",
        "email": parent.email if parent else "",
        "emergency_contact": other.name if other else "",
        "emergency_phone": other.phone if other else "",
        "access": mentee.emergency_and_access,
    }
    return {key: text.strip() for key, text in found.items() if text.strip()}


def signer_of(request: ConsentFormRequest) -> Signer:
    """Return who signs, by the age on the day the form has to be back."""
    consent = request.consent
    age = age_on(request.mentee, consent.return_by or consent.issued_on)
    return Signer(self_only=age >= 18, may_sign_alone=16 <= age < 18 and request.programme.policy.sixteen_may_sign)


def form_facts(request: ConsentFormRequest, words: Catalogue) -> dict[str, str]:
    """Return what a form's texts are filled with, in the words of one language."""
    facts = school_facts(words, request.school, request.programme, request.arrangements)
    consent = request.consent
    return facts | {"version": consent.form_version, "return_by": words.day(consent.return_by)}
