"""The guided interview, screen by screen, over a real archive."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from typing import Any

import pytest

from docassemble.PostConvictionRelief.casefile import CaseFile, known, read_facts, write_json
from docassemble.PostConvictionRelief.errors import Problem, StorageUnavailable
from docassemble.PostConvictionRelief.office import Office, Person
from docassemble.PostConvictionRelief.packet.plan import plan_packets
from tests.examples import changed, sample, sample_facts
from tests.object_store import SeaweedFS
from tests.templates.cases import with_an_expert

from .telling import answers, tell
from .without_a_server import Refused, Visit

VACATE = "vacate_1473_7.yml"
ATTORNEY = Person("u-7", "attorney")
COLLEAGUE = Person("u-8", "attorney")
NOW = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)


def told(case_file: CaseFile) -> Any:
    """What a case file says of the client's matter, without what nobody is asked."""
    facts = json.loads(write_json(case_file))
    for name in ("meta", "expected"):
        facts.pop(name, None)
    return without_nothing(facts)


def without_nothing(value: Any) -> Any:
    """Without what is null or empty: a page leaves it out, which is "not asked"."""
    if isinstance(value, dict):
        inner = {key: without_nothing(item) for key, item in value.items()}
        return {key: item for key, item in inner.items() if item not in (None, {}, [])}
    if isinstance(value, list):
        return [without_nothing(item) for item in value]
    return value


def saved(office: Office, visit: Visit) -> CaseFile:
    """The case as the archive has it."""
    return office.case(ATTORNEY, visit.variables["facts"].meta.id).case_file


def until_it_stores(office: Office) -> None:
    """Wait until an S3 server that was killed takes writes again; it answers before it does."""
    end = time.monotonic() + 30
    while True:
        try:
            office.save_case(COLLEAGUE, changed("S01", meta__id=office.new_case_id()), 0, NOW)
        except StorageUnavailable:
            assert time.monotonic() < end
        else:
            return


def up_to(visit: Visit, name: str, case_file: CaseFile) -> None:
    """Answer the screens before the one called `name`."""
    for _ in range(60):
        if visit.name == name:
            return
        visit.answer(answers(visit, case_file))
    raise AssertionError(f"{name} is not asked")


def test_the_facts_of_a_case_told_screen_by_screen_are_the_facts_of_its_file(
    office: Office,
) -> None:
    visit = Visit(VACATE, "attorney")
    tell(visit, sample("S02"))
    assert visit.question == "Review"
    assert told(saved(office, visit)) == told(sample("S02"))
    assert saved(office, visit).meta.as_of == sample("S02").meta.as_of


def test_an_expert_who_is_told_declares_in_the_packet(office: Office) -> None:
    visit = Visit(VACATE, "attorney")
    tell(visit, with_an_expert())
    kept = saved(office, visit)
    assert told(kept) == told(with_an_expert())
    (plan,) = plan_packets(kept).plans
    assert "D-DECL-X" in [paper.code for paper in plan.papers]


def test_the_answers_are_in_the_archive_after_each_section(office: Office) -> None:
    visit = Visit(VACATE, "attorney")
    case_id = None
    up_to(visit, "Attorney", sample("S02"))
    case_id = visit.variables["facts"].meta.id
    assert office.case(ATTORNEY, case_id).version == 1
    up_to(visit, "Client", sample("S02"))
    stored = office.case(ATTORNEY, case_id)
    assert stored.version == 2
    assert stored.case_file.counsel is not None
    assert stored.case_file.client.name_as_convicted is None


def test_a_case_goes_on_where_it_was_left(office: Office) -> None:
    first = Visit(VACATE, "attorney")
    up_to(first, "Immigration status", sample("S02"))
    case_id = first.variables["facts"].meta.id
    again = Visit(VACATE, "attorney", url_args={"case": case_id})
    assert again.name == "Immigration status"
    tell(again, sample("S02"))
    assert told(saved(office, again)) == told(sample("S02"))


def test_a_case_that_was_told_in_a_file_is_asked_only_what_its_file_does_not_tell(
    office: Office,
) -> None:
    case_file = changed("S02", meta__id="c-aaaaaaaaaa", meta__title="told elsewhere")
    office.save_case(COLLEAGUE, case_file, 0, NOW)
    visit = Visit(VACATE, "attorney", url_args={"case": "c-aaaaaaaaaa"})
    assert tell(visit, case_file) == ["Experts", "Letters"]
    assert visit.question == "Review"
    assert without_nothing(json.loads(write_json(saved(office, visit)))) == without_nothing(
        json.loads(write_json(case_file))
    )


