UNITS = [
]
