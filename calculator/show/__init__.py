"""One answer, shown: as text, as HTML, as a drawing."""
