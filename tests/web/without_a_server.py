"""docassemble's interviews in this process, without its web server, database or Redis.

docassemble's base package asks its surroundings by some hooks; here are the few answers that our
interviews need. What the web server does with a posted page is done by `Visit.answer`: it fills in
the very inputs that the screen asks, checks them as the server does, and sets the variables.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
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

from contextlib import contextmanager  # noqa: E402

import pluggy  # noqa: E402
from docassemble.base.plugin_manager import pm  # noqa: E402

# The server loads our kinds of input before it reads an interview that uses them.
import docassemble.PostConvictionRelief.web.answers  # noqa: E402, F401

QUESTIONS = "docassemble.PostConvictionRelief:data/questions"
hookimpl = pluggy.HookimplMarker("docassemble")


class Redis:
    """As much of Redis as telling the progress needs."""

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


class Task:
    """Background work that is done at once, as if the worker had been waiting for it."""

    def __init__(self, result: Any) -> None:
        self._result = result

    def ready(self) -> bool:
        return True

    def get(self) -> Any:
        return self._result


class Surroundings:
    """What docassemble's base package asks of the server around it."""

    redis = Redis()

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
        return da_config.daconfig

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
    def get_server_redis_user(self) -> Redis:
        return self.redis

    @hookimpl
    def get_server_redis(self) -> Redis:
        return self.redis

    @hookimpl
    def get_main_page_parts(self) -> dict[str, Any]:
        return {}

    @hookimpl
    def url_finder(self, file_reference: str, kwargs: Mapping[str, Any]) -> str:
        return f"/{file_reference}?" + "&".join(f"{k}={v}" for k, v in kwargs.items())

    @hookimpl
    def url_for(self, endpoint: str, kwargs: Mapping[str, Any]) -> str:
        return self.url_finder(endpoint, kwargs)


if not pm.has_plugin("without-a-server"):
    pm.register(Surroundings(), name="without-a-server")

from docassemble.base.functions import custom_types  # noqa: E402
from docassemble.base.interview_cache import get_interview  # noqa: E402
from docassemble.base.parse import InterviewStatus, get_initial_dict  # noqa: E402
from docassemble.base.standardformatter import from_safeid  # noqa: E402
from docassemble.base.thread_context import (  # noqa: E402
    empty_globals,
    global_context,
    user_dict_context,
)
from docassemble.base.util import DADict, DAValidationError  # noqa: E402


