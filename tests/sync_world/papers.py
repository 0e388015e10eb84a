"""What a school keeps about one pair, for tests: every text in it can be a canary that must never leave."""

from datetime import date, time

from desktop.anonymise import PairPapers
from desktop.models.consent import Consent
from desktop.models.matches import Match, MatchState
from desktop.models.outcomes import Outcome, Wave
from desktop.models.people import Mentee, Mentor
from desktop.models.programme import Programme, Term
from desktop.models.sessions import PairRecord, Session, SessionState

TERM_1 = Term(code="2026-27-1", name="autumn", start=date(2026, 9, 1), end=date(2026, 12, 18))
PROGRAMME = Programme(academic_year="2026-27", terms=(TERM_1,))


def mentee(**given):
    return Mentee.model_validate(
        {"id": "mentee", "legal_forename": "Amira", "date_of_birth": date(2012, 5, 4), **given}
    )


def mentor(**given):
    return Mentor.model_validate({"id": "mentor", "name": "Peter Adeyemi", **given})


def match(**given):
    return Match.model_validate(
        {
            "id": "match",
            "mentee": "mentee",
            "mentor": "mentor",
            "state": MatchState.PUBLISHED,
            "started_on": date(2026, 9, 10),
            "secret": "00ff",
            **given,
        }
    )


def consent(**given):
    return Consent.model_validate(
        {
            "id": "consent",
            "mentee": "mentee",
            "academic_year": "2026-27",
            "form_version": "2026.1",
            "reference": "R-1",
            "issued_on": date(2026, 9, 1),
            "received_on": date(2026, 9, 9),
            "response": "given",
            "choices": {"take_part": True, "share_anonymised": True},
            **given,
        }
    )


def session(number, *, day=date(2026, 10, 1), state=SessionState.HELD, met=True, match="match", note=""):
    mark = "present" if met else "absent"
    record = PairRecord.model_validate(
        {"match": match, "mentee": "mentee", "mentor": "mentor", "mentee_mark": mark, "mentor_mark": mark, "goal": note}
    )
    return Session.model_validate(
        {
            "id": f"s{number}",
            "number": number,
            "day": day,
            "start": time(15, 45),
            "finish": time(16, 45),
            "state": state,
            "pairs": (record,),
            "note": note,
        }
    )


def outcome(answer, wave, *, day=9, month=10, year=2026):
    month = 9 if wave is Wave.BEFORE else month
    return Outcome(
        id=f"o{answer}{wave}",
        mentee="mentee",
        survey="programme",
        wave=wave,
        on=date(year, month, day),
        answers={"confidence": answer},
    )


def papers(**given):
    return PairPapers.model_validate(
        {"match": match(), "mentee": mentee(), "mentor": mentor(), "consents": (consent(),), **given}
    )
