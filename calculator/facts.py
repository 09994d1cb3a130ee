"""The figures and rules of one edition of the policy: the only reader of the `facts` folder.

A class below is the schema of the file of its name: each annotation is a key that the file must have, and no other may
be there. `load` checks everything and raises `FactsError` with every complaint at once.
"""

from __future__ import annotations

import os

from .errors import FactsError, NoEdition

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator
    from decimal import Decimal

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "facts")
UNITS = {
    "transactions",
    "percent",
    "card_numbers",
    "hours",
    "days",
    "business_days",
    "months",
    "years",
    "level",
    "text",
}

HOLIDAYS = os.path.join(FOLDER, "holidays.csv")

Complaint = tuple[str, "int | str | None", str]


class Rule:
    """A rule that has no figure: the clause that states it."""

    __slots__ = ("clause", "name")
    keys: tuple[str, ...] = ("clause",)
    wanted = ""

    @staticmethod
    def holds(value: object) -> bool:
        """Whether a value of the file is one of this kind; a rule has none, and is told so elsewhere."""
        return True

    def __init__(self, name: str, entry: dict[str, object]) -> None:
        self.name = name
        self.clause = str(entry["clause"])


class Figure(Rule):
    """A whole number that the policy states, its unit, and the clause that states it."""

    __slots__ = ("unit", "value")
    keys = ("value", "unit", "clause")
    wanted = "a whole number, 0 or more, such as 2_500_000"

    @staticmethod
    def holds(value: object) -> bool:
        return type(value) is int and value >= 0

    def __init__(self, name: str, entry: dict[str, object]) -> None:
        super().__init__(name, entry)
        self.value: int = entry["value"]  # type: ignore[assignment]  # `holds` has looked
        self.unit = str(entry["unit"])


class Rate(Figure):
    """A figure with decimals, exact."""

    __slots__ = ()
    wanted = "a number with decimals above 0, such as 1.95583"

    @staticmethod
    def holds(value: object) -> bool:
        # TOML's decimals arrive as Decimal: naming the class would import it before it is wanted.
        return type(value).__name__ == "Decimal" and value > 0  # type: ignore[operator]

    def __init__(self, name: str, entry: dict[str, object]) -> None:
        super().__init__(name, entry)
        self.value: Decimal = entry["value"]  # type: ignore[assignment]


class Text(Figure):
    """A phone number, an address: printed as the policy prints it."""

    __slots__ = ()
    wanted = "a text in quotes, not empty"

    @staticmethod
    def holds(value: object) -> bool:
        return type(value) is str and bool(value.strip())

    def __init__(self, name: str, entry: dict[str, object]) -> None:
        super().__init__(name, entry)
        self.value: str = entry["value"]  # type: ignore[assignment]


class Sheet:
    """One file of facts."""

    def __init__(self, entries: dict[str, Rule]) -> None:
        self.__dict__.update(entries)

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.__dict__.values())

    def text(self, name: str) -> str | None:
        """The text of that name, None where the file has none."""
        found = self.__dict__.get(name)
        return found.value if found else None


class Levels(Sheet):
    """Where the levels begin, and what is counted for them."""

    level_1: Figure
    level_2: Figure
    level_3: Figure
    level_4: Rule
    assigned_level_1: Rule
    service_provider_level_1: Figure
    service_provider_level_2: Rule
    service_provider_deemed_level_1: Rule
    merchant_levels: Figure
    service_provider_levels: Figure
    volume: Rule
    bip_left_out: Rule
    franchisees_added: Rule


class Fees(Sheet):
    """When the non-validation fees fall; the amounts are the rows of `FeeRow`."""

    first_after: Figure
    second_after: Figure
    third_after: Figure
    monthly: Rule
    monthly_period: Figure
    terminate_after: Figure
    imposing: Rule
    deadline: Rule
    amounts: Rule
    step_column: Figure
    hrk_per_euro: Rate
    bgn_per_euro: Rate


