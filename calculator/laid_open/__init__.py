"""The rules of a topic laid open: the complete list of its cases, made by the code that answers.

`table` has every case of a topic, `compare` what another reading changes in it, `better` the cases nearby that cost less.
Nothing that answers imports these before they are used.
"""
