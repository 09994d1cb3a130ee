"""The figures and rules of the policy, a folder an edition; `load` reads one, checked."""

from __future__ import annotations

import os

from ..errors import NoEdition

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime

    from .edition import Edition, Facts

FOLDER = os.path.dirname(os.path.abspath(__file__))


_editions: tuple[str, dict[str, Edition]] | None = None

_loaded: dict[str, Facts] = {}


def editions() -> tuple[str, dict[str, Edition]]:
    """The name of the current edition, and all editions by name."""
    global _editions
    if _editions is None:
        import tomllib

        from .edition import Edition

        with open(os.path.join(FOLDER, "editions.toml"), "rb") as stream:
            content = tomllib.load(stream)
        every = {
            entry["name"]: Edition(entry["name"], entry["title"], entry.get("in_force_from"))
            for entry in content["edition"]
        }
        _editions = content["current"], every
    return _editions


def edition_on(day: datetime.date) -> str:
    """The name of the edition in force on a day; raises `NoEdition` where none is or none has dates."""
    dated = [(edition.in_force_from, name) for name, edition in editions()[1].items() if edition.in_force_from]
    begun = [entry for entry in dated if entry[0] <= day]
    if not begun:
        why = (
            "no edition has a date since when it is in force"
            if not dated
            else f"the first is in force from {min(dated)[0]}"
        )
        raise NoEdition(f"No edition of the policy is known to be in force on {day}: {why}. Name an edition instead.")
    return max(begun)[1]


def load(edition: str | None = None) -> Facts:
    """The facts of an edition, read once; None is the current one. Raises KeyError where there is no such edition."""
    current, every = editions()
    name = every[current if edition is None else edition].name
    if name not in _loaded:
        from .read import read

        _loaded[name] = read(os.path.join(FOLDER, name), name)
    return _loaded[name]


def forget() -> None:
    """Read editions and facts anew when they are next asked for: for a server whose files have changed."""
    global _editions
    _editions = None
    _loaded.clear()
