"""What a page needs to run the rule core itself: Pyodide, the core compiled, and the image that is made of both."""
