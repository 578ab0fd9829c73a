"""What does not fit goes on, whole, on an attachment."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docassemble.PostConvictionRelief.errors import FormError
from docassemble.PostConvictionRelief.forms.overflow import (
    Attachment,
    Overflowing,
    body_pages,
    continuation_values,
    gathered,
    place_rows,
    place_texts,
)
from docassemble.PostConvictionRelief.forms.typeset import capacity, clean
from tests.forms.fillers import card
from tests.forms.readback import squeezed

LONG_NAME = (
    "Đặng Nguyễn Thị Ánh Tuyết Świętosława "
    "Brzęczyszczykiewicz-Hoàng Phủ Ngọc Tường Żółkiewska y Ruiz"
)
BODY = next(field for field in card("MC-025").fields if field.key == "attachment.body")


def part(text: str, heading: str = "Item 3b", key: str = "item3.facts") -> Overflowing:
    return Overflowing(key, "3b", (heading,), text)


def test_what_fits_stays_in_its_box() -> None:
    values: dict[str, str | bool] = {"defendant": "Ana Ruiz", "item3.box": True}
    assert place_texts(card("CR-187"), values) == (values, [])


def test_a_long_story_leaves_a_reference_and_goes_whole_to_its_attachment() -> None:
    story = "It may affect your papers. " * 200
    placed, overflowing = place_texts(card("CR-187"), {"item3.facts": story})
    assert placed == {"item3.facts": "See Attachment 3b"}
    (one,) = overflowing
    assert (one.attachment, one.text) == ("3b", story.strip())


def test_a_long_name_that_several_pages_ask_for_stands_on_one_attachment_once() -> None:
    assert len(LONG_NAME) >= 96
    names = {"defendant": LONG_NAME, "page2.defendant": LONG_NAME, "page3.defendant": LONG_NAME}
    placed, overflowing = place_texts(card("CR-187"), names)
    assert placed["defendant"] == "Đặng Nguyễn Thị … See Attach. Caption"
    assert all("Đặng Nguyễn Thị" in str(shown) for shown in placed.values())
    assert all(re.search(r" … See At\S+ Caption$", str(shown)) for shown in placed.values())
    (attachment,) = gathered(card("CR-187"), overflowing)
    (one,) = attachment.texts
    assert one.text == LONG_NAME
    assert len(one.headings) == 3


def test_a_long_text_of_an_item_is_not_begun_in_its_box() -> None:
    placed, _ = place_texts(card("CR-409"), {"item1.name": LONG_NAME})
    assert placed == {"item1.name": "See Attachment 1"}


def test_a_single_word_that_is_too_long_is_not_begun_either() -> None:
    placed, _ = place_texts(card("CR-187"), {"attorney.email": "a" * 100 + "@example.org"})
    assert placed == {"attorney.email": "See Attachment Caption"}


def test_a_box_too_small_even_for_the_reference_is_an_error() -> None:
    with pytest.raises(FormError, match=r"CR-187 attorney.state.*too small"):
        place_texts(card("CR-187"), {"attorney.state": "California"})


def rows(count: int) -> list[list[str]]:
    return [["PC", f"{n}(a)", "misdemeanor", "no", "no"] for n in range(1, count + 1)]


@pytest.mark.parametrize("count", [0, 1, 5, 6, 14])
def test_rows_fill_the_table_in_order_and_the_others_go_to_the_attachment(count: int) -> None:
    (table,) = card("CR-180").tables
    values, left = place_rows(card("CR-180"), table, rows(count))
    printed = [values[keys[1]] for keys in table.row_fields if keys[1] in values]
    assert printed == [f"{n}(a)" for n in range(1, min(count, 5) + 1)]
    assert left == list(range(5, count))


def test_a_row_with_a_cell_too_wide_goes_whole_to_the_attachment() -> None:
    (table,) = card("CR-180").tables
    three = rows(3)
    three[1][1] = "236.1(c)(1)/664/182(a)(1)"
    values, left = place_rows(card("CR-180"), table, three)
    assert left == [1]
    assert [values.get(keys[1]) for keys in table.row_fields[:3]] == ["1(a)", "3(a)", None]


def test_attachments_come_in_the_order_of_the_form() -> None:
    found = gathered(
        card("CR-187"),
        [
            Overflowing("item3.facts", "3b", ("Facts",), "b"),
            Overflowing("item1.rows", "1", ("Offenses",), "c"),
            Overflowing("defendant", "Caption", ("Defendant",), "a"),
        ],
    )
    assert [attachment.number for attachment in found] == ["Caption", "1", "3b"]


def test_a_page_of_an_attachment_begins_with_its_heading() -> None:
    (page,) = body_pages(BODY, Attachment("3b", (part("What happened."),)))
    assert page == "Item 3b\n\nWhat happened."


def test_a_heading_is_not_left_alone_at_the_foot_of_a_page() -> None:
    room = capacity(BODY)
    first = part("\n".join(["line"] * (room - 5)))
    second = part("a\nb\nc", "Item 5d", "item5.facts")
    pages = body_pages(BODY, Attachment("3b", (first, second)))
    assert len(pages) == 2
    assert pages[1].startswith("Item 5d")


def test_a_short_title_too_long_for_the_attachment_refers_to_the_form() -> None:
    values = continuation_values(card("MC-025"), {"short_title": LONG_NAME * 2}, "CR-187")
    assert values == {"short_title": "See CR-187"}


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.text(alphabet="ab cÁñ Đễ Ł-/“.\n", min_size=1, max_size=4000), min_size=1, max_size=3
    )
)
def test_every_character_of_every_text_is_on_the_pages_once(texts: list[str]) -> None:
    parts = tuple(part(text, f"Item {n}") for n, text in enumerate(texts, start=1))
    pages = body_pages(BODY, Attachment("3b", parts))
    wanted = "".join(p.headings[0] + clean(p.text, one_line=False) for p in parts)
    assert squeezed("".join(pages)) == squeezed(wanted)
    assert all(page.count("\n") < capacity(BODY) for page in pages)
