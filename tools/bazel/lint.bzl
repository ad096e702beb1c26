"""lint_test and mypy_test: format, lint and types as tests, a small target per package."""

load("//tools/bazel:python.bzl", "py_test")

_SCRIPT = """\
#!/bin/sh
# Generated for {label} by tools/bazel/lint.bzl.
status=0
if [ -n '{python}' ]; then
  '{ruff}' check --no-cache --quiet --config ruff.toml {python} || status=1
  '{ruff}' format --no-cache --quiet --check --config ruff.toml {python} ||
    {{ echo 'to mend: ruff format {python}'; status=1; }}
fi
if [ -n '{buildifier}' ] && [ -n '{starlark}' ]; then
  '{buildifier}' -mode=check -lint=warn -warnings={warnings} {starlark} ||
    {{ echo 'to mend: buildifier {starlark}'; status=1; }}
fi
exit $status
"""

# What buildifier checks besides the format.
_WARNINGS = "duplicated-name,function-docstring,load,module-docstring,no-effect,unused-variable"

def _lint_test_impl(ctx):
    buildifier = ctx.file.buildifier
    ctx.actions.write(
        ctx.outputs.executable,
        _SCRIPT.format(
            buildifier = buildifier.short_path if buildifier else "",
            label = ctx.label,
            python = " ".join([f.short_path for f in ctx.files.srcs if f.extension == "py"]),
            ruff = ctx.file._ruff.short_path,
            starlark = " ".join([
                f.short_path
                for f in ctx.files.srcs
                if f.extension in ["bazel", "bzl"] or f.basename == "WORKSPACE"
            ]),
            warnings = _WARNINGS,
        ),
        is_executable = True,
    )
    files = ctx.files.srcs + [ctx.file._ruff, ctx.file._config]
    return [DefaultInfo(
        executable = ctx.outputs.executable,
        runfiles = ctx.runfiles(files + ([buildifier] if buildifier else [])),
    )]

_lint_test = rule(
    implementation = _lint_test_impl,
    attrs = {
        "buildifier": attr.label(allow_single_file = True),
        "srcs": attr.label_list(allow_files = True, mandatory = True),
        "_config": attr.label(default = "//:ruff.toml", allow_single_file = True),
        "_ruff": attr.label(default = "@pypi_ruff//:bin/ruff", allow_single_file = True),
    },
    test = True,
)

def lint_test(name, srcs, tags = [], **kwargs):
    """Checks lint and format of Python files (ruff) and Starlark files (buildifier, where it is had).

    Args:
      name: the target's name.
      srcs: .py, .bzl and BUILD.bazel files; others are passed over.
      tags: as usual; "lint" is added.
      **kwargs: visibility …
    """
    _lint_test(
        name = name,
        srcs = srcs,
        buildifier = select({
            "//conditions:default": None,
            "@host//:buildifier_present": "@buildifier//:buildifier",
        }),
        size = "small",
        tags = tags + ["lint"],
        **kwargs
    )

def mypy_test(name, srcs, deps, tags = []):
    """Checks types with mypy --strict.

    Args:
      name: the target's name.
      srcs: the Python files.
      deps: the libraries whose types they use.
      tags: as usual; "lint" is added.
    """
    py_test(
        name = name,
        size = "medium",
        srcs = srcs,
        data = ["//:mypy.ini"],
        # Another main program than pytest: it is given all the sources.
        arguments = [native.package_name() + "/" + src for src in srcs],
        main = "//tools/bazel:mypy_runner.py",
        tags = tags + ["lint"],
        deps = deps + ["@pypi//:mypy"],
    )
