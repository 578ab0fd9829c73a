"""Expectations about warnings, and about what a person is to be asked."""

from __future__ import annotations

from ..law.law_files import warning_texts
from .asked import Asked, Check, listed

_CODES = "give a warning's code, like W-UPL"


def _warnings(asked: Asked, path: str, value: object) -> None:
    for where, code in listed(asked.tally, path, value):
        if code in warning_texts():
            asked.tally.among(where, code, asked.outcome.warnings)
        else:
            asked.tally.not_understood(where, code, _CODES)


def _no_warnings(asked: Asked, path: str, value: object) -> None:
    for where, code in listed(asked.tally, path, value):
        if code in warning_texts():
            asked.tally.not_among(where, code, asked.outcome.warnings)
        else:
            asked.tally.not_understood(where, code, _CODES)


def _asks(asked: Asked, path: str, value: object) -> None:
    for where, address in listed(asked.tally, path, value):
        asked.tally.among(where, address, asked.outcome.asks)


KEYS: dict[str, Check] = {
    "warning": _warnings,
    "warnings": _warnings,
    "must_not_warn": _no_warnings,
    "asks": _asks,
}
