"""The words of a printed PDF, as a reader would search them."""

import pypdfium2


def words_of(data) -> str:
    pdf = pypdfium2.PdfDocument(data)
    try:
        return " ".join(page.get_textpage().get_text_range() for page in pdf).replace("\r\n", " ")
    finally:
        pdf.close()
