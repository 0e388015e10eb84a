"""Makes this PC a site of head office by the one-time code of a letter; it keeps nothing itself."""

import secrets

from desktop.errors import SyncTrouble
from desktop.i18n import _
from desktop.models.sharing import Enrolment
from desktop.models.wire import (
    BadCode,
    Enrolled,
    EnrolmentCode,
    EnrolRequest,
    NotCanonical,
    Refusal,
    canonical,
    enrolment_text,
    read_answer,
)
from desktop.post.keys import key_for, public_of
from desktop.post.line import Letter, Line, NoAnswer, carry


def enrol(code: str, office_url: str, *, line: Line, secret: str = "") -> Enrolment:
    """Enrol with head office and return what to keep in the encrypted file.

    `secret` is any stable random text of the file: with it a second try with the same code, after a lost answer, is
    the same enrolment. Raises SyncTrouble for a code that can't be right, and where head office can't be reached.
    The answer is believed only if it proves that it knows the code's secret, which is never sent.
    """
    try:
        known = EnrolmentCode.read(code)
    except BadCode as trouble:
        raise SyncTrouble(
            _("This code isn’t typed as it is printed."),
            _("Compare it with the letter: five groups of five letters and digits."),
        ) from trouble
    private_key = key_for(secret or secrets.token_hex(32), known.written)
    said = _answer_to(line, known, public_of(private_key))
    if isinstance(said, Refusal):
        raise SyncTrouble(
            _("Head office doesn’t take this code."),
            _("Codes work once and for seven days. Ask head office for a new letter."),
        )
    return Enrolment(
        office_url=office_url.strip().rstrip("/"),
        site=said.site,
        epoch=said.epoch,
        private_key=private_key,
        office_public_key=said.office_key,
        enrolled_at=line.clock(),
    )


def _answer_to(line: Line, code: EnrolmentCode, public_key: str) -> Enrolled | Refusal:
    proof = code.proof(enrolment_text("request", code.number, public_key))
    request = EnrolRequest(code=code.number, public_key=public_key, proof=proof)
    letter = Letter("POST", "/v1/enrol", canonical(request.model_dump()))
    for attempt in range(line.tries):
        try:
            return _believed(carry(line, letter, headers={"alongside-nonce": line.nonce()})[1], code, public_key)
        except NoAnswer as trouble:
            if attempt + 1 < line.tries:
                line.pause(line.rng.uniform(0, 2.0**attempt))
            reason = trouble
    raise SyncTrouble(
        _("Head office can’t be reached."),
        _("Check that this computer is online, and the address, then try the same code again."),
    ) from reason


def _believed(answer: bytes, code: EnrolmentCode, public_key: str) -> Enrolled | Refusal:
    """Return an answer that proves itself, or a refusal; a refusal can't be proved but does no harm."""
    try:
        said = read_answer(answer)
    except NotCanonical as trouble:
        raise NoAnswer("no enrolment") from trouble
    if isinstance(said, Refusal) and said.reason == "code":
        return said
    if not isinstance(said, Enrolled):
        raise NoAnswer("no enrolment")
    proof = enrolment_text("answer", said.site, str(said.epoch), said.office_key, public_key)
    if said.proof != code.proof(proof):
        raise NoAnswer("an enrolment that proves nothing")
    return said
