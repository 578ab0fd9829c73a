"""The case that each exemplar is written for, where it isn't S02.

All people and numbers are made up; each is S02 or S03 with the facts changed that matter.
"""

from __future__ import annotations

from functools import cache

from docassemble.PostConvictionRelief.casefile import CaseFile
from tests.examples import changed, sample, sample_facts


def case_for(exemplar: str) -> CaseFile:
    """The case for an exemplar (`D-NOM-1018.en`): that of its vehicle, or S02."""
    code = exemplar.split(".")[0]
    make = _CASES.get(code)
    return make() if make else sample("S02")


@cache
def detained() -> CaseFile:
    """S04, whose movant is in immigration detention, with a hearing."""
    hearing = {"date": "2027-01-06", "time": "08:30", "department": "42"}
    return changed("S04", hearing=hearing)


@cache
def helpful_former_counsel() -> CaseFile:
    """S02, whose former counsel gives a declaration."""
    return changed(
        "S02",
        prior_counsel__0__will_sign_declaration=True,
        prior_counsel__0__advice_text="this may affect your papers; I did not look further",
    )


@cache
def with_an_expert() -> CaseFile:
    """S02, with an expert on immigration law."""
    expert = {
        "name": "Anneliese Muster-Okafor",
        "firm": "Sample Law School Clinic (fictional)",
        "bar_number": "999404",
        "qualification": "I have practiced immigration law for 18 years, and teach it there",
        "reviewed": ["the complaint", "the minute order of the plea", "the notice to appear"],
        "ground_at_plea": "a conviction of possession for sale of a federally controlled substance "
        "was an aggravated felony, which made removal of a permanent resident practically certain",
        "consequence_now": "the same grounds are in force, and the notice to appear alleges them",
        "neutral_alternative": "a conviction as an accessory with a sentence of less than one year "
        "was no drug offense and no aggravated felony",
    }
    return changed("S02", experts=[expert])


@cache
def advisement_alone() -> CaseFile:
    """S02, with section 1016.5 as the only ground."""
    return changed("S02", matter__vehicle=["PC1016_5"])


@cache
def recent_plea() -> CaseFile:
    """S02 with a plea of last September: still on probation, and within the six months."""
    day = "2026-09-01"
    dates = {"arrest_date": "2026-08-01", "filed_on": "2026-08-03", "plea_date": day}
    return changed(
        "S02",
        matter__vehicle=["PC1018"],
        **{f"case__0__{name}": value for name, value in dates.items()},
        case__0__judgment_date=None,
        case__0__custody_this_case="probation",
        case__0__probation={"granted_on": day, "term_months": 36, "ended_on": "2029-09-01"},
        case__0__alternatives=[],
        plea__transcript={"ordered_on": "2026-10-12", "received": True},
        prior_counsel__0__appointed_on="2026-08-04",
        prior_counsel__0__contact_attempts=[],
        imm__contacts=[],
        imm__nta_date=None,
        imm__proceedings="none",
        discovery_diligence={"learned_of_consequence_on": "2026-10-05", "how": "a legal clinic"},
        eq__since_offense_clean_years=None,
        exhibits=[{"letter": "A", "title": "Transcript of plea", "authenticated_by": "counsel"}],
    )


@cache
def year_in_jail() -> CaseFile:
    """S02 with a misdemeanor and a one-year jail sentence of 2009."""
    sentence = {"custody_days_imposed": 365, "suspended_days": 0, "one_year_language": True}
    count = {"n": 1, "code": "PC", "section": "484", "subdiv": "(a)", "level": "misdemeanor"}
    return changed(
        "S02",
        matter__vehicle=["PC18_5"],
        case__0__disposition="county_jail",
        case__0__probation=None,
        case__0__sentence=sentence,
        case__0__counts=[count | {"convicted": True, "plea": "no_contest"}],
    )


@cache
def trafficked() -> CaseFile:
    """S02 with a survivor of trafficking who asks for a pseudonym."""
    count = {"n": 1, "code": "PC", "section": "459.5", "subdiv": "(a)", "level": "misdemeanor"}
    return changed(
        "S02",
        matter__vehicle=["PC236_14"],
        client__pseudonym="T. D. Roe",
        case__0__counts=[count | {"convicted": True, "plea": "no_contest"}],
        trafficking={
            "nexus": "The man who held my papers sent me in to steal and kept what I took.",
            "reports": ["police report of May 2010", "intake at a shelter, June 2010"],
            "programs": ["counseling since 2010"],
            "confidentiality_requested": True,
        },
        exhibits=[{"letter": "A", "title": "Shelter intake record", "authenticated_by": "counsel"}],
    )


