# Lines of a json plan: one object each, with the fields at given paths.

cdef struct JsonField:
    int field
    uint32_t node            # where its value is

cdef struct JsonPlan:
    JsonNode* nodes
    size_t node_count
    JsonField* fields        # in the order in which they are checked
    size_t field_count


cdef inline bint says_nothing(const JsonValue* value, Slice text) noexcept nogil:
    return value.form <= NOTHING_AT_ALL or text.length == 0


cdef int take_json(Draft* draft, int field, const JsonValue* value) noexcept nogil:
    """Check a field's value and put it into the record; PARSED or why it cannot be."""
    cdef Slice text = slice_between(DASH, DASH)
    if value.form == STRING:
        text = json_text(draft.arena, value, False)
        if text.start == NULL:
            return NO_ROOM
    elif value.form > NOTHING_AT_ALL:
        text = slice_between(value.start, value.end)
    if field == IP or field == IP_PORT:
        if value.form != STRING or text.length == 0:
            return NO_HOST
    elif field == REQUEST:
        if value.form != STRING:
            text.length = 0
    elif field >= SIZE:
        if says_nothing(value, text):
            text = slice_between(DASH, DASH + 1)
    elif field == TIME_AUTO and value.form == NUMBER:
        if read_epoch_number(text.start, text.start + text.length, draft.record):
            return PARSED
        return BAD_TIMESTAMP
    elif not TIME_CLF <= field <= CLOCK and field != STATUS:
        if says_nothing(value, text) or value.form == CONTAINER:
            text = slice_between(DASH, DASH + 1)
    return take_value(draft, field, text.start, text.start + text.length)


cdef int read_json(
    const JsonPlan* plan, JsonValue* values, const uint8_t* at, const uint8_t* end, Draft* draft
) noexcept nogil:
    """Fill in the record of a line that is not blank; PARSED, or why it is malformed."""
    cdef JsonScan scan
    cdef const JsonField* field
    cdef size_t i
    cdef int reason
    scan.nodes = plan.nodes
    scan.values = values
    scan.at = at
    scan.end = end
    scan.arena = draft.arena
    reason = scan_json(&scan)
    for i in range(plan.field_count):
        if reason != PARSED:
            return reason
        field = &plan.fields[i]
        reason = take_json(draft, field.field, &values[field.node])
    return finish_draft(draft) if reason == PARSED else reason


cdef int compile_node(dict tree, bytes key, uint32_t at, list kept, JsonPlan* plan) except -1:
    """Lay out the node of a key and, behind it, what is below; the tree's None is its number."""
    cdef JsonNode* node = &plan.nodes[at]
    cdef uint32_t before = NO_NODE
    tree[None] = at
    node.key = keep_bytes(kept, key, &node.length)
    node.index = -1
    if key.isdigit() and len(key) < 19 and (len(key) == 1 or not key.startswith(b"0")):
        node.index = int(key)
    node.child = node.next = NO_NODE
    node.after = at + 1
    for inner, branch in tree.items():
        if inner is None:
            continue
        if before == NO_NODE:
            node.child = node.after
        else:
            plan.nodes[before].next = node.after
        before = node.after
        compile_node(branch, inner, before, kept, plan)
        node.after = plan.nodes[before].after
    return 0


cdef int compile_json(dict paths, list kept, JsonPlan* plan) except -1:
    """Fill in a plan from its JSON; `kept` holds the memory."""
    cdef size_t i
    tree = {}
    ends = []
    for name, path in paths.items():
        branch = tree
        for item in path:
            branch = branch.setdefault(latin(item), {})
        ends.append((FIELDS.index(name), branch))
    ends.sort()   # no two have the same field
    plan.node_count = 1 + sum([len(path) for path in paths.values()])
    plan.nodes = <JsonNode*>keep_room(kept, plan.node_count * sizeof(JsonNode))
    compile_node(tree, b"", 0, kept, plan)
    plan.field_count = len(ends)
    plan.fields = <JsonField*>keep_room(kept, plan.field_count * sizeof(JsonField))
    for i in range(plan.field_count):
        plan.fields[i].field, branch = ends[i]
        plan.fields[i].node = branch[None]
    return 0
