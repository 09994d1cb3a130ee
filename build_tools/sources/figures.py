"""What must be so of facts beyond their shape: units, currencies, countries, shares and the order of the levels.

The rule core checks the shape when it reads them (`calculator/facts/read.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from babel import Locale
from babel.numbers import list_currencies

from calculator.facts.edition import Facts
from calculator.facts.sheets import Figure, Text

Problem = tuple[str, int | str, str]  # file, the line or the key, what must be so

CURRENCY = "currency"
# The unit of every figure that counts something; what has CURRENCY may be in any.
FIGURES = {
    "transactions": ("levels.level_1", "levels.level_2", "levels.level_3", "levels.service_provider_level_1"),
    "level": (
        "levels.merchant_levels",
        "levels.service_provider_levels",
        "validation.asked_from_level",
        "fees.step_column",
    ),
    "hours": ("incident.notify_within",),
    "business_days": ("incident.report_within",),
    "days": (
        "validation.enrol_within",
        "fees.first_after",
        "fees.second_after",
        "fees.third_after",
        "fees.monthly_period",
        "fees.terminate_after",
        "incident.engage_pfi_within",
        "incident.event_window_before",
        "incident.event_window_after",
    ),
    "months": ("validation.remediation_within", "step.no_incident_for", "indemnity.prior_claims_within"),
    "years": ("confidentiality.kept_for", "privacy.children_under"),
    "percent": (
        "step.secured_share",
        "indemnity.share_over",
        "indemnity.standard_percent",
        "indemnity.enhanced_most",
        "indemnity.example_percent",
    ),
    "card_numbers": ("indemnity.owed_from", "indemnity.example_numbers", "incident.pfi_from"),
    CURRENCY: (
        "indemnity.rate",
        "indemnity.non_compliance_fee_most",
        "indemnity.example_before",
        "indemnity.example_after",
    ),
    "HRK": ("fees.hrk_per_euro",),
    "BGN": ("fees.bgn_per_euro",),
}
UNITS = {name: unit for unit, names in FIGURES.items() for name in names}

# Of the codes that open with X, which no country has, those of currencies that are paid with.
SHARED = {"XAF", "XCD", "XCG", "XOF", "XPF"}
CURRENCIES = {code for code in list_currencies() if code[0] != "X"} | SHARED
"""ISO 4217, current and historic."""

COUNTRIES = Locale("en").territories
HIGHEST_LEVEL = 4
WHOLE = 100  # percent


def problems(facts: Facts) -> Iterator[Problem]:
    """What is wrong with facts whose shape is right."""
    for name, figure in facts.figures.items():
        if isinstance(figure, Figure):
            sheet, _, key = name.partition(".")
            yield from ((f"{sheet}.toml", key, f"{key} {wrong}") for wrong in wrong_figure(name, figure))
    yield from levels(facts)
    yield from currencies(facts)
    for market in facts.directory:
        known = COUNTRIES.get(market.iso, "")
        if market.iso and known not in (market.name, *market.other_names):
            what = f"the code of {known}" if known else "no code of ISO 3166-1"
            yield "directory.csv", market.name, f"iso of {market.name} must be its own: {market.iso} is {what}"


def wrong_figure(name: str, figure: Figure) -> Iterator[str]:
    """What is wrong with a figure by its name."""
    wanted = "text" if isinstance(figure, Text) else UNITS.get(name, CURRENCY)
    if wanted == CURRENCY:
        if figure.unit not in CURRENCIES:
            yield f"must have as unit a currency of ISO 4217, such as USD, not {figure.unit}"
    elif figure.unit != wanted:
        yield f"must have as unit {wanted}, not {figure.unit}"
    elif figure.unit == "percent" and figure.value > WHOLE:
        yield f"must be at most {WHOLE} percent, not {figure.value}"
    elif figure.unit == "level" and not 1 <= figure.value <= HIGHEST_LEVEL:
        yield f"must be a level from 1 to {HIGHEST_LEVEL}, not {figure.value}"


def levels(facts: Facts) -> Iterator[Problem]:
    """A level begins below the one above it."""
    starts = ("level_1", "level_2", "level_3")
    for higher, lower in pairwise(starts):
        above, below = (facts.figures[f"levels.{key}"].value for key in (higher, lower))  # type: ignore[attr-defined]
        if not below < above:
            yield "levels.toml", lower, f"{lower} must begin below {higher}: {below} is not less than {above}"


def currencies(facts: Facts) -> Iterator[Problem]:
    """A market pays in one currency, one of ISO 4217."""
    first: dict[str, tuple[str, int]] = {}
    for row in facts.fee_rows:
        if row.currency not in CURRENCIES:
            yield "fees.csv", row.line, f"currency must be one of ISO 4217, such as EUR, not {row.currency}"
        for market in row.markets:
            currency, line = first.setdefault(market, (row.currency, row.line))
            if currency != row.currency:
                text = (
                    f"{market} must have one currency in all its rows: {row.currency} here, {currency} in line {line}"
                )
                yield "fees.csv", row.line, text
