"""The letters by WeasyPrint: HTML and CSS to PDF."""

from html import escape

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

import peer
import wording

STYLE = f"""
@font-face {{ font-family: Letter; src: url("{(peer.FONTS / 'NotoSerif-Regular.ttf').as_uri()}"); }}
@font-face {{ font-family: Letter; font-weight: bold; src: url("{(peer.FONTS / 'NotoSerif-Bold.ttf').as_uri()}"); }}
@page {{ size: A4; margin: 15mm 15mm 20mm 25mm; }}
body {{ font: 10.5pt/1.35 Letter; margin: 0; }}
header {{ text-align: center; font-size: 8.5pt; border-bottom: 1.2pt solid black; padding-bottom: 2mm; }}
header b {{ font-size: 13pt; }}
.opening {{ display: flex; justify-content: space-between; margin: 4mm 0 6mm; }}
.opening div {{ width: 75mm; }}
h1 {{ font-size: 13pt; text-align: center; margin: 0; }}
.about {{ text-align: center; margin: 0 0 3mm; }}
table {{ width: 100%; border-collapse: collapse; font-size: 9.5pt; line-height: 1.25; margin-bottom: 3mm; }}
td, th {{ border: 0.5pt solid #282828; padding: 2pt 4pt; text-align: left; vertical-align: top; white-space: pre-line; }}
td:first-child {{ width: 8mm; text-align: center; }} td:nth-child(2) {{ width: 66mm; }}
.signature {{ display: flex; justify-content: space-between; margin-top: 9mm; }}
.signature div {{ width: 40mm; border-top: 0.5pt solid black; text-align: center; font-size: 7pt; }}
small {{ display: block; font-size: 8pt; }}
"""


def markup(says):
    def cells(tag, *values):
        return "<tr>" + "".join(f"<{tag}>{escape(value)}</{tag}>" for value in values) + "</tr>"

    rows = "".join(cells("td", str(n), label, value) for n, (label, value) in enumerate(says["rows"], 1))
    head = "<br>".join(escape(line) for line in says["head"])
    return f"""<!doctype html><html lang="{says['lang']}"><title>{escape(says['title'])}</title>
<header><b>{escape(says['company'])}</b><br>{head}</header>
<div class="opening"><div>{escape(says['number'])}<br>{escape(says['date'])}</div>
<div>{'<br>'.join(escape(line) for line in says['to'])}</div></div>
<h1>{escape(says['title'])}</h1><p class="about">{escape(says['about'])}</p>
<p>{escape(says['opening'])}</p><table>{cells('th', *says['table_head'])}{rows}</table>
<p>{escape(says['undertaking'])}</p>
<div class="signature"><span>{escape(says['position'])}</span><div>{escape(says['signature'])}</div>
<span>{escape(says['signatory'])}</span></div><small>{escape(says['seal'])}</small><br>
<small>{'<br>'.join(escape(line) for line in says['prepared'])}</small></html>"""


def write_all(letters, folder, variant=None):
    fonts = FontConfiguration()
    style = CSS(string=STYLE, font_config=fonts)
    for index, letter in letters:
        page = HTML(string=markup(wording.content(letter)))
        page.write_pdf(peer.file_of(folder, index), stylesheets=[style], font_config=fonts, pdf_variant=variant)


def write_tagged(letters, folder):
    """Tagged and archivable (PDF/A-2a), which of all that it writes is nearest to what the product writes."""
    write_all(letters, folder, "pdf/a-2a")


if __name__ == "__main__":
    peer.main(write_all, tagged=write_tagged)
