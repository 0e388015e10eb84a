"""The key of the file, wrapped by the passphrase and by the recovery key."""

import json
from pathlib import Path

import pytest

from desktop.errors import FileTooNew, FileTrouble, WrongPassphrase
from desktop.store.recovery import LETTERS, new_recovery_key
from desktop.store.vault import Cost, NewVault, Vault, file_of, new_vault, read_vault, write_vault

CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
WORDS = "four plain old words"


@pytest.fixture
def recovery() -> str:
    return new_recovery_key()


@pytest.fixture
def made(recovery: str) -> NewVault:
    return new_vault(WORDS, recovery, CHEAP)


def test_the_passphrase_opens_it(made: NewVault) -> None:
    assert made.vault.open(WORDS) == made.key


def test_the_recovery_key_opens_it(made: NewVault, recovery: str) -> None:
    assert made.vault.open(recovery.lower()) == made.key


def test_accents_may_be_typed_either_way(recovery: str) -> None:
    made = new_vault("caf\u00e9 au lait", recovery, CHEAP)
    assert made.vault.open("cafe\u0301 au lait") == made.key


def test_another_passphrase_does_not(made: NewVault) -> None:
    with pytest.raises(WrongPassphrase, match="doesn’t open"):
        made.vault.open("four plain old word")


def test_another_recovery_key_does_not(made: NewVault) -> None:
    with pytest.raises(WrongPassphrase, match="doesn’t open"):
        made.vault.open(new_recovery_key())


def test_a_mistyped_recovery_key_is_told_its_group(made: NewVault, recovery: str) -> None:
    slip = LETTERS[(LETTERS.index(recovery[0]) + 1) % 32] + recovery[1:]
    with pytest.raises(WrongPassphrase, match="group 1"):
        made.vault.open(slip)


def test_a_passphrase_may_look_like_a_mistyped_recovery_key(recovery: str) -> None:
    made = new_vault("A" * 40, recovery, CHEAP)
    assert made.vault.open("A" * 40) == made.key


@pytest.mark.parametrize("short", ["", "seven77", "   a    "])
def test_a_short_passphrase_is_refused(short: str, recovery: str) -> None:
    with pytest.raises(FileTrouble, match="too short"):
        new_vault(short, recovery, CHEAP)


def test_a_new_passphrase_shuts_the_old_one_out(made: NewVault) -> None:
    changed = made.vault.with_passphrase(made.key, "another set of words")
    with pytest.raises(WrongPassphrase):
        changed.open(WORDS)


def test_it_is_read_as_it_was_written(tmp_path: Path, made: NewVault) -> None:
    write_vault(tmp_path / "vault.json", made.vault)
    assert read_vault(tmp_path / "vault.json") == made.vault


def test_the_file_on_disk_holds_no_secret(tmp_path: Path, made: NewVault, recovery: str) -> None:
    write_vault(tmp_path / "vault.json", made.vault)
    text = (tmp_path / "vault.json").read_text()
    assert not [secret for secret in (WORDS, recovery, made.key.hex()) if secret in text]


def test_the_default_guess_costs_64_mib_three_times() -> None:
    assert (Cost().memory_kib, Cost().passes) == (65536, 3)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"rubbish",
        b"[]",
        b"\xff\xfe",
        b"[" * 60_000,
        b'{"vault": 1}',
        b'{"vault": 1, "file": "x", "cost": {"memory_kib": 99999999}}',
    ],
)
def test_a_damaged_vault_is_said_plainly(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "vault.json").write_bytes(content)
    with pytest.raises(FileTrouble, match="missing or damaged"):
        read_vault(tmp_path / "vault.json")


def test_a_cost_that_cannot_be_is_damage(tmp_path: Path, made: NewVault) -> None:
    data = made.vault.model_dump()
    data["cost"]["lanes"] = 2
    (tmp_path / "vault.json").write_text(json.dumps(data))
    with pytest.raises(FileTrouble, match="missing or damaged"):
        read_vault(tmp_path / "vault.json")


def test_too_little_memory_is_said_plainly(made: NewVault) -> None:
    greedy = made.vault.model_copy(update={"cost": CHEAP.model_copy(update={"memory_kib": 1})})
    with pytest.raises(FileTrouble, match="too little free memory"):
        greedy.open(WORDS)


def test_a_missing_vault_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(FileTrouble, match="missing or damaged"):
        read_vault(tmp_path / "vault.json")


@pytest.mark.parametrize("value", ["", "00", "zz"])
def test_a_sealed_key_of_the_wrong_length_is_damage(tmp_path: Path, made: NewVault, value: str) -> None:
    data = made.vault.model_dump()
    data["passphrase"]["sealed"] = value
    (tmp_path / "vault.json").write_text(json.dumps(data))
    with pytest.raises(FileTrouble, match="missing or damaged"):
        read_vault(tmp_path / "vault.json")


def test_a_newer_vault_is_refused(tmp_path: Path, made: NewVault) -> None:
    (tmp_path / "vault.json").write_text(json.dumps({**made.vault.model_dump(), "vault": 2, "more": 1}))
    with pytest.raises(FileTooNew):
        read_vault(tmp_path / "vault.json")


def test_a_vault_says_which_file_it_opens(tmp_path: Path, made: NewVault) -> None:
    write_vault(tmp_path / "vault.json", made.vault)
    assert (file_of(tmp_path / "vault.json"), file_of(tmp_path / "none.json")) == (made.vault.file, None)


def test_a_sealed_key_does_not_pass_for_another_files(made: NewVault) -> None:
    moved = Vault.model_validate({**made.vault.model_dump(), "file": "another"})
    with pytest.raises(WrongPassphrase):
        moved.open(WORDS)
