"""How many questions, of cases mixed by chance that the profile does not have, an image does not answer itself."""

from __future__ import annotations

import tempfile
from pathlib import Path

from build_tools.runtime import asked, bundle
from build_tools.runtime.image import traps
from calculator.browser import ask


def shares(count: int, seed: int = 4) -> dict[str, float]:
    """The share of each image, the small one first. Raises `ImageError` where an answer is not the native one."""
    cases = asked.sound(asked.cases())
    questions = [asked.as_text(each, number) for number, each in enumerate(asked.mixed(cases, count, seed))]
    answers = [ask(each) for each in questions]
    found = {}
    for name in ("small", "whole"):
        [module] = bundle.cached().glob(f"{name}-*.wasm")
        with tempfile.TemporaryDirectory() as folder:
            trapped = traps(Path(folder), module, bundle.SCRIPTS / "image.mjs", questions, answers)
        found[name] = len(trapped) / count
    return found
