"""What changes nothing leaves nothing behind."""

import pytest

from desktop.errors import RosterTrouble
from desktop.workspace.roster import file_bytes


def test_a_proposal_that_proposes_nothing_leaves_no_step(desk):
    before = len(desk.safekeeping.entries())
    assert desk.matching.adopt(desk.matching.propose(desk.matching.request())) == []
    assert len(desk.safekeeping.entries()) == before


def test_where_nothing_is_open_the_proof_says_so(desk):
    proposal = desk.matching.propose(desk.matching.request())
    assert proposal.proof.line == "Nothing was open to decide: no pair could be made or changed."


def test_a_folder_is_no_list(tmp_path):
    with pytest.raises(RosterTrouble, match="folder"):
        file_bytes(tmp_path)
