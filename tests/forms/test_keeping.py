"""Blanks from disk and from the court's site: recognized, kept beside older ones, or refused."""

from __future__ import annotations

import hashlib
import io
import socket
import time
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypedDict, Unpack

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pikepdf import Array, Dictionary, Name, Pdf, String

from docassemble.PostConvictionRelief.errors import BlankError
from docassemble.PostConvictionRelief.forms import FormCard, Registry, registry
from docassemble.PostConvictionRelief.forms.blanks import Shelf
from docassemble.PostConvictionRelief.forms.keeping import keep, synchronize
from docassemble.PostConvictionRelief.forms.practice import WARNING, practice_blank
from docassemble.PostConvictionRelief.forms.recognition import recognize
from tests.forms.court_site import court_site
from tests.forms.fillers import card, genuine_folder


@cache
def as_published(form: str = "CR-181", printed: str = "") -> bytes:
    """A stand-in for the court's file: the practice blank without the words that call it so."""
    one = card(form)
    data = practice_blank(one)
    out = io.BytesIO()
    with Pdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            drawn = page.obj.Contents.read_bytes().replace(WARNING.encode(), b"")
            if printed:
                drawn = drawn.replace(one.edition.printed.encode(), printed.encode())
            page.obj.Contents = pdf.make_stream(drawn)
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def pinned(form: str = "CR-181") -> FormCard:
    """The card of a form, as if the stand-in were the court's file."""
    digest = hashlib.sha256(as_published(form)).hexdigest()
    source = card(form).source.model_copy(update={"sha256": digest})
    return card(form).model_copy(update={"source": source})


def known(*cards: FormCard) -> Registry:
    return Registry({**registry().cards, **{one.form: one for one in cards}}, registry().superseded)


def refusal(data: bytes, folder: Path) -> str:
    with pytest.raises(BlankError) as raised:
        keep(data, registry(), folder, "brought.pdf")
    assert not folder.exists(), "nothing is written"
    (problem,) = raised.value.problems
    assert problem.remedy
    return str(problem)


def test_a_file_that_a_card_pins_is_kept_under_its_digest_and_then_used(tmp_path: Path) -> None:
    one = pinned()
    kept = keep(as_published(), known(one), tmp_path)
    assert kept.path.name == f"CR-181-{one.source.sha256}.pdf"
    assert (kept.new, kept.recognized.exact, kept.recognized.difference) == (True, True, None)
    assert not keep(as_published(), known(one), tmp_path).new
    assert Shelf(None, tmp_path, network=False).blank(one).kind == "genuine"


def test_the_same_edition_in_another_file_is_kept_and_told(tmp_path: Path) -> None:
    kept = keep(as_published(), registry(), tmp_path)
    assert kept.path.exists()
    assert kept.recognized.difference is not None
    assert "is another file: SHA-256" in kept.recognized.difference.what


def test_another_edition_is_kept_beside_the_old_one_and_told(tmp_path: Path) -> None:
    one = pinned()
    keep(as_published(), known(one), tmp_path)
    kept = keep(as_published(printed="Rev. July 1, 2027"), known(one), tmp_path)
    assert kept.recognized.difference is not None
    assert "is another edition: Rev. July 1, 2027" in kept.recognized.difference.what
    assert len(list(tmp_path.iterdir())) == 2


@pytest.mark.genuine
def test_the_edition_of_2017_is_recognized_by_its_digest(tmp_path: Path) -> None:
    path = genuine_folder().parent / "superseded" / "CR-180_2017-01-01.pdf"
    if not path.exists():
        pytest.skip("no superseded blanks beside the current ones")
    found = keep(path.read_bytes(), registry(), tmp_path).recognized
    assert (found.exact, found.card.edition.status) == (True, "superseded")
    old = Shelf(None, tmp_path, network=False).blank(found.card)
    assert (old.kind, Shelf(None, tmp_path, network=False).blank(card("CR-180")).kind) == (
        "genuine",
        "practice",
    )


@pytest.mark.genuine
def test_every_blank_of_the_court_says_which_form_and_edition_it_is() -> None:
    for one in registry():
        path = genuine_folder() / f"{one.form}.pdf"
        if path.exists():
            found = recognize(path.read_bytes(), registry())
            assert found.exact, one.form
            assert found.printed.form in (one.form, *one.aliases)
            assert found.printed.date == one.edition.date