def test_the_review_page_of_a_saved_case_can_be_opened_at_once(office: Office) -> None:
    office.save_case(COLLEAGUE, changed("S02", meta__id="c-aaaaaaaaaa"), 0, NOW)
    visit = Visit(VACATE, "attorney", url_args={"case": "c-aaaaaaaaaa", "page": "review"})
    assert visit.question == "Review"
    assert "Ansúrez Villalpando" in visit.text
    assert office.case(ATTORNEY, "c-aaaaaaaaaa").version == 1


def test_each_case_number_gets_its_own_screens(office: Office) -> None:
    facts = sample_facts("S02")
    facts["case"].append(
        {
            "number": "LA112233",
            "county": "Los Angeles",
            "counts": [{"n": 1, "code": "HS", "section": "11377", "convicted": True}],
        }
    )
    two = read_facts(facts)
    visit = Visit(VACATE, "attorney")
    names = tell(visit, two)
    assert names.count("Court case") == names.count("Counts") == 2
    assert told(saved(office, visit)) == told(two)


def test_not_known_and_none_are_answers_of_their_own(office: Office) -> None:
    visit = Visit(VACATE, "attorney")
    up_to(visit, "Removal proceedings", sample("S02"))
    visit.answer(
        {
            "facts.imm.proceedings": "unknown",
            "facts.imm.nta_date": "unknown",
            "facts.imm.final_order_date": "none",
        }
    )
    up_to(visit, "Court case", sample("S02"))
    immigration = json.loads(write_json(saved(office, visit)))["imm"]
    assert immigration["proceedings"] == immigration["nta_date"] == {"unknown": True}
    assert immigration["final_order_date"] is None
    assert "removed_on" not in immigration


@pytest.mark.parametrize(
    ("variable", "typed", "what"),
    [
        ("facts.counsel.email", "nobody", "e-mail address"),
        ("facts.counsel.bar_number", "12a", "digits"),
        ("facts.counsel.zip", "9009", "ZIP code"),
    ],
)
def test_an_answer_of_the_wrong_shape_is_refused_beside_its_input(
    office: Office, variable: str, typed: str, what: str
) -> None:
    visit = Visit(VACATE, "attorney")
    up_to(visit, "Attorney", sample("S02"))
    with pytest.raises(Refused) as refused:
        visit.answer({"facts.counsel.name": "Ilse", variable: typed})
    assert list(refused.value.problems) == [variable]
    assert what in refused.value.problems[variable]


def test_answers_that_cannot_be_together_are_named_with_a_link_to_their_question(
    office: Office,
) -> None:
    visit = Visit(VACATE, "attorney")
    up_to(visit, "Court case", sample("S02"))
    visit.answer({**answers(visit, sample("S02")), "facts.case[0].arrest_date": "2009-04-01"})
    up_to(visit, "Another case", sample("S02"))
    visit.answer(answers(visit, sample("S02")))
    assert visit.question == "Some answers can't be right"
    assert "Court case: Arrested on" in visit.text
    assert "Correct this date or &#34;Date of the plea&#34;" in visit.text
    assert "The arrest is after plea (April 1, 2009" in visit.text
    visit.follow(visit.links("Change this answer")[0])
    assert visit.name == "Court case"
    visit.answer({**answers(visit, sample("S02")), "facts.case[0].arrest_date": "2009-02-11"})
    assert visit.name == "Advisement"


def test_somebody_elses_newer_version_is_not_overwritten(office: Office) -> None:
    visit = Visit(VACATE, "attorney")
    up_to(visit, "Client", sample("S02"))
    stored = office.case(ATTORNEY, visit.variables["facts"].meta.id)
    theirs = stored.case_file.model_copy(update={"hearing": sample("S02").hearing})
    office.save_case(COLLEAGUE, theirs, stored.version, NOW)
    for _ in range(5):
        visit.answer(answers(visit, sample("S02")))
    assert visit.question == "Somebody else saved this case while you worked on it"
    assert saved(office, visit) == theirs
    visit.go("load_saved")
    assert visit.name == "Client"
    tell(visit, sample("S02"))
    assert told(saved(office, visit)) == told(sample("S02"))


