"""A trainer changes a real exemplar in Word and publishes it, over a real archive."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from docx import Document

from docassemble.PostConvictionRelief.archive import ExemplarVersions, ObjectStore, Status
from docassemble.PostConvictionRelief.casefile import read_yaml
from docassemble.PostConvictionRelief.errors import ExemplarError, StorageUnavailable
from docassemble.PostConvictionRelief.exemplars import Exemplars, trial
from docassemble.PostConvictionRelief.exemplars.trial import SAMPLE
from docassemble.PostConvictionRelief.packet.plan import plan_packets
from docassemble.PostConvictionRelief.packet.workshop import Workshop, shipped
from docassemble.PostConvictionRelief.settings import Settings
from tests.examples import changed as other_facts
from tests.object_store import SeaweedFS

TRAINER = "u-9"
NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
CODE = "D-CERT-I"


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    settings = Settings(state=str(tmp_path_factory.mktemp("state")), blanks_source="practice")
    opened = Workshop.open(settings)
    yield opened
    opened.office.close()


@pytest.fixture
def versions(store: ObjectStore) -> ExemplarVersions:
    return ExemplarVersions(store)


@pytest.fixture
def exemplars(versions: ExemplarVersions, workshop: Workshop) -> Exemplars:
    return Exemplars(versions, workshop)


def changed(text: str, code: str = CODE) -> bytes:
    """The shipped exemplar with one more paragraph, as Word saves it."""
    document = Document(io.BytesIO(shipped(code, "en").docx))
    document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_the_shipped_exemplar_is_in_force_until_another_is_published(exemplars: Exemplars) -> None:
    assert exemplars.current(CODE, "en") == shipped(CODE, "en")
    docx = changed("Read to {{ client.name_as_convicted | name }} in full.")
    assert exemplars.publish(CODE, "en", docx, TRAINER, NOW) == "v0001"
    in_force = exemplars.current(CODE, "en")
    assert (in_force.version, in_force.docx) == ("v0001", docx)
    assert in_force.card == shipped(CODE, "en").card


def test_the_next_packet_uses_the_published_version(
    exemplars: Exemplars, workshop: Workshop
) -> None:
    exemplars.publish(CODE, "en", changed("A sentence of the office's own."), TRAINER, NOW)
    context = plan_packets(read_yaml(SAMPLE.read_bytes())).plans[0].context()
    current = workshop.with_exemplars(exemplars.current)
    docx = current.write(current.exemplar(CODE, "en"), context)
    text = [paragraph.text for paragraph in Document(io.BytesIO(docx)).paragraphs]
    assert "A sentence of the office's own." in text


def test_an_earlier_version_stays_readable(exemplars: Exemplars) -> None:
    first, second = changed("First wording."), changed("Second wording.")
    exemplars.publish(CODE, "en", first, TRAINER, NOW)
    exemplars.publish(CODE, "en", second, TRAINER, NOW + timedelta(hours=1))
    assert exemplars.current(CODE, "en").docx == second
    published = exemplars.versions(CODE, "en")
    assert [(v.number, v.status) for v in published] == [
        (1, Status.PUBLISHED),
        (2, Status.PUBLISHED),
    ]
    assert exemplars.version(published[0]).docx == first


def test_an_undefined_variable_names_exemplar_paragraph_and_variable(
    exemplars: Exemplars, versions: ExemplarVersions
) -> None:
    docx = changed("Signed by {{ cleint.name_as_convicted | name }}.")
    with pytest.raises(ExemplarError) as caught:
        exemplars.publish(CODE, "en", docx, TRAINER, NOW)
    for problem in caught.value.problems:
        assert problem.where.startswith("D-CERT-I.en, paragraph “Signed by")
        assert "'cleint'" in problem.what
    assert versions.all(CODE, "en") == ()


def test_a_fact_that_the_case_file_does_not_know_is_refused(
    exemplars: Exemplars, versions: ExemplarVersions
) -> None:
    docx = changed("Born on {{ client.birthday | date }}.")
    with pytest.raises(ExemplarError, match="birthday"):
        exemplars.publish(CODE, "en", docx, TRAINER, NOW)
    assert versions.all(CODE, "en") == ()


@pytest.mark.parametrize(
    "text",
    [
        "{{ client.__class__.__mro__ }}",
        "{{ ''.__class__ }}",
        "{% for x in client.aliases %}",
        "{{ 1 / 0 }}",
    ],
)
def test_what_reaches_out_of_the_sandbox_or_fails_is_refused(
    exemplars: Exemplars, versions: ExemplarVersions, text: str
) -> None:
    with pytest.raises(ExemplarError):
        exemplars.publish(CODE, "en", changed(text), TRAINER, NOW)
    assert versions.all(CODE, "en") == ()


@pytest.mark.parametrize("docx", [b"", b"%PDF-1.7", b"PK\x03\x04rest", bytes(21_000_000)])
def test_what_is_no_word_file_is_refused(exemplars: Exemplars, docx: bytes) -> None:
    with pytest.raises(ExemplarError, match=CODE):
        exemplars.publish(CODE, "en", docx, TRAINER, NOW)


def test_a_memorandum_without_headings_is_refused_since_a_long_one_could_have_no_tables(
    exemplars: Exemplars, versions: ExemplarVersions
) -> None:
    document = Document(io.BytesIO(shipped("D-MPA-17B", "en").docx))
    for paragraph in document.paragraphs:
        if paragraph.style is not None and str(paragraph.style.name).startswith("Heading"):
            paragraph.style = document.styles["Section Title"]
    out = io.BytesIO()
    document.save(out)
    with pytest.raises(ExemplarError, match="no headings"):
        exemplars.publish("D-MPA-17B", "en", out.getvalue(), TRAINER, NOW)
    assert versions.all("D-MPA-17B", "en") == ()


@pytest.mark.parametrize(
    "text",
    [
        "{{ '%3000000000d' % 3 }}",
        "".join("{% for x in '" + "a" * 99 + "' %}" for _ in range(5)) + "{% endfor %}" * 5,
    ],
    ids=["memory", "time"],
)
def test_a_file_that_never_ends_or_fills_the_memory_is_refused(
    exemplars: Exemplars, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr(trial, "SECONDS", 3)
    with pytest.raises(ExemplarError, match=CODE):
        exemplars.publish(CODE, "en", changed(text), TRAINER, NOW)


def test_the_file_in_force_is_not_published_again(exemplars: Exemplars) -> None:
    docx = changed("New wording.")
    exemplars.publish(CODE, "en", docx, TRAINER, NOW)
    with pytest.raises(ExemplarError, match=r"same file as the version in force \(v0001\)"):
        exemplars.publish(CODE, "en", docx, TRAINER, NOW)


def test_an_exemplar_of_a_code_that_nobody_shipped_is_refused(exemplars: Exemplars) -> None:
    with pytest.raises(ExemplarError, match="D-XYZ"):
        exemplars.publish("D-XYZ", "en", changed("x"), TRAINER, NOW)
    assert not exemplars.has("D-CERT-I", "fr")


def test_a_language_is_added_by_publishing_and_clients_who_speak_it_get_their_copies(
    exemplars: Exemplars, workshop: Workshop
) -> None:
    tagalog = other_facts("S02", declaration__language="tl", client__language="tl")
    before = plan_packets(tagalog, exemplars.has).plans[0]
    assert ("D-DECL-C", "tl") not in {(p.exemplar, p.language) for p in before.papers}
    assert ("D-DECL-C", "tl") in {(p.exemplar, p.language) for p in before.not_copied}

    basis = exemplars.current("D-DECL-C", "es").docx
    copy = Document(io.BytesIO(basis))
    copy.add_paragraph("Nauunawaan ko ito.", style="Flush Text")
    out = io.BytesIO()
    copy.save(out)
    exemplars.publish("D-DECL-C", "tl", out.getvalue(), TRAINER, NOW)

    plan = plan_packets(tagalog, exemplars.has).plans[0]
    assert ("D-DECL-C", "tl") in {(p.exemplar, p.language) for p in plan.papers}
    ours = workshop.with_exemplars(exemplars.current)
    written = ours.write(ours.exemplar("D-DECL-C", "tl"), plan.context("client"))
    assert "Nauunawaan ko ito." in [p.text for p in Document(io.BytesIO(written)).paragraphs]
    states = {(state.code, state.language): state for state in exemplars.states()}
    assert states["D-DECL-C", "tl"].version == "v0001"
    assert states["D-DECL-C", "es"].version.startswith("shipped-")


def test_every_exemplar_is_listed_with_the_version_in_force(exemplars: Exemplars) -> None:
    exemplars.publish(CODE, "en", changed("New wording."), TRAINER, NOW)
    states = {(state.code, state.language): state for state in exemplars.states()}
    assert states[CODE, "en"].version == "v0001"
    assert states["D-NOM", "en"].version.startswith("shipped-")
    assert ("D-DECL-C", "es") in states
    assert states[CODE, "en"].title == shipped(CODE, "en").card.title


def test_nothing_is_published_while_the_storage_is_away(workshop: Workshop, tmp_path: Path) -> None:
    server = SeaweedFS(tmp_path / "seaweedfs").start()
    exemplars = Exemplars(ExemplarVersions(server.store()), workshop)
    docx = changed("New wording.")
    server.kill()
    with pytest.raises(StorageUnavailable):
        exemplars.publish(CODE, "en", docx, TRAINER, NOW)
    server.start()
    try:
        assert exemplars.publish(CODE, "en", docx, TRAINER, NOW) == "v0001"
    finally:
        server.stop()
