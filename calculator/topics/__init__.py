"""The topics, a folder each: what it asks and answers, its rules, which read like the clauses that they compute, its words and picture.

A topic's `rules` have two functions: `problems` says what in the inputs is in conflict, and `answer` works the outcome out and
writes down how. Where a topic has more than one question, its parts stand beside: `deadline` is a part of `fee`.
"""

from __future__ import annotations

from .contact.question import CONTACT
from .fee.question import FEE
from .incident.question import INCIDENT
from .indemnity.question import INDEMNITY
from .level.question import LEVEL
from .overview.question import OVERVIEW
from .privacy.question import PRIVACY
from .step.question import STEP
from .validation.question import VALIDATION

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..topic import Topic


TOPICS: dict[str, Topic] = {
    topic.name: topic for topic in (LEVEL, VALIDATION, STEP, FEE, INDEMNITY, INCIDENT, CONTACT, PRIVACY, OVERVIEW)
}
"""Every topic by its name, in the contract's order."""
