import io

import numpy as np
import pytest
import zxingcpp
from PIL import Image

from desktop.documents.codes import code128_width, draw_code128, draw_qr
from desktop.documents.consent_form import consent_forms
from desktop.documents.letters import chase_letters
from desktop.documents.sheet import Sheet
from desktop.documents.typeset import Setting
from tests.unit.documents.papers import chase, form, picture, printed, reference

BOTH = {"QRCode", "Code128"}


def read(image):
    return {(str(found.format).split(".")[-1].replace(" ", ""), found.text) for found in zxingcpp.read_barcodes(image)}


def poor_scan(page, seed):
    """A grey scan at 100 dots an inch, two degrees askew, soft and noisy."""
    noise = np.random.default_rng(seed)
    askew = page.rotate(2, resample=Image.Resampling.BICUBIC, fillcolor=240)
    grey = np.asarray(askew, dtype=float) * 0.8 + 30 + noise.normal(0, 14, (askew.height, askew.width))
    return Image.fromarray(np.clip(grey, 0, 255).astype("uint8"))


@pytest.mark.parametrize("number", [0, 1, 8])
def test_both_codes_of_a_form_are_read_at_150_dots_an_inch(number):
    page = picture(printed(consent_forms, [form(number)])[0], 2, dots=150)
    assert read(page) == {(kind, reference(number)) for kind in BOTH}


@pytest.mark.parametrize(("number", "language"), [(0, "en"), (1, "ur"), (2, "cy"), (3, "bn")])
def test_both_codes_of_a_form_are_read_after_a_poor_scan(number, language):
    page = picture(printed(consent_forms, [form(number, language)])[0], 2, dots=100)
    assert read(poor_scan(page, number)) == {(kind, reference(number)) for kind in BOTH}


def test_the_code_of_a_reminder_is_read_after_a_poor_scan():
    page = picture(printed(chase_letters, [chase(5)])[0], dots=100)
    assert read(poor_scan(page, 5)) == {("QRCode", reference(5))}


def test_a_longer_reference_is_read_too():
    out = io.BytesIO()
    sheet = Sheet(out, "Codes", Setting())
    draw_qr(sheet, "A2345678912C", 60, 60)
    draw_code128(sheet, "A2345678912C", 60, 160)
    sheet.end_page()
    sheet.close()
    assert read(picture(out.getvalue(), dots=150)) == {(kind, "A2345678912C") for kind in BOTH}


def test_a_longer_reference_makes_a_wider_barcode():
    assert code128_width("A2345678912C") > code128_width("A2345678")
