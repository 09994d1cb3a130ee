"""The page for programmers: it names all that there is, and shows what the commands really print."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from build_tools.pages import reference
from calculator import TOPICS, evaluate
from calculator.errors import CODES


@pytest.fixture(scope="module")
def text(site: Path) -> str:
    """The page without its tags."""
    page = (site / "reference" / "index.html").read_text("utf-8")
    return unescape(re.sub(r"<[^>]+>", "", page))


def test_it_names_every_input_field_reading_code_and_key(text: str) -> None:
    names = {*CODES, *evaluate("contact", {"market": "UK"}).to_dict()}
    for topic in TOPICS.values():
        names |= {topic.name, topic.covers, topic.leaves, *topic.field, *topic.outcome}
        names |= {option for reading in topic.readings.items() for option in (reading[0], *reading[1])}
    assert {name for name in names if name not in text} == set()


@pytest.mark.parametrize("command", reference.COMMANDS)
def test_it_shows_what_a_command_prints(text: str, command: str) -> None:
    assert f"$ python -m calculator {command}\n{reference.printed(command)}" in text


def test_it_links_the_readings_to_their_register(site: Path) -> None:
    page = (site / "reference" / "index.html").read_text("utf-8")
    linked = set(re.findall(r'href="[^"]*#reading\.([^"]+)"', page))
    assert linked >= {name for topic in TOPICS.values() for name in topic.readings}
