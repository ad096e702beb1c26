# Lines of a text plan: literals and fields in turn.

cdef enum StepForm:
    LITERAL
    BARE                     # up to the next literal
    QUOTED                   # up to a quote that no backslash protects
    REST                     # up to the end of the line

cdef struct Step:
    StepForm form
    int field
    bint numeric             # a bare value ends at the first byte of the next literal
    const uint8_t* text      # of the literal; of a bare field the next literal, or NULL
    size_t length
    int bad                  # reasons: another text stands where the literal should
    int short                # the line ends inside the literal
    int empty                # PARSED when a bare field may be empty
    int open                 # the closing quote is missing

cdef struct TextPlan:
    Step* steps
    size_t count


cdef inline const uint8_t* find_literal(
    const uint8_t* at, const uint8_t* end, const uint8_t* text, size_t length
) noexcept nogil:
    """The first place where a literal stands, or NULL."""
    at = find_byte(at, end, text[0])
    while at != NULL and (
        <size_t>(end - at) < length or memcmp(at + 1, text + 1, length - 1) != 0
    ):
        at = find_byte(at + 1, end, text[0])
    return at


cdef inline const uint8_t* bare_end(
    const Step* step, const uint8_t* at, const uint8_t* end
) noexcept nogil:
    cdef const uint8_t* found
    if step.text == NULL:
        return end
    if step.field == TIME_CLF:   # it may hold what the next literal begins with
        if end - at < STAMP_LENGTH:
            return end
        at += STAMP_LENGTH
    found = find_literal(at, end, step.text, 1 if step.numeric else step.length)
    return found if found != NULL else end


cdef int read_text(
    const TextPlan* plan, const uint8_t* at, const uint8_t* end, Draft* draft
) noexcept nogil:
    """Fill in the record of a line that is not blank; PARSED, or why it is malformed."""
    cdef const Step* step = plan.steps
    cdef const uint8_t* stop
    cdef size_t left
    cdef int reason
    while step < plan.steps + plan.count:
        if step.form == LITERAL:
            left = end - at
            if left < step.length:
                return step.short if memcmp(at, step.text, left) == 0 else step.bad
            if memcmp(at, step.text, step.length) != 0:
                return step.bad
            at += step.length
        else:
            stop = end
            if step.form == BARE:
                stop = bare_end(step, at, end)
                if stop == at and step.empty != PARSED:
                    return step.empty
            elif step.form == QUOTED:
                stop = closing_quote(at, end)
                if stop == NULL:
                    return step.open
            reason = take_value(draft, step.field, at, stop)
            if reason != PARSED:
                return reason
            at = stop
        step += 1
    return finish_draft(draft) if at == end else TRAILING_GARBAGE


cdef tuple step_reasons(str field, bint first):
    """What is wrong with a field: another literal before it, a cut one, no value, no quote."""
    if field in ("ip", "ip_port"):
        return NO_HOST if first else TOO_FEW_FIELDS, TOO_FEW_FIELDS, NO_HOST, TOO_FEW_FIELDS
    if field == "status":
        return BAD_STATUS, TOO_FEW_FIELDS, BAD_STATUS, BAD_STATUS
    if field == "size":
        return BAD_SIZE, TOO_FEW_FIELDS, BAD_SIZE, BAD_SIZE
    if field.startswith("latency_"):
        return BAD_LATENCY, TOO_FEW_FIELDS, BAD_LATENCY, BAD_LATENCY
    if field.startswith("time_") or field in ("date", "clock"):
        return BAD_TIMESTAMP, BAD_TIMESTAMP, BAD_TIMESTAMP, BAD_TIMESTAMP
    if field == "request":
        return BAD_REQUEST_QUOTE, BAD_REQUEST_QUOTE, PARSED, BAD_REQUEST_QUOTE
    empty = PARSED if field == "skip" else TOO_FEW_FIELDS
    return TOO_FEW_FIELDS, TOO_FEW_FIELDS, empty, TOO_FEW_FIELDS


cdef bint is_numeric(str field):
    """Whether a bare value ends at the first byte of the next literal."""
    return field.startswith("latency_") or field in (
        "status", "size", "time_clf", "time_s", "time_ms", "time_us",
    )


cdef int compile_text(list steps, list kept, TextPlan* plan) except -1:
    """Fill in a plan from its JSON; `kept` holds the memory."""
    cdef Step* step
    cdef size_t i
    forms = {"lit": LITERAL, "bare": BARE, "quoted": QUOTED, "rest": REST}
    plan.count = len(steps)
    plan.steps = <Step*>keep_room(kept, plan.count * sizeof(Step))
    fields = []
    for i in range(plan.count):
        step = &plan.steps[i]
        form, text = steps[i]
        step.form = <StepForm><int>forms[form]
        if step.form == LITERAL:
            step.text = keep_bytes(kept, latin(text), &step.length)
            following = [field for form, field in steps[i + 1:] if form != "lit"]
            step.bad, step.short = TRAILING_GARBAGE, TOO_FEW_FIELDS
            if following:
                step.bad, step.short, _, _ = step_reasons(following[0], not fields)
            if step.length == 0 or (i > 0 and steps[i - 1][0] == "lit"):
                raise ValueError(f"step {i} of the plan is an empty literal, or the second")
            continue
        field = "skip" if text == "rest" else text
        fields.append(field)
        step.field = FIELDS.index(field)
        step.numeric = is_numeric(field)
        _, _, step.empty, step.open = step_reasons(field, False)
        if step.form == BARE and i + 1 < plan.count:
            step.text = keep_bytes(kept, latin(steps[i + 1][1]), &step.length)
    return 0
