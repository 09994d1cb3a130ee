"""The words are plain: reading ease by textstat. `python -m build_tools grades` prints each section's grade."""

from __future__ import annotations

from statistics import median

from build_tools import sources
from build_tools.sources import grades


def test_the_median_section_reads_at_grade_10_or_lower_and_none_above_14() -> None:
    read, complaints = sources.read()
    assert read and not complaints
    found = grades.grades(read)
    assert found.keys() == read.sections.keys()
    assert median(found.values()) <= grades.MEDIAN_MOST, grades.report(found)
    assert max(found.values()) <= grades.MOST, grades.report(found)


def test_an_item_of_a_list_is_a_sentence_and_links_and_figures_are_words() -> None:
    read, _ = sources.read()
    assert read
    text = "Send [one](clause:dsop.fees) of:\n\n- the first, and\n- {{incident.notify_within|unit}}\n  of it\n\nDone?"
    assert list(grades.sentences(text, read)) == ["Send one of.", "the first, and.", "24 hours of it.", "Done?"]


def test_hard_words_are_seen() -> None:
    read, _ = sources.read()
    assert read
    section = next(iter(read.sections.values()))
    easy = grades.textstat.flesch_kincaid_grade(grades.text_of(section, read))
    hard = grades.textstat.flesch_kincaid_grade(
        "Notwithstanding indemnification obligations, organisations administering authentication infrastructure "
        "demonstrate interoperability continuously, irrespective of jurisdictional considerations."
    )
    assert hard > grades.MOST > easy
