"""The letters by the `typst` wheel: the same engine, and the product's own templates.

The compiler is made once and used again. In one way it gets its record as the wheel's manual says, through
`sys.inputs`; it then evaluates the library anew for each letter. In the other it is given what the product knows:
the record comes as a file, so that the library is kept, and the template is told that each letter is a single
page. PDF/UA-1 and PDF/A-2b are asked for, as the product writes them.
"""

import json
import shutil
import tempfile
from pathlib import Path

import typst

import peer

TEMPLATES = peer.FONTS.parent / "templates"
STANDARDS = ["ua-1", "a-2b"]


def write_all(letters, folder):
    with tempfile.TemporaryDirectory() as root:
        main, compiler = compiler_in(root)
        template = main.read_text(encoding="utf-8")
        plain = template.replace('json("/record.json")', "json(bytes(sys.inputs.record))")
        if plain == template:
            raise SystemExit("the template takes its record in another way than this script knows")
        main.write_text(plain, encoding="utf-8")
        for index, letter in letters:
            compiler.compile(output=peer.file_of(folder, index), pdf_standards=STANDARDS,
                             sys_inputs={"record": json.dumps(letter, ensure_ascii=False)})


def write_tuned(letters, folder):
    with tempfile.TemporaryDirectory() as root:
        record = Path(root, "record.json")
        record.write_text("{}", encoding="utf-8")
        _, compiler = compiler_in(root, sys_inputs={"output": "lone-page"})
        for index, letter in letters:
            record.write_text(json.dumps(letter, ensure_ascii=False), encoding="utf-8")
            compiler.compile(output=peer.file_of(folder, index), pdf_standards=STANDARDS)


def compiler_in(root, **options):
    """Returns the template, in a folder with all that it needs, and a compiler for it."""
    shutil.copytree(TEMPLATES, root, dirs_exist_ok=True)
    # What the product computes for these letters: no known country, no round length of stay.
    Path(root, "computed.json").write_text('{"country": null, "lengths": [null]}', encoding="utf-8")
    main = Path(root, "invitation-letter.typ")
    return main, typst.Compiler(main, root=root, font_paths=[peer.FONTS], ignore_system_fonts=True, **options)


if __name__ == "__main__":
    peer.main(write_all, tuned=write_tuned)
