import pytest

STEPS = ("--step", "interview", "--step", "references", "--step", "dbs", "--step", "training", "--step", "approval")
WHEN = ("--on", "2026-09-30", "--by", "AB")


def test_everybody_is_listed_with_how_they_stand(cleared):
    out = cleared("people").out
    assert "Amira Khan, 10B: No form yet" in out
    assert "Rhys Evans: Clear to meet" in out


def test_somebody_without_a_form_is_listed_without_one(door, tmp_path):
    roster = tmp_path / "one.csv"
    roster.write_text("Forename,Surname\nNia,Vaughan\n", "utf-8")
    door("import", roster)
    assert "Nia Vaughan: No form yet" in door("people").out


def test_matched_people_are_listed_with_each_other(published):
    out = published("people").out
    assert "Amira Khan, 10B: with Rhys Evans" in out
    assert "Rhys Evans: with Amira Khan" in out


def test_one_kind_can_be_listed_alone(school):
    found = school("people", "--kind", "mentors", "--json").json
    assert (found["mentees"], len(found["mentors"])) == ([], 2)


def test_a_listed_person_has_id_light_and_group(school):
    (one, _other) = school("people", "--kind", "mentees", "--json").json["mentees"]
    assert {"id", "given", "family", "form", "consent", "mentor", "group"} <= set(one)


def test_forms_are_listed_with_their_codes(consented):
    lines = consented("consents").out.splitlines()
    assert lines[0].endswith("Amira Khan, 10B: Consent given")
    assert lines[-1] == "2 forms."


def test_a_listed_form_has_its_code_and_light(consented):
    one = consented("consents", "--json").json[0]
    assert list(one) == ["mentee", "name", "form", "code", "issued_on", "return_by", "response", "light"]


def test_matches_are_listed_by_name_and_state(published):
    assert "Amira Khan  with  Rhys Evans: published" in published("matches").out


def test_a_listed_match_has_ids_and_names(published):
    one = published("matches", "--json").json[0]
    assert {"id", "mentee", "mentor", "state", "score", "mentee_name", "mentor_name"} <= set(one)


def test_the_schools_details_are_shown(school):
    assert school("school").out.splitlines() == [
        "Hillside. DSL: Carys Owen.",
        "Facilitators: none yet.",
        "Rooms: Hall (24 tables).",
    ]


def test_a_school_that_said_nothing_yet_says_so(door, pupils):
    door("import", pupils)
    assert "Our school. DSL: not named yet." in door("school").out


def test_looking_at_the_details_changes_nothing(school):
    before = school("history", "--json").json
    school("school")
    assert school("history", "--json").json == before


def test_details_that_arent_given_stay(school):
    school("school", "--phone", "029 2018 0000", "--postcode-area", "CF10")
    found = school("school", "--json").json
    assert (found["name"], found["phone"], found["postcode_area"]) == ("Hillside", "029 2018 0000", "CF10")


def test_a_list_of_facilitators_replaces_the_one_before(school):
    school("school", "--facilitator", "Tom Price", "--facilitator", "Amina Yusuf, 029 2018 0003")
    school("school", "--facilitator", "Amina Yusuf")
    people = school("school", "--json").json["staff"]
    assert [(one["name"], one["role"]) for one in people] == [("Carys Owen", "dsl"), ("Amina Yusuf", "facilitator")]


def test_a_facilitator_who_stays_keeps_their_sessions(school):
    school("school", "--facilitator", "Tom Price")
    first = school("school", "--json").json["staff"][1]["id"]
    school("school", "--facilitator", "Tom Price, 029 2018 0004")
    assert school("school", "--json").json["staff"][1]["id"] == first


@pytest.mark.parametrize("room", ["Hall", "Hall: many", ": 24", "Hall: 0", "Hall: 501"])
def test_a_room_without_a_sensible_number_of_tables_is_refused(school, room):
    answer = school("school", "--room", room)
    assert (answer.code, "Write it as “Hall: 24”." in answer.err) == (2, True)


def test_a_facilitator_without_a_name_is_refused(school):
    assert school("school", "--facilitator", ", 029 2018 0000").code == 2


def test_a_mentors_steps_are_recorded_by_name(school):
    answer = school("gate", "Rhys Evans", *STEPS, *WHEN, "--hours", "2.5")
    assert answer.out == "Recorded for 1 mentors; 1 of them are clear to meet.\n"


@pytest.mark.parametrize("named", ["rhys evans", "RHYS@work.example"])
def test_capitals_dont_count_in_a_name_or_address(school, named):
    assert school("gate", named, *STEPS, *WHEN, "--hours", "2.5").code == 0


def test_steps_that_were_recorded_before_stay(school):
    school("gate", "Rhys Evans", *STEPS, *WHEN, "--hours", "2.5")
    answer = school("gate", "Rhys Evans", "--step", "interview", "--on", "2026-10-01", "--by", "CD")
    assert "1 of them are clear" in answer.out


def test_undo_takes_the_steps_back(school):
    school("gate", "--everyone", *STEPS, *WHEN, "--hours", "2.5")
    assert school("undo").out == "Undone: Record steps of 2 mentors.\n"


def test_a_step_ahead_of_its_day_is_refused(school):
    answer = school("gate", "--everyone", *STEPS, "--on", "2026-11-23", "--by", "AB")
    assert (answer.code, "ahead of its day" in answer.err) == (2, True)


def test_a_step_nobody_saw_to_is_refused(school):
    answer = school("gate", "--everyone", *STEPS, "--on", "2026-09-30", "--by", " ")
    assert (answer.code, "who saw to this step" in answer.err) == (2, True)


def test_a_step_of_nobody_known_is_refused(school):
    answer = school("gate", "Nobody", *STEPS, *WHEN)
    assert (answer.code, "There is no such mentor." in answer.err) == (2, True)


def test_a_step_of_one_of_two_namesakes_is_refused(school, volunteers):
    volunteers.write_text(volunteers.read_text().replace("Ann Bell,ann", "Rhys Evans,rhys2"))
    school("import", volunteers)
    answer = school("gate", "Rhys Evans", *STEPS, *WHEN)
    assert (answer.code, "several mentors of that name" in answer.err) == (2, True)


@pytest.mark.parametrize("whose", [(), ("--everyone", "Rhys Evans")])
def test_whose_step_it_is_must_be_said_once(school, whose):
    answer = school("gate", *whose, *STEPS, *WHEN)
    assert (answer.code, "isn't clear whose step" in answer.err) == (2, True)


def test_a_word_is_added_to_a_list_with_its_spellings(school):
    out = school("words", "sectors", "--add", "Space tourism", "--also", "Rockets").out
    assert "Space tourism (your own)" in out


def test_a_word_is_renamed_and_another_retired(school):
    school("words", "sectors", "--rename", "Law", "Law and justice")
    out = school("words", "sectors", "--retire", "Acting").out
    assert "Law and justice (2 people)" in out
    assert "Acting (not offered)" in out


def test_words_not_in_a_list_are_named_with_what_to_do(school, pupils):
    pupils.write_text(pupils.read_text().replace("Engineering,", "Falconry,"))
    school("import", pupils)
    assert "Not in the list: Falconry (1 person). Add it with --add." in school("words", "sectors").out


def test_a_list_is_given_as_json(school):
    found = school("words", "sectors", "--json").json
    assert {"code", "label", "own", "offered", "people"} == set(found["words"][0])
    assert found["not_in_list"] == {}
