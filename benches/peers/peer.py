"""What the peers have in common: the call, and both cores.

A peer is `python3 PEER.py LETTERS.json --out DIR --jobs N [--WAY]`. It writes one PDF for each letter.
"""

import argparse
import json
import multiprocessing
from pathlib import Path

FONTS = Path(__file__).resolve().parents[2] / "crates/paperwork/fonts"


def main(write_all, **ways):
    """Calls `write_all(letters, folder)`, or the way that the call names instead, in as many processes as were
    asked for; a letter is (index, record)."""
    parser = argparse.ArgumentParser()
    parser.add_argument("letters", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--jobs", type=int, default=1)
    for way in ways:
        parser.add_argument(f"--{way}", dest="way", action="store_const", const=ways[way], default=write_all)
    call = parser.parse_args()
    write_all = getattr(call, "way", write_all)
    call.out.mkdir(parents=True, exist_ok=True)
    letters = list(enumerate(json.loads(call.letters.read_text(encoding="utf-8"))))
    if call.jobs == 1:
        write_all(letters, call.out)
        return
    shares = [(letters[first::call.jobs], call.out) for first in range(call.jobs)]
    with multiprocessing.Pool(call.jobs) as pool:
        pool.starmap(write_all, shares, chunksize=1)


def file_of(folder, index):
    return folder / f"{index + 1:05}.pdf"
