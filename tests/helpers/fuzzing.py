"""How many examples a target of the fuzzing is given: some in `make test`, more in `make prove`, many in `make fuzz`; and texts that
go wrong."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

EXAMPLES = int(os.environ.get("FUZZ", "80"))
PROVED = 2_000  # of `make prove`

FUZZED = settings(
    max_examples=EXAMPLES,
    deadline=None,
    # CI tries the same ones each time, so that no change is refused for what it did not touch.
    derandomize=os.environ.get("CI") == "true" and EXAMPLES <= PROVED,
    suppress_health_check=list(HealthCheck),
)

# What is put into a text in place of a part of it.
BREAKS = st.one_of(
    st.sampled_from(
        [
            *(
                "",
                '"',
                '""',
                '"""',
                "'",
                "'''",
                "\\",
                "\\u",
                "{",
                "}",
                "[",
                "]",
                "[[",
                "]]",
                "=",
                ",",
                ";",
                ".",
                "#",
                "\n",
                "\r",
                "\r\n",
            ),
            *(
                "\t",
                "\0",
                "\x85",
                "\u2028",
                "\ufeff",
                "nan",
                "inf",
                "1e999999999",
                "0e-999999999",
                "9" * 5000,
                "true",
                "null",
                "-",
                "_",
            ),
            *(
                "2026-02-30",
                "2026-03-31T25:00",
                "{{",
                "}}",
                "](",
                "[a](clause:",
                "term:",
                "<b>",
                "{{levels.level_1}}",
                "::: clause",
            ),
        ]
    ),
    st.text(max_size=12),
)


@st.composite
def broken(draw: st.DrawFn, text: str) -> str:
    """A text with one to three of its parts taken out or exchanged."""
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(text)))
        size = draw(st.sampled_from([0, 0, 1, 1, 2, 5, 20, 200]))
        text = text[:at] + draw(BREAKS) + text[at + size :]
    return text
