"""Facts that cases seldom have, and the sentences they must not break."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docassemble.PostConvictionRelief.casefile import CaseFile
from tests.examples import changed
from tests.templates.papers import NAMES, sampled, write_packet

_COUNT = {"code": "HS", "section": "11378", "level": "felony", "convicted": True}
_TRIAL = {
    "case__0__plea_type": "not_guilty_jury",
    "case__0__conviction_by": "jury_trial",
    "case__0__plea_date": None,
    "case__0__convicted_on": "2009-03-17",
    "case__0__counts__0__plea": None,
    "case__0__disposition": "prison",
    "case__0__sentence": {"prison_term": {"years": 1, "months": 1}},
    "case__0__probation": None,
}
_REMOVED = {
    "imm__final_order_date": "2026-06-01",
    "imm__proceedings": "final_order",
    "imm__removed_on": "2026-07-01",
    "hearing__presence": {"absence_requested": True, "reason": "I live abroad"},
}
_ERRORS = [
    {"theory": "no_advice", "facts": "I was told nothing.", "source": "client"},
    {"theory": "affirmative_misadvice", "facts": "“you will be fine”", "source": "client"},
    {"theory": "no_investigation", "facts": "nothing on where he was born", "source": "file"},
    {"theory": "language_error", "facts": "The interpreter left early!", "source": "client"},
    {"theory": "court_or_da_misadvice", "facts": "no problem, it was said", "source": "transcript"},
    {"theory": "missed_offer", "facts": "Was there another offer?", "source": "client"},
    {"theory": "advisement_insufficient", "facts": "read too fast;", "source": "client"},
]
ODD: dict[str, dict[str, Any]] = {
    "a woman without children": {"client__pronoun": "she", "eq__family": []},
    "one small child": {
        "eq__family": [{"relation": "daughter", "name": "L.A.", "age": 1, "status": "USC"}]
    },
    "no work, no home": {"eq__work": [], "eq__residence": [], "eq__community": []},
    "nothing weighed": {"prejudice__ties_at_plea": [], "prejudice__priorities_at_plea": []},
    "many entries": {
        "imm__entries": [{"date": "1990-04", "manner": "by bus"}, {"date": "1995"}],
        "eq__residence": [
            {"from": "1990", "to": "1999-05-02", "city": "Fresno"},
            {"from": "1999-05-02", "city": "Davis"},
        ],
    },
    "no exhibits": {"exhibits": []},
    "several counts": {"case__0__counts": [_COUNT | {"n": n} for n in range(1, 5)]},
    "every kind of error": {"defects": _ERRORS},
    "no attorney": {"counsel": {"pro_per": True}, "prior_counsel": [], "declaration": None},
    "no former counsel named": {"prior_counsel": []},
    "two former counsel": {
        "prior_counsel": [
            {"name": "A. One", "advice_text": "Not a word.", "iac_finding_sought": True},
            {"name": "B. Two", "type": "retained", "contact_attempts": [{"date": "2026-05-01"}]},
        ]
    },
    "detained": {"imm__dhs_custody": {"detained": True, "since": "2026-03-02"}},
    "a speaker of Chinese": {
        "client__language": "zh",
        "declaration": {"language": "zh", "interpreter": {"name": "Li Wei", "language": "Chinese"}},
    },
    "a speaker of Vietnamese": {"client__language": "vi", "declaration__language": "vi"},
    "a trial": _TRIAL,
    "removed": _REMOVED,
    "a fine alone": {
        "case__0__disposition": "fine_only",
        "case__0__sentence": {"fine": 100},
        "case__0__probation": None,
    },
    "one day and one month": {
        "case__0__disposition": "probation_ess",
        "case__0__sentence": {"custody_days_imposed": 1},
        "case__0__probation": {"granted_on": "2009-03-17", "term_months": 1},
    },
    "days not known": {"case__0__plea_date": "unknown", "imm__lpr_since": None, "hearing": None},
    "no notice from immigration": {"imm__contacts": [], "imm__nta_date": None},
    "told by a note": {"prejudice__would_have": "would have gone to trial"},
    "an appeal": {"case__0__appeal": {"taken": True, "result": "affirmed"}},
}

BROKEN = {
    "a word twice": r"\b(?!that\b|had\b)([A-Za-z]+) \1\b",
    "two stops": r"\.\.|,,|;;|,\.|;\.|\?\.|!\.",
    "a stop on its own": r"\s[.,;:](?!\w)",
    "a before a vowel": r"\ba (?:offense|attorney|exhibit|error|infraction|appeal|order)\b",
    "an before a consonant": r"\ban (?:felony|misdemeanor|plea|lawful|conviction|judge)\b",
    "one of many": r"\b1 (?:counts|months|days|years)\b",
    "a word of the program": r"\b(?:None|True|False|unknown)\b",
    "a code": r"\b[a-z]+_[a-z_]+\b",
    "a day in figures": r"(?<![\d/.-])(?:19|20)\d\d-\d\d(?:-\d\d)?(?![\d-])",
    "a dangling and": r"\b(?:and|or)\s*[.;)]",
    "nothing in parentheses": r"\(\s*\)",
    "a small beginning": r"[a-z]\. [a-z](?!\w*\. ?Pickering)",
}
_CITED = re.compile(r"revd\. on other grounds|sub nom\.|(?:subds?|ch|Decl|Exhs?|No)\. \w")


def broken(text: str) -> list[str]:
    """What is wrong with the sentences of a paper, with the words around it."""
    plain = _CITED.sub("", re.sub(r"\[(?:MISSING|CONSENT NEEDED): [^\]]*\]", "told", text))
    found = []
    for line in plain.split("\n"):
        for what, pattern in BROKEN.items():
            if match := re.search(pattern, line):
                found.append(f"{what}: {line[max(0, match.start() - 50) : match.end() + 30]}")
        quoted = line.count("“") == line.count("”") and line.count("«") == line.count("»")
        if not quoted or line.count("(") != line.count(")"):
            found.append(f"a pair left open: {line[:120]}")
    headings = re.findall(r"^#+ .*\n(?=#)", plain, re.M)
    nested = [h for h in headings if len(h) - len(h.lstrip("#")) < 2]
    return found + [f"an empty heading: {h}" for h in headings if h not in nested]


def broken_in_packet(case_file: CaseFile) -> dict[str, list[str]]:
    """What is wrong in each paper of a packet; the office's cover sheet tells addresses."""
    texts = write_packet(case_file)
    return {
        name: wrong
        for name, text in texts.items()
        if not name.startswith("D-COV") and (wrong := broken(text))
    }


