"""Constitutions, statutes, regulations and rules of court cited in a text.

code     Pen. Code, §§ 745, subd. (e), 1473.7, subd. (f)(5); Penal Code section 459.5(a)
short    § 1016.5, subds. (a), (b); section 1473.7; subdivision (a)(1)
federal  8 U.S.C. § 1101(a)(48)(A); 8 C.F.R. § 1003.55
others   Stats. 2025, ch. 784, § 4.5; Cal. Const., art. I, § 15; Sixth Amendment;
         Cal. Rules of Court, rule 3.1113(f); rule 2.108
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ...casefile.citations import code_in_parentheses, code_names
from .authorities import Authority, Group

_SECTION = r"\d{1,5}(?:\.\d{1,3})?[a-z]?(?![\w])"
_LETTERS = r"(?:\([A-Za-z0-9]{1,5}\))+"
_AND = r"(?:, and |, or |, | and | or )"
_SUBDIVISIONS = (
    rf",? (?:subds?\.|subdivisions?|paragraphs?) {_LETTERS}(?:(?:{_AND}|[–-]){_LETTERS})*"
)
_ATTACHED = rf"{_LETTERS}(?:{_AND}{_LETTERS})*"
_ITEM = rf"{_SECTION}(?:{_ATTACHED})?(?:{_SUBDIVISIONS})?"
_ONE, _SEVERAL = rf"(?:§|[Ss]ection) ?{_ITEM}", rf"(?:§§|[Ss]ections) ?{_ITEM}(?:{_AND}{_ITEM})*"
_SECTIONS = rf"(?P<sections>{_SEVERAL}|{_ONE})(?: et seq\.)?"
_WITH_OR_WITHOUT_SIGN = rf"(?P<sections>{_SEVERAL}|(?:(?:§|[Ss]ection) ?)?{_ITEM})(?: et seq\.)?"
_LETTERS_OF_CODES = "|".join(sorted(set(code_names().values())))
_CODES = "|".join(sorted(map(re.escape, code_names()), key=len, reverse=True))
_BODY = r"(?:[A-Z][\w.’&]*(?: (?:and|of|the|[A-Z&][\w.’]*)){0,5} )(?:Code|Statutes|Act|Law)"
_OF_CODE = re.compile(rf"(?P<former>[Ff]ormer )?(?P<code>{_CODES}),? {_WITH_OR_WITHOUT_SIGN}")
_OF_LETTERS = re.compile(
    rf"\b(?P<former>former )?(?P<letters>{_LETTERS_OF_CODES}) "
    rf"(?P<sections>{_ITEM}(?:(?:/| and ){_ITEM})*)"
)
_OF_THE_CODE = re.compile(rf"(?P<former>[Ff]ormer )?{_SECTIONS} of the (?P<code>{_CODES})\b")
_OF_ANOTHER = re.compile(rf"(?P<code>{_BODY}),? {_SECTIONS}")
_ACT = r"\b(?:INA|Immigration and Nationality Act)"
_OF_ACT = re.compile(rf"{_ACT},? {_WITH_OR_WITHOUT_SIGN}")
_OF_THE_ACT = re.compile(rf"{_SECTIONS} of the {_ACT}\b")
_OF_THE_OTHER = re.compile(rf"{_SECTIONS} of the (?P<code>{_BODY})\b")
_FEDERAL = re.compile(rf"(?P<code>\d{{1,2}} (?:U\.S\.C\.|C\.F\.R\.)) {_WITH_OR_WITHOUT_SIGN}")
_UNDESIGNATED = re.compile(rf"(?P<former>[Ff]ormer )?{_SECTIONS}")
_ITS_SUBDIVISION = re.compile(
    rf"(?:subds?\.|[Ss]ubdivisions?) {_LETTERS}(?:(?:{_AND}|[–-]){_LETTERS})*"
)
_STATED = re.compile(
    rf"[Uu]ndesignated (?:section|statutory) references are to the (?P<code>{_CODES})"
)
_SESSION_LAW = re.compile(r"Stats\. \d{4}, ch\. \d+(?:, §§? [\d.]*\d)?")
_CALIFORNIA = re.compile(
    r"Cal\. Const\., art\. [IVX]+(?: [A-D])?(?:, § \d+(?:, subds?\. [()\w]+)?)?"
)
_FEDERAL_ARTICLE = re.compile(r"U\.S\. Const\., art\. [IVX]+(?:, § \d+)?")
_NTH = r"\d+(?:st|nd|rd|th)"
_AMENDMENTS = re.compile(
    rf"U\.S\. Const\., (?P<numbers>{_NTH}(?:(?:, | & | and ){_NTH})*) Amends?\."
)
_RULES = re.compile(
    rf"(?:(?:Cal\.|California) Rules of Court, )?\b[Rr]ules? (?P<rules>\d{{1,2}}\.\d{{1,4}}"
    rf"(?:{_LETTERS})?(?:{_AND}\d{{1,2}}\.\d{{1,4}}(?:{_LETTERS})?)*)"
)
_ORDINALS = (
    "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth",
    "Eleventh", "Twelfth", "Thirteenth", "Fourteenth", "Fifteenth",
)  # fmt: skip
_ORDINAL = "|".join(_ORDINALS)
_IN_WORDS = re.compile(
    rf"\b(?P<numbers>(?:{_ORDINAL})(?:(?:, | and )(?:{_ORDINAL}))*) Amendments?\b"
)


@dataclass(frozen=True)
class Provision:
    """A place that cites provisions.

    Attributes:
        start, end: where, in the text.
        cited: what it cites; for a section without a code, as `Section`.
    """

    start: int
    end: int
    cited: tuple[Authority | Section, ...]


@dataclass(frozen=True)
class Section:
    """A section, or a subdivision, of a code that is told elsewhere.

    Attributes:
        number: `1016.5`; empty for a subdivision by itself.
        subdivision: `(a)(1)`, `(a)–(c)`, or empty.
        former: whether it is called former.
        by_sign: whether the sign § stands before it; the word may mean something else.
    """

    number: str
    subdivision: str = ""
    former: bool = False
    by_sign: bool = False

    def of(self, code: str) -> Authority:
        """The section as one of a code, which is named as in parentheses: Pen. Code."""
        former = "Former " if self.former else ""
        several = "subds." if re.search("[–-]", self.subdivision) else "subd."
        within = f", {several} {self.subdivision}" if self.subdivision else ""
        return Authority(Group.STATUTES, f"{former}{code}, § {self.number}{within}")


_Read = Callable[[re.Match[str]], Iterator["Authority | Section"]]


def stated_code(text: str) -> str | None:
    """The code to which a paper says that undesignated sections belong: Pen. Code."""
    match = _STATED.search(text)
    return _in_parentheses(match) if match else None


def provisions(text: str) -> Iterator[Provision]:
    """Every place that cites a provision, none overlapping; the surest forms first."""
    for expression, read in _FORMS:
        for match in expression.finditer(text):
            yield Provision(match.start(), match.end(), tuple(read(match)))
            text = text[: match.start()] + " " * len(match[0]) + text[match.end() :]


def _of_code(match: re.Match[str]) -> Iterator[Authority]:
    yield from (each.of(_in_parentheses(match)) for each in _sections(match))


def _of_letters(match: re.Match[str]) -> Iterator[Authority]:
    yield from (each.of(code_in_parentheses(match["letters"])) for each in _sections(match))


def _of_another(match: re.Match[str]) -> Iterator[Authority]:
    for each in _sections(match):
        yield Authority(Group.OTHERS, f"{match['code']}, § {each.number}{each.subdivision}")


def _immigration_act(match: re.Match[str]) -> Iterator[Authority]:
    for each in _sections(match):
        section = f"§ {each.number}{each.subdivision}"
        yield Authority(Group.FEDERAL_STATUTES, f"Immigration and Nationality Act, {section}")


def _federal(match: re.Match[str]) -> Iterator[Authority]:
    statute = "U.S.C." in match["code"]
    group = Group.FEDERAL_STATUTES if statute else Group.FEDERAL_REGULATIONS
    for each in _sections(match):
        yield Authority(group, f"{match['code']} § {each.number}{each.subdivision}")


def _undesignated(match: re.Match[str]) -> Iterator[Section]:
    yield from _sections(match)


def _subdivisions_alone(match: re.Match[str]) -> Iterator[Section]:
    yield from (Section("", each) for each in _letters(match[0]))


def _as_written(group: Group) -> _Read:
    return lambda match: iter((Authority(group, match[0]),))


def _amendments(match: re.Match[str]) -> Iterator[Authority]:
    for word in re.findall(rf"{_ORDINAL}|\d+", match["numbers"]):
        number = int(word) if word.isdigit() else _ORDINALS.index(word) + 1
        yield Authority(Group.CONSTITUTIONS, f"U.S. Const., {_ordinal(number)} Amend.")


def _rules(match: re.Match[str]) -> Iterator[Authority]:
    for rule in re.findall(rf"\d+\.\d+(?:{_LETTERS})?", match["rules"]):
        yield Authority(Group.RULES, f"Cal. Rules of Court, rule {rule}")


def _sections(match: re.Match[str]) -> Iterator[Section]:
    former, by_sign = bool(match.groupdict().get("former")), "§" in match["sections"]
    for item in re.finditer(
        rf"(?<![(\w.])(?P<number>{_SECTION})(?P<letters>{_ATTACHED})?(?P<more>{_SUBDIVISIONS})?",
        match["sections"],
    ):
        letters = _letters(item["more"] or item["letters"] or "") or [""]
        yield from (Section(item["number"], each, former, by_sign) for each in letters)


def _letters(text: str) -> list[str]:
    return re.findall(rf"{_LETTERS}(?:[–-]{_LETTERS})?", text)


def _in_parentheses(match: re.Match[str]) -> str:
    return code_in_parentheses(code_names()[match["code"]])


def _ordinal(number: int) -> str:
    endings = {1: "st", 2: "nd", 3: "rd"} if number not in (11, 12, 13) else {}
    return f"{number}{endings.get(number % 10, 'th')}"


_FORMS: tuple[tuple[re.Pattern[str], _Read], ...] = (
    (_FEDERAL, _federal),
    (_SESSION_LAW, _as_written(Group.STATUTES)),
    (_CALIFORNIA, _as_written(Group.CONSTITUTIONS)),
    (_FEDERAL_ARTICLE, _as_written(Group.CONSTITUTIONS)),
    (_AMENDMENTS, _amendments),
    (_IN_WORDS, _amendments),
    (_RULES, _rules),
    (_OF_CODE, _of_code),
    (_OF_LETTERS, _of_letters),
    (_OF_THE_CODE, _of_code),
    (_OF_ACT, _immigration_act),
    (_OF_THE_ACT, _immigration_act),
    (_OF_ANOTHER, _of_another),
    (_OF_THE_OTHER, _of_another),
    (_UNDESIGNATED, _undesignated),
    (_ITS_SUBDIVISION, _subdivisions_alone),
)
