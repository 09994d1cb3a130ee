"""A form as HTML."""

from __future__ import annotations

from build_tools.pages.form import control
from calculator import Field
from calculator.facts import load


def test_a_field_says_its_former_names_for_links_that_use_them() -> None:
    for former, said in ((("lateness", "days"), ' data-former="lateness days"'), ((), "")):
        field = Field("days_late", "whole", "Days late", "the days", example="61", former=former)
        html = control("fee", field, load())
        assert 'data-field="days_late"' in html
        assert (said in html) if said else ("data-former" not in html)
