"""Measures letters beside WeasyPrint, ReportLab and the `typst` wheel, all in one run.

    python3 run.py --expat target/release/expat --out target/bench/letters.json

Started by `cargo xtask bench peers`, which makes the environment. The rounds of all writers take turns,
so that a busy minute of the machine hits all of them; processor time is measured beside the clock,
because it hardly knows what else the machine does.
"""

import argparse
import importlib.metadata
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
LIBRARIES = ["typst", "reportlab", "weasyprint"]
# Each writer's library, and the way in which it is called where it has several.
PEERS = {
    "typst": ["typst"], "typst, tuned": ["typst", "--tuned"], "reportlab": ["reportlab"],
    "weasyprint": ["weasyprint"], "weasyprint, tagged": ["weasyprint", "--tagged"],
}
FLAT = [100, 1_000, 10_000]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--expat", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--letters", type=int, default=1_000)
    parser.add_argument("--rounds", type=int, default=3)
    call = parser.parse_args()
    cores = len(os.sched_getaffinity(0))
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        records = write_records(folder, call.letters)
        writers = {f"{name}, {jobs} jobs": command for jobs in sorted({1, cores})
                   for name, command in commands(call.expat, records, jobs).items()}
        load = os.getloadavg()[0]
        rounds = [{name: measure(command, folder / "out", call.letters) for name, command in writers.items()}
                  for _ in range(call.rounds)]
        report = {
            "machine": {"cores": cores, "processor": processor(), "system": platform.platform(),
                        "load_before": round(load, 2)},
            "versions": {"expat": version(call.expat), "python": platform.python_version(),
                         **{name: importlib.metadata.version(name) for name in LIBRARIES}},
            "letters": call.letters, "rounds": call.rounds,
            "writers": {name: spread([round_[name] for round_ in rounds]) for name in writers},
            "same_text": same_text(call.expat, folder),
            "memory_by_letters": {str(count): memory_of(call.expat, folder, count) for count in FLAT},
        }
    call.out.parent.mkdir(parents=True, exist_ok=True)
    call.out.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(table(report))


def write_records(folder, count):
    """Has the letters made by another process: what this one holds would count as the memory of every
    program that it starts."""
    file = folder / f"letters-{count}.json"
    subprocess.run([sys.executable, HERE / "letters.py", str(count), str(file)], check=True)
    return file


def commands(expat, records, jobs):
    """Returns how each writer is called, without the folder that it writes into."""
    call = {"expat": [expat, "bench", "letters", records, "--jobs", str(jobs), "--out"]}
    for name, (library, *way) in PEERS.items():
        call[name] = [sys.executable, HERE / f"peer_{library}.py", records, "--jobs", str(jobs), *way, "--out"]
    return call


def measure(command, out, count):
    """Runs a writer once; its children count with it."""
    shutil.rmtree(out, ignore_errors=True)
    started = time.perf_counter()
    process = subprocess.Popen([*map(str, command), str(out)], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    sizes = [file.stat().st_size for file in out.glob("*.pdf")]
    if process.returncode != 0 or len(sizes) != count:
        raise SystemExit(f"{command[0]} wrote {len(sizes)} of {count} letters, exit code {process.returncode}")
    return {
        "letters_per_second": count / seconds,
        "cpu_ms_per_letter": (usage.ru_utime + usage.ru_stime) * 1000 / count,
        # Of the largest process, where a writer has several.
        "memory_peak_mib": usage.ru_maxrss / 1024,
        "bytes_per_letter": statistics.mean(sizes), "bytes_max": max(sizes),
    }


def spread(runs):
    def of(key):
        values = [run[key] for run in runs]
        return {"min": round(min(values), 2), "median": round(statistics.median(values), 2),
                "max": round(max(values), 2)}
    return {key: of(key) for key in runs[0]}


def same_text(expat, folder):
    """Compares the first letter in each language with the product's; another text ends the run."""
    records, texts = write_records(folder, 3), {}
    for name, command in commands(expat, records, 1).items():
        measure(command, folder / "texts", 3)
        texts[name] = [letters_in(folder / "texts" / f"{n:05}.pdf") for n in (1, 2, 3)]
    for name, found in texts.items():
        for ours, theirs in zip(texts["expat"], found, strict=True):
            if ours != theirs:
                raise SystemExit(f"{name} says something else: lacks {ours - theirs}, adds {theirs - ours}")
    return True


def letters_in(pdf):
    """Returns how often each letter is on the page: lines break elsewhere in each writer, and the reader
    takes a hyphen at a line's end for a broken word."""
    text = subprocess.run(["pdftotext", "-enc", "UTF-8", str(pdf), "-"], check=True, capture_output=True,
                          encoding="utf-8").stdout
    return Counter("".join(text.split()).replace("-", ""))


def memory_of(expat, folder, count):
    """Returns the product's peak memory in MiB for so many letters on all cores."""
    command = commands(expat, write_records(folder, count), len(os.sched_getaffinity(0)))["expat"]
    return round(measure(command, folder / "out", count)["memory_peak_mib"], 1)


def version(expat):
    return subprocess.run([str(expat), "--version"], check=True, capture_output=True, text=True).stdout.split()[-1]


def processor():
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(": ", 1)[1]
    return platform.processor()


def table(report):
    lines = [f'{"":27}{"letters/s":>11}{"CPU ms":>9}{"MiB":>7}{"bytes":>8}']
    for name, run in report["writers"].items():
        lines.append(f'{name:27}{run["letters_per_second"]["median"]:>11.1f}{run["cpu_ms_per_letter"]["median"]:>9.2f}'
                     f'{run["memory_peak_mib"]["median"]:>7.0f}{run["bytes_per_letter"]["median"]:>8.0f}')
    flat = ", ".join(f"{count}: {mib} MiB" for count, mib in report["memory_by_letters"].items())
    return "\n".join([*lines, f"expat's memory by letters: {flat}"])


if __name__ == "__main__":
    main()