def test_an_absent_storage_stops_nobody_and_the_answers_are_saved_when_it_is_back(
    own_s3: SeaweedFS, office_on_own_s3: Office
) -> None:
    visit = Visit(VACATE, "attorney")
    up_to(visit, "Prosecutor", sample("S02"))
    own_s3.kill()
    visit.answer(answers(visit, sample("S02")))
    assert visit.name == "Client"
    own_s3.start()
    until_it_stores(office_on_own_s3)
    up_to(visit, "Immigration status", sample("S02"))
    assert told(saved(office_on_own_s3, visit))["prosecutor"] == told(sample("S02"))["prosecutor"]


def test_answers_saved_while_the_storage_went_away_are_not_taken_for_somebody_elses(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit = Visit(VACATE, "attorney")
    up_to(visit, "Prosecutor", sample("S02"))
    save = Office.save_case

    def answer_lost(*given: Any) -> int:
        save(*given)
        raise StorageUnavailable(Problem("S3", "does not answer", "try again"))

    monkeypatch.setattr(Office, "save_case", answer_lost)
    visit.answer(answers(visit, sample("S02")))
    monkeypatch.setattr(Office, "save_case", save)
    up_to(visit, "Immigration status", sample("S02"))
    assert told(saved(office, visit))["client"] == told(sample("S02"))["client"]


def test_a_persons_words_appear_literally(office: Office) -> None:
    hostile = "<b>bold</b> & ${ 1 + 1 } [BR] {{ client }} \\n"
    case_file = changed("S02", eq__apology=None, prejudice__would_have=hostile)
    visit = Visit(VACATE, "attorney")
    tell(visit, case_file)
    assert told(saved(office, visit))["prejudice"]["would_have"] == hostile
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; ${ 1 + 1 } &#91;BR&#93; {{ client }} \\n" in visit.text


def test_every_answer_stands_on_the_review_page_under_its_question(office: Office) -> None:
    visit = Visit(VACATE, "attorney")
    tell(visit, sample("S02"))
    for label, answer in [
        ("Goal", "Stop a removal case"),
        ("Date of birth", "September 30, 1981"),
        ("Notice of a final removal order", "None"),
        ("Convicted?", "Yes"),
        ("Relation", "daughter"),
        ("First entry into the United States", "1990-04"),
    ]:
        assert f"<dt>{label}</dt><dd>{answer}</dd>" in visit.text


def test_what_stands_in_the_way_of_a_packet_is_named_with_a_link(office: Office) -> None:
    visit = Visit(VACATE, "attorney")
    tell(visit, changed("S02", case__0__custody_this_case="probation", matter__vehicle=[]))
    assert "No packet can be made" in visit.text
    assert visit.links("Change this answer")


def test_an_answer_can_be_changed_from_the_review_page_and_is_saved(office: Office) -> None:
    visit = Visit(VACATE, "attorney")
    tell(visit, sample("S02"))
    visit.go("facts.hearing.date")
    visit.answer({"facts.hearing.date": "2027-03-05"})
    assert visit.question == "Review"
    hearing = known(saved(office, visit).hearing)
    assert hearing is not None
    assert str(hearing.date) == "2027-03-05"


def test_a_group_left_empty_is_dropped_and_an_empty_list_says_none(office: Office) -> None:
    visit = Visit(VACATE, "attorney")
    tell(visit, changed("S02", exhibits=[]))
    assert json.loads(write_json(saved(office, visit)))["exhibits"] == []
    visit.go("exhibits")
    visit.follow(visit.links("Change")[0])
    visit.answer({"facts.exhibits[0].title": "Docket", "facts.exhibits[2].title": "Complaint"})
    exhibits = saved(office, visit).exhibits
    assert [(e.letter, e.title) for e in exhibits] == [("A", "Docket"), ("C", "Complaint")]


def test_another_role_gets_a_page_that_says_so(office: Office) -> None:
    for roles in (("paralegal",), ("exemplar trainer",), ("admin",)):
        visit = Visit(VACATE, *roles)
        assert visit.question == "This page is not for your role"


def test_a_case_that_is_not_there_is_a_page_and_no_error(office: Office) -> None:
    visit = Visit(VACATE, "attorney", url_args={"case": "c-zzzzzzzzzz"})
    assert visit.question == "This did not work"
    assert "No case is saved under it" in visit.text
