"""Files of npm packages, fetched by name and hash through npm, which knows the registry."""

def npm_archive(ctx, package, sha256):
    """Fetches the archive of an npm package into the repository being made.

    Args:
      ctx: of the repository rule.
      package: its name and version, `name@version`.
      sha256: the hash of the archive.

    Returns:
      A struct of the archive's name and of why there is none; one of them is None.
    """
    packed = ctx.execute(["npm", "pack", "--silent", package], timeout = 300)
    if packed.return_code != 0:
        return struct(name = None, why = "npm pack %s: %s" % (package, packed.stderr))
    archive = packed.stdout.strip()
    checked = ctx.execute(["sh", "-c", "echo '%s  %s' | sha256sum -c --quiet -" % (sha256, archive)])
    if checked.return_code != 0:
        return struct(name = None, why = "%s: the package's hash is not %s" % (package, sha256))
    return struct(name = archive, why = None)

_BUILD = """\
load("@{workspace}//tools/bazel:python.bzl", "py_distribution")

py_distribution(
    name = "files",
    site_packages = "data",
    visibility = ["//visibility:public"],
)
"""

def _npm_files_impl(ctx):
    ctx.file("data/MISSING", "npm is not installed on this machine", executable = False)
    if ctx.which("npm"):
        archive = npm_archive(ctx, ctx.attr.package, ctx.attr.sha256)
        if archive.name:
            ctx.extract(archive.name, "data", stripPrefix = "package")
            ctx.delete("data/MISSING")
            ctx.delete(archive.name)
        elif ctx.os.environ.get("CI"):
            fail(archive.why)
        else:
            ctx.file("data/MISSING", archive.why, executable = False)
    ctx.file(
        "BUILD.bazel",
        _BUILD.format(workspace = ctx.attr._python.workspace_name),
        executable = False,
    )

npm_files = repository_rule(
    implementation = _npm_files_impl,
    attrs = {
        "package": attr.string(mandatory = True, doc = "Its name and version, `name@version`."),
        "sha256": attr.string(mandatory = True, doc = "The hash of the archive."),
        "_python": attr.label(default = "//tools/bazel:python.bzl"),
    },
    environ = ["CI", "PATH"],
    doc = """`:files`, an npm package's files, found by a test on its import path.

Nothing of it is run. Without npm, or without its registry where CI is not set, the target is there
and empty, so that only the tests that need the files are skipped.""",
)
