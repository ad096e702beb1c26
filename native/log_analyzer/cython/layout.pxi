# What is asked of each line: the options, compiled.

cdef tuple KINDS = ("common", "combined", "text", "json", "w3c")

cdef enum Kind:              # in the order of KINDS
    COMMON
    COMBINED
    TEXT
    JSON
    W3C

cdef struct Layout:
    Kind kind
    bint strip_query
    bint approx
    bint timed               # whether lines may have a latency
    bint simple              # common or combined, and nothing but totals and tables
    uint64_t max_line        # bytes
    size_t samples           # malformed lines kept with their bytes
    bint present[COLUMN_COUNT]
    bint latency_by[COLUMN_COUNT]
    bint given[FIELD_COUNT]  # fields of a text or json plan
    TextPlan text
    JsonPlan json
    W3cColumns columns       # at the start of a range
    bint filtered
    Filter filter
    Grouping grouping


cdef int compile_plan(dict plan, list kept, Layout* layout) except -1:
    layout.kind = <Kind><int>KINDS.index(plan["kind"])
    fields = []
    if layout.kind == TEXT:
        compile_text(plan["steps"], kept, &layout.text)
        fields = [name for form, name in plan["steps"] if form != "lit" and name != "rest"]
    elif layout.kind == JSON:
        compile_json(plan["fields"], kept, &layout.json)
        fields = list(plan["fields"])
    for name in fields:
        layout.given[<int>FIELDS.index(name)] = True
    columns = set(COLUMNS)
    if layout.kind == COMMON:
        columns = {"path", "ip", "user"}
    elif layout.kind == COMBINED:
        columns.remove("host")
    elif layout.kind == TEXT:
        columns &= {"path", *["ip" if name == "ip_port" else name for name in fields]}
    for name in columns:
        layout.present[<int>COLUMNS.index(name)] = True
    layout.timed = layout.kind == W3C or any([name.startswith("latency_") for name in fields])
    return 0


cdef int compile_options(dict options, automata, list kept, Layout* layout) except -1:
    """Fill in a zeroed layout from the JSON of the options; `kept` holds the memory."""
    compile_plan(options["plan"], kept, layout)
    layout.strip_query = options["strip_query"]
    layout.approx = options["approx"]
    if not 1 <= options["max_line"] < 1 << 31:
        raise ValueError(f"max_line is {options['max_line']}, must be 1 to 2**31 - 1")
    if not 0 <= options["samples"] < 1 << 31:
        raise ValueError(f"samples is {options['samples']}, must be 0 to 2**31 - 1")
    layout.max_line = options["max_line"]
    layout.samples = options["samples"]
    for name in options["latency_by"]:
        layout.latency_by[<int>COLUMNS.index(name)] = True
    if layout.approx and options["latency_by"]:
        raise ValueError("latency_by must be empty in approximate mode")
    layout.filtered = options["filter"] is not None
    if layout.filtered:
        compile_filter(options["filter"], automata, kept, &layout.filter)
    compile_groups(options["group_by"], options["zone"], kept, &layout.grouping)
    layout.simple = (
        layout.kind <= COMBINED and layout.grouping.count == 0 and not layout.approx
    )
    return 0
