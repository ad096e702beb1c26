# The filter's tree to its array of tests, from the last test to the first: where a test goes on is
# known then.

cdef class FilterCompiler:
    """The tests of one filter, in an array that has room for all of them."""

    cdef Test* tests
    cdef int count
    cdef list kept
    cdef object automata

    cdef int add(self, list node, int if_true, int if_false, int depth) except -3:
        """Append the tests of a node; where to begin with it."""
        if depth > DEEPEST_FILTER:
            raise ValueError(f"the filter is nested more than {DEEPEST_FILTER} deep")
        kind, *rest = node
        if kind == "true":
            return if_true
        if kind == "not":
            inner, = rest
            return self.add(inner, if_false, if_true, depth + 1)
        if kind == "and":
            for inner in reversed(rest):
                if_true = self.add(inner, if_true, if_false, depth + 1)
            return if_true
        if kind == "or":
            for inner in reversed(rest):
                if_false = self.add(inner, if_true, if_false, depth + 1)
            return if_false
        return self.add_test(kind, rest, if_true, if_false)

    cdef int add_test(self, str kind, list rest, int if_true, int if_false) except -3:
        cdef Test* test = &self.tests[self.count]
        test.if_true, test.if_false = if_true, if_false
        if kind in ("num", "numin"):
            test.field = NUMBER_FIELDS.index(rest[0])
        else:
            test.field = TEXT_FIELDS.index(rest[0])
        if kind == "num":
            test.form = COMPARED
            test.comparison = <Comparison><int>COMPARISONS.index(rest[1])
            test.number = rest[2]
        elif kind == "numin":
            test.form = AMONG_NUMBERS
            self.keep_numbers(test, sorted(rest[1]))
        elif kind == "text":
            test.form = AMONG_TEXTS
            self.keep_texts(test, [latin(rest[2])])
            if rest[1] == "!=":
                test.if_true, test.if_false = if_false, if_true
            elif rest[1] != "=":
                raise ValueError(f"text is compared by {rest[1]!r:.200}, must be = or !=")
        elif kind == "textin":
            test.form = AMONG_TEXTS
            self.keep_texts(test, sorted([latin(text) for text in rest[1]]))
        elif kind == "dfa":
            test.form = MATCHED
            if rest[1] < 0:
                raise ValueError(f"automaton {rest[1]} of {len(self.automata)}")
            load_automaton(self.automata[rest[1]], self.kept, &test.automaton)
        elif kind == "cidr":
            test.form = IN_NETWORK
            self.keep_network(test, bytes.fromhex(rest[1]), rest[2])
        else:
            raise ValueError(f"a filter has the kind {kind!r:.200}")
        self.count += 1
        return self.count - 1

    cdef int keep_numbers(self, Test* test, list numbers) except -1:
        cdef size_t i
        test.count = len(numbers)
        test.numbers = <int64_t*>keep_room(self.kept, test.count * sizeof(int64_t))
        for i in range(test.count):
            test.numbers[i] = numbers[i]
        return 0

    cdef int keep_texts(self, Test* test, list texts) except -1:
        cdef size_t i
        test.count = len(texts)
        test.texts = <Text*>keep_room(self.kept, test.count * sizeof(Text))
        for i in range(test.count):
            test.texts[i].start = keep_bytes(self.kept, texts[i], &test.texts[i].length)
        return 0

    cdef int keep_network(self, Test* test, bytes network, int prefix) except -1:
        if len(network) not in (4, 16) or not 0 <= prefix <= 8 * len(network):
            raise ValueError(f"a network of {len(network)} bytes with a prefix of {prefix} bits")
        test.family = AF_INET if len(network) == 4 else AF_INET6
        test.prefix = prefix
        memcpy(test.network, PyBytes_AS_STRING(network), len(network))
        return 0


cdef int count_tests(node, int depth) except -1:
    """At most how many tests a tree has."""
    if depth > DEEPEST_FILTER:
        raise ValueError(f"the filter is nested more than {DEEPEST_FILTER} deep")
    if node[0] in ("and", "or", "not"):
        return sum([count_tests(inner, depth + 1) for inner in node[1:]])
    return 1


cdef int compile_filter(list tree, automata, list kept, Filter* filter) except -1:
    """Fill in a filter from its JSON; `kept` holds the memory."""
    cdef FilterCompiler compiler = FilterCompiler()
    compiler.kept = kept
    compiler.automata = automata
    compiler.tests = <Test*>keep_room(kept, count_tests(tree, 1) * sizeof(Test))
    filter.tests = compiler.tests
    filter.first = compiler.add(tree, ACCEPT, REJECT, 1)
    return 0
