"""Makes head office's digest equal ours for every term, and says truthfully how far that got.

The recipe: ask head office what it holds; for each approved term that differs freeze a release under the next
revision, send it, believe only the signed answer, ask again. It is the same recipe after a lost answer, after months
offline, and after a backup was restored on either side. It knows no store: a `Ledger` gives and keeps frozen values.
"""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from desktop.errors import SyncTrouble
from desktop.i18n import _
from desktop.models.sharing import Approval, ReleaseState, StoredRelease, SyncReport
from desktop.post.enrolment import enrol
from desktop.post.freezing import freeze, retract
from desktop.post.line import Line, NoAnswer, is_address, open_client
from desktop.post.releases import Ledger, Release, TermFacts, current, latest, prepare, promise_for
from desktop.post.standing import refusal_words, standings
from desktop.post.visit import Progress, TurnedAway, Visit

__all__ = [
    "Ledger",
    "Line",
    "Release",
    "TermFacts",
    "approve",
    "enrol",
    "is_address",
    "next_try",
    "open_client",
    "prepare",
    "preview",
    "refusal_words",
    "retract",
    "standings",
    "sync",
    "try_again",
]

EVERY = 4 * 3600.0  # seconds between syncs that went well
SOONEST, LATEST = 60.0, 3 * 3600.0  # seconds between tries without a line


def preview(ledger: Ledger, term: str) -> Release:
    """Return what would leave for a term now: the same function's bytes that are sent after approval."""
    return current(ledger, _facts(ledger, term))[0]


def approve(ledger: Ledger, term: str, *, by: str, at: datetime, seen: str = "") -> StoredRelease:
    """Freeze what the preview shows and let it go, and what later becomes of it, under a person's name.

    `seen` is the digest of the preview they looked at: where it is another by now, SyncTrouble asks to look again.
    """
    facts = _facts(ledger, term)
    if seen and current(ledger, facts)[0].digest != seen:
        raise SyncTrouble(_("What would leave has changed meanwhile."), _("Look at it again, then approve it."))
    enrolment = ledger.enrolment()
    if enrolment is None:
        advice = _("Ask head office for a letter with a code, then connect on the page Head office.")
        raise SyncTrouble(_("This computer is not connected to head office yet."), advice)
    held = enrolment.held(term)
    over = held.revision if held else 0
    ledger.keep_approval(Approval(id=term, term=term, spec=promise_for(enrolment).number, by=by, at=at, over=over))
    return freeze(ledger, facts, by=by, at=at)


def try_again(ledger: Ledger, term: str) -> None:
    """Let a refused release go once more, unchanged."""
    last = latest(ledger, term)
    if last is not None and last.state is ReleaseState.REFUSED:
        ledger.keep_releases(last.model_copy(update={"state": ReleaseState.WAITING}))


def sync(
    ledger: Ledger,
    line: Line,
    *,
    progress: Progress = lambda stage, done, of: None,
    stopped: Callable[[], bool] = lambda: False,
    failures: int = 0,
) -> SyncReport:
    """Bring head office up to date and report; being offline, refused or taken over is a standing, not an exception.

    `failures` counts the syncs in a row that reached nobody: the next try is later the more there were. Ends after a
    bounded number of calls, and between two of them when `stopped` says so.
    """
    visit = Visit(ledger, replace(line, stopped=stopped), progress, stopped)
    reached, words, asked = True, "", 0.0
    try:
        visit.run()
    except NoAnswer as silence:
        reached, words, asked = False, _("No answer from head office. It goes by itself later."), silence.wait
    except TurnedAway as ending:
        words, reached = ending.words, not ending.stopped or failures == 0  # who stopped it heard nobody either
    wait = next_try(0 if reached else failures + 1, line.rng)
    return SyncReport(terms=standings(ledger), reached=reached, words=words, next_try=max(asked, wait))


def next_try(failures: int, rng: random.Random) -> float:
    """Return the seconds until the next sync by itself: hours when all is well, else full jitter, doubling."""
    if failures == 0:
        return rng.uniform(0.75, 1.25) * EVERY
    return SOONEST + rng.uniform(0, min(LATEST, SOONEST * 2.0 ** min(failures, 12)))


def _facts(ledger: Ledger, term: str) -> TermFacts:
    found = next((facts for facts in ledger.terms() if facts.code == term), None)
    if found is None:
        raise SyncTrouble(_("This term has not begun, or is not in the programme."), _("Check the terms in Settings."))
    return found
