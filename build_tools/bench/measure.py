"""What is timed, natively and in Pyodide alike: the standard library and the rule core, nothing else."""

from __future__ import annotations

import json
from decimal import localcontext
from time import perf_counter

from calculator import TOPICS, evaluate, facts
from calculator.evaluate import checked_values
from calculator.laid_open.better import ways_to_better
from calculator.laid_open.table import LAID_OPEN, table_of
from calculator.money import EXACT
from calculator.unknown.leaf import explore
from calculator.unknown.merge import Merged
from calculator.unknown.path import Shared

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

AT_LEAST = 0.002
"""Seconds that a timing takes: longer than the clock's grain, shorter than a machine with other load lets a program run."""
TIMINGS = 7

MERCHANT = {"kind": "merchant"}
DATES = {"first_deadline": "2026-03-31", "received": "2026-10-16"}
PLAN = {"plan_completed": "2026-04-10", "plan_received": "2026-04-15", "remediation_date": "2026-10-01"}
INCIDENT = {
    **MERCHANT,
    **{"card_numbers": 12000, "numbers_with_data": 11000, "previously_claimed": 500, "notified_in_time": True},
    **{"pci_compliant": True, "wrongful_conduct": False, "mitigation_throughout": True, "forbidden_data_stored": False},
    **{"pfi_investigation_complete": True, "investigation_waived": False, "report_confirms_mitigation": True},
    **{"chip_percent": 80, "any_technology_locations_percent": 77, "other_technology_locations_percent": 77},
    **{"incident_duties_met": True},
}
KNOWN: dict[str, dict[str, Any]] = {
    "level": MERCHANT | {"transactions": 60000, "bip_transactions": 10000, "designated_level_1": False},
    "validation": MERCHANT
    | {"level": 2, "submission_required": False, "saq_requires_scan": True, "pci_compliant": True},
    "step": MERCHANT
    | {"market": "Australia", "contactless": True, "pci_compliant": True, "incident_in_past_12_months": False}
    | {"secured_percent": 80},
    "fee": MERCHANT | {"market": "Australia", "level": 1, "days_late": 61, "submission_required": True},
    "indemnity": INCIDENT,
    "incident": {"discovered": "2026-03-28T14:30:00+01:00", "card_numbers": 12000, "report_completed": "2026-04-30"}
    | {"notification_date": "2026-06-01", "calendar": "Australia"},
    "contact": {"market": "Australia"},
    "privacy": {"relation": "visitor", "area": "puerto_rico", "stop": "telemarketing"},
    "overview": MERCHANT
    | {"transactions": 60000, "market": "Australia", "designated_level_1": False, "submission_required": False},
}
"""A typical question of each topic in which nothing is unknown."""

SLOWEST = {"fee": {name: value for name, value in KNOWN["fee"].items() if name != "days_late"} | DATES | PLAN}
"""Where another question than the typical one takes longest once all that may be unknown is."""


def unknowable(topic: str) -> dict[str, Any]:
    """A question with every input of the topic unknown that may be."""
    return SLOWEST.get(topic, KNOWN[topic]) | {field.name: None for field in TOPICS[topic].fields if field.unknown}


def whole(topic: str, inputs: dict[str, Any]) -> object:
    """The answer as the contract has it."""
    return evaluate(topic, inputs).to_dict()


def bare(topic: str, inputs: dict[str, Any]) -> object:
    """The outcome and its bounds alone: no working, no readings, nothing to ask next."""
    loaded = facts.load()
    values = checked_values(TOPICS[topic], inputs, loaded, [])
    with localcontext(EXACT):
        return Merged(TOPICS[topic], explore(Shared(TOPICS[topic], values, loaded), {}, silent=True))


def brief(topic: str, inputs: dict[str, Any]) -> object:
    """The answer of `batch --brief`."""
    return evaluate(topic, inputs, brief=True).to_dict()


def better(topic: str, inputs: dict[str, Any]) -> object:
    """What would lower it alone: the answer is there. Where all is unknown nothing can be changed: of an incident a part is."""
    if topic == "indemnity":
        inputs = KNOWN[topic] | DEAR | ({} if inputs == KNOWN[topic] else IN_PART)
    key = json.dumps([topic, inputs])
    if key not in ANSWERS:
        ANSWERS[key] = evaluate(topic, inputs)
    return ways_to_better(ANSWERS[key])


ANSWERS: dict[str, Any] = {}
DEAR: dict[str, Any] = {
    **{"pci_compliant": False, "wrongful_conduct": True, "notified_in_time": False, "mitigation_throughout": False},
    **{"pfi_investigation_complete": False, "report_confirms_mitigation": False, "forbidden_data_stored": True},
    **{"chip_percent": 10, "any_technology_locations_percent": 20, "other_technology_locations_percent": 5},
    **{"incident_duties_met": False},
}
"""An incident in which most can be lowered, and most has to change for it."""
IN_PART = dict.fromkeys(("previously_claimed", "report_confirms_mitigation", "any_technology_locations_percent"))
"""What is not known where it takes longest."""


def tables() -> float:
    """Seconds for every case of every topic, of the fees in each market."""
    loaded, began = facts.load(), perf_counter()
    for topic in LAID_OPEN:
        for market in loaded.fee_markets if topic == "fee" else ("",):
            table_of(topic, loaded, market=market)
    return perf_counter() - began


WAYS: dict[str, Callable[[str, dict[str, Any]], object]] = {"whole": whole, "bare": bare, "brief": brief}
ONE: dict[str, Callable[[str, dict[str, Any]], object]] = WAYS | {"better": better}


def seconds(topic: str, way: str, known: bool) -> float:
    """How long one answer takes: the median of some timings, each over as many answers as fill it."""
    inputs = KNOWN[topic] if known else unknowable(topic)
    ask = ONE[way]
    times = 1
    found: list[float] = []
    while len(found) < TIMINGS:
        began = perf_counter()
        for _ in range(times):
            ask(topic, inputs)
        took = perf_counter() - began
        if took >= AT_LEAST:
            found.append(took / times)
        else:
            times = max(2 * times, int(times * AT_LEAST / max(took, 1e-6)))
    return sorted(found)[TIMINGS // 2]


def reply(text: str) -> str:
    """`[topic, way, known]` as JSON text to seconds as JSON text: for a program in another language."""
    return json.dumps(seconds(*json.loads(text)))
