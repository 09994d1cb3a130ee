"""The words that readers use and the policy does not, where the theme's search gives them weight: as the tags of a clause.

Material's index knows the text and the title of each section of a page. What a clause is also called stands in neither, and
is written into the finished index as its tags, which a result shows.
"""

from __future__ import annotations

import json
from pathlib import Path

from ..pages.book import Book


def tag(site: Path, book: Book) -> None:
    """Give each clause in the index of a built site its search words."""
    path = site / "search" / "search_index.json"
    index = json.loads(path.read_text("utf-8"))
    words = {
        book.url("clause", clause.id): list(clause.search) for clause in book.sources.clauses.values() if clause.search
    }
    for entry in index["docs"]:
        if tags := words.get(entry["location"]):
            entry["tags"] = tags
    path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), "utf-8")
