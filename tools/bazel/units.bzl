"""challenge() and day(): the targets of a unit of the course.

    :test            the reference solution passes all stages
    :rejects         the template and every mutant are rejected as mutants.toml says, and right
                     solutions of another style are not
    :validate        README examples run, signatures match, hints and notes are whole …
    :validate_deep   any order and seed, and automatic mutants (nightly)
    :lint            format and lint
    :parity          `kata test` and :attempt_test agree on solution, template and every mutant (nightly)
    :faults          fault tests of a day (tests/test_<stage>__faults.py) with their full counts (nightly)
    :attempt_test    the learner's own version, when there is one; run by name, not by //...

All run through `tools/kata`, so Bazel and the learner's command line say the same.
"""

load("//challenges:units.bzl", "SERVICES", "SIZES", "UNITS")
load("//tools/bazel:lint.bzl", "lint_test")
load("//tools/bazel:python.bzl", "py_library", "py_test")

_MAIN = "//tools/kata:bazel_main.py"

# What a native backend is built with.
_NEEDS = {
    "cython": "cc",
    "rust": "cargo",
}

def _judged(name, verb, data, deps, arguments = [], env = {}, **kwargs):
    py_test(
        name = name,
        arguments = [verb, native.package_name()] + arguments,
        data = data + ["unit.toml"],
        # The judge wants it fixed, and would start itself again.
        env = dict({"PYTHONHASHSEED": "0"}, **env),
        main = _MAIN,
        deps = deps + ["//tools/kata:judge"],
        **kwargs
    )

def _unit(name, solution, deps, test_deps, tags, backends = {}):
    package = native.package_name()
    if package not in UNITS:
        fail("//%s is not in challenges/units.bzl: run `kata dev build-files`" % package)
    tags = tags + ["service:" + service for service in SERVICES.get(package, [])]
    size = SIZES.get(package, "small")
    tests = native.glob(["tests/**"], exclude = ["**/__pycache__/**"])
    template = native.glob(["template.py", "template/**"], exclude = ["**/__pycache__/**"], allow_empty = True)
    mutants = native.glob(["mutants.toml", "mutants/**"], allow_empty = True)
    prose = native.glob(["*.md", "hints/*.md"], allow_empty = True)
    alternatives = native.glob(["alternatives/*.py"], allow_empty = True)
    given = native.glob(["slow.py"], allow_empty = True)
    screens = native.glob(["screens.txt"], allow_empty = True)
    deps = deps + test_deps + ["//challenges/shared/testing", "@pypi//:hypothesis"]
    pure_deps = deps
    for backend, library in backends.items():
        deps = deps + select({
            "//conditions:default": [],
            "@host//:%s_present" % _NEEDS[backend]: [library],
        })

    native.exports_files(["unit.toml"])
    _judged(
        name = "test",
        size = size,
        arguments = ["--subject", "solution"],
        data = tests + solution + given,
        deps = deps,
        tags = tags + ["challenge"],
        verb = "test",
    )
    _judged(
        name = "rejects",
        size = "medium",
        data = tests + solution + given + template + mutants + alternatives + screens,
        deps = pure_deps,
        # Mutants are made of the package, so that nothing native has a part in them.
        env = {"CHALLENGES_BACKEND": "python"} if backends else {},
        tags = tags + ["rejects"],
        verb = "rejects",
    )
    _judged(
        name = "validate",
        size = size,
        arguments = ["--root", "."],
        data = tests + solution + given + template + mutants + alternatives + prose + ["//challenges:catalogue.toml"],
        deps = deps,
        tags = tags + ["validate"],
        verb = "validate",
    )
    _judged(
        name = "validate_deep",
        size = "large",
        data = tests + solution + given + template + mutants,
        deps = deps,
        tags = tags + ["nightly"],
        verb = "validate_deep",
    )
    py_test(
        name = "parity",
        size = "large",
        srcs = ["//tools/kata:parity_sources"],
        arguments = ["tools/kata/tests/test_parity.py", "-m", "nightly"],
        data = tests + solution + given + template + mutants + ["unit.toml", "//challenges:catalogue.toml"],
        tags = tags + ["nightly"],
        deps = deps + ["//tools/kata:command_line"],
    )
    lint_test(
        name = "lint",
        srcs = native.glob(
            ["**/*.py"],
            exclude = ["attempt.py", "attempt/**", "attempt_tests.py"],
        ) + ["BUILD.bazel"],
        tags = tags,
    )
    for backend in (["python"] + list(backends)) if backends else []:
        _judged(
            name = backend + "_test",
            size = size,
            arguments = ["--subject", "solution"],
            data = tests + solution + given,
            deps = pure_deps + ([backends[backend]] if backend in backends else []),
            env = {"CHALLENGES_BACKEND": backend},
            tags = tags,
            target_compatible_with = ["@host//:has_" + _NEEDS[backend]] if backend in backends else [],
            verb = "test",
        )
    attempt = native.glob(["attempt.py", "attempt/**"], exclude = ["**/__pycache__/**"], allow_empty = True)
    examples = native.glob(["attempt_examples/**"], allow_empty = True)
    if attempt:
        _judged(
            name = "attempt_test",
            size = size,
            arguments = ["--subject", "attempt"],
            data = tests + given + attempt + examples,
            deps = deps,
            # By name only: unfinished work of a learner is no failure of `bazel test //...`.
            tags = tags + ["attempt", "manual"],
            verb = "test",
        )
    if name in native.existing_rules():
        fail("a unit may not be called %s" % name)
    native.test_suite(
        name = name,
        tests = [":test", ":rejects", ":validate", ":lint"],
    )

