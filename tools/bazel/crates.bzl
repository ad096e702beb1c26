"""Crates fixed by Cargo.lock, vendored by cargo when a Rust target first needs them."""

load("//tools/bazel:host.bzl", "find_cargo")

def _crates_vendor_impl(ctx):
    # Only the manifests: an edit of a source file must not vendor again.
    manifest = ctx.path(ctx.attr.manifest)
    ctx.symlink(manifest, "Cargo.toml")
    ctx.symlink(ctx.path(ctx.attr.lock), "Cargo.lock")
    for member in ctx.attr.members:
        path = ctx.path(member)
        folder = str(path.dirname)[len(str(manifest.dirname)) + 1:]
        ctx.symlink(path, folder + "/Cargo.toml")
        ctx.file(folder + "/src/lib.rs", "", executable = False)
    ctx.file("vendor/.keep", "", executable = False)
    found = find_cargo(ctx)
    if found:
        result = ctx.execute(
            [found.cargo, "vendor", "--locked", "--quiet", "--versioned-dirs", "vendor"],
            environment = {"RUSTC": str(found.rustc)},
            timeout = 1200,
        )
        if result.return_code != 0:
            fail("cargo vendor: " + result.stderr)
    ctx.file(
        "BUILD.bazel",
        "exports_files([\"vendor\"], visibility = [\"//visibility:public\"])\n",
        executable = False,
    )

crates_vendor = repository_rule(
    implementation = _crates_vendor_impl,
    attrs = {
        "lock": attr.label(mandatory = True, doc = "The workspace's Cargo.lock."),
        "manifest": attr.label(mandatory = True, doc = "The workspace's Cargo.toml."),
        "members": attr.label_list(doc = "The Cargo.toml of each member."),
    },
    environ = ["PATH"],
    doc = "`:vendor`, the sources of all crates; empty without a cargo that runs.",
)
