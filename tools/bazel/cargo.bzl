"""pyo3_extension: a Rust crate built by cargo into an importable module.

Two actions: the crate's dependencies alone, which run when a manifest, the lock or
the compiler change, and the crate itself on top of them.
"""

load("//tools/bazel:python.bzl", "PythonInfo")

def _cargo(ctx, mnemonic, output, dependencies, sources, crate = None, deps_word = "-"):
    arguments = ctx.actions.args()
    arguments.add(ctx.file._cargo)
    arguments.add(ctx.file._vendor.path)
    arguments.add(dependencies.path if dependencies else deps_word)
    arguments.add(output.path)
    arguments.add(crate or ctx.attr.name)
    arguments.add(ctx.file._manifest)
    arguments.add(ctx.file._lock)
    arguments.add_all(ctx.files._members)
    if sources:
        arguments.add("--")
        arguments.add_all(sources)
    ctx.actions.run(
        executable = ctx.executable._driver,
        arguments = [arguments],
        env = {
            "PATH": "/usr/local/bin:/usr/bin:/bin",
            "PYO3_PYTHON": ctx.file._python.path,
        },
        inputs = [
            ctx.file._manifest,
            ctx.file._lock,
            ctx.file._vendor,
            ctx.file._cargo,
            ctx.file._rustc,
            ctx.file._python,
        ] + ctx.files._members + ([dependencies] if dependencies else []) + sources,
        mnemonic = mnemonic,
        outputs = [output],
        progress_message = "%s %s" % (mnemonic, ctx.label),
    )

def _pyo3_extension_impl(ctx):
    dependencies = ctx.actions.declare_directory(ctx.label.name + ".deps")
    _cargo(ctx, "CargoDeps", dependencies, None, [])
    library = ctx.actions.declare_file(ctx.attr.name + ".so")
    _cargo(ctx, "CargoBuild", library, dependencies, ctx.files.srcs)
    files = depset([library])
    root = ctx.workspace_name + "/" + ctx.label.package
    return [
        DefaultInfo(files = files, runfiles = ctx.runfiles([library])),
        PythonInfo(files = files, roots = depset([root])),
    ]

_CRATE_ATTRS = {
    "srcs": attr.label_list(allow_files = [".rs"], doc = "The crate's sources."),
    "_cargo": attr.label(default = "@host//:bin/cargo", allow_single_file = True),
    "_driver": attr.label(
        allow_single_file = True,
        cfg = "exec",
        default = "//tools/bazel:cargo.sh",
        executable = True,
    ),
    "_lock": attr.label(default = "//native:Cargo.lock", allow_single_file = True),
    "_manifest": attr.label(default = "//native:Cargo.toml", allow_single_file = True),
    "_members": attr.label(default = "//native:crate_manifests"),
    "_python": attr.label(default = "@host_python//:python3", allow_single_file = True),
    "_rustc": attr.label(default = "@host//:bin/rustc", allow_single_file = True),
    "_vendor": attr.label(default = "@crates//:vendor", allow_single_file = True),
}

pyo3_extension = rule(
    implementation = _pyo3_extension_impl,
    attrs = _CRATE_ATTRS,
    doc = "A top-level module named as the target, which is the crate's name.",
)

def _cargo_test_impl(ctx):
    _cargo(ctx, "CargoTest", ctx.outputs.executable, None, ctx.files.srcs, ctx.attr.crate, "tests")
    return [DefaultInfo(executable = ctx.outputs.executable)]

cargo_test = rule(
    implementation = _cargo_test_impl,
    attrs = dict(_CRATE_ATTRS, crate = attr.string(mandatory = True, doc = "The crate's name.")),
    test = True,
    doc = "The crate's own tests, in Rust, without its Python binding.",
)
