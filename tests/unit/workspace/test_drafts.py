"""A draft is kept with its time; what can't be read any more is no draft."""


def test_a_draft_comes_back_with_the_time_it_was_typed(desk, calendar):
    desk.drafts.keep({"mentee:new": {"legal_forename": "Ŵyn"}})
    found = desk.drafts.all()["mentee:new"]
    assert (found.at, found.values) == (calendar.now(), {"legal_forename": "Ŵyn"})


def test_a_form_with_nothing_typed_has_no_draft(desk):
    desk.drafts.keep({"mentee:new": {"legal_forename": "Gwen"}})
    desk.drafts.keep({"mentee:new": {}})
    assert desk.drafts.all() == {}


def test_a_draft_that_is_no_draft_is_left_out(desk):
    desk.desk.store.drafts.keep({"a": "no json", "b": '{"at": 1}', "c": "[]"})
    assert desk.drafts.all() == {}


def test_keeping_a_draft_is_no_step(desk):
    heard = []
    desk.on_step(heard.append)
    desk.drafts.keep({"mentee:new": {"legal_forename": "Gwen"}})
    assert heard == []
