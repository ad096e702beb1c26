"""Data of others that comes in a source distribution: fetched by name and hash, through pip's index.

Nothing of it is built or run. On a machine that cannot reach the index the target is there and
empty, so that only the tests that need the data are skipped; where CI is set, that is an error.
"""

load("//tools/bazel:interpreter.bzl", "find_python")

_BUILD = """\
load("@{workspace}//tools/bazel:python.bzl", "py_distribution")

py_distribution(
    name = "files",
    site_packages = "data",
    visibility = ["//visibility:public"],
)
"""

def _sdist_impl(ctx):
    python = find_python(ctx, "3.11")["executable"]
    result = ctx.execute(
        [python, "-I", ctx.path(ctx.attr._fetch), ctx.attr.distribution, ctx.attr.version] +
        [ctx.attr.sha256, "data"] + ctx.attr.folders,
        timeout = 600,
    )
    if result.return_code != 0:
        why = "%s %s: %s" % (ctx.attr.distribution, ctx.attr.version, result.stderr)
        if ctx.os.environ.get("CI"):
            fail(why)
        ctx.file("data/MISSING", why, executable = False)
    ctx.file(
        "BUILD.bazel",
        _BUILD.format(workspace = ctx.attr._fetch.workspace_name),
        executable = False,
    )

sdist = repository_rule(
    implementation = _sdist_impl,
    attrs = {
        "distribution": attr.string(mandatory = True, doc = "Its name in the index."),
        "folders": attr.string_list(mandatory = True, doc = "What is unpacked of it."),
        "sha256": attr.string(mandatory = True, doc = "The hash of the archive."),
        "version": attr.string(mandatory = True, doc = "Its version."),
        "_fetch": attr.label(default = "//tools/bazel:fetch_sdist.py"),
    },
    environ = ["CHALLENGES_PYTHON", "CI", "PATH"],
    doc = "`:files`, folders of a source distribution, found by a test on its import path.",
)
