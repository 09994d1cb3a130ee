"""An answer over every way in which what is not known could turn out.

A topic is a plain function of its inputs. Where it looks at an input that is not known, it is run once for each way on
from there: a yes-or-no input is both, a level each that is possible, and a number is a `Quantity` that is split where the
topic compares it, so at the figures of the policy and nowhere else. Each run is a `Leaf`: what it supposed and what
came out. Together the leaves are every case that is possible, so the bounds over them are exact.
"""
