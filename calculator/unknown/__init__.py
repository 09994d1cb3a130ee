"""An answer over every way in which what is not known could turn out.

A topic is a plain function of its inputs. Where it looks at an input that is not known, it is run once for each way on
from there: a yes-or-no input is both, a level each that is possible, and a number is a `Quantity` that is split where the
topic compares it, so at the figures of the policy and nowhere else. Each run is a `Leaf`: what it supposed and what
came out. Together the leaves are every case that is possible, so the bounds over them are exact.

One question with two unknowns: is a merchant eligible for STEP that does not know whether it complies with the PCI DSS, nor
what share of its transactions counts?

    >>> from calculator import evaluate
    >>> question = {"kind": "merchant", "market": "Australia", "incident_in_past_12_months": False}
    >>> question |= {"pci_compliant": None, "secured_percent": None}
    >>> answer = evaluate("step", question)

1. `leaf.explore` runs the rules, on a `Path` whose trail is empty. They see a `case.Case`: `case.kind` is known and is just
   there. `case.pci_compliant` is not, so the path takes a fork: no here, yes on the next run.
2. `case.secured_percent` is a `numbers.Asked` from 0 to 100. `share > 75` splits it there: at most 75 first, above on another
   run. `share == 75` splits again: below, and 75 itself.
3. Each run ends as a `Leaf`: (no, below 75), (no, 75), (no, above 75), (yes, below 75), (yes, 75), (yes, above 75). Six ways,
   and no case lies between them. Only the last two are eligible.
4. `merge.Merged` lays them side by side. `eligible` is no in some and yes in others, so it is open, with a `Span` over both:

    >>> answer.bounds["eligible"]
    Bounds(any_of=(False, True))

5. `ends` tells what leads to each end: the fewest answers of one way there that suffice, whatever else turns out:

    >>> [step.text for step in answer.steps if step.text.startswith("Eligible for STEP: yes")]
    ['Eligible for STEP: yes. With these answers: You comply with the PCI DSS: yes; Transactions over EMV, face to face, or P2PE: 75 %.']

6. `ask_next` tries each unknown input's values: the one first whose answer leaves the least open even where it helps least.

    >>> answer.ask_next
    ['pci_compliant', 'secured_percent']
"""
