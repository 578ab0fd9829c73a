"""The filters: how a fact is put into words (dates, names, statutes, money, lists)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from functools import cache, wraps
from importlib.resources import files
from typing import Any

import yaml

from ..casefile import Count, PartialDate, Unknown, known
from ..casefile.citations import OTHER
from ..casefile.people import Address, Name, initials_of
from .facts import Group
from .missing import MissingFact
from .spanish import spanish_citation, spanish_language, spanish_relation, spanish_years

Filter = Callable[..., object]

_OWN = ("I ", "I'", "I’", "My ", "We ", "Our ")
"""How what a person says of himself or herself begins."""
_TYPED_DAY = re.compile(
    r"(?P<before>[^\W\d]+\s+)?(?<![\w./-])"
    r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)(?:-(?P<day>\d\d))?(?![\w-])"
)


@cache
def _words() -> dict[str, Any]:
    words: dict[str, Any] = yaml.safe_load(
        files(__package__).joinpath("wording.yaml").read_text(encoding="utf-8")
    )
    return words


def _keeps_missing(function: Filter, needs: tuple[str, ...]) -> Filter:
    """A missing fact passes through a filter unchanged, so that its mark is what is printed."""

    @wraps(function)
    def filtered(value: object, *arguments: object) -> object:
        if isinstance(value, Group):
            for name in needs:
                needed = value.fact(name)
                if isinstance(needed, MissingFact):
                    return needed
            value = value.model
        return value if isinstance(value, MissingFact) else function(value, *arguments)

    return filtered


def long_date(day: date | PartialDate) -> str:
    """March 17, 2009; where only a part is known: March 2009, or 2009."""
    partial = _partial(day)
    if partial.month is None:
        return str(partial.year)
    month = date(2000, partial.month, 1).strftime("%B")
    return (
        f"{month} {partial.year}"
        if partial.day is None
        else f"{month} {partial.day}, {partial.year}"
    )


def spanish_date(day: date | PartialDate) -> str:
    """17 de marzo de 2009."""
    partial = _partial(day)
    if partial.month is None:
        return str(partial.year)
    month = _words()["spanish_months"][partial.month - 1]
    start = f"{partial.day} de " if partial.day else ""
    return f"{start}{month} de {partial.year}"


def citation_in_spanish(count: Count) -> str:
    """Código Penal, sección 459.5(a); what can't be read stays as it was told."""
    return spanish_citation(count, _words()["spanish_codes"]) or statute(count)


def language_in_spanish(told: str) -> str:
    """Español for es, and for Spanish."""
    words = _words()
    return spanish_language(told, words["spanish_languages"], words["languages"])


def relation_in_spanish(told: str) -> str:
    """Hija for daughter."""
    return spanish_relation(told, _words()["spanish_relations"])


def form_date(day: date | PartialDate) -> str:
    """03/17/2009, as court forms ask; where only a part is known: 03/2009, or 2009."""
    partial = _partial(day)
    parts = [f"{part:02d}" for part in (partial.month, partial.day) if part is not None]
    return "/".join([*parts, f"{partial.year:04d}"])


def clock_time(time: str) -> str:
    """9:00 a.m., from 09:00."""
    hour, minute = (int(part) for part in time.split(":"))
    return f"{hour % 12 or 12}:{minute:02d} {'p.m.' if hour >= 12 else 'a.m.'}"


def full_name(name: Name) -> str:
    """The whole name in reading order."""
    return name.full


def initials(name: Name | str) -> str:
    """T.A.V., for people who are not to be named."""
    return initials_of(name.full if isinstance(name, Name) else str(name))


def money(amount: Decimal | int | float) -> str:
    """$1,300.00."""
    return f"${Decimal(str(amount)):,.2f}"


def and_list(items: Iterable[object], word: str = "and") -> str:
    """One, two, and three."""
    words = [str(item) for item in items]
    if len(words) < 3:
        return f" {word} ".join(words)
    return f"{', '.join(words[:-1])}, {word} {words[-1]}"


def section(count: Count) -> str:
    """459.5(a), as the column of a court form has it."""
    cited = count.citation
    return cited.form_section if cited else f"{_told(count.section)}{_told(count.subdiv)}"


def statute(count: Count) -> str:
    """PC 459.5(a); former PC 12020(a)(8)."""
    cited = count.citation
    return str(cited).replace(OTHER, "") if cited else f"{_told(count.code)} {section(count)}"


def citation(count: Count) -> str:
    """Penal Code section 459.5, subdivision (a); "former" where the section is gone."""
    cited = count.citation
    return cited.in_words if cited else statute(count)


def address_line(address: Address) -> str:
    """Street, city, state and ZIP on one line."""
    return address.one_line


def street_line(address: Address) -> str:
    """The street alone."""
    return str(address.street or "")


def city_line(address: Address) -> str:
    """Los Angeles, CA 90099."""
    state_and_zip = " ".join(str(p) for p in (address.state, address.zip) if p)
    return ", ".join(part for part in (str(address.city or ""), state_and_zip) if part)