@pytest.mark.genuine
def test_a_blank_of_another_edition_in_the_folder_is_called_so(tmp_path: Path) -> None:
    old = genuine_folder().parent / "superseded" / "CR-180_2017-01-01.pdf"
    if not old.exists():
        pytest.skip("no superseded blanks beside the current ones")
    (tmp_path / "CR-180.pdf").write_bytes(old.read_bytes())
    with pytest.raises(BlankError, match=r"it says that it is CR-180 Rev\. January 1, 2017"):
        Shelf(tmp_path, None, network=False).blank(card("CR-180"))


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "is not a PDF"),
        (b"<html>Not found</html>", "is not a PDF"),
        (as_published()[:9000], "is damaged or cut short"),
        (practice_blank(card("CR-181")), "is a practice copy"),
    ],
    ids=["empty", "a web page", "cut short", "a practice copy"],
)
def test_what_is_no_blank_is_refused_in_one_finding(data: bytes, what: str, tmp_path: Path) -> None:
    told = refusal(data, tmp_path / "shelf")
    assert told.startswith("brought.pdf: ")
    assert what in told


class HowSaved(TypedDict, total=False):
    """How pikepdf is to save a file."""

    encryption: pikepdf.Encryption
    compress_streams: bool
    stream_decode_level: pikepdf.StreamDecodeLevel
    object_stream_mode: pikepdf.ObjectStreamMode


def resaved(data: bytes, drawn: bytes | None = None, **how: Unpack[HowSaved]) -> bytes:
    out = io.BytesIO()
    with Pdf.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages if drawn is not None else ():
            page.obj.Contents = pdf.make_stream(drawn or b"")
        pdf.save(out, **how)
    return out.getvalue()


def test_a_file_with_a_password_is_refused(tmp_path: Path) -> None:
    locked = resaved(as_published(), encryption=pikepdf.Encryption(user="a", owner="b"))
    assert "asks for a password" in refusal(locked, tmp_path / "shelf")


def hostile(change: Callable[[Pdf], object], **how: Unpack[HowSaved]) -> bytes:
    out = io.BytesIO()
    with Pdf.open(io.BytesIO(as_published())) as pdf:
        change(pdf)
        pdf.save(out, **how)
    return out.getvalue()


def with_500_pages(pdf: Pdf) -> None:
    for _ in range(500):
        pdf.add_blank_page()


def with_a_signature(pdf: Pdf) -> None:
    value = Dictionary(Type=Name.Sig, ByteRange=Array([0, 1, 2, 3]))
    widget = pdf.make_indirect(
        Dictionary(FT=Name.Sig, T=String("S"), V=value, Rect=Array([0, 0, 9, 9]))
    )
    pdf.pages[0].Annots.append(widget)
    pdf.Root.AcroForm.Fields.append(widget)


def without_fields(pdf: Pdf) -> None:
    pdf.Root.AcroForm.XFA = pdf.make_stream(b"<xdp/>")
    pdf.Root.AcroForm.Fields = Array()


def with_a_bomb(pdf: Pdf) -> None:
    packed = zlib.compress(zlib.compress(b"\0" * 250_000_000, 9), 9)
    pdf.Root.Bomb = pikepdf.Stream(pdf, packed, Filter=Array([Name.FlateDecode] * 2))


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (with_500_pages, "has 502 pages"),
        (with_a_signature, "is signed"),
        (without_fields, "is a dynamic XFA form"),
        (with_a_bomb, "unpacks to more than"),
    ],
)
def test_a_hostile_file_is_refused_in_one_finding_and_soon(
    change: Callable[[Pdf], object], what: str, tmp_path: Path
) -> None:
    data = hostile(
        change, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none
    )
    begun = time.monotonic()
    assert what in refusal(data, tmp_path / "shelf")
    assert time.monotonic() - begun < 10


def test_a_form_that_does_not_say_what_it_is_is_refused(tmp_path: Path) -> None:
    nameless = resaved(as_published(), drawn=b"")
    assert "doesn't say at its foot which form it is" in refusal(nameless, tmp_path / "shelf")


def test_a_form_without_a_card_is_refused_and_the_way_to_a_card_told(tmp_path: Path) -> None:
    text = b"BT /F0 9 Tf 36 14 Td (CR-999 [Rev. January 1, 2024]) Tj ET"
    told = refusal(resaved(as_published(), drawn=text), tmp_path / "shelf")
    assert "is CR-999, which has no card" in told
    assert "pcr forms add" in told


def test_a_shelf_that_cannot_be_written_is_told_and_left_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "shelf").write_text("a file where the folder should be")
    with pytest.raises(BlankError, match="can't be written"):
        keep(as_published(), registry(), tmp_path / "shelf")
    assert [path.name for path in tmp_path.iterdir()] == ["shelf"]


# The court's site


def test_blanks_are_fetched_checked_and_kept(tmp_path: Path) -> None:
    with court_site({"/cr181.pdf": as_published()}) as site:
        one = site.publishing(pinned(), "/cr181.pdf")
        (first,) = synchronize([one], known(one), tmp_path)
        (again,) = synchronize([one], known(one), tmp_path)
    assert (first.outcome, first.problem) == ("fetched", None)
    assert (again.outcome, again.problem) == ("as on the card", None)
    assert Shelf(None, tmp_path, network=False).blank(one).kind == "genuine"


