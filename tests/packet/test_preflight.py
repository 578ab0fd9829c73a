"""Preflight: a sound packet passes every check, and what is amiss trips the check for it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace

import pikepdf
import pytest

from docassemble.PostConvictionRelief.casefile import CaseFile
from docassemble.PostConvictionRelief.casefile.one_case import OneCase
from docassemble.PostConvictionRelief.packet.binding import BoundPart, bind
from docassemble.PostConvictionRelief.packet.building import build_packet
from docassemble.PostConvictionRelief.packet.exhibits.binder import BoundExhibits
from docassemble.PostConvictionRelief.packet.exhibits.gathering import Gathered
from docassemble.PostConvictionRelief.packet.loose import taken_apart
from docassemble.PostConvictionRelief.packet.paper import Paper
from docassemble.PostConvictionRelief.packet.plan import plan_packets
from docassemble.PostConvictionRelief.packet.preflight.checks import CHECKS, preflight
from docassemble.PostConvictionRelief.packet.preflight.examined import Examined
from docassemble.PostConvictionRelief.packet.preflight.exhibits_cited import cited_letters
from docassemble.PostConvictionRelief.packet.workshop import Workshop
from tests.examples import changed, sample
from tests.packet.test_binding import paper as plain_pdf

ALL_EXHIBITS = Gathered(None, ("A", "B", "C", "D", "E"), ())


@pytest.fixture(scope="module")
def sound(practice_workshop: Workshop) -> Examined:
    """The motion of sample S02, with all its exhibits said to be there."""
    plan = plan_packets(sample("S02")).plans[0]
    papers = build_packet(plan, practice_workshop, 1, lambda _percent, _words: None).papers
    parts = [BoundPart(p.code, p.title, taken_apart(p.pdf)) for p in papers if p.planned.filed]
    return Examined(plan, papers, ALL_EXHIBITS, bind(parts, "Packet"))


def with_words(paper: Paper, old: str, new: str) -> Paper:
    """The paper with words of its Word file changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(paper.editable)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                assert old.encode() in data, old
                data = data.replace(old.encode(), new.encode())
            target.writestr(name, data)
    return replace(paper, editable=out.getvalue())


def with_paper(examined: Examined, code: str, change: Callable[[Paper], Paper]) -> Examined:
    papers = tuple(change(p) if p.code == code and p.planned.filed else p for p in examined.papers)
    return replace(examined, papers=papers)


def with_facts(examined: Examined, case_file: CaseFile) -> Examined:
    return replace(examined, plan=replace(examined.plan, one=OneCase(case_file, 0)))


@dataclass(frozen=True)
class Amiss:
    """One thing amiss, the check that finds it, and part of what it says."""

    check: str
    change: Callable[[Examined], Examined]
    level: str
    where: str
    says: str


def _order(old: str, new: str) -> Callable[[Examined], Examined]:
    return lambda e: with_paper(e, "D-PO", lambda p: with_words(p, old, new))


def _pdf(code: str, pdf: bytes) -> Callable[[Examined], Examined]:
    return lambda e: with_paper(e, code, lambda p: replace(p, pdf=pdf))


def _facts(**facts: object) -> Callable[[Examined], Examined]:
    return lambda e: with_facts(e, changed("S02", **facts))


def _exhibits(pdf: bytes) -> Callable[[Examined], Examined]:
    return lambda e: replace(
        e, exhibits=Gathered(BoundExhibits(pdf, 1, {}, ()), ALL_EXHIBITS.letters, ())
    )


def _ticked(examined: Examined) -> Examined:
    """The order form with a box of the court's filled."""

    def fill(paper: Paper) -> Paper:
        from docassemble.PostConvictionRelief.forms.registry import registry

        card = registry().card("CR-188")
        courts = next(f for f in card.fields if f.filled_by == "court" and f.kind == "checkbox")
        with pikepdf.Pdf.open(io.BytesIO(paper.editable)) as pdf:
            for page in pdf.pages:
                for widget in page.Annots.as_list():
                    if _full_name(widget) == courts.name:
                        widget.AS = pikepdf.Name(f"/{courts.state}")
            out = io.BytesIO()
            pdf.save(out)
        return replace(paper, editable=out.getvalue())

    return with_paper(examined, "F-CR188", fill)


def _full_name(field: pikepdf.Object) -> str:
    parts = []
    while True:
        if "/T" in field:
            parts.append(str(field.T))
        if "/Parent" not in field:
            return ".".join(reversed(parts))
        field = field.Parent


def _blank() -> bytes:
    with pikepdf.Pdf.new() as pdf:
        pdf.add_blank_page()
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def _titled(pdf: bytes, title: str) -> bytes:
    with pikepdf.Pdf.open(io.BytesIO(pdf)) as document:
        document.docinfo["/Title"] = title
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def _as_it_is(examined: Examined) -> Examined:
    """S02 itself, whose facts were noted as an office notes them."""
    return examined


