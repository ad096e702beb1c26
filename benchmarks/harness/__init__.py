"""What every benchmark family shares.

Engines and scenarios are declared as data, answers are compared before anything is timed, children
are measured in turns, and results are recorded with the machine they came from.
"""
