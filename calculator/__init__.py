"""The rules of the Data Security Operating Policy, computed: levels, papers, fees, indemnity and deadlines.

    >>> from calculator import evaluate
    >>> question = {"market": "Australia", "kind": "merchant", "level": 1, "days_late": 61}
    >>> answer = evaluate("fee", question)
    >>> answer.outcome["total"]
    Decimal('147000')
    >>> answer.to_dict()["outcome"]["total"]
    '147000'

`evaluate` answers a question about one of `TOPICS`; `edition_on` gives the edition in force on a day. Nothing but the
standard library is needed.
"""

from __future__ import annotations

from .answer import Answer, Reading
from .errors import FactsError, InputErrors, NoEdition, Problem
from .evaluate import evaluate
from .facts import edition_on
from .fields import Field
from .result import Bounds, Result
from .topic import Topic
from .topics import TOPICS
from .working import Step

__all__ = [
    "TOPICS",
    "Answer",
    "Bounds",
    "FactsError",
    "Field",
    "InputErrors",
    "NoEdition",
    "Problem",
    "Reading",
    "Result",
    "Step",
    "Topic",
    "edition_on",
    "evaluate",
]
