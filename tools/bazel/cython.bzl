"""cython_extension: Cython source compiled into an importable module."""

load("//tools/bazel:python.bzl", "py_library")

def _translate_impl(ctx):
    output = ctx.actions.declare_file(ctx.label.name)
    ctx.actions.run(
        executable = ctx.executable._cythonize,
        arguments = [ctx.file.src.path, output.path, ctx.attr.module],
        inputs = [ctx.file.src] + ctx.files.includes,
        mnemonic = "Cythonize",
        outputs = [output],
        progress_message = "Translating %s" % ctx.file.src.short_path,
    )
    return [DefaultInfo(files = depset([output]))]

_translate = rule(
    implementation = _translate_impl,
    attrs = {
        "includes": attr.label_list(allow_files = [".pxd", ".pxi"]),
        "module": attr.string(mandatory = True),
        "src": attr.label(allow_single_file = [".pyx"], mandatory = True),
        "_cythonize": attr.label(
            cfg = "exec",
            default = "//tools/bazel:cythonize",
            executable = True,
        ),
    },
)

def cython_extension(name, src, includes = [], hdrs = [], copts = [], visibility = None):
    """A top-level module `name`, written in Cython; SKIPPED where there is no C compiler.

    Args:
      name: the module's name; the target is importable as that.
      src: the .pyx file.
      includes: .pxd and .pxi files that it includes.
      hdrs: C headers that it includes.
      copts: more options for the C compiler.
      visibility: as usual.
    """
    compatible = ["@host//:has_cc"]
    _translate(
        name = name + ".c",
        src = src,
        includes = includes,
        module = name,
        target_compatible_with = compatible,
    )
    native.cc_binary(
        name = name + ".so",
        srcs = [name + ".c"] + hdrs,
        copts = ["-O3", "-w", "-fno-strict-overflow", "-I" + native.package_name()] + copts,
        linkopts = ["-lpthread"],
        linkshared = True,
        target_compatible_with = compatible,
        deps = ["@host_python//:headers"],
    )
    py_library(
        name = name,
        srcs = [name + ".so"],
        imports = ["."],
        target_compatible_with = compatible,
        visibility = visibility,
    )