@cache
def survivor_of_violence() -> CaseFile:
    """S02 with a survivor of violence by a partner, who is named."""
    count = {"n": 1, "code": "PC", "section": "459.5", "subdiv": "(a)", "level": "misdemeanor"}
    return changed(
        "S02",
        matter__vehicle=["PC236_15"],
        case__0__counts=[count | {"convicted": True, "plea": "no_contest"}],
        ipv_sv={"nexus": "My husband beat me if I came home with nothing."},
        exhibits=[],
    )


@cache
def wobbler() -> CaseFile:
    """S03 with the reduction of its wobbler asked for, and a hearing."""
    hearing = {"date": "2027-01-15", "time": "08:30", "department": "3"}
    return changed("S03", matter__vehicle=["PC17B"], hearing=hearing)


@cache
def proposition_47() -> CaseFile:
    """S03 as it is."""
    return sample("S03")


@cache
def innocent() -> CaseFile:
    """S02 with new evidence of innocence."""
    return changed(
        "S02",
        matter__vehicle=["PC1473_7_A2"],
        innocence={
            "evidence": "a co-tenant swears that the substance was his alone",
            "discovered_on": "2026-05",
            "diligence": "the co-tenant could not be found before he wrote to the family in May",
        },
        exhibits=[{"letter": "A", "title": "Declaration of co-tenant"}],
    )


@cache
def racial_justice() -> CaseFile:
    """S02 with a remark of an officer."""
    return changed(
        "S02",
        matter__vehicle=["PC1473_7_A3"],
        rja={
            "ground": 1,
            "actor": "the arresting officer",
            "agency": "Sample Police Department (fictional)",
            "quote": "people like you all sell",
            "date": "2009-02-11",
        },
        exhibits=[{"letter": "A", "title": "Recording of the arrest"}],
    )


@cache
def lost_records() -> CaseFile:
    """S04's deferred entry, whose court records are gone."""
    return changed(
        "S04",
        matter__vehicle=["PC1203_43"],
        case=[
            {
                **sample_facts("S04")["case"][1],
                "dej": {
                    "program": True,
                    "granted_on": "2004-04-21",
                    "completed_on": "2005-11-02",
                    "dismissed_on": "2005-12-09",
                    "records_available": False,
                    "history_attached": True,
                },
            }
        ],
    )


@cache
def sealed_in_justice() -> CaseFile:
    """S01 with an arrest that led to no conviction, to be sealed in the interests of justice."""
    count = {"n": 1, "code": "PC", "section": "459.5", "subdiv": "(a)", "level": "misdemeanor"}
    return changed(
        "S01",
        matter__vehicle=["PC851_91"],
        case__0__plea_date=None,
        case__0__plea_type=None,
        case__0__conviction_by="none",
        case__0__judgment_date=None,
        case__0__disposition="dismissed",
        case__0__probation=None,
        case__0__sentence=None,
        case__0__counts=[count | {"convicted": False}],
        sealing={
            "arrest_city": "Fresno",
            "arresting_agency": "Sample Police Department (fictional)",
            "report_number": "19-000111",
            "charges_filed": True,
        },
        clean_slate={
            "why_relief": "The arrest comes up whenever I apply for work with children",
            "attached": ["a letter from my employer"],
        },
        eq={"rehabilitation": [{"program": "parenting course", "completed_on": "2020-05"}]},
    )


@cache
def violated_probation() -> CaseFile:
    """S01 with a violation of probation, and what has been done since."""
    return changed(
        "S01",
        matter__vehicle=["PC1203_4"],
        case__0__probation__violations=[{"date": "2020-02-03", "outcome": "reinstated"}],
        clean_slate={
            "why_relief": "I have raised two children by my own work and want to become a nurse",
            "attached": ["certificate of the parenting course"],
        },
        eq={
            "rehabilitation": [{"program": "parenting course", "completed_on": "2020-05"}],
            "community": ["reading hour at the public library"],
            "letters": [{"author": "Odalys Muestra", "relation": "head librarian"}],
        },
    )


