"""Our zip writer: what it writes, any zip reader reads; nothing in it depends on the clock."""

from __future__ import annotations

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from docassemble.PostConvictionRelief.drafting.packing import pack, pack_part

names = st.text(st.characters(codec="utf-8", exclude_characters="\0/\\"), min_size=1, max_size=20)


@given(st.dictionaries(names, st.binary(max_size=2000), max_size=6))
def test_every_part_is_read_back_by_zipfile(parts: dict[str, bytes]) -> None:
    packed = pack(pack_part(name, data) for name, data in parts.items())
    with zipfile.ZipFile(io.BytesIO(packed)) as file:
        assert file.testzip() is None
        assert file.namelist() == list(parts)
        assert {name: file.read(name) for name in parts} == parts
        assert {info.date_time for info in file.infolist()} <= {(1980, 1, 1, 0, 0, 0)}
