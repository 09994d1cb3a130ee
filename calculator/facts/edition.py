"""One edition of the policy: its figures, and the rows of its tables."""

from __future__ import annotations

from .sheets import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping, Sequence

    from .sheets import Confidentiality, Contact, Fees, Incident, Indemnity, Levels, Privacy, Sheet, Step, Validation


WAYS = ("onsite", "saq", "step")


class FeeRow:
    """One row of the fee table: a market group at a level. Amounts in whole units of `currency` (ISO 4217)."""

    __slots__ = ("currency", "instalments", "levels", "line", "markets", "monthly")

    def __init__(
        self,
        markets: tuple[str, ...],
        levels: tuple[int, ...],
        currency: str,
        instalments: tuple[int, ...],
        monthly: int | None,
        line: int,
    ) -> None:
        self.markets = markets
        self.levels = levels
        self.currency = currency
        self.instalments = instalments
        self.monthly = monthly
        self.line = line


class Market:
    """One row of the phone directory. `iso` is the ISO 3166-1 alpha-2 code, or empty."""

    __slots__ = ("iso", "name", "note", "other_names", "phone")

    def __init__(self, name: str, iso: str, other_names: tuple[str, ...], phone: str, note: str) -> None:
        self.name = name
        self.iso = iso
        self.other_names = other_names
        self.phone = phone
        self.note = note

    @property
    def in_words(self) -> str:
        """The name within a sentence: some go with an article."""
        with_article = self.name.startswith("United ") or self.name.endswith((" Republic", "lands"))
        return f"the {self.name}" if with_article else self.name


class DocumentRow(Rule):
    """Which documents are due, for a kind at some levels that validates in one way; `documents` by name.

    `asked` is "always", "yes" or "no" (whether American Express requires them); `way` "onsite", "saq", "step" or "any".
    """

    __slots__ = ("asked", "documents", "kind", "levels", "way")

    def __init__(
        self, kind: str, levels: tuple[int, ...], asked: str, way: str, documents: dict[str, str], clause: str
    ) -> None:
        self.kind = kind
        self.levels = levels
        self.asked = asked
        self.way = way
        self.documents = documents
        self.name = f"{kind} {levels} {asked} {way}"
        self.clause = clause


class ReductionExample:
    """One of the printed examples of a reduction: two percentages, and what they are said to give."""

    __slots__ = ("chip_percent", "enhanced", "number", "other_percent", "reduction", "reduction_percent")

    def __init__(
        self, number: int, chip_percent: int, other_percent: int, enhanced: bool, reduction_percent: int, reduction: str
    ) -> None:
        self.number = number
        self.chip_percent = chip_percent
        self.other_percent = other_percent
        self.enhanced = enhanced
        self.reduction_percent = reduction_percent
        self.reduction = reduction


class Facts:
    """All facts of one edition, checked.

    `sheets` holds the files by name, `figures` everything in them by "file.key"; `markets` finds a market by any of its
    names in lower case; `fee_row` and `document_row` find a row of those tables.
    """

    levels: Levels
    validation: Validation
    step: Step
    fees: Fees
    indemnity: Indemnity
    incident: Incident
    confidentiality: Confidentiality
    contact: Contact
    privacy: Privacy

    def __init__(
        self,
        edition: str,
        sheets: Mapping[str, Sheet],
        fee_rows: Sequence[FeeRow],
        directory: Sequence[Market],
        document_rows: Sequence[DocumentRow],
        reduction_examples: Sequence[ReductionExample],
    ) -> None:
        self.edition = edition
        self.figures: dict[str, Rule] = {}
        for name, sheet in sheets.items():
            setattr(self, name, sheet)
            self.figures.update((f"{name}.{entry.name}", entry) for entry in sheet)
        self.document_rows = tuple(document_rows)
        self.reduction_examples = tuple(reduction_examples)
        self.fee_rows = tuple(fee_rows)
        self.directory = tuple(directory)
        self.fee_markets = tuple(sorted({name for row in self.fee_rows for name in row.markets}))
        self.euro_rates = {rate.unit: rate for rate in (self.fees.hrk_per_euro, self.fees.bgn_per_euro) if rate}
        self._fees = {(name, level): row for row in self.fee_rows for name in row.markets for level in row.levels}
        self._documents = {
            (row.kind, level, row.asked, way): row
            for row in self.document_rows
            for level in row.levels
            for way in (WAYS if row.way == "any" else (row.way,))
        }
        self.markets = {
            word.casefold(): market
            for market in self.directory
            for word in (*market.other_names, market.iso, market.name)
            if word
        }

    def fee_row(self, market: str, level: int) -> FeeRow:
        """The printed row for a market of the fee table at a level (1 to 4)."""
        return self._fees[market, level]

    def document_row(self, kind: str, level: int, asked: str, way: str) -> DocumentRow:
        """What is due for a kind at a level; `asked` "always", "yes" or "no", `way` "onsite", "saq" or "step"."""
        return self._documents[kind, level, asked, way]


class Edition:
    """An edition of the policy; `in_force_from` is None where it has no date."""

    __slots__ = ("in_force_from", "name", "title")

    def __init__(self, name: str, title: str, in_force_from: datetime.date | None) -> None:
        self.name = name
        self.title = title
        self.in_force_from = in_force_from