class Validation(Sheet):
    """Who takes part and submits, and for each document: how often, by whom, what on request; which is due stands in documents.csv."""

    must_enrol: Rule
    data_security_contact: Rule
    designation: Rule
    enrol_within: Figure
    must_submit: Rule
    asked_from_level: Figure
    verification: Rule
    ways_to_send: Rule
    step_replaces: Rule
    onsite_replaces_saq: Rule
    scan_as_saq_requires: Rule
    onsite_if_preferred: Rule
    officers: Text
    roc_sent: Text
    roc_frequency: Text
    roc_performed_by: Text
    roc_attested_when_yours: Rule
    roc_on_request: Text
    service_provider_saq: Text
    saq_sent: Text
    saq_frequency: Text
    saq_performed_by: Text
    saq_on_request: Text
    scan_sent: Text
    scan_sent_both: Text
    scan_frequency: Text
    scan_performed_by: Text
    scan_on_request: Text
    step_attestation_sent: Text
    step_attestation_frequency: Text
    step_attestation_performed_by: Text
    franchisee_documents: Rule
    franchisee_documents_sent: Text
    summary_of_compliance: Rule
    non_compliance_plan: Rule
    non_compliance_plan_sent: Text
    non_compliance_plan_frequency: Text
    remediation_within: Figure
    plan_updates: Rule
    plan_holds_fees: Rule
    plan_leaves_liability: Rule


class Step(Sheet):
    """Who qualifies for STEP."""

    secured_share: Figure
    no_incident_for: Figure
    compliant: Rule
    technologies: Rule
    at_discretion: Rule
    merchants_only: Rule
    emv: Rule
    emvco_site: Text
    contactless_in_united_states: Rule
    p2pe: Rule
    fewer_documents: Rule
    attestation: Rule
    not_while_non_compliant: Rule


class Indemnity(Sheet):
    """When an indemnity is owed, what it comes to, and what frees from it or reduces it."""

    other_remedies: Rule
    owed_from: Figure
    rate: Figure
    below_threshold: Rule
    conditions: Rule
    condition_notified: Rule
    condition_compliant: Rule
    condition_no_wrong: Rule
    non_compliance_fee_most: Figure
    prior_claims_within: Figure
    calculations_final: Rule
    collection: Rule
    reduction: Rule
    criterion_technology: Rule
    criterion_investigation: Rule
    criterion_report: Rule
    criterion_storage: Rule
    share_over: Figure
    standard_percent: Figure
    lesser_share: Rule
    enhanced_most: Figure
    measured_by: Rule
    effective_use: Rule
    reduction_not_fee: Rule
    example_numbers: Figure
    example_before: Figure
    example_percent: Figure
    example_after: Figure


class Incident(Sheet):
    """What a Data Incident asks for, by when."""

    suspicion_counts: Rule
    notify_within: Figure
    notify_phone: Text
    notify_email: Text
    contact_person: Rule
    investigate: Rule
    pfi_from: Figure
    engage_pfi_within: Figure
    pfi_on_demand: Rule
    american_express_pfi: Rule
    report_within: Figure
    report_template: Rule
    report_contents: Rule
    repair_validation: Rule
    compromised_card_numbers: Rule
    own_analysis: Rule
    cooperation: Rule
    disclosure: Rule
    notification_date: Rule
    event_window_before: Figure
    event_window_after: Figure


class Confidentiality(Sheet):
    """How long documents are kept in confidence: no topic computes with it, the words name it."""

    kept_for: Figure


class Contact(Sheet):
    """How to reach SecureTrust; the numbers by market are the rows of `Market`."""

    general_phone_freephone: Text
    general_phone_us: Text
    email: Text
    portal: Text
    fax: Text
    merchant_number_digits: Text
    by_market: Rule
    international_toll: Rule
    data_security_site: Text
    pci_ssc_site: Text


class Privacy(Sheet):
    """What the privacy statement covers, and how to say no."""

    customers_covered: Rule
    visitors_covered: Rule
    other_sites: Rule
    children_under: Figure
    phone_united_states: Text
    phone_mexico_city: Text
    phone_on_account_statement: Rule
    questions: Rule
    email_offers: Rule
    email_reply: Rule
    email_says_how: Rule
    email_preferences: Rule
    partner_told_separately: Rule
    partner_offers_on_behalf: Rule
    direct_mail: Rule
    telemarketing: Rule
    third_party_ads: Rule
    third_party_opt_out: Rule
    leaving_the_site: Rule
    copyright_years: Text


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

    def __init__(self, edition: str, read: _Reader) -> None:
        self.edition = edition
        self.figures: dict[str, Rule] = {}
        for name, sheet in read.sheets.items():
            setattr(self, name, sheet)
            self.figures.update((f"{name}.{entry.name}", entry) for entry in sheet)
        self.document_rows = tuple(read.document_rows)
        self.reduction_examples = tuple(read.reduction_examples)
        self.fee_rows = tuple(read.fee_rows)
        self.directory = tuple(read.directory)
        self.fee_markets = tuple(sorted({name for row in self.fee_rows for name in row.markets}))
        self.euro_rates = {rate.unit: rate for rate in (self.fees.hrk_per_euro, self.fees.bgn_per_euro)}
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