def number_word(number: int) -> str:
    """Three; from twenty-one on in figures."""
    words: list[str] = _words()["numbers"]
    return words[number] if 0 <= number < len(words) else f"{number:,}"


def age_on(born: date, day: date) -> int:
    """Whole years from `born` to `day`."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def years_since(day: date | PartialDate, until: date) -> int:
    """Whole years from `day` to `until`."""
    return age_on(_partial(day).earliest, until)


def yes_no(value: bool) -> str:
    """Yes or no, as forms ask."""
    return "yes" if value else "no"


def language_name(code: str) -> str:
    """Spanish for es; a language given in words stays as it is."""
    return str(_words()["languages"].get(code, code))


def country_name(code: str) -> str:
    """Mexico for MX; a country given in words stays as it is."""
    return str(_words()["countries"].get(code, code))


def languages() -> dict[str, str]:
    """The names of the languages we know, by their codes."""
    return dict(_words()["languages"])


def own_voice(text: str) -> bool:
    """Whether words are a person's own (`I thought …`), and no note about the person."""
    return text.lstrip().startswith(_OWN)


def goes_on(text: str) -> bool:
    """Whether words go on behind “would have” (`taken more time`, `would have gone to trial`).

    Words with a subject of their own don't (`he would have refused`), nor does a whole sentence.
    """
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    return first[:1].islower() and first not in _words()["subjects"]


def past_would_have(text: str) -> str:
    """Words that go on behind “would have”, without a “would have” of their own."""
    return text.strip().removeprefix("would have ")


def days_in_words(text: str) -> str:
    """Days that were typed 2026-02-05 or 2026-02 as papers write them, and all else as it is.

    A day that follows a word at once is led in: `intake 2026-05-19` → `intake on May 19, 2026`.
    """
    return _TYPED_DAY.sub(_day_in_words, text)


def _day_in_words(found: re.Match[str]) -> str:
    before = found["before"] or ""
    year, month, day = (int(part) if part else None for part in found.group("year", "month", "day"))
    try:
        date(year or 0, month or 0, day or 1)
    except ValueError:
        return found[0]
    if day is None and (month or 0) > (year or 0) % 100:
        return found[0]  # 2009-10 may mean two years
    led = not before or before.strip().lower() in _words()["led_in_by"]
    lead = "" if led else "on " if day else "in "
    return f"{before}{lead}{long_date(PartialDate(year=year or 0, month=month, day=day))}"


def sentence(text: str) -> str:
    """A person's words as the end of a sentence: with one closing mark, theirs or a full stop.

    Days that were typed in figures are written out.
    """
    words = days_in_words(text.strip().rstrip(" .;:,"))
    closed = words.rstrip("\"'”’»").endswith(("?", "!", "…", "."))
    return words if closed else f"{words}."


def sentence_case(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def upper(text: str) -> str:
    """The text in capitals."""
    return str(text).upper()


def if_known(value: object) -> object:
    """Empty where the fact isn't there, and no finding: for boxes that may stay blank."""
    if isinstance(value, MissingFact):
        value.passed_over()
        return ""
    return value


def _told(fact: str | Unknown | None) -> str:
    return known(fact) or ""


def _partial(day: date | PartialDate) -> PartialDate:
    if isinstance(day, PartialDate):
        return day
    return PartialDate(year=day.year, month=day.month, day=day.day)


_FILTERS: dict[str, Filter] = {
    "date": long_date,
    "date_spanish": spanish_date,
    "citation_spanish": citation_in_spanish,
    "language_spanish": language_in_spanish,
    "relation_spanish": relation_in_spanish,
    "years_spanish": spanish_years,
    "date_form": form_date,
    "time": clock_time,
    "name": full_name,
    "initials": initials,
    "money": money,
    "and_list": and_list,
    "section": section,
    "statute": statute,
    "citation": citation,
    "address": address_line,
    "street_line": street_line,
    "city_line": city_line,
    "number_word": number_word,
    "age_on": age_on,
    "years_since": years_since,
    "yes_no": yes_no,
    "language_name": language_name,
    "sentence": sentence,
    "own_voice": own_voice,
    "goes_on": goes_on,
    "past_would_have": past_would_have,
    "days_in_words": days_in_words,
    "sentence_case": sentence_case,
    "upper": upper,
}
# What a group must at least tell before these filters can word it.
_NEEDS = {
    "name": ("last",),
    "section": ("section",),
    "statute": ("code", "section"),
    "citation": ("code", "section"),
    "citation_spanish": ("code", "section"),
    "address": ("street",),
    "street_line": ("street",),
    "city_line": ("city",),
}
FILTERS: dict[str, Filter] = {
    name: _keeps_missing(function, _NEEDS.get(name, ())) for name, function in _FILTERS.items()
} | {"if_known": if_known}
"""Every filter of ours by the name that templates use."""