def _as_a_petition(examined: Examined) -> Examined:
    """The motion's form under the code of the petition for habeas corpus."""
    return with_paper(
        examined, "F-CR187", lambda p: replace(p, planned=replace(p.planned, code="F-HC001"))
    )


def _told_both(examined: Examined) -> Examined:
    """Counsel is said to have given no advice, and to have given wrong advice."""
    theories = ("no_advice", "affirmative_misadvice")
    relief = replace(examined.plan.relief, theories=theories)
    return replace(examined, plan=replace(examined.plan, relief=relief))


def _alien(examined: Examined) -> Examined:
    said = with_paper(
        examined,
        "D-MPA",
        lambda p: with_words(
            p, "a lawful permanent resident", "not a citizen of the United States"
        ),
    )
    return with_facts(said, changed("S02", imm__status_at_plea="undocumented"))


LINT = "proposed-order lint"
TABLE = (
    Amiss(LINT, _order("subdivision (a)(1)", ""), "error", "D-PO", "without the paragraph (a)(1)"),
    Amiss(LINT, _order("legally invalid", "unfair"), "error", "D-PO", "legally invalid"),
    Amiss(LINT, _order("rehabilitation", "luck"), "error", "D-PO", "rest on rehabilitation"),
    Amiss(LINT, _order("preponderance", "sight"), "error", "D-PO", "preponderance"),
    Amiss(LINT, _order("knowingly", "well"), "error", "D-PO", "damaged the ability"),
    Amiss(LINT, _order("no longer in criminal custody", "x"), "error", "D-PO", "out of custody"),
    Amiss(LINT, _order("withdraw", "take back"), "error", "D-PO", "let the plea be withdrawn"),
    Amiss(LINT, _order("1473.7, subd. (d)", "1473.7(e)(1)"), "error", "D-PO", "before 2026"),
    Amiss(
        LINT,
        _facts(case__0__conviction_by="jury_trial", case__0__plea_type="not_guilty_jury",
               case__0__plea_date=None, case__0__convicted_on="2009-03-17",
               case__0__counts__0__plea=None),
        "error", "D-PO", "there was a trial",
    ),
    Amiss("exhibits", lambda e: replace(e, exhibits=Gathered(None, (), ())), "error", "exhibits",
          "(A, B, C, D, E) that this packet does not hold"),
    Amiss("exhibits", _facts(exhibits=[{"letter": "A", "title": "Docket"}]), "error", "exhibits",
          "cite exhibit B, which the case file doesn't name"),
    Amiss("privacy", _pdf("D-NOM", plain_pdf(1, "A999-000-101")), "error", "D-NOM", "an A-number"),
    Amiss("privacy", _pdf("F-CR187", plain_pdf(1, "123-45-6789")), "error", "F-CR187", "a Social"),
    Amiss("privacy", lambda e: replace(e, whole=_titled(e.whole, "Ansúrez Villalpando")), "error",
          "PACKET", "name in its metadata"),
    Amiss("other case", _order("Case No. BA999041", "Case No. BA111111"), "error", "D-PO",
          "BA111111, which is not of this matter"),
    Amiss("name", _pdf("D-NOM", plain_pdf(1, "People v. Somebody")), "error", "D-NOM",
          "doesn't name the client"),
    Amiss("case number", _pdf("F-CR188", plain_pdf(1, "form")), "error", "F-CR188",
          "doesn't have the case number BA999041"),
    Amiss("dates", _order("March 17, 2009", "March 18, 2009"), "error", "D-PO",
          "March 18, 2009, which is no day of this case"),
    Amiss("counts", _order("count 1", "count 7"), "error", "D-PO", "count 7"),
    Amiss("court fields", _ticked, "error", "F-CR188", "a box that is the court's"),
    Amiss("deadlines", _facts(service__0__planned_on="2027-02-20"), "warning",
          "service.0.planned_on", ""),
    Amiss("signatures", _pdf("D-DECL-C", plain_pdf(1, "I declare")), "error", "D-DECL-C",
          "no line for the signature of the client"),
    Amiss("page limits", _pdf("D-MPA", plain_pdf(16, "argument")), "warning", "D-MPA", "16 pages"),
    Amiss("page limits", _pdf("D-MPA", plain_pdf(11, "argument")), "warning", "D-MPA", "no tables"),
    Amiss("fonts", _pdf("D-PO", plain_pdf(1, "order")), "error", "D-PO", "Helvetica"),
    Amiss("fonts", _exhibits(plain_pdf(1, "x")), "warning", "EXHIBITS", "Helvetica"),
    Amiss("line grid", _pdf("D-PO", plain_pdf(2, "order")), "error", "D-PO", "on page 1, 2"),
    Amiss("searchable", _pdf("D-POS", _blank()), "warning",
          "D-POS", "no text that can be searched on page 1"),
    Amiss("bookmarks", lambda e: replace(e, whole=plain_pdf(1, "x")), "error", "PACKET",
          "no bookmark for"),
    Amiss("portal size", _exhibits(b"%PDF" + b"x" * 26_000_000), "warning", "EXHIBITS", "26.0 MB"),
    Amiss("words as told", _as_it_is, "warning", "defects.0.facts", "noted about the client"),
    Amiss("words as told", _as_it_is, "warning", "prejudice.ties_at_plea", "(USC and LPR)"),
    Amiss("words as told", _as_it_is, "warning", "discovery_diligence.then_what",
          "working words (intake and target)"),
    Amiss("admissions", _as_it_is, "warning", "prejudice.ties_at_plea", "“arrest”"),
    Amiss("vouching", _as_it_is, "warning", "exhibits", "vouches for exhibits D and E"),
    Amiss("plea form", _as_it_is, "warning", "plea.form_signed", "Quesada"),
    Amiss("kinds of advice", _told_both, "warning", "defects", "set one against the other"),
    Amiss("notice to appear", _facts(imm__contacts=[]), "warning", "imm.nta_date", "3c(1)(a)"),
    Amiss("alienage", _alien, "warning", "imm.status_at_plea", "not a citizen"),
    Amiss("date of birth", _as_it_is, "note", "client.dob", "F-CR187 and F-CR188"),
    Amiss("order form", _as_it_is, "note", "F-CR188", "item 3b"),
    Amiss("habeas form", _as_a_petition, "warning", "F-HC001", "holds one claim at most"),
)  # fmt: skip


