"""The letters by the `typst` wheel: the same engine, and the product's own templates.

The compiler is made once and used again. It gets its record as a file: through `sys.inputs` it would evaluate
the library anew for each letter, which takes half as long again and more. It is told, as the product tells
itself, that each letter is a single page. PDF/UA-1 and PDF/A-2b are asked for, as the product writes them.
"""

import json
import shutil
import tempfile
from pathlib import Path

import typst

import peer

TEMPLATES = peer.FONTS.parent / "templates"


def write_all(letters, folder):
    with tempfile.TemporaryDirectory() as root:
        shutil.copytree(TEMPLATES, root, dirs_exist_ok=True)
        # What the product computes for these letters: no known country, no round length of stay.
        Path(root, "computed.json").write_text('{"country": null, "lengths": [null]}', encoding="utf-8")
        record = Path(root, "record.json")
        record.write_text("{}", encoding="utf-8")
        main = Path(root, "invitation-letter.typ")
        compiler = typst.Compiler(main, root=root, font_paths=[peer.FONTS], ignore_system_fonts=True,
                                  sys_inputs={"output": "lone-page"})
        for index, letter in letters:
            record.write_text(json.dumps(letter, ensure_ascii=False), encoding="utf-8")
            compiler.compile(output=peer.file_of(folder, index), pdf_standards=["ua-1", "a-2b"])


if __name__ == "__main__":
    peer.main(write_all)
