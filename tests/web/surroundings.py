"""docassemble's base package without the server around it: the answers to its hooks.

Import this before anything of docassemble: it loads the configuration and puts empty word lists in
the place of those that docassemble would download.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from docassemble.PostConvictionRelief.server.language_data import word_lists

_FOLDER = Path(tempfile.mkdtemp(prefix="docassemble-"))
os.environ["NLTK_DATA"] = str(word_lists(_FOLDER))

from docassemble.base import config as da_config  # noqa: E402

# Loaded first and by name: else docassemble takes a word of pytest's command line for its file.
_CONFIGURATION = _FOLDER / "config.yml"
_CONFIGURATION.write_text(
    "debug: false\nsecretkey: only-for-tests\ntimezone: America/Los_Angeles\n"
)
da_config.load(filename=str(_CONFIGURATION))

import pluggy  # noqa: E402
from docassemble.base.plugin_manager import pm  # noqa: E402

hookimpl = pluggy.HookimplMarker("docassemble")

DoAction = Callable[[str, Mapping[str, Any]], Any]
"""Does an interview's event as the background worker would; gives what it answered."""


class Redis:
    """As much of Redis as reading interviews and telling the progress need."""

    def __init__(self) -> None:
        self.data: dict[str, bytes] = {}

    def set(self, key: str, value: str, ex: int | None = None) -> None:
        self.data[key] = value.encode()

    def get(self, key: str) -> bytes | None:
        return self.data.get(key)

    def incr(self, key: str) -> int:
        number = int(self.data.get(key, b"0")) + 1
        self.data[key] = str(number).encode()
        return number


class Worker:
    """Background work. It is done when the page first asks whether it is done."""

    def __init__(self) -> None:
        self._tasks: list[tuple[DoAction, str, Mapping[str, Any]]] = []
        self._results: dict[int, SimpleNamespace] = {}
        self.do_action: DoAction | None = None
        self.is_slow = False

    @property
    def given(self) -> int:
        """How much work it was given so far."""
        return len(self._tasks)

    def signature(self, task: str, args: list[Any], kwargs: Mapping[str, Any]) -> Worker:
        assert task == "tasks.background_action"
        assert self.do_action is not None
        self._tasks.append((self.do_action, args[-1]["action"], args[-1]["arguments"]))
        return self

    def delay(self) -> int:
        return len(self._tasks) - 1

    def task(self, number: int) -> SimpleNamespace:
        return SimpleNamespace(
            ready=lambda: not self.is_slow and bool(self._result(number)),
            get=lambda: self._result(number),
        )

    def _result(self, number: int) -> SimpleNamespace:
        if number not in self._results:
            do_action, action, arguments = self._tasks[number]
            self._results[number] = SimpleNamespace(value=do_action(action, arguments))
        return self._results[number]


class SavedFiles:
    """Docassemble's storage of uploaded files: which of them are still there."""

    def __init__(self) -> None:
        self.paths: dict[int, Path] = {}

    def add(self, path: Path) -> int:
        self.paths[len(self.paths) + 1] = path
        return len(self.paths)

    def __call__(self, number: int) -> SimpleNamespace:
        return SimpleNamespace(delete=lambda: self.paths.pop(number).unlink())


class Surroundings:
    """What docassemble's base package asks of the server around it."""

    def __init__(self) -> None:
        self.redis = Redis()
        self.worker = Worker()
        self.saved_files = SavedFiles()

    @hookimpl
    def get_default_language(self) -> str:
        return "en"

    @hookimpl
    def get_default_dialect(self) -> str:
        return "us"

    @hookimpl
    def get_default_voice(self) -> str:
        return ""

    @hookimpl
    def get_default_locale(self) -> str:
        return "US.utf8"

    @hookimpl
    def get_default_timezone(self) -> str:
        return "America/Los_Angeles"

    @hookimpl
    def get_default_country(self) -> str:
        return "US"

    @hookimpl
    def get_configuration(self) -> dict[str, Any]:
        configuration: dict[str, Any] = da_config.daconfig
        return configuration

    @hookimpl
    def get_debug_status(self) -> bool:
        return False

    @hookimpl
    def get_hostname(self) -> str:
        return "localhost"

    @hookimpl
    def get_button_class_prefix(self) -> str:
        return "btn-"

    @hookimpl
    def get_server_redis(self) -> Redis:
        return self.redis

    @hookimpl
    def get_server_redis_user(self) -> Redis:
        return self.redis

    @hookimpl
    def get_celery_app(self) -> Worker:
        return self.worker

    @hookimpl
    def get_task(self, obj: int) -> SimpleNamespace:
        return self.worker.task(obj)

    @hookimpl
    def get_saved_file_class(self) -> SavedFiles:
        return self.saved_files

    @hookimpl
    def get_main_page_parts(self) -> dict[str, Any]:
        return {}

    @hookimpl
    def url_finder(self, file_reference: str, kwargs: Mapping[str, Any]) -> str:
        wanted = {name: value for name, value in kwargs.items() if not name.startswith("_")}
        return f"/{file_reference}?" + "&".join(f"{k}={v}" for k, v in wanted.items())

    @hookimpl
    def url_for(self, endpoint: str, kwargs: Mapping[str, Any]) -> str:
        return self.url_finder(endpoint, kwargs)


surroundings = Surroundings()
pm.register(surroundings, name="without-a-server")

# The server loads our kinds of input before it reads an interview that uses them.
import docassemble.PostConvictionRelief.web.answers  # noqa: E402, F401