@pytest.mark.parametrize("amiss", TABLE, ids=[f"{a.check}: {a.says[:30]}" for a in TABLE])
def test_what_is_amiss_trips_its_check(amiss: Amiss, sound: Examined) -> None:
    found = list(CHECKS[amiss.check](amiss.change(sound)))
    assert any(
        (f.level, f.where) == (amiss.level, amiss.where) and amiss.says in f.what and f.remedy
        for f in found
    ), found


def test_every_check_but_the_note_on_law_is_tripped_by_the_table() -> None:
    assert {amiss.check for amiss in TABLE} | {"law from memory"} == set(CHECKS)


def test_a_sound_packet_has_no_errors_and_warns_only_of_what_counsel_must_settle(
    sound: Examined,
) -> None:
    found = [f for f in preflight(sound) if f.level != "note"]
    assert {f.level for f in found} == {"warning"}
    assert {f.check for f in found} == {"words as told", "admissions", "vouching", "plea form"}


def test_a_day_of_the_law_is_no_day_of_another_case(sound: Examined) -> None:
    exemplar = "D-NOM-1016"
    law = with_paper(
        sound,
        "D-NOM",
        lambda p: replace(
            with_words(p, "March 17, 2009", "January 1, 1978"),
            planned=replace(p.planned, exemplar=exemplar),
        ),
    )
    assert list(CHECKS["dates"](law)) == []


def test_a_paper_that_lacks_facts_is_not_blamed_for_its_missing_line(sound: Examined) -> None:
    lacking = with_paper(
        sound,
        "D-NPC",
        lambda p: replace(
            p, pdf=plain_pdf(1, "notice"), context=replace(p.context, withheld={"prior_counsel"})
        ),
    )
    assert all(f.level == "note" for f in CHECKS["signatures"](lacking))


def test_what_the_client_tells_in_whole_sentences_is_let_stand(sound: Examined) -> None:
    facts = {
        "defects__0__facts": "I was not told that this conviction means removal.",
        "defects__2__facts": "I believed that probation could not take my card.",
    }
    told = with_facts(sound, changed("S02", **facts))
    addresses = {finding.where for finding in CHECKS["words as told"](told)}
    assert addresses.isdisjoint({"defects.0.facts", "defects.2.facts"})


def test_who_signs_and_which_law_rests_on_memory_is_noted(sound: Examined) -> None:
    notes = {(f.where, f.what.split(":")[0]) for f in preflight(sound)}
    assert ("D-DECL-C", "is to be signed by the client") in notes
    assert any(where == "law" and "rests on memory" in what for where, what in notes)


def test_the_gravest_findings_come_first_and_each_once(sound: Examined) -> None:
    found = preflight(_order("legally invalid", "unfair")(replace(sound, whole=plain_pdf(1, "x"))))
    levels = [f.level for f in found]
    assert levels == sorted(levels, key=["error", "warning", "note"].index)
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    ("words", "letters"),
    [
        ("see Exhibit A at 3", "A"),
        ("Exhibits A, B, and C", "ABC"),
        ("Exhibits B through D", "BCD"),
        ("(Ex. E, p. 4.)", "E"),
        ("exhibits to be added", ""),
        ("Exhibit list", ""),
    ],
)
def test_cited_letters(words: str, letters: str) -> None:
    assert cited_letters(words) == frozenset(letters)
