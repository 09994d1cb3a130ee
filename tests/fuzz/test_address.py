"""Whatever stands in an address after #, the page's script reads it, as Python does what is written as it should be."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.pages.form import read_case
from calculator import TOPICS
from tests.helpers.fuzzing import FUZZED, broken
from tests.helpers.sources import ROOT

READS = """
import { createInterface } from "node:readline";
const { readCase, writeCase } = await import(process.argv[1]);
for await (const line of createInterface({ input: process.stdin })) {
  const told = (hash) => {
    const { topic, inputs, named } = readCase(hash);
    return { topic, inputs: Object.fromEntries(inputs), named };
  };
  const first = told(JSON.parse(line));
  // Written anew and read again.
  const { topic, inputs, named } = first;
  console.log(JSON.stringify([first, told(writeCase(topic, inputs, named))]));
}
"""
NAMES = sorted({field.name for topic in TOPICS.values() for field in topic.fields} | {"edition", "reading.fee-days"})
# What programs do to an address is undone: a % and what follows, or &amp;, cannot be told from that.
PLAIN = st.text(st.characters(exclude_characters="%", exclude_categories=["Cs"]), max_size=12).filter(
    lambda text: "amp;" not in text
)
ENTRIES = st.dictionaries(
    st.one_of(st.sampled_from(NAMES), st.from_regex(r"[a-z_]{1,12}", fullmatch=True)), PLAIN, max_size=5
)
ADDRESSES = st.tuples(st.sampled_from(sorted(TOPICS)), ENTRIES).map(lambda case: f"#{case[0]}?{urlencode(case[1])}")

Reader = Callable[[str], list[dict[str, Any]]]


@pytest.fixture(scope="module")
def script() -> Iterator[Reader]:
    """Reads an address by the page's script, under Node: what it says, and what that says once it is written and read again."""
    command = ["node", "--input-type=module", "--eval", READS, str(ROOT / "site_overrides" / "calculator" / "case.mjs")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as node:
        assert node.stdin and node.stdout
        ask, answers = node.stdin, node.stdout

        def read(address: str) -> list[dict[str, Any]]:
            ask.write(json.dumps(address) + "\n")
            ask.flush()
            found: list[dict[str, Any]] = json.loads(answers.readline())
            return found

        yield read
        ask.close()


@FUZZED
@given(address=ADDRESSES)
def test_both_read_the_same(script: Reader, address: str) -> None:
    topic, _, query = address.removeprefix("#").partition("?")
    found, again = script(address)
    named = found["named"]
    assert found["topic"] == topic
    assert (found["inputs"], named.get("edition", ""), named.get("readings", {})) == read_case(query)
    assert again["inputs"] == found["inputs"]


@FUZZED
@given(address=st.one_of(ADDRESSES, st.text(max_size=30).map(lambda text: f"#{text}")).flatmap(broken))
def test_every_address_is_read(script: Reader, address: str) -> None:
    found, _ = script(address.encode("utf-16", "replace").decode("utf-16"))
    assert isinstance(found["topic"], str)
    assert all(isinstance(value, str) for value in found["inputs"].values())