def test_a_new_edition_at_the_court_is_kept_beside_the_old_one_and_told(tmp_path: Path) -> None:
    files = {"/cr181.pdf": as_published()}
    with court_site(files) as site:
        one = site.publishing(pinned(), "/cr181.pdf")
        list(synchronize([one], known(one), tmp_path))
        files["/cr181.pdf"] = as_published(printed="Rev. July 1, 2027")
        (told,) = synchronize([one], known(one), tmp_path)
    assert told.outcome == "changed at the court"
    assert told.problem is not None
    assert "is another edition: Rev. July 1, 2027" in told.problem.what
    assert len(list(tmp_path.iterdir())) == 2
    assert Shelf(None, tmp_path, network=False).blank(one).data == as_published()


def test_another_form_at_the_address_is_told(tmp_path: Path) -> None:
    with court_site({"/cr181.pdf": as_published("CR-180")}) as site:
        one = site.publishing(pinned(), "/cr181.pdf")
        (told,) = synchronize([one], known(one), tmp_path)
    assert told.problem is not None
    assert told.problem.what.endswith("/cr181.pdf is CR-180")


@pytest.mark.parametrize(
    ("data", "what"), [(None, "404"), (b"<html>", "is not a PDF"), (b"%PDF-1.7\n", "is damaged")]
)
def test_what_can_not_be_used_is_told_and_the_next_form_is_still_fetched(
    data: bytes | None, what: str, tmp_path: Path
) -> None:
    files = {"/cr181.pdf": as_published()} | ({} if data is None else {"/cr180.pdf": data})
    with court_site(files) as site:
        good = site.publishing(pinned(), "/cr181.pdf")
        bad = site.publishing(card("CR-180"), "/cr180.pdf")
        first, second = synchronize([bad, good], known(good), tmp_path)
    assert first.outcome == "not to be had"
    assert first.problem is not None
    assert what in first.problem.what
    assert second.outcome == "fetched"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_site_that_is_too_slow_is_left_in_time_and_not_asked_again(tmp_path: Path) -> None:
    begun = time.monotonic()
    with court_site({"/cr181.pdf": as_published()}, pause=0.05) as site:
        one = site.publishing(pinned(), "/cr181.pdf")
        told = list(synchronize([one, one, one], known(one), tmp_path, seconds=0.3))
        assert site.requests == ["/cr181.pdf"]
    assert time.monotonic() - begun < 5
    assert {one.outcome for one in told} == {"not to be had"}
    assert not list(tmp_path.iterdir())


def test_a_site_that_never_answers_is_left_in_time(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        source = pinned().source.model_copy(
            update={"file": f"http://127.0.0.1:{silent.getsockname()[1]}/"}
        )
        one = pinned().model_copy(update={"source": source})
        begun = time.monotonic()
        told = list(synchronize([one, one], known(one), tmp_path, seconds=0.3))
    assert time.monotonic() - begun < 3
    assert all(one.problem and one.problem.remedy for one in told)


# Whatever somebody brings


@cache
def readable() -> bytes:
    """A stand-in whose objects are written out, so that a changed byte changes their meaning."""
    return resaved(
        as_published(),
        compress_streams=False,
        object_stream_mode=pikepdf.ObjectStreamMode.disable,
    )


@settings(max_examples=40, deadline=None)
@given(
    flips=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=12),
    share=st.floats(0.5, 1),
    entries=st.dictionaries(
        st.sampled_from([b"/Kids", b"/Rect", b"/Annots", b"/Contents", b"/Font", b"/MediaBox"]),
        st.sampled_from([b"null", b"[]", b"<<>>", b"-1", b"/X", b"(x)", b"1 0 R", b"9" * 30]),
        max_size=3,
    ),
)
def test_nothing_but_our_own_errors_comes_of_a_changed_file(
    flips: list[tuple[int, int]],
    share: float,
    entries: dict[bytes, bytes],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    data = readable()
    for name, value in entries.items():
        data = data.replace(name + b" ", name + b" " + value + b" % ", 1)
    changed = bytearray(data)
    for place, byte in flips:
        changed[place % len(changed)] = byte
    folder = tmp_path_factory.mktemp("shelf")
    data = bytes(changed[: int(len(changed) * share)]) if share < 0.9 else bytes(changed)
    try:
        kept = keep(data, registry(), folder)
    except BlankError as error:
        assert len(error.problems) == 1
        assert not list(folder.iterdir())
    else:
        assert kept.path.read_bytes() == data
        assert kept.recognized.sha256 == hashlib.sha256(data).hexdigest()
