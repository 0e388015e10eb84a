"""The contacts in the form of a young person: added, taken away, checked, and never lost."""

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from desktop.store import Store
from desktop.ui.pages.people.contacts import contacts_from, contacts_text
from tests.ui.dialogs import dialog, press
from tests.ui.person_forms import MOTHER, TAD, open_form
from tests.ui.school import PASSPHRASE, sit_down


def test_a_contact_is_added_with_all_that_a_record_holds(seat, workspace, young):
    workspace.roster.keep(young.model_copy(update={"contacts": ()}))
    form = open_form(seat, workspace, young)
    entry = form.fields["contacts"].entry
    entry.add.click()
    for key, text in (("name", "Mair Rees"), ("relationship", "Mother"), ("phone", "07700 900123")):
        QTest.keyClicks(entry.cards[0].fields[key].entry, text)
    QTest.keyClicks(entry.cards[0].fields["email"].entry, "M@x.example")
    entry.cards[0].fields["language"].put("cy")
    entry.cards[0].fields["responsibility"].put("yes")
    press(form, "Keep")
    assert workspace.roster.mentee(young.id).contacts == (MOTHER,)


def test_contacts_come_through_their_text_unchanged():
    assert contacts_from(contacts_text((MOTHER, TAD))) == (MOTHER, TAD)


def test_a_contact_taken_away_is_gone_and_the_others_are_counted_anew(seat, workspace, young):
    workspace.roster.keep(young.model_copy(update={"contacts": (MOTHER, TAD)}))
    form = open_form(seat, workspace, young)
    entry = form.fields["contacts"].entry
    entry.cards[0].remove.click()
    assert entry.cards[0].fields["phone"].entry.accessibleName() == "Contact 1: Phone"
    press(form, "Keep")
    assert workspace.roster.mentee(young.id).contacts == (TAD,)


def test_an_empty_contact_is_nobody(seat, workspace, young):
    form = open_form(seat, workspace, young)
    before = workspace.roster.mentee(young.id)
    form.fields["contacts"].entry.add.click()
    press(form, "Keep")
    assert workspace.roster.mentee(young.id) == before


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("email", "soon", "not an e-mail address yet"),
        ("phone", "ask", "not a phone number yet"),
        ("relationship", "Mother", "Write a name, a number or an address."),
    ],
)
def test_what_is_wrong_with_a_contact_is_said_where_it_stands_and_nothing_is_kept(
    seat, workspace, young, key, text, said
):
    workspace.roster.keep(young.model_copy(update={"contacts": ()}))
    form = open_form(seat, workspace, young)
    entry = form.fields["contacts"].entry
    entry.add.click()
    QTest.keyClicks(entry.cards[0].fields[key].entry, text)
    press(form, "Keep")
    shown = " ".join(one.text() for one in entry.findChildren(QLabel) if one.isVisible())
    assert said in shown
    assert workspace.roster.mentee(young.id).contacts == ()
    assert dialog(form).isVisible()


def test_a_contact_half_typed_outlives_the_window(seat, workspace, young, folder):
    form = open_form(seat, workspace, young)
    window = form.window().parent()
    entry = form.fields["contacts"].entry
    entry.add.click()
    QTest.keyClicks(entry.cards[-1].fields["name"].entry, "Nain")
    many = len(entry.cards)
    window.close()
    again = sit_down(Store.open(folder, PASSPHRASE))
    form = open_form(seat, again, young)
    cards = form.fields["contacts"].entry.cards
    assert (len(cards), cards[-1].fields["name"].text) == (many, "Nain")