class Visit:
    """A signed-in person in one interview.

    Attributes:
        question: the screen's heading.
        text: the screen's text, as it is before Markdown is read.
        asked: the variables of the screen's inputs, indexes filled in.
    """

    def __init__(
        self, file_name: str, *roles: str, url_args: Mapping[str, str] | None = None
    ) -> None:
        self._path = f"{QUESTIONS}/{file_name}"
        self._roles = roles
        self._facts = get_initial_dict()
        self._facts["url_args"].update(url_args or {})
        self._status: Any = None
        self.go()

    @property
    def question(self) -> str:
        return str(self._status.question_text).strip()

    @property
    def text(self) -> str:
        return str(self._status.subquestion_text or "")

    @property
    def name(self) -> str:
        """The screen's short name."""
        return str(getattr(self._status.question, "id", ""))

    @property
    def variables(self) -> dict[str, Any]:
        """The session's variables."""
        return dict(self._facts)

    @property
    def asked(self) -> dict[str, Any]:
        return {self._variable(field): field for field in self._fields()}

    @property
    def sought(self) -> str:
        return str(self._status.sought)

    def go(self, action: str | None = None, **arguments: Any) -> None:
        """Load the page, perhaps by a link to an action."""
        info: dict[str, Any] = {
            "user": {
                "is_anonymous": False,
                "is_authenticated": True,
                "theid": 7,
                "the_user_id": 7,
                "roles": list(self._roles),
                "session_uid": "7",
                "device_id": "device",
                "email": "person@example.org",
            },
            "session": "session",
            "secret": "secret",
            "yaml_filename": self._path,
            "interface": "web",
            "url": "http://localhost/interview",
            "url_root": "http://localhost",
            "encrypted": True,
            "arguments": arguments,
        }
        if action:
            info["action"] = action
        self._info = info
        with self._thread():
            interview = get_interview(self._path)
            status = InterviewStatus(current_info=info)
            interview.assemble(self._facts, status)
            self._status = status

    def answer(self, answers: Mapping[str, Any] | None = None, **more: Any) -> None:
        """Fill in the screen and go on.

        Args:
            answers: by variable, in the words of the inputs; what is left out keeps its default.
        """
        given = {**(answers or {}), **more}
        unknown = set(given) - set(self.asked)
        if unknown:
            raise KeyError(f"{self.name} doesn't ask {sorted(unknown)}")
        with self._thread():
            self._fill(given)
        self.go()

    # ------------------------------------------------------------------------------ private

    def _fill(self, given: Mapping[str, Any]) -> None:
        collected = self._status.extras.get("list_collect")
        if collected is not None:
            collected._allow_appending()
        problems = {}
        for variable, field in self.asked.items():
            if collected is not None and not self._is_first_or_given(variable, given, collected):
                continue
            if not self._is_visible(field, given):
                continue
            answer = given.get(variable, self._default(field))
            try:
                self._set(variable, field, answer)
            except DAValidationError as error:
                problems[variable] = str(error)
        if collected is not None:
            exec(f"{collected.instanceName}.there_is_another = False", self._facts)
            collected._disallow_appending()
        if problems:
            raise Refused(problems)

    def _set(self, variable: str, field: Any, answer: Any) -> None:
        datatype = getattr(field, "datatype", "text")
        if datatype == "checkboxes":
            holder, _, attribute = variable.rpartition(".")
            group = eval(holder, self._facts)
            if attribute not in vars(group):
                group.initializeAttribute(attribute, DADict, auto_gather=False, gathered=True)
            words = {next(iter(c)) for c in self._choices(field)} if answer is not None else set()
            getattr(group, attribute).elements.update({w: w in (answer or ()) for w in words})
            return
        if datatype in custom_types:
            kind = custom_types[datatype]["class"]
            if not kind.call_validate(str(answer or ""), variable, {}):
                raise DAValidationError("invalid")
            answer = kind.call_transform(str(answer or ""), variable, {})
        elif datatype == "boolean":
            answer = answer in (True, "True")
        self._facts["_answer"] = answer
        exec(f"{variable} = _answer", self._facts)
        del self._facts["_answer"]

    def _choices(self, field: Any) -> list[dict[str, str]]:
        return [{pair["key"]: pair["label"]} for pair in self._status.selectcompute[field.number]]

    def _default(self, field: Any) -> Any:
        default = self._status.defaults.get(field.number)
        datatype = getattr(field, "datatype", "text")
        if datatype in custom_types and default is not None:
            return custom_types[datatype]["class"].call_default_for(default, "", {})
        if datatype == "checkboxes" and isinstance(default, str):
            return [default]
        return default

    def _is_visible(self, field: Any, given: Mapping[str, Any]) -> bool:
        condition = getattr(field, "extras", {})
        if "show_if_var" not in condition:
            return True
        variable = from_safeid(condition["show_if_var"])
        wanted = str(self._status.extras["show_if_val"][field.number])
        shown = self.asked
        variable = self._filled(variable)
        return str(given.get(variable, self._default(shown[variable]) or "")) == wanted

    def _is_first_or_given(self, variable: str, given: Mapping[str, Any], collected: Any) -> bool:
        """A page shows the groups there are, or one; more of them where somebody adds them."""
        shown = max(1, len(collected.elements))
        prefix = f"{collected.instanceName}["
        filled = [int(name[len(prefix) :].split("]")[0]) for name in given]
        index = int(variable[len(prefix) :].split("]")[0])
        return index < max(shown, *(number + 1 for number in filled or [0]))

    def _fields(self) -> Iterator[Any]:
        status = self._status
        if "list_collect" in status.extras:
            with self._thread():
                fields = status.get_fields_and_sub_fields_and_collect_fields(self._facts)[0]
            numbered = [field for field in fields if isinstance(field.number, str)]
            yield from numbered
        else:
            yield from (f for f in status.question.fields if hasattr(f, "saveas"))

    def _variable(self, field: Any) -> str:
        return self._filled(from_safeid(field.saveas))

    def _filled(self, variable: str) -> str:
        def number(found: re.Match[str]) -> str:
            return f"[{self._facts[found[1]]}]"

        return re.sub(r"\[([ijk])\]", number, variable)

    @contextmanager
    def _thread(self) -> Iterator[None]:
        """docassemble's state of one request."""
        globals_ = empty_globals()
        globals_.current_info = self._info
        with global_context(globals_), user_dict_context(self._facts):
            yield


class Refused(Exception):
    """The page was not accepted; what stands beside which input."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = dict(problems)
        super().__init__(str(self.problems))
