"""buildifier, the formatter of Starlark: the machine's own, else its makers' npm package."""

load("//tools/bazel:npm.bzl", "npm_archive")

_PACKAGE = "@bazel/buildifier@8.2.1"
_SHA256 = "b96ea9b13003036c801f52bee6f9b0314738f8432e5cb9d814c89f59292604ee"

def _npm_package(ctx):
    """Fetches the npm package and returns the path of the binary for this machine."""
    archive = npm_archive(ctx, _PACKAGE, _SHA256)
    if not archive.name:
        fail(archive.why)
    machine = ctx.execute(["uname", "-m"]).stdout.strip()
    member = "package/buildifier-linux_" + {"aarch64": "arm64", "x86_64": "amd64"}.get(machine, machine)
    unpacked = ctx.execute(["tar", "-xzf", archive.name, member])
    if unpacked.return_code != 0:
        fail("%s has no binary for linux on %s" % (_PACKAGE, machine))
    ctx.delete(archive.name)
    return ctx.path(member)

def _buildifier_impl(ctx):
    own = ctx.which("buildifier")
    ctx.symlink(own if own else _npm_package(ctx), "buildifier")
    ctx.file(
        "BUILD.bazel",
        "exports_files([\"buildifier\"], visibility = [\"//visibility:public\"])\n",
        executable = False,
    )

buildifier = repository_rule(
    implementation = _buildifier_impl,
    environ = ["PATH"],
    doc = "`:buildifier`; fetched only when a target that is compatible with has_buildifier asks.",
)
