"""What an answer's HTML does beside its words."""

from __future__ import annotations

import pytest

from calculator.show.html import whole


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("", ""),
        ("a & b", "a &amp; b"),
        ("+1 (602) 537-3021", '<span class="whole">+1 (602) 537-3021</span>'),
        ("call + 800 9000 1140 or write", 'call <span class="whole">+ 800 9000 1140</span> or write'),
        ("at +1 (312) 267-3208, 24 hours a day", 'at <span class="whole">+1 (312) 267-3208,</span> 24 hours a day'),
        ("5 days, 12 hours", "5 days, 12 hours"),
    ],
)
def test_a_phone_number_stays_on_one_line(words: str, shown: str) -> None:
    assert whole(words) == shown
