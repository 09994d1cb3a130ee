"""The only reader of an edition's folder: checks everything, and says every complaint at once."""

from __future__ import annotations

import os

from ..errors import FactsError
from .edition import WAYS, DocumentRow, Facts, FeeRow, Market, ReductionExample
from .sheets import SHEETS, UNITS, Rule, Sheet, keys_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

Complaint = tuple[str, "int | str | None", str]


FEE_COLUMNS = ["markets", "levels", "currency", "first", "second", "third", "monthly"]

LEVELS = {"1": (1,), "2": (2,), "3 4": (3, 4)}

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
        content = self.toml(file)
        wanted = keys_of(kind)
        entries: dict[str, Rule | None] = {}
        if not content and len(self.complaints) == count:
            self.complaints.append((file, None, f"the file must have facts: {', '.join(wanted)}"))
        if len(self.complaints) == count:
            for key in [key for key in content if key not in wanted]:
                self.complaints.append((file, key, f"{key} is no fact of this file; it holds {', '.join(wanted)}"))
            for key, (of, needed) in wanted.items():
                there = needed or key in content
                entries[key] = self.entry(file, key, content.get(key), of) if there else None
        return kind(entries)

    def entry(self, file: str, key: str, given: object, kind: type[Rule]) -> Rule | None:
        count = len(self.complaints)

        def complain(text: str) -> None:
            self.complaints.append((file, None if given is None else key, f"{key} {text}"))

        shape = "{ " + ", ".join(f"{part} = …" for part in kind.keys) + " }"
        if given is None:
            complain(f"must be there: {key} = {shape}")
        elif not isinstance(given, dict):
            complain(f"must be {shape}")
        else:
            for part in [part for part in given if part not in kind.keys]:
                complain(f"must not have {part}: it is {shape}")
            for part in kind.keys:
                if part not in given:
                    complain(f"must have {part}: it is {shape}")
            if "value" in given and not kind.holds(given["value"]):
                complain(f"must have as value {kind.wanted}")
            unit = given.get("unit", "text")
            if "unit" in kind.keys and unit not in UNITS and not is_currency(unit):
                complain(f"must have as unit an ISO 4217 currency or one of {', '.join(sorted(UNITS))}")
            if "clause" in given and not (isinstance(given["clause"], str) and given["clause"].strip()):
                complain("must name the clause that it comes from")
        return kind(key, given) if isinstance(given, dict) and len(self.complaints) == count else None

    def rows(self, file: str, columns: list[str]) -> Iterator[tuple[int, dict[str, str]]]:
        """The rows of a CSV file with their lines; lines that open with # are comments.

        It is read as spreadsheets write it: with a mark of its encoding or without, separated by commas or by semicolons.
        """
        import csv

        try:
            with open(os.path.join(self.folder, file), encoding="utf-8-sig", newline="") as stream:
                lines = stream.read().splitlines()
        except FileNotFoundError:
            self.complaints.append((file, None, "the file must be there"))
            return
        except UnicodeDecodeError:
            self.complaints.append((file, None, "the file must be UTF-8"))
            return
        numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
        if not numbered:
            self.complaints.append((file, None, f"the file must have rows, the first of them {','.join(columns)}"))
            return
        delimiter = ";" if numbered[0][1].replace('"', "") == ";".join(columns) else ","
        reader = csv.reader((line for _, line in numbered), delimiter=delimiter)
        begins = 0  # a cell in quotes may go on in the next line
        for cells in reader:
            number, begins = numbered[begins][0], reader.line_num
            if begins == 1:
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
                # Where the directory cannot be read, that is complained of already.
                if known and market not in known:
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
    reader = _Reader(folder)
    if reader.complaints:
        raise FactsError(reader.complaints)
    return Facts(
        edition, reader.sheets, reader.fee_rows, reader.directory, reader.document_rows, reader.reduction_examples
    )