def challenge(name, deps = [], test_deps = [], tags = []):
    """A coding challenge: solution.py, template.py, tests, mutants, hints, notes.

    Args:
      name: the slug, which is the folder's name; a suite of the unit's targets.
      deps: what the solution imports (none, as a rule).
      test_deps: what the tests import besides the test kit and hypothesis.
      tags: more tags.
    """
    _unit(name, ["solution.py"], deps, test_deps, tags)

def day(name, deps = [], test_deps = [], backends = {}, tags = [], visibility = None):
    """A day: an importable package and the course unit around it.

    Args:
      name: the slug, which is the folder's name; `:package` is the library.
      deps: what the package imports.
      test_deps: what the tests import besides the test kit and hypothesis.
      backends: "cython" and "rust" -> the library; :test has all that this machine can build,
        and :python_test, :cython_test, :rust_test run the same suite on one of them alone.
      tags: more tags.
      visibility: who may import the package.
    """
    sources = native.glob(
        ["**/*.py"],
        exclude = ["attempt/**", "template/**", "tests/**", "mutants/**"],
    )
    py_library(
        name = "package",
        srcs = sources,
        data = native.glob(["**/*.html", "**/*.css", "**/*.js"], exclude = ["attempt/**", "template/**", "tests/**"], allow_empty = True),
        visibility = visibility,
        deps = deps,
    )
    _unit(name, [], deps + [":package"], test_deps, tags + ["day"], backends)
    fault_tests = native.glob(["tests/test_*__faults.py"], allow_empty = True)
    if fault_tests:
        py_test(
            name = "faults",
            size = "enormous",
            srcs = fault_tests,
            data = native.glob(["tests/**"], exclude = ["**/__pycache__/**"]) + ["unit.toml"],
            arguments = ["-p", "tools.kata.pytest_plugin", "-s"] + [
                native.package_name() + "/" + file
                for file in fault_tests
            ],
            env = {"CHALLENGES_FAULTS": "full"},
            tags = tags + ["nightly", "exclusive"],
            deps = deps + test_deps + [
                ":package",
                "//challenges/shared/testing",
                "//tools/kata:judge",
                "@pypi//:hypothesis",
            ],
        )
