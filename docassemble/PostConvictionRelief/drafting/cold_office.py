"""Word files to PDF by one call of LibreOffice's program, where Python's `uno` is not installed."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from .soffice import end_group, new_profile, pipes_of, program

_EXPORT = {
    name: {"type": "boolean", "value": "true"}
    for name in (
        "UseTaggedPDF",
        "ExportBookmarks",
        "ExportBookmarksToPDFDestination",
        "EmbedStandardFonts",
    )
} | {"ExportFormFields": {"type": "boolean", "value": "false"}}


def convert_cold(sources: Sequence[Path], seconds: float) -> None:
    """Convert all documents by one call, twice where the first attempt fails.

    Args:
        sources: the Word files. The PDF of each is written beside it, whole or not at all; one that
            is missing afterwards could not be made.
        seconds: how long each may take.

    Raises:
        ConversionError: LibreOffice isn't installed.
    """
    soffice = program()
    for attempt in range(2):
        left = [source for source in sources if not source.with_suffix(".pdf").is_file()]
        if not left:
            return
        with tempfile.TemporaryDirectory(prefix="pcr-office-") as name:
            profile, written = new_profile(Path(name)), Path(name, "written")
            process = subprocess.Popen(
                _command(soffice, profile, left, written),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                process_group=0,
            )
            try:
                process.wait(seconds * (len(left) + attempt))
            except subprocess.TimeoutExpired:
                continue
            finally:
                end_group(process)
                for pipe in pipes_of(profile):
                    pipe.unlink(missing_ok=True)
                _keep_whole(left, written)


def _keep_whole(sources: Sequence[Path], written: Path) -> None:
    """Put each finished PDF beside its Word file; a call that was ended may have left one half."""
    for source in sources:
        made = written / f"{source.stem}.pdf"
        if made.is_file() and made.read_bytes().rstrip().endswith(b"%%EOF"):
            shutil.move(made, source.with_suffix(".pdf"))


def _command(soffice: str, profile: Path, sources: Sequence[Path], folder: Path) -> list[str]:
    options = json.dumps(_EXPORT, separators=(",", ":"))
    return [
        soffice,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--infilter=MS Word 2007 XML",
        "--convert-to",
        f"pdf:writer_pdf_Export:{options}",
        "--outdir",
        str(folder),
        *map(str, sources),
    ]