@cache
def a_year_on_probation() -> CaseFile:
    """S02 while probation runs, with a year in jail and errors of counsel."""
    return changed(
        "S02",
        matter__vehicle=["SENT_MOD"],
        case__0__plea_date="2025-03-17",
        case__0__judgment_date="2025-03-17",
        case__0__arrest_date="2025-02-11",
        case__0__filed_on="2025-02-13",
        case__0__custody_this_case="probation",
        case__0__probation={
            "granted_on": "2025-03-17",
            "term_months": 24,
            "ended_on": "2027-03-17",
            "violations": [],
        },
        case__0__sentence__custody_days_imposed=365,
        sentence_change={"request_filed_on": "2026-12-01", "reliance_before_2019_10_25": False},
        eq__since_offense_clean_years=None,
    )


@cache
def misrecorded() -> CaseFile:
    """S02 with a minute order that misstates the days imposed."""
    return changed(
        "S02",
        matter__vehicle=["NUNC"],
        sentence_change={
            "request_filed_on": "2026-12-01",
            "clerical_error": "the minute order records 365 days; the court pronounced 180",
        },
        exhibits=[{"letter": "A", "title": "Minute order", "authenticated_by": "counsel"}],
    )


@cache
def sent_to_prison() -> CaseFile:
    """S02 with a prison term whose sentencing law has changed since."""
    return changed(
        "S02",
        matter__vehicle=["PC1172_1"],
        case__0__disposition="prison",
        case__0__probation=None,
        case__0__sentence={"prison_term": {"years": 3, "months": 0}},
        case__0__supervision_completed_on="2014-01-10",
        sentence_change={
            "law_changed": "the enhancement that doubled the term has been repealed",
            "asked_for": "sixteen months in state prison, deemed served",
        },
    )


@cache
def on_parole() -> CaseFile:
    """S02 with a prison term and parole that still runs."""
    return changed(
        "S02",
        matter__vehicle=["HABEAS"],
        case__0__disposition="prison",
        case__0__probation=None,
        case__0__sentence={"prison_term": {"years": 1, "months": 4}},
        case__0__custody_this_case="parole",
        case__0__supervision_completed_on=None,
    )


_CASES = {
    "D-MPA-HAB": on_parole,
    "D-DECL-C-HAB": on_parole,
    "D-PO-HAB": on_parole,
    "D-NOM-11721": sent_to_prison,
    "D-PO-11721": sent_to_prison,
    "D-NOM-MOD": a_year_on_probation,
    "D-DECL-C-SENT": a_year_on_probation,
    "D-PO-MOD": a_year_on_probation,
    "D-NOM-NUNC": misrecorded,
    "D-DECL-A-NUNC": misrecorded,
    "D-PO-NUNC": misrecorded,
    "D-DECL-C-RC": violated_probation,
    "D-DECL-C-23614": trafficked,
    "D-DECL-C-23615": survivor_of_violence,
    "D-DECL-C-120343": lost_records,
    "D-DECL-C-85191": sealed_in_justice,
    "D-DECL-C-A2": innocent,
    "D-NOM-A2": innocent,
    "D-MPA-A2": innocent,
    "D-PO-A2": innocent,
    "D-NOM-A3": racial_justice,
    "D-MPA-A3": racial_justice,
    "D-DISC-RJA": racial_justice,
    "D-PO-A3": racial_justice,
    "D-PET-185": year_in_jail,
    "D-DECL-C-185": year_in_jail,
    "D-PO-185": year_in_jail,
    "D-PET-47": proposition_47,
    "D-DECL-C-47": proposition_47,
    "D-PO-47": proposition_47,
    "D-PET-23614": trafficked,
    "D-PO-23614": trafficked,
    "D-PET-23615": survivor_of_violence,
    "D-PO-23615": survivor_of_violence,
    "D-MPA-17B": wobbler,
    "D-ABS": detained,
    "D-DECL-PC": helpful_former_counsel,
    "D-DECL-X": with_an_expert,
    "D-NOM-1016": advisement_alone,
    "D-MPA-1016": advisement_alone,
    "D-PO-1016": advisement_alone,
    "D-NOM-1018": recent_plea,
    "D-MPA-1018": recent_plea,
    "D-DECL-C-1018": recent_plea,
    "D-PO-1018": recent_plea,
}
