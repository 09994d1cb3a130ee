"""Figures of this machine against the limits that the project set itself: `make bench`."""
