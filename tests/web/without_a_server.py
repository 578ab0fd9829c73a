"""docassemble's interviews in this process, without its web server, database or Redis.

What the web server does with a posted page is done by `Visit.answer`: it fills in the very inputs
that the screen asks, checks them as the server does, and sets the variables.
"""

from __future__ import annotations

import html
import json
import pickle
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .surroundings import surroundings  # first: it prepares docassemble

# isort: split
from docassemble.base.functions import custom_types, pickleable_objects
from docassemble.base.interview_cache import get_interview
from docassemble.base.parse import InterviewStatus, get_initial_dict
from docassemble.base.standardformatter import from_safeid
from docassemble.base.thread_context import empty_globals, global_context, user_dict_context
from docassemble.base.util import DADict, DAValidationError

QUESTIONS = "docassemble.PostConvictionRelief:data/questions"
_USER = "7"


class UploadedFile:
    """A file as docassemble has it after an upload."""

    def __init__(self, path: Path) -> None:
        self.filename = path.name
        self.number = surroundings.saved_files.add(path)
        self._path = path

    def path(self) -> str:
        return str(self._path)

    def set_attributes(self, filename: str) -> None:
        self.filename = filename


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
        notes = self._status.extras.get("note", {}).values()
        return "\n".join([str(self._status.subquestion_text or ""), *notes])

    @property
    def below(self) -> str:
        """What stands below the screen's buttons."""
        return str(self._status.extras.get("post text", ""))

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

    @property
    def download(self) -> tuple[str, bytes]:
        """Media type and bytes, where the interview answered with a file."""
        return str(self._status.extras["content_type"]), self._status.question.binaryresponse

    @property
    def leads_to(self) -> str:
        """Where the interview sent the person to."""
        assert self._status.question.question_type == "redirect"
        return self.question

    def go(self, action: str | None = None, **arguments: Any) -> None:
        """Load the page, perhaps by a link to an action."""
        self._keep()
        self._status = self._assemble(self._facts, action, arguments)

    def follow(self, link: str) -> None:
        """Click a link to an action of this interview."""
        encoded = re.search(r"action=([^&]+)", link)
        assert encoded, link
        action = json.loads(from_safeid(encoded[1]))
        self.go(action["action"], **action["arguments"])

    @contextmanager
    def present(self) -> Iterator[None]:
        """The person on the page, for code that makes a part of one."""
        with self._thread(self._info(None, {}), self._facts):
            yield

    def links(self, label: str) -> list[str]:
        """The addresses of the links with a label, in the screen's text."""
        found = re.findall(r'<a [^>]*?href="([^"]+)"[^>]*>(.*?)</a>', self.text)
        return [html.unescape(address) for address, words in found if label in _plain(words)]

    def answer(self, answers: Mapping[str, Any] | None = None) -> None:
        """Fill in the screen and go on.

        Args:
            answers: by variable, in the words of the inputs; what is left out keeps its default.

        Raises:
            Refused: the page says what is wrong beside its inputs.
        """
        given = dict(answers or {})
        unknown = set(given) - set(self.asked)
        if unknown:
            raise KeyError(f"{self.name} doesn't ask {sorted(unknown)}")
        with self._thread(self._info(None, {})):
            self._fill(given)
        done = set(given) | set(self.asked)
        stack = self._facts["_internal"].get("event_stack", {}).get(_USER, [])
        stack[:] = [event for event in stack if event["action"] not in done]
        self.go()

    def upload(self, variable: str, path: Path) -> None:
        """Give a file to the screen's input, and go on."""
        self._facts[variable] = [UploadedFile(path)]
        self.go()

    # ------------------------------------------------------------------------------ private

    def _assemble(
        self, variables: dict[str, Any], action: str | None, arguments: Mapping[str, Any]
    ) -> Any:
        info = self._info(action, arguments)
        with self._thread(info, variables):
            status = InterviewStatus(current_info=info)
            get_interview(self._path).assemble(variables, status)
        return status

    def _work(self, action: str, arguments: Mapping[str, Any]) -> Any:
        """Do an event as the background worker does: on the session as it was saved."""
        status = self._assemble(self._facts, action, arguments)
        if status.question.question_type == "backgroundresponseaction":
            following = status.question.action
            status = self._assemble(self._facts, following["action"], following["arguments"])
        return status.question.backgroundresponse

    def _keep(self) -> None:
        """What the server does between two pages: it pickles the session's variables."""
        pickle.dumps(pickleable_objects(self._facts))

    def _info(self, action: str | None, arguments: Mapping[str, Any]) -> dict[str, Any]:
        info: dict[str, Any] = {
            "user": {
                "is_anonymous": False,
                "is_authenticated": True,
                "theid": int(_USER),
                "the_user_id": int(_USER),
                "roles": list(self._roles),
                "session_uid": _USER,
                "device_id": "device",
                "firstname": "",
                "lastname": "",
                "email": "person@example.org",
            },
            "session": "session",
            "secret": "secret",
            "yaml_filename": self._path,
            "interface": "web",
            "url": "http://localhost/interview",
            "url_root": "http://localhost",
            "encrypted": True,
            "arguments": dict(arguments),
        }
        return {**info, "action": action} if action else info

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
        if self._status.question.validation_code is not None:
            try:
                exec(self._status.question.validation_code, self._facts)
            except DAValidationError as error:
                raise Refused({self.sought: str(error)}) from error

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
            with self._thread(self._info(None, {})):
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
    def _thread(
        self, info: Mapping[str, Any], variables: dict[str, Any] | None = None
    ) -> Iterator[None]:
        """docassemble's state of one request."""
        surroundings.worker.do_action = self._work
        globals_ = empty_globals()
        globals_.current_info = info
        with global_context(globals_), user_dict_context(variables or self._facts):
            yield


def _plain(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", text))


class Refused(Exception):
    """The page was not accepted; what stands beside which input."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = dict(problems)
        super().__init__(str(self.problems))
