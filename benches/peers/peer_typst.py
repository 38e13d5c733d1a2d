"""The letters by the `typst` wheel: the same engine, and the product's own templates.

The compiler is made once and used again, and it gets its record through `sys.inputs`, which is the
quickest way that the wheel offers. PDF/UA-1 and PDF/A-2b are asked for, as the product writes them.
"""

import json
import tempfile
from pathlib import Path

import typst

import peer

TEMPLATES = peer.FONTS.parent / "templates"


def write_all(letters, folder):
    with tempfile.TemporaryDirectory() as root:
        for file in TEMPLATES.glob("*.typ"):
            text = file.read_text(encoding="utf-8")
            text = text.replace('json("/record.json")', "json(bytes(sys.inputs.record))")
            # What the product computes for these letters: no known country, no round length of stay.
            text = text.replace('json("/computed.json")', "(country: none, lengths: (none,))")
            Path(root, file.name).write_text(text, encoding="utf-8")
        main = Path(root, "invitation-letter.typ")
        compiler = typst.Compiler(main, root=root, font_paths=[peer.FONTS], ignore_system_fonts=True)
        for index, letter in letters:
            compiler.compile(output=peer.file_of(folder, index), sys_inputs={"record": json.dumps(letter)},
                             pdf_standards=["ua-1", "a-2b"])


if __name__ == "__main__":
    peer.main(write_all)
