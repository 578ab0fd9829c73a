"""Speaks with LibreOffice over UNO; started as a program of its own.

`uno` comes with LibreOffice and works only in the Python that it was built for (Debian's own
`/usr/bin/python3`), so this file imports nothing of the package. It takes the UNO address of a
running LibreOffice and the seconds to wait for it, says `{"ready": true}`, and then answers each
line `{"source": URL, "target": URL}` by `{"done": true}`, by `{"unreadable": why}` for a document
that LibreOffice won't read, or by `{"unwritten": why}` where it can't write the PDF. When
LibreOffice goes away it ends.

Who started a LibreOffice tells its process group and the files that it leaves, too: should the
standard input end, because our own process was killed, that LibreOffice is ended and they go.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import uno

_POLL = 0.05
_NEVER = 0
"""com.sun.star.document.MacroExecMode.NEVER_EXECUTE and UpdateDocMode.NO_UPDATE."""

_LOAD = {
    "Hidden": True,
    "ReadOnly": True,
    "FilterName": "MS Word 2007 XML",
    "MacroExecutionMode": _NEVER,
    "UpdateDocMode": _NEVER,
}
_EXPORT = {
    "UseTaggedPDF": True,
    "ExportBookmarks": True,
    "ExportBookmarksToPDFDestination": True,
    "ExportFormFields": False,
    "EmbedStandardFonts": True,
    "ExportNotes": False,
    "IsSkipEmptyPages": False,
    "DisplayPDFDocumentTitle": True,
}


def main() -> int:
    """Connect, then convert what is asked for on the standard input."""
    address, patience, *ours = sys.argv[1:]
    requests: SimpleQueue[dict[str, str]] = SimpleQueue()
    # beside the work: our process may be killed while LibreOffice hangs
    threading.Thread(target=_listen, args=(requests, ours), daemon=True).start()
    desktop = _desktop(address, float(patience))
    if desktop is None:
        return 1
    _say({"ready": True})
    while True:
        request = requests.get()
        _say(_convert(desktop, request["source"], request["target"]))


def _listen(requests: SimpleQueue[dict[str, str]], ours: list[str]) -> None:
    """Take requests until nobody is left who could ask; then end what was started for us."""
    for line in sys.stdin:
        requests.put(json.loads(line))
    if ours:
        group, *leaves = ours
        with suppress(ProcessLookupError):  # it may have ended by itself
            os.killpg(int(group), signal.SIGKILL)
        for path in map(Path, leaves):
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
    os._exit(0)


def _desktop(address: str, patience: float) -> Any:
    """LibreOffice's desktop, as soon as it answers; `None` where it doesn't in time."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    no_connection = uno.getClass("com.sun.star.connection.NoConnectException")
    until = time.monotonic() + patience
    while time.monotonic() < until:
        try:
            context = resolver.resolve(f"uno:{address};urp;StarOffice.ComponentContext")
        except no_connection:
            time.sleep(_POLL)
            continue
        return context.ServiceManager.createInstanceWithContext(
            "com.sun.star.frame.Desktop", context
        )
    return None


def _convert(desktop: Any, source: str, target: str) -> dict[str, object]:
    no_input_or_output = uno.getClass("com.sun.star.io.IOException")
    refused = (no_input_or_output, uno.getClass("com.sun.star.lang.IllegalArgumentException"))
    try:
        document = desktop.loadComponentFromURL(source, "_blank", 0, _properties(_LOAD))
    except refused as error:
        return {"unreadable": str(error)[:200]}
    if document is None:
        return {"unreadable": "it is damaged"}
    filter_data = uno.Any("[]com.sun.star.beans.PropertyValue", _properties(_EXPORT))
    try:
        document.storeToURL(
            target, _properties({"FilterName": "writer_pdf_Export", "FilterData": filter_data})
        )
    except no_input_or_output as error:
        return {"unwritten": str(error)[:200]}
    document.close(True)
    return {"done": True}


def _properties(values: dict[str, Any]) -> tuple[Any, ...]:
    made = []
    for name, value in values.items():
        one = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
        one.Name, one.Value = name, value
        made.append(one)
    return tuple(made)


def _say(answer: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
