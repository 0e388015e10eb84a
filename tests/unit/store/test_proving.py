"""Whether a passphrase brings a backup back is known before anything is closed or replaced."""

import pytest

from desktop.errors import WrongPassphrase
from desktop.store import Means, Store
from tests.unit.store.conftest import CHEAP

PASSPHRASE = "green kettle on the hill"


def test_only_the_right_passphrase_proves_a_backup_by_its_folder_or_its_file(tmp_path):
    store, _recovery = Store.create(tmp_path / "school", PASSPHRASE, means=Means(cost=CHEAP))
    backup = store.backup("now").path
    for path in (backup, next(one for one in backup.iterdir() if one.suffix == ".alongside")):
        store.keys.backup_prover(path, PASSPHRASE)()
        with pytest.raises(WrongPassphrase):
            store.keys.backup_prover(path, "other words altogether")()
    store.close()
