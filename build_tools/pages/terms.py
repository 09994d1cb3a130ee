"""Terms in running text: where one is used, and the link of its first use in a section to its entry.

A term is found in every form that its entry lists, as it is written there; the longest form wins. Headings, code and links
are left alone, and each document has its own terms.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterable, Mapping

from ..sources.entries import Term

LEFT_ALONE = {"a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "dt"}


INSIDE = re.compile(r"[\w-]")


def stands_alone(form: str, text: str) -> bool:
    """Whether a text has a form that is no part of a longer word."""
    at = text.find(form)
    while at >= 0:
        beside = text[max(at - 1, 0) : at], text[at + len(form) : at + len(form) + 1]
        if not any(map(INSIDE.match, beside)):
            return True
        at = text.find(form, at + 1)
    return False


class Glossary:
    """The forms of the terms of one document."""

    def __init__(self, terms: Mapping[str, Term], written: str = "") -> None:
        """Of forms that do not begin as the pattern `written`, nothing is known."""
        self.forms = {
            form: term.id
            for term in terms.values()
            for form in (*term.also, term.abbreviation, term.term)
            if form and re.match(written, form)
        }
        linked = (form for form, name in self.forms.items() if terms[name].linked)
        listed = "|".join(re.escape(form) for form in sorted(linked, key=len, reverse=True))
        self.pattern = re.compile(rf"(?<![\w-])(?:{listed})(?![\w-])") if listed else re.compile(r"(?!)")

    def mentioned(self, text: str) -> list[str]:
        """The ids of the terms that a text uses, each once, in order."""
        return list(dict.fromkeys(self.forms[match[0]] for match in self.pattern.finditer(text)))

    def used(self, text: str) -> set[str]:
        """The ids of the terms whose words a text has, those within a longer term too: "Chip" in "Chip Card"."""
        return {name for form, name in self.forms.items() if stands_alone(form, text)}

    def link_first(self, root: etree.Element, seen: set[str], link: Callable[[str, str], etree.Element]) -> None:
        """Put a link where each term that is not in `seen` is used first; `link` makes it of a term's id and the words.

        Links that are there already tell their term by `data-term`, which is taken off.
        """
        if root.tag == "a" and (name := root.attrib.pop("data-term", "")):
            seen.add(name)
        if root.tag in LEFT_ALONE or root.get("class") == "clause__for":
            return
        self._split(root, None, seen, link)
        for child in list(root):
            self.link_first(child, seen, link)
            self._split(root, child, seen, link)

    def _split(
        self,
        parent: etree.Element,
        after: etree.Element | None,
        seen: set[str],
        link: Callable[[str, str], etree.Element],
    ) -> None:
        """Link the terms in the text of `parent`, or in what follows its child `after`."""
        text = (
            str(parent.text if after is None else after.tail) if (parent.text if after is None else after.tail) else ""
        )
        at, last = 0, after
        for match in self.pattern.finditer(text):
            name = self.forms[match[0]]
            if name in seen:
                continue
            seen.add(name)
            self._set(parent, last, text[at : match.start()])
            element = link(name, match[0])
            parent.insert(0 if last is None else list(parent).index(last) + 1, element)
            at, last = match.end(), element
        if at:
            self._set(parent, last, text[at:])

    @staticmethod
    def _set(parent: etree.Element, after: etree.Element | None, text: str) -> None:
        if after is None:
            parent.text = text
        else:
            after.tail = text


def unused(terms: Iterable[Term], used: set[str]) -> list[Term]:
    """The terms that nothing uses and that do not say why they are there."""
    return [term for term in terms if term.id not in used and not term.unused]
