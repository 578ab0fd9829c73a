"""How fast cases are screened: the decision table over sample case S02.

    python benchmarks/screening.py [screenings]

Prints the time of so many screenings (10,000 if not told) on one core, without reading the file;
under 10 seconds is the aim.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from docassemble.PostConvictionRelief.casefile import read_yaml
from docassemble.PostConvictionRelief.law import screen

SAMPLE = Path(__file__).parent.parent / "examples" / "02_motion_1473_7_a1.yaml"


def main() -> None:
    """Measure and print."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    case_file = read_yaml(SAMPLE.read_bytes(), SAMPLE.name)
    begun = time.process_time()
    screen(case_file)
    first = time.process_time() - begun
    begun = time.process_time()
    for _ in range(number):
        screen(case_file)
    seconds = time.process_time() - begun
    print(f"first screening, tables read: {first * 1000:.0f} ms")
    print(f"{number:,} screenings: {seconds:.2f} s, {seconds / number * 1000:.3f} ms each")


if __name__ == "__main__":
    main()
