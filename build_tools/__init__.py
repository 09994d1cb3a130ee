"""Tools that turn the facts and the words into the site. May import calculator; nothing imports this."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
"""The project's folder."""