@pytest.mark.parametrize("case", ODD)
def test_odd_facts_break_no_sentence(case: str) -> None:
    assert broken_in_packet(changed("S02", **ODD[case])) == {}


@settings(max_examples=4, deadline=None)
@given(st.lists(st.sampled_from(sorted(set(ODD) - {"a trial"})), min_size=2, max_size=4))
def test_odd_facts_together_break_no_sentence(cases: list[str]) -> None:
    facts = {key: value for case in cases for key, value in ODD[case].items()}
    within = {key for key in facts if any(key.startswith(f"{other}__") for other in facts)}
    told = {key: value for key, value in facts.items() if key not in within}
    assert broken_in_packet(changed("S02", **told)) == {}


@pytest.mark.parametrize("name", [name for name in NAMES if not name.startswith("D-COV")])
def test_no_reviewed_paper_has_a_broken_sentence(name: str) -> None:
    assert broken(sampled(name).text) == []


@pytest.mark.parametrize(
    ("sentence", "what"),
    [
        ("the the court", "a word twice"),
        ("It was a offense.", "a before a vowel"),
        ("He had 1 counts.", "one of many"),
        ("on 2026-02-05 it", "a day in figures"),
        ("theft and .", "a dangling and"),
        ("by own_error", "a code"),
        ("“never closed", "a pair left open"),
        ("It ended. then", "a small beginning"),
    ],
)
def test_a_broken_sentence_is_found(sentence: str, what: str) -> None:
    assert any(found.startswith(what) for found in broken(sentence))
