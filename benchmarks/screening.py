"""How fast cases are screened: the decision table over sample case S02.

    python benchmarks/screening.py [screenings]

Prints the time of so many screenings (10,000 if not told) on one core, without reading the file;
under 10 seconds is the aim. They are done in a hundred lots, and the quickest lot is told too: on a
machine that does other things at the same time it is the nearest to what the work itself takes.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from docassemble.PostConvictionRelief.casefile import CaseFile, read_yaml
from docassemble.PostConvictionRelief.law import screen

SAMPLE = Path(__file__).parent.parent / "examples" / "02_motion_1473_7_a1.yaml"
LOTS = 100


def main() -> None:
    """Measure and print."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    case_file = read_yaml(SAMPLE.read_bytes(), SAMPLE.name)
    begun = time.process_time()
    screen(case_file)
    first = time.process_time() - begun
    lot = max(number // LOTS, 1)
    lots = [timed(case_file, lot) for _ in range(number // lot)]
    each = sum(lots) / len(lots) / lot
    print(f"first screening, tables read: {first * 1000:.0f} ms")
    print(f"{len(lots) * lot:,} screenings: {sum(lots):.2f} s, {each * 1000:.3f} ms each")
    print(f"quickest lot: {min(lots) / lot * 1000:.3f} ms each")


def timed(case_file: CaseFile, number: int) -> float:
    """The processor's seconds for so many screenings."""
    begun = time.process_time()
    for _ in range(number):
        screen(case_file)
    return time.process_time() - begun


if __name__ == "__main__":
    main()
