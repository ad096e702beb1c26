"""Third-party Python: one lazily fetched repository per distribution of requirements.txt.

`pypi_lock` reads the lock with the host interpreter and generates the hub,
`@pypi//:numpy` and so on, plus `declare_distributions()`.  A distribution is
fetched by name and hash, through pip, which knows its index from the machine; it
happens the first time a target that depends on it is analysed.

The unpacked wheel is ONE source-directory input: a sandbox then holds one symlink
per distribution instead of thousands.
"""

load("//tools/bazel:interpreter.bzl", "find_python")

PYTHON_VERSION = "3.11"

_DISTRIBUTION_BUILD = """\
load("@{workspace}//tools/bazel:python.bzl", "py_distribution")

py_distribution(
    name = "distribution",
    site_packages = "site-packages",
    visibility = ["//visibility:public"],
    deps = {deps},
)

exports_files(glob(["bin/*"], allow_empty = True) + ["site-packages"])
"""

def repository_name(distribution):
    """The external repository of a distribution: pypi_<name with underscores>."""
    return "pypi_" + distribution.replace("-", "_").replace(".", "_")

def _distribution_impl(ctx):
    python = find_python(ctx, PYTHON_VERSION)["executable"]
    ctx.file("requirement.txt", ctx.attr.requirement, executable = False)
    result = ctx.execute(
        [python, "-I", ctx.path(ctx.attr._fetch), "requirement.txt", "site-packages", "bin"],
        environment = {"PYTHONHASHSEED": "0"},
        timeout = 1200,
    )
    if result.return_code != 0:
        fail("%s: %s" % (ctx.attr.distribution, result.stderr))
    ctx.file("BUILD.bazel", _DISTRIBUTION_BUILD.format(
        workspace = ctx.attr._fetch.workspace_name,
        deps = repr(["@pypi//:" + d for d in ctx.attr.requires]),
    ), executable = False)

distribution = repository_rule(
    implementation = _distribution_impl,
    attrs = {
        "distribution": attr.string(mandatory = True, doc = "Its name in the lock."),
        "requirement": attr.string(mandatory = True, doc = "Its lines of the lock: version and hashes."),
        "requires": attr.string_list(doc = "Names of the distributions that this one needs."),
        "_fetch": attr.label(default = "//tools/bazel:fetch_wheel.py"),
    },
    doc = "One distribution, unpacked, with bytecode.",
)

_DISTRIBUTIONS = """\
load("@{workspace}//tools/bazel:pypi.bzl", "distribution", "repository_name")

_LOCKED = {locked}

def declare_distributions():
    for name, locked in _LOCKED.items():
        distribution(
            name = repository_name(name),
            distribution = name,
            requirement = locked["requirement"],
            requires = locked["requires"],
        )
"""

def _pypi_lock_impl(ctx):
    python = find_python(ctx, PYTHON_VERSION)["executable"]
    result = ctx.execute([python, "-I", ctx.path(ctx.attr._read), ctx.path(ctx.attr.lock)])
    if result.return_code != 0:
        fail("%s: %s" % (ctx.attr.lock, result.stderr))
    locked = json.decode(result.stdout)
    ctx.file("distributions.bzl", _DISTRIBUTIONS.format(
        workspace = ctx.attr.lock.workspace_name,
        locked = repr(locked),
    ), executable = False)
    aliases = [
        'alias(name = "%s", actual = "@%s//:distribution")\n' % (name, repository_name(name))
        for name in locked
    ]
    ctx.file(
        "BUILD.bazel",
        "package(default_visibility = [\"//visibility:public\"])\n\n" + "".join(aliases),
        executable = False,
    )

pypi_lock = repository_rule(
    implementation = _pypi_lock_impl,
    attrs = {
        "lock": attr.label(mandatory = True, doc = "requirements.txt with hashes and `# via` notes."),
        "_read": attr.label(default = "//tools/bazel:read_lock.py"),
    },
    environ = ["CHALLENGES_PYTHON", "PATH"],
    doc = "The hub of the distributions: an alias for each.",
)
