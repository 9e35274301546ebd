"""Forms as authorities give them: a workbook, a text, a PDF, each with places."""

import io

from docx import Document
from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from reportlab.pdfgen import canvas


def workbook_form(*names):
    book = Workbook()
    for row, name in enumerate(names, start=1):
        place = f"Sheet!$B${row}"
        book.defined_names[name] = DefinedName(name, attr_text=place)
    return _saved(book.save)


def text_form(*paragraphs):
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    return _saved(document.save)


def field_form(*names):
    file = io.BytesIO()
    page = canvas.Canvas(file)
    for place, name in enumerate(names):
        page.acroForm.textfield(name=name, x=50, y=700 - 40 * place, width=300)
    page.drawString(50, 800, "Recall event report")
    page.save()
    return file.getvalue()


def _saved(save):
    file = io.BytesIO()
    save(file)
    return file.getvalue()