SHEETS: dict[str, type[Sheet]] = {
    "levels": Levels,
    "validation": Validation,
    "step": Step,
    "fees": Fees,
    "indemnity": Indemnity,
    "incident": Incident,
    "confidentiality": Confidentiality,
    "contact": Contact,
    "privacy": Privacy,
}
KINDS: dict[str, type[Rule]] = {kind.__name__: kind for kind in (Rule, Figure, Rate, Text)}
FEE_COLUMNS = ["markets", "levels", "currency", "first", "second", "third", "monthly"]
LEVELS = {"1": (1,), "2": (2,), "3 4": (3, 4)}
WAYS = ("onsite", "saq", "step")
DOCUMENTS = ("roc", "saq", "scan", "step_attestation")
DOCUMENT_COLUMNS = ["kind", "levels", "asked", "way", *DOCUMENTS, "clause"]
DOCUMENT_WORDS = {
    "kind": ("merchant", "service_provider"),
    "levels": ("1", "2", "3 4"),
    "asked": ("always", "yes", "no"),
    "way": (*WAYS, "any"),
    **dict.fromkeys(DOCUMENTS, ("mandatory", "optional", "replaced", "not_applicable", "as_saq_requires")),
}
EXAMPLE_COLUMNS = ["example", "chip_percent", "other_percent", "enhanced", "reduction_percent", "reduction"]
DIRECTORY_COLUMNS = ["market", "iso", "other_names", "phone", "note"]


