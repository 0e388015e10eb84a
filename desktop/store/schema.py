"""The tables of the file and how older files become today's; literal, so that no change to a model changes the past.

A released migration is never edited: a new one is added below it, and a small real file of the released schema goes
to `tests/data`. Until the first release the first migration may still change.
"""

from collections.abc import Mapping

from desktop.errors import FileTooNew
from desktop.i18n import _
from desktop.store.driver import Database, Migrations
from desktop.store.plainly import in_plain_words

migrations = Migrations("alongside")

_TYPES: Mapping[str, type] = {"text": str, "json": str, "integer": int, "real": float, "blob": bytes}

FIRST_TABLES: Mapping[str, str] = {
    "mentees": """
        id text, legal_forename text, legal_surname text, preferred_forename text, date_of_birth text?, upn text?,
        year integer?, form text?, sex text?, needs json, contacts json, emergency_and_access text, sectors json,
        languages json, needs_language text?, availability json, modality text?, same_gender integer, background json,
        experiences json, postcode_area text?, siblings text?, pioneer integer, waiting_since text?, state text,
        form_language text, note text, find text
    """,
    "mentors": """
        id text, name text, badge_name text, email text, phone text, employer text, sectors json, languages json,
        availability json, modality text?, capacity integer, gender text?, background json, experiences json,
        postcode_area text?, travel_km integer?, gates json, dbs json, training_status text, training_hours real?,
        state text, state_reason text, pioneer integer, note text, find text
    """,
    "consents": """
        id text, mentee text > mentees, academic_year text, form_version text, reference text, language text,
        issued_on text, return_by text?, response text, choices json, received_on text?, route text?, recorded_by text,
        signed_by text, relationship text, parental_responsibility integer?, withdrawn_on text?, invalidated_on text?
    """,
    "match_runs": """
        id text, at text, by text, roster_hash text, weights json, seed integer, versions json, objective json,
        proof text
    """,
    "matches": """
        id text, mentee text > mentees, mentor text > mentors, state text, score integer, criteria json,
        pinned integer, modality text, run text? > match_runs, started_on text?, ended_on text?, closure json?,
        history json, secret text
    """,
    "blocks": "id text, mentee text > mentees, mentor text > mentors, reason text, until text?",
    "sessions": """
        id text, number integer, day text, start text, finish text, slot text, room text, facilitator text?,
        state text, pairs json, virtual_checks json, note text
    """,
    "referrals": "id text, pioneer text > mentees, referred text > mentees, on text",
    "outcomes": """
        id text, mentee text > mentees, match text? > matches, survey text, wave text, on text, answers json
    """,
    "concerns": "id text, reference text, at text, told_by text, received_by text",
    "schools": """
        id text, name text, urn text, address text, phone text, email text, postcode_area text?, nation text, dpo text,
        privacy_url text, staff json, rooms json
    """,
    "programmes": """
        id text, name text, academic_year text, terms json, consent_form_version text, session_minutes integer,
        sessions_planned integer, policy json
    """,
    "enrolments": """
        id text, office_url text, site text, epoch integer, private_key text, office_public_key text, enrolled_at text,
        seen json, narrowing json, taken_over integer
    """,
    "approvals": "id text, term text, spec integer, by text, at text, over integer",
    "releases": """
        id text, term text, revision integer, digest text, body text, records integer, state text, prepared_at text,
        epoch integer, spec integer, retraction integer, approved_by text, answered_at text?, answer text
    """,
    "remembered": "id text, value text",
}
_JOURNAL: Mapping[str, str] = {
    "journal": """
        at text, who text, label text, action text, undoable integer, reverses integer?, counts json, previous blob,
        hash blob
    """,
    "changes": "entry integer > journal.row, kind text, record text, before text?, salt blob?, digest blob",
    "erasures": "kind text, record text, at text",
}


@migrations(name="1 first tables")
def _first_tables(library: Database) -> None:
    for name, columns in {**FIRST_TABLES, **_JOURNAL}.items():
        _create(library, name, columns)
    for name in FIRST_TABLES:
        library.table(name).create_index(["id"], unique=True)
    for name, index in (
        ("mentees", ["find", "id"]),
        ("mentors", ["find", "id"]),
        ("consents", ["reference"]),
        ("changes", ["record", "entry"]),
    ):
        library.table(name).create_index(index)
    for name in ("mentees", "mentors"):
        _make_searchable(library, name)


@migrations(name="2 drafts")
def _drafts(library: Database) -> None:
    _create(library, "drafts", "form text, at text, value text")
    library.table("drafts").create_index(["form"], unique=True)


def _create(library: Database, name: str, columns: str) -> None:
    """Make a STRICT table from lines such as `mentee text > mentees, until text?`: `?` may be null, `>` links."""
    types: dict[str, type] = {"row": int}
    needed: set[str] = set()
    links: list[tuple[str, str, str]] = []
    for column in columns.split(","):
        what, _arrow, target = column.partition(">")
        field, kind = what.split()
        types[field] = _TYPES[kind.rstrip("?")]
        if not kind.endswith("?"):
            needed.add(field)
        if target:
            linked, _dot, key = target.strip().partition(".")
            links.append((field, linked, key or "id"))
    table = library.table(name)
    table.create(types, pk="row", not_null=needed, foreign_keys=links, strict=True)
    for field, _linked, _key in links:
        table.create_index([field])


def _make_searchable(library: Database, name: str) -> None:
    """Keep a trigram index of `find` in step with the table; an erasure packs it, so that no removed text stays."""
    library.table(name).enable_fts(["find"], tokenize="trigram")
    search = f"{name}_fts"
    gone = f"INSERT INTO {search} ({search}, rowid, find) VALUES ('delete', old.row, old.find);"
    new = f"INSERT INTO {search} (rowid, find) VALUES (new.row, new.find);"
    for event, work in (
        ("INSERT", new),
        ("DELETE", gone),
        ("UPDATE OF find", gone + " " + new),
    ):
        when = "WHEN old.find IS NOT new.find" if event == "UPDATE OF find" else ""
        trigger = f"{name}_{event.split()[0].lower()}"
        library.execute(f"CREATE TRIGGER {trigger} AFTER {event} ON {name} {when} BEGIN {work} END")


def known() -> list[str]:
    """Return the names of all migrations this app knows, oldest first."""
    empty = Database(memory=True, execute_plugins=False)
    try:
        return [migration.name for migration in migrations.pending(empty)]
    finally:
        empty.close()


def refuse_newer(library: Database) -> None:
    """Raise FileTooNew for a file that went through a migration this app doesn't know."""
    with in_plain_words():
        gone_through = {migration.name for migration in migrations.applied(library)}
    if gone_through - set(known()):
        raise FileTooNew(
            _("This school’s file was written by a newer version of Alongside."),
            _("Install the update on this computer; the file was left as it is."),
        )


def is_behind(library: Database) -> bool:
    """Return whether the file needs a migration."""
    with in_plain_words():
        return bool(migrations.pending(library))


def migrate(library: Database) -> None:
    """Bring the tables to today's shape, inside a transaction that the caller holds."""
    with in_plain_words():
        migrations.apply(library)
