"""The chance by which ids and codes are drawn, made to repeat itself; it knows no test."""

import random
from types import SimpleNamespace

import pytest

from desktop.models import record, reference


def chance_repeated():
    """Let ids and codes be the same each time, so that an example that failed is the same when it is tried again."""
    chance = random.Random(7)
    same = SimpleNamespace(token_hex=lambda size: chance.randbytes(size).hex(), choice=chance.choice)
    patch = pytest.MonkeyPatch()
    for module in (record, reference):
        patch.setattr(module, "secrets", same)
    return patch