class _Reader:
    """Reads one edition's folder and gathers what is wrong with it."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.complaints: list[Complaint] = []
        self.sheets = {name: self.sheet(name, kind) for name, kind in SHEETS.items()}
        self.directory = list(self.read_directory())
        self.document_rows = list(self.read_documents())
        self.reduction_examples = list(self.read_examples())
        self.fee_rows = list(self.read_fees({market.name for market in self.directory}))

    def toml(self, file: str) -> dict[str, object]:
        import tomllib
        from decimal import Decimal

        try:
            with open(os.path.join(self.folder, file), "rb") as stream:
                return tomllib.load(stream, parse_float=Decimal)
        except FileNotFoundError:
            self.complaints.append((file, None, "the file must be there"))
        except UnicodeDecodeError:
            self.complaints.append((file, None, "the file must be UTF-8"))
        except tomllib.TOMLDecodeError as error:
            # The message ends in "(at line 3, column 7)".
            line = str(error).rpartition("(at line ")[2].partition(",")[0]
            self.complaints.append((file, int(line) if line.isdigit() else None, f"must be TOML: {error}"))
        return {}

    def sheet(self, name: str, kind: type[Sheet]) -> Sheet:
        file = f"{name}.toml"
        count = len(self.complaints)
        found = self.toml(file)
        wanted = kind.__annotations__
        entries: dict[str, Rule] = {}
        if len(self.complaints) == count:
            for key in [key for key in found if key not in wanted]:
                self.complaints.append((file, key, f"{key} is no fact of this file; it holds {', '.join(wanted)}"))
            for key, annotation in wanted.items():
                entry = self.entry(file, key, found.get(key), KINDS[annotation])
                if entry:
                    entries[key] = entry
        return kind(entries)

    def entry(self, file: str, key: str, found: object, kind: type[Rule]) -> Rule | None:
        count = len(self.complaints)

        def complain(text: str) -> None:
            self.complaints.append((file, None if found is None else key, f"{key} {text}"))

        shape = "{ " + ", ".join(f"{part} = …" for part in kind.keys) + " }"
        if found is None:
            complain(f"must be there: {key} = {shape}")
        elif not isinstance(found, dict):
            complain(f"must be {shape}")
        else:
            for part in [part for part in found if part not in kind.keys]:
                complain(f"must not have {part}: it is {shape}")
            for part in kind.keys:
                if part not in found:
                    complain(f"must have {part}: it is {shape}")
            if "value" in found and not kind.holds(found["value"]):
                complain(f"must have as value {kind.wanted}")
            unit = found.get("unit", "text")
            if "unit" in kind.keys and unit not in UNITS and not is_currency(unit):
                complain(f"must have as unit an ISO 4217 currency or one of {', '.join(sorted(UNITS))}")
            if "clause" in found and not (isinstance(found["clause"], str) and found["clause"].strip()):
                complain("must name the clause that it comes from")
        return kind(key, found) if isinstance(found, dict) and len(self.complaints) == count else None

    def rows(self, file: str, columns: list[str]) -> Iterator[tuple[int, dict[str, str]]]:
        """The rows of a CSV file with their lines; lines that open with # are comments."""
        import csv

        try:
            with open(os.path.join(self.folder, file), encoding="utf-8", newline="") as stream:
                lines = stream.read().splitlines()
        except FileNotFoundError:
            self.complaints.append((file, None, "the file must be there"))
            return
        except UnicodeDecodeError:
            self.complaints.append((file, None, "the file must be UTF-8"))
            return
        numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
        for index, ((number, _), cells) in enumerate(
            zip(numbered, csv.reader(line for _, line in numbered), strict=True)
        ):
            if index == 0:
                if cells != columns:
                    self.complaints.append((file, number, f"the first row must be {','.join(columns)}"))
                    return
            elif len(cells) != len(columns):
                self.complaints.append((file, number, f"must have {len(columns)} cells, not {len(cells)}"))
            else:
                yield number, {column: cell.strip() for column, cell in zip(columns, cells, strict=True)}

    def read_fees(self, known: set[str]) -> Iterator[FeeRow]:
        file = "fees.csv"
        seen: dict[tuple[str, int], int] = {}
        where: dict[str, int] = {}
        for line, row in self.rows(file, FEE_COLUMNS):
            count = len(self.complaints)

            def complain(text: str, line: int = line) -> None:
                self.complaints.append((file, line, text))

            markets = tuple(market.strip() for market in row["markets"].split(";"))
            levels = LEVELS.get(row["levels"], ())
            for market in markets:
                where.setdefault(market, line)
                if market not in known:
                    complain(f"market {market!r} must be one of directory.csv")
                for level in levels:
                    if (market, level) in seen:
                        complain(
                            f"{market}, level {level}, stands already in line {seen[market, level]}: each must stand once"
                        )
                    seen.setdefault((market, level), line)
            if not levels:
                complain(f"levels must be one of {', '.join(LEVELS)}, not {row['levels']!r}")
            if not is_currency(row["currency"]):
                complain(f"currency must be three capital letters of ISO 4217, not {row['currency']!r}")
            used: tuple[str, ...] = ("first", "second", "third")
            unused: tuple[str, ...] = ("monthly",)
            if len(levels) > 1:
                used, unused = unused, used
            amounts = []
            for column in used:
                cell = row[column]
                if cell.isascii() and cell.isdigit() and int(cell) > 0:
                    amounts.append(int(cell))
                elif cell:
                    complain(f"{column} must be a whole amount above 0 in digits alone, such as 35000, not {cell!r}")
                else:
                    complain(f"{column} must be there at level {row['levels']}")
            for column in unused:
                if row[column]:
                    complain(f"{column} must be empty at level {row['levels']}")
            if len(self.complaints) == count:
                monthly = amounts.pop() if len(levels) > 1 else None
                yield FeeRow(markets, levels, row["currency"], tuple(amounts), monthly, line)
        for market, line in where.items():
            for name, levels in LEVELS.items():
                if (market, levels[0]) not in seen:
                    self.complaints.append((file, line, f"{market} must have a row for level {name} too"))

    def read_documents(self) -> Iterator[DocumentRow]:
        file = "documents.csv"
        seen: dict[tuple[str, ...], int] = {}
        for line, row in self.rows(file, DOCUMENT_COLUMNS):
            count = len(self.complaints)
            for column, words in DOCUMENT_WORDS.items():
                if row[column] not in words:
                    self.complaints.append(
                        (file, line, f"{column} must be one of {', '.join(words)}, not {row[column]!r}")
                    )
            case = (row["kind"], row["levels"], row["asked"], row["way"])
            if case in seen:
                self.complaints.append(
                    (file, line, f"the case stands already in line {seen[case]}: each must stand once")
                )
            seen.setdefault(case, line)
            if not row["clause"]:
                self.complaints.append((file, line, "clause must name the clause that the row comes from"))
            if len(self.complaints) == count:
                documents = {name: row[name] for name in DOCUMENTS}
                yield DocumentRow(
                    row["kind"], LEVELS[row["levels"]], row["asked"], row["way"], documents, row["clause"]
                )

    def read_examples(self) -> Iterator[ReductionExample]:
        file = "reduction_examples.csv"
        for line, row in self.rows(file, EXAMPLE_COLUMNS):
            count = len(self.complaints)
            numbers = [row[column] for column in ("example", "chip_percent", "other_percent", "reduction_percent")]
            if not all(cell.isascii() and cell.isdigit() for cell in numbers):
                self.complaints.append(
                    (file, line, "example and the percentages must be whole numbers in digits alone")
                )
            if row["enhanced"] not in ("yes", "no"):
                self.complaints.append((file, line, f"enhanced must be yes or no, not {row['enhanced']!r}"))
            if row["reduction"] not in ("none", "standard", "enhanced"):
                self.complaints.append(
                    (file, line, f"reduction must be none, standard or enhanced, not {row['reduction']!r}")
                )
            if len(self.complaints) == count:
                number, chip, other, percent = map(int, numbers)
                yield ReductionExample(number, chip, other, row["enhanced"] == "yes", percent, row["reduction"])

    def read_directory(self) -> Iterator[Market]:
        file = "directory.csv"
        seen: dict[str, int] = {}
        for line, row in self.rows(file, DIRECTORY_COLUMNS):
            names = tuple(name.strip() for name in row["other_names"].split(";") if name.strip())
            for word in (row["market"], row["iso"], *names):
                if word and word.casefold() in seen:
                    text = f"{word!r} stands already in line {seen[word.casefold()]}: a market's names must be its own"
                    self.complaints.append((file, line, text))
                seen.setdefault(word.casefold(), line)
            if not row["market"]:
                self.complaints.append((file, line, "market must be there"))
            if not row["phone"]:
                self.complaints.append((file, line, "phone must be there"))
            if row["iso"] and not (row["iso"].isalpha() and row["iso"].isupper() and len(row["iso"]) == len("XX")):
                self.complaints.append((file, line, "iso must be two capital letters of ISO 3166-1, or empty"))
            yield Market(row["market"], row["iso"], names, row["phone"], row["note"])


