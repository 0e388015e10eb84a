"""The texts that are signed or proved, so that both buildings sign the same thing; it holds no key.

No clock stands in them: a PC ten years off is believed, and a repeated request does no more than the first.
"""


def request_text(method: str, target: str, *, site: str, epoch: int, nonce: str, digest: str) -> bytes:
    """Return what a school signs: the call, who makes it, and the digest of its canonical body."""
    return "\n".join(("alongside request v1", method, target, site, str(epoch), nonce, digest)).encode()


def answer_text(status: int, nonce: str, digest: str) -> bytes:
    """Return what head office signs: its answer's digest, bound to the nonce of the one request it answers."""
    return "\n".join(("alongside answer v1", str(status), nonce, digest)).encode()


def enrolment_text(side: str, *parts: str) -> bytes:
    """Return what each side (`request`, `answer`) proves with the code's secret when a PC enrols."""
    return "\n".join(("alongside enrolment v1", side, *parts)).encode()
