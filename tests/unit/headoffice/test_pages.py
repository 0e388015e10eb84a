import pytest
from argon2 import extract_parameters
from argon2.profiles import RFC_9106_LOW_MEMORY
from sqlalchemy import select

from headoffice import staff
from headoffice.charts import Mark, bars, spoken
from headoffice.database import reading
from headoffice.estimates import Share
from headoffice.figures import points, told
from headoffice.limits import Limit
from headoffice.staff import WeakPassword, add_staff, remove_staff, sign_in, sign_out, staff_names, who
from tests.sync_world.office import NearOffice

PASSWORD = "correct horse battery"
AS_SHIPPED = staff._hasher  # before a test's own takes its place


@pytest.fixture
def kim(office):
    add_staff(office.engine, "kim", PASSWORD, now=office.office.now)
    return office


def come_in(office, name="kim", password=PASSWORD):
    form = {"name": name, "password": password}
    return office.client.post("/sign-in", data=form, follow_redirects=False)


def test_the_page_asks_strangers_to_sign_in(office):
    answer = office.client.get("/", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    assert "Sign in" in office.client.get("/").text
    assert office.client.get("/numbers.json").status_code == 401


def test_staff_see_the_page_and_the_same_numbers_as_json(kim):
    come_in(kim)
    assert "What works" in kim.client.get("/").text
    assert kim.client.get("/numbers.json").json()["sites"] == 0


@pytest.mark.parametrize(
    ("name", "password"), [("kim", "wrong"), ("nobody", PASSWORD), ("", ""), ("kim\x00", PASSWORD), ("kim", "a\x00b")]
)
def test_a_wrong_name_or_password_is_told_alike(kim, name, password):
    answer = come_in(kim, name, password)
    assert answer.status_code == 403
    assert "go together" in answer.text
    assert "set-cookie" not in answer.headers


def test_a_guesser_is_slowed_down(sqlite_url, tmp_path):
    slow = NearOffice(sqlite_url, tmp_path, sign_in_limit=Limit(per_minute=6, most=2))
    answers = [come_in(slow, password="guess") for _ in range(3)]
    assert [one.status_code for one in answers] == [403, 403, 429]
    assert int(answers[2].headers["retry-after"]) >= 1
    slow.close()


def test_a_guesser_from_many_places_is_slowed_down_by_the_name(sqlite_url, tmp_path):
    slow = NearOffice(sqlite_url, tmp_path, name_limit=Limit(per_minute=1, most=1))
    answers = [come_in(slow, name, password="guess") for name in ("kim", "kim", "lee")]
    assert [one.status_code for one in answers] == [403, 429, 403]
    slow.close()


def test_a_form_that_is_too_large_or_no_form_is_like_an_empty_one(kim):
    for body in (b"name=" + b"x" * 5000, b"\xff\xfe", "&".join(f"a{n}=1" for n in range(50)).encode()):
        headers = {"content-type": "application/x-www-form-urlencoded"}
        assert kim.client.post("/sign-in", content=body, headers=headers).status_code == 403


def test_signing_out_needs_the_pages_own_stamp(kim):
    come_in(kim)
    kim.client.post("/sign-out", data={"stamp": "guessed ŵ"}, follow_redirects=False)
    session = kim.client.cookies.get("headoffice")
    assert session is None or who(kim.engine, session, now=kim.office.now) == "kim"


def test_signing_out_ends_the_session(kim):
    come_in(kim)
    token = kim.client.cookies["headoffice"]
    stamp = kim.client.get("/").text.split('name="stamp" value="')[1].split('"')[0]
    kim.client.post("/sign-out", data={"stamp": stamp})
    assert who(kim.engine, token, now=kim.office.now) is None


def test_a_session_ends_after_eight_hours(kim):
    token = sign_in(kim.engine, "kim", PASSWORD, now=kim.office.now)
    assert who(kim.engine, token, now=kim.office.now + 8 * 3600 - 1) == "kim"
    assert who(kim.engine, token, now=kim.office.now + 8 * 3600) is None


def test_a_new_password_or_none_ends_open_sessions(kim):
    token = sign_in(kim.engine, "kim", PASSWORD, now=kim.office.now)
    add_staff(kim.engine, "kim", "another long password", now=kim.office.now)
    assert who(kim.engine, token, now=kim.office.now) is None
    assert sign_in(kim.engine, "kim", PASSWORD, now=kim.office.now) is None


def test_staff_can_be_listed_and_removed(kim):
    assert staff_names(kim.engine) == ["kim"]
    assert remove_staff(kim.engine, "kim") is True
    assert remove_staff(kim.engine, "kim") is False


def test_a_password_costs_a_thief_what_the_standard_asks(office, monkeypatch):
    monkeypatch.setattr(staff, "_hasher", AS_SHIPPED)
    add_staff(office.engine, "kim", PASSWORD, now=0)
    assert come_in(office).status_code == 303
    with reading(office.engine) as db:
        kept = db.execute(select(staff.staff.c.password)).scalar_one()
    assert extract_parameters(kept) == RFC_9106_LOW_MEMORY


def test_a_short_password_is_not_taken(office):
    with pytest.raises(WeakPassword):
        add_staff(office.engine, "kim", "short", now=0)


def test_signing_out_twice_is_harmless(kim):
    sign_out(kim.engine, "no such token")
    assert staff_names(kim.engine) == ["kim"]


def test_pages_allow_no_script_and_nothing_from_elsewhere(kim):
    come_in(kim)
    page = kim.client.get("/")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "<script" not in page.text
    assert "http" not in page.text.replace("http://www.w3.org", "")
    assert kim.client.get("/style.css").headers["content-type"].startswith("text/css")


def test_the_session_cookie_is_for_this_site_and_no_script(kim):
    cookie = come_in(kim).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie


def test_a_chart_reads_itself_out():
    chart = bars([Mark("<b>Hybrid", Share(0.4, 0.3, 0.5)), Mark("Virtual", None)], "How")
    assert 'aria-label="How. &lt;b&gt;Hybrid: 40%, between 30% and 50%; Virtual: too few to say."' in chart
    assert "<b>" not in chart


def test_a_mark_without_a_share_says_why():
    assert spoken(Mark("Virtual", None)) == "Virtual: too few to say"


def test_figures_are_said_with_their_intervals():
    assert told(Share(0.4, 0.3, 0.5)) == "40% <small>30% to 50%</small>"
    assert "too few" in told(None)
    assert points(Share(-0.05, -0.1, 0.02)) == "−5 <small>−10 to +2</small>"
    assert "too few" in points(None)