def is_currency(code: object) -> bool:
    """Whether a text has the shape of an ISO 4217 code."""
    return isinstance(code, str) and len(code) == len("XXX") and code.isalpha() and code.isupper() and code.isascii()


def read(folder: str, edition: str) -> Facts:
    """The facts of an edition's folder, checked; raises `FactsError` with every complaint."""
    found = _Reader(folder)
    if found.complaints:
        raise FactsError(found.complaints)
    return Facts(edition, found)


class Edition:
    """An edition of the policy; `in_force_from` is None where it has no date."""

    __slots__ = ("in_force_from", "name", "title")

    def __init__(self, name: str, title: str, in_force_from: datetime.date | None) -> None:
        self.name = name
        self.title = title
        self.in_force_from = in_force_from


_editions: tuple[str, dict[str, Edition]] | None = None
_loaded: dict[str, Facts] = {}


def editions() -> tuple[str, dict[str, Edition]]:
    """The name of the current edition, and all editions by name."""
    global _editions
    if _editions is None:
        import tomllib

        with open(os.path.join(FOLDER, "editions.toml"), "rb") as stream:
            found = tomllib.load(stream)
        every = {
            entry["name"]: Edition(entry["name"], entry["title"], entry.get("in_force_from"))
            for entry in found["edition"]
        }
        _editions = found["current"], every
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
        _loaded[name] = read(os.path.join(FOLDER, name), name)
    return _loaded[name]


class Holidays:
    """The national public holidays of a country that fall on weekdays, in the years that are known; not regional ones."""

    __slots__ = ("days", "years")

    def __init__(self, days: frozenset[datetime.date], years: frozenset[int]) -> None:
        self.days = days
        self.years = years


_holidays: dict[str, Holidays] = {}


def holidays(iso: str) -> Holidays:
    """The holidays of a country (ISO 3166-1 alpha-2), the same in every edition; read when first asked for."""
    if iso not in _holidays:
        import datetime

        days, years = [], []
        with open(HOLIDAYS, encoding="utf-8") as stream:
            for line in stream:
                if line.startswith(f"{iso},"):
                    _, year, found = line.split(",")
                    years.append(int(year))
                    days += [datetime.date(int(year), int(day[:2]), int(day[2:])) for day in found.split()]
        _holidays[iso] = Holidays(frozenset(days), frozenset(years))
    return _holidays[iso]
