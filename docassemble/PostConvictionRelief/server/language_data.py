"""Language data that docassemble wants before it starts, made here so that nothing is downloaded.

docassemble's helpers for plurals and articles import a reader for the WordNet corpora and download
these at start; without a network every one of its programs would end. The helpers themselves work
by rule, so empty corpora do.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from ..errors import Problem, ServerError

LOCALE = "en_US.utf8"

_PARTS_OF_SPEECH = ("adj", "adv", "noun", "verb")
_EMPTY_CORPORA: dict[str, tuple[str, ...]] = {
    "wordnet": (
        "lexnames",
        "index.sense",
        *(f"index.{part}" for part in _PARTS_OF_SPEECH),
        *(f"data.{part}" for part in _PARTS_OF_SPEECH),
        *(f"{part}.exc" for part in _PARTS_OF_SPEECH),
    ),
    "wordnet_ic": ("ic-brown.dat",),
    "sentiwordnet": ("SentiWordNet_3.0.0.txt",),
    "omw-1.4": (),
}
# The reader skips the first line, and wants one noun and one verb with how often they were met.
_CONTENT = {"ic-brown.dat": "wnver::empty\n1740n 1\n1740v 1\n"}


def word_lists(folder: Path) -> Path:
    """Write the empty corpora, where they are missing.

    Args:
        folder: the folder for language data.

    Returns:
        The folder to name by `NLTK_DATA`.
    """
    corpora = folder / "nltk" / "corpora"
    for name, files in _EMPTY_CORPORA.items():
        (corpora / name).mkdir(parents=True, exist_ok=True)
        for file in files:
            (corpora / name / file).write_text(_CONTENT.get(file, ""), encoding="utf-8")
        # docassemble takes the corpus for present when its archive lies beside it.
        (corpora / f"{name}.zip").touch()
    return corpora.parent


def locale_folder(folder: Path) -> Path:
    """Compile the locale, where it is missing; no root is needed for it.

    Args:
        folder: the folder for language data.

    Returns:
        The folder to name by `LOCPATH`.

    Raises:
        ServerError: the compiler or its sources (Debian's package locales) are missing.
    """
    locales = folder / "locale"
    target = locales / LOCALE
    if target.is_dir():
        return locales
    locales.mkdir(parents=True, exist_ok=True)
    compiler = shutil.which("localedef")
    fresh = locales / f".{LOCALE}.new"
    shutil.rmtree(fresh, ignore_errors=True)
    done = compiler and subprocess.run(
        [compiler, "-i", "en_US", "-f", "UTF-8", str(fresh)], capture_output=True, check=False
    )
    if not done or done.returncode != 0:
        raise ServerError(
            Problem("localedef", "can't make the locale en_US.UTF-8", "install Debian's `locales`")
        )
    fresh.rename(target)
    return locales
