"""What a memorandum cites is found in every usual form, and told to its authority."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docassemble.PostConvictionRelief.drafting.tables.authorities import Authority, Group
from docassemble.PostConvictionRelief.drafting.tables.citing import Cited, cited
from docassemble.PostConvictionRelief.drafting.tables.passages import Passage

KNOWN = (
    "People v. Vivar (2021) 11 Cal.5th 510",
    "Padilla v. Kentucky (2010) 559 U.S. 356",
    "People v. Superior Court (Zamudio) (2000) 23 Cal.4th 183",
    "People v. Lopez (2021) 68 Cal.App.5th 1",
    "People v. Lopez (2022) 83 Cal.App.5th 698",
    "Matter of Pickering (BIA 2003) 23 I&N Dec. 621, revd. on other grounds sub nom. "
    "Pickering v. Gonzales (6th Cir. 2006) 465 F.3d 263",
    "8 U.S.C. § 1101(a)(48)(B); Matter of S-S- (BIA 1997) 21 I&N Dec. 900",
)
STATED = "(Undesignated section references are to the Penal Code.) "


def read(*texts: str, italic: str = "") -> Cited:
    """What paragraphs cite; the words `italic` are in italics wherever they stand."""
    return cited([_passage(text, italic) for text in texts], KNOWN)


def _passage(text: str, italic: str) -> Passage:
    starts = [n for n in range(len(text)) if italic and text.startswith(italic, n)]
    return Passage(text, tuple((n, n + len(italic)) for n in starts))


def listed(*texts: str, italic: str = "") -> list[str]:
    """The citations found, in the order of the text."""
    return [each.authority.citation for each in read(*texts, italic=italic).citations]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("(People v. Vivar (2021) 11 Cal.5th 510, 529–530.)", [KNOWN[0]]),
        ("In People v. Vivar, supra, 11 Cal.5th 510, the court", [KNOWN[0]]),
        ("(See Vivar, supra, 11 Cal.5th at p. 529.)", [KNOWN[0]]),
        ("People v. Vivar says so.", [KNOWN[0]]),
        ("(Padilla v. Kentucky (2010) 559 U.S. 356.) Ibid.", [KNOWN[1], KNOWN[1]]),
        ("(People v. Superior Court (Zamudio), supra, 23 Cal.4th 183.)", [KNOWN[2]]),
        ("People v. Lopez, supra, 83 Cal.App.5th 698", [KNOWN[4]]),
        ("Matter of Pickering (BIA 2003) 23 I&N Dec. 621.", [KNOWN[5]]),
        (
            "Matter of S-S- (BIA 1997) 21 I&N Dec. 900",
            ["Matter of S-S- (BIA 1997) 21 I&N Dec. 900"],
        ),
    ],
)
def test_decisions_are_found_in_full_by_supra_and_by_name(text: str, found: list[str]) -> None:
    assert listed(text) == found


def test_a_short_name_counts_where_it_is_in_italics_as_names_of_cases_are() -> None:
    full = "(People v. Vivar (2021) 11 Cal.5th 510.)"
    assert listed(full, "as Vivar asks", italic="Vivar") == [KNOWN[0]] * 2
    assert listed(full, "Mr. Vivar asks") == [KNOWN[0]]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("(Pen. Code, § 1016.5, subd. (b).)", ["Pen. Code, § 1016.5, subd. (b)"]),
        ("Penal Code section 17, subdivision (b)(3),", ["Pen. Code, § 17, subd. (b)(3)"]),
        (
            "Penal Code sections 664 and 187, subdivision (a)",
            ["Pen. Code, § 664", "Pen. Code, § 187, subd. (a)"],
        ),
        (
            "(Pen. Code, §§ 745, subd. (e), 1473.7, subd. (f)(5).)",
            ["Pen. Code, § 745, subd. (e)", "Pen. Code, § 1473.7, subd. (f)(5)"],
        ),
        (
            "(Pen. Code, § 745, subds. (a), (c)(2).)",
            ["Pen. Code, § 745, subd. (a)", "Pen. Code, § 745, subd. (c)(2)"],
        ),
        ("Health and Safety Code section 11378", ["Health & Saf. Code, § 11378"]),
        (
            "PC 459/460(b), or HS 11379.6(a)",
            [
                "Pen. Code, § 459",
                "Pen. Code, § 460, subd. (b)",
                "Health & Saf. Code, § 11379.6, subd. (a)",
            ],
        ),
        (
            "former Penal Code section 12020, subdivision (a)(8)",
            ["Former Pen. Code, § 12020, subd. (a)(8)"],
        ),
        (STATED + "(§ 1016.2, subd. (a).)", ["Pen. Code, § 1016.2, subd. (a)"]),
        (STATED + "§§ 1016.2, 1016.3", ["Pen. Code, § 1016.2", "Pen. Code, § 1016.3"]),
        ("(8 U.S.C. § 1227(a)(2)(A)(iii).)", ["8 U.S.C. § 1227(a)(2)(A)(iii)"]),
        (
            "8 U.S.C. 1227(a)(2)(A)(iii) and (a)(2)(B)(i)",
            ["8 U.S.C. § 1227(a)(2)(A)(iii)", "8 U.S.C. § 1227(a)(2)(B)(i)"],
        ),
        ("8 C.F.R. § 1003.55", ["8 C.F.R. § 1003.55"]),
        ("relief under INA section 212(c)", ["Immigration and Nationality Act, § 212(c)"]),
        ("(Stats. 2025, ch. 784, § 4.5.)", ["Stats. 2025, ch. 784, § 4.5"]),
        (
            "the Sixth and Fourteenth Amendments",
            ["U.S. Const., 6th Amend.", "U.S. Const., 14th Amend."],
        ),
        ("(Cal. Const., art. I, § 15.)", ["Cal. Const., art. I, § 15"]),
        ("(Cal. Rules of Court, rule 3.1113(f).)", ["Cal. Rules of Court, rule 3.1113(f)"]),
        ("Nevada Revised Statutes section 453.336", ["Nevada Revised Statutes, § 453.336"]),
    ],
)
def test_provisions_are_found_in_every_usual_form(text: str, found: list[str]) -> None:
    assert listed(text) == found
    assert read(text).doubts == ()


def test_a_section_without_its_code_is_of_the_code_that_it_is_cited_with() -> None:
    assert listed("(Pen. Code, § 745.)", "Section 745, subdivision (a), asks")[-1] == (
        "Pen. Code, § 745, subd. (a)"
    )
    assert read("Section 745 asks").doubts[0].why == "can't be told to one authority"


def test_a_section_that_is_only_named_in_words_is_listed_and_doubtful() -> None:
    told = read(STATED + "(§ 1016.5.) Section 1016.5 asks, and he lived in section 8 housing.")
    assert [c.authority.citation for c in told.citations][-1] == "Pen. Code, § 8"
    (doubt,) = told.doubts
    assert "section 8 housing" in doubt.words
    assert doubt.why == "is taken for a section of the Pen. Code"


def test_a_subdivision_by_itself_is_of_the_one_section_that_is_cited_with_it() -> None:
    texts = ("(Pen. Code, § 17, subd. (b)(3).)", "(Pen. Code, § 1203.3.)", "Subdivision (b)(3) is")
    assert listed(*texts)[-1] == "Pen. Code, § 17, subd. (b)(3)"


def test_a_subdivision_of_one_section_or_another_is_doubtful() -> None:
    doubts = read("Pen. Code, §§ 745, subd. (a)(3), 1473.7, subd. (a)(3)", "subdivision (a)(3)")
    assert "subdivision (a)(3)" in doubts.doubts[0].words


def test_a_decision_that_the_law_tables_lack_is_listed_and_doubtful() -> None:
    text = "(People v. Nobody (2024) 99 Cal.App.5th 999.)"
    assert listed(text) == ["People v. Nobody (2024) 99 Cal.App.5th 999"]
    assert [d.why for d in read(text).doubts] == ["is no authority that this service knows"]


@pytest.mark.parametrize(
    "text",
    [
        "as Smith v. Jones held",
        "(Smith, supra, at p. 3.)",
        "Supreme Court Rule, rule 4 says; but see 12 Cal.6th 4",
        "In re Nobody is clear",
        "see § (a)",
        "People v. Lopez holds it",
    ],
)
def test_what_looks_like_a_citation_and_is_not_read_is_a_doubt(text: str) -> None:
    assert read(text).doubts


def test_a_table_lists_statutes_by_their_numbers_and_names_of_cases_in_italics() -> None:
    sections = ("1473.7, subd. (a)", "459.5", "1016.5, subd. (b)", "17", "1016.5", "1203.4a")
    ordered = sorted(
        (Authority(Group.STATUTES, f"Pen. Code, § {section}") for section in sections),
        key=lambda authority: authority.rank,
    )
    assert [each.citation[13:] for each in ordered] == [
        "17", "459.5", "1016.5", "1016.5, subd. (b)", "1203.4a", "1473.7, subd. (a)",
    ]  # fmt: skip
    decision = Authority(Group.AGENCY_DECISIONS, KNOWN[5])
    assert [text for text, italic in decision.pieces if italic] == [
        "Matter of Pickering", "Pickering v. Gonzales",
    ]  # fmt: skip


_CITING = st.sampled_from(
    [
        ("People v. Vivar (2021) 11 Cal.5th 510", KNOWN[0]),
        ("Padilla v. Kentucky, supra, 559 U.S. 356", KNOWN[1]),
        ("Pen. Code, § 1016.5, subd. (b)", "Pen. Code, § 1016.5, subd. (b)"),
        ("8 U.S.C. § 1229b(a)(3)", "8 U.S.C. § 1229b(a)(3)"),
        ("Sixth Amendment", "U.S. Const., 6th Amend."),
    ]
)
_PLAIN = st.text(alphabet="abcdefg ,", min_size=1, max_size=40).map(lambda text: f" {text} ")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(_PLAIN, _CITING), min_size=1, max_size=6))
def test_citations_are_found_where_they_stand_whatever_stands_between(
    pieces: list[tuple[str, tuple[str, str]]],
) -> None:
    text = "".join(f"{plain}({words}.)" for plain, (words, _) in pieces)
    found = read(text).citations
    assert [each.authority.citation for each in found] == [full for _, (_, full) in pieces]
    assert [text[each.start : each.end] for each in found] == [w for _, (w, _) in pieces]
