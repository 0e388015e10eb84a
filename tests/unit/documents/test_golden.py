"""Pictures of the papers, kept small and grey: a layout that moves shows here and is looked at by a person.

After a change that is meant, look at the papers, then write the pictures anew: `python -m tests.unit.documents.golden`.
"""

import numpy as np
import pytest
from PIL import Image

from tests.unit.documents.golden import FOLDER, PICTURES, taken


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_looks_as_it_did(name):
    kept = np.asarray(Image.open(FOLDER / f"{name}.png").convert("L"), dtype=float)
    now = np.asarray(taken(name), dtype=float)
    assert kept.shape == now.shape
    assert np.abs(kept - now).mean() < 1.0
    # no corner of the page has changed much, even if the rest is as it was
    tall, wide = (length // 24 * 24 for length in now.shape)
    corners = np.abs(kept - now)[:tall, :wide].reshape(tall // 24, 24, wide // 24, 24).mean(axis=(1, 3))
    assert corners.max() < 12


def test_a_moved_layout_would_be_noticed():
    page = np.asarray(taken("form-en-2"), dtype=float)
    moved = np.roll(page, 3, axis=0)
    assert np.abs(page - moved).mean() > 1.0


def test_every_kept_picture_is_compared():
    assert {path.stem for path in FOLDER.glob("*.png")} == set(PICTURES)
