"""The letters by ReportLab's Platypus."""

from functools import cache
from html import escape

from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import HRFlowable, KeepTogether, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

import peer
import wording

WIDTH = 170 * mm


@cache
def styles():
    pdfmetrics.registerFont(TTFont("Serif", peer.FONTS / "NotoSerif-Regular.ttf"))
    pdfmetrics.registerFont(TTFont("Serif-Bold", peer.FONTS / "NotoSerif-Bold.ttf"))
    body = ParagraphStyle("body", fontName="Serif", fontSize=10.5, leading=14)
    return {
        "body": body,
        "cell": ParagraphStyle("cell", body, fontSize=9.5, leading=12),
        "strong": ParagraphStyle("strong", body, fontName="Serif-Bold", fontSize=9.5, leading=12),
        "small": ParagraphStyle("small", body, fontSize=8, leading=10),
        "caption": ParagraphStyle("caption", body, fontSize=7, leading=9, alignment=TA_CENTER),
        "head": ParagraphStyle("head", body, fontSize=8.5, leading=11, alignment=TA_CENTER),
        "about": ParagraphStyle("about", body, alignment=TA_CENTER),
        "title": ParagraphStyle("title", body, fontName="Serif-Bold", fontSize=13, leading=18, alignment=TA_CENTER),
    }


def write(letter, file):
    style, says = styles(), wording.content(letter)

    def text(value, name):
        return Paragraph(escape(value).replace("\n", "<br/>"), style[name])

    lines = TableStyle([
        ("GRID", (0, 0), (-1, -1), 0.5, "#282828"), ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 4), ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ])
    number, particulars, invitee = says["table_head"]
    rows = [[text(number, "cell"), text(particulars, "cell"), text(invitee, "strong")]]
    rows += [[text(str(n), "cell"), text(label, "cell"), text(value, "cell")]
             for n, (label, value) in enumerate(says["rows"], 1)]
    story = [
        text(says["company"], "title"), *(text(line, "head") for line in says["head"]),
        Spacer(0, 2 * mm), HRFlowable(width="100%", thickness=1.2, color="black"), Spacer(0, 4 * mm),
        Table([[text(f'{says["number"]}\n{says["date"]}', "body"), text("\n".join(says["to"]), "body")]],
              colWidths=[WIDTH - 83 * mm, 83 * mm]),
        Spacer(0, 4 * mm), text(says["title"], "title"), text(says["about"], "about"), Spacer(0, 3 * mm),
        text(says["opening"], "body"), Spacer(0, 2 * mm),
        Table(rows, colWidths=[10 * mm, 66 * mm, WIDTH - 76 * mm], style=lines, repeatRows=1),
        Spacer(0, 3 * mm),
        KeepTogether([
            text(says["undertaking"], "body"), Spacer(0, 8 * mm),
            Table([[text(says["position"], "body"), "", text(says["signatory"], "body")],
                   ["", text(says["signature"], "caption"), ""]],
                  colWidths=[WIDTH - 105 * mm, 45 * mm, 60 * mm],
                  style=TableStyle([("LINEBELOW", (1, 0), (1, 0), 0.5, "black")])),
            text(says["seal"], "small"), Spacer(0, 4 * mm), *(text(line, "small") for line in says["prepared"]),
        ]),
    ]
    page = SimpleDocTemplate(str(file), pagesize=A4, title=says["title"], lang=says["lang"], leftMargin=25 * mm,
                             rightMargin=15 * mm, topMargin=15 * mm, bottomMargin=20 * mm)
    page.build(story)


def write_all(letters, folder):
    for index, letter in letters:
        write(letter, peer.file_of(folder, index))


if __name__ == "__main__":
    peer.main(write_all)
