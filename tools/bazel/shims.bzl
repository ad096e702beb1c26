"""Stand-ins for the external repositories that Bazel itself expects.

Bazel's built-in WORKSPACE suffix fetches a few rule sets even when a build uses
nothing of them but their loads.  `builtin_repositories()` defines them first, so
that no build contacts anything but the package registries: thin re-exports of
Bazel's native rules, and for newer versions, whose C++ rules want more of them,
the copies that the distribution ships.  Where neither fits, Bazel's own
definition stands.
"""

_RULES_CC = """
cc_binary = native.cc_binary
cc_import = native.cc_import
cc_library = native.cc_library
cc_test = native.cc_test
cc_toolchain = native.cc_toolchain
cc_toolchain_suite = native.cc_toolchain_suite
"""

_RULES_JAVA = """
java_binary = native.java_binary
java_import = native.java_import
java_library = native.java_library
java_runtime = native.java_runtime
java_toolchain = native.java_toolchain
"""

_COVERAGE = """
package(default_visibility = ["//visibility:public"])

alias(
    name = "coverage_report_generator",
    actual = "@//tools/bazel:merge_lcov.sh",
)

alias(
    name = "lcov_merger",
    actual = "@//tools/bazel:merge_lcov.sh",
)
"""

def _generated_repository_impl(ctx):
    for path, content in ctx.attr.files.items():
        ctx.file(path, content, executable = False)

generated_repository = repository_rule(
    implementation = _generated_repository_impl,
    attrs = {
        "files": attr.string_dict(mandatory = True, doc = "Path in the repository -> content."),
    },
    doc = "A repository made of the given files.",
)

# Where Debian installs rule sets that Bazel 7's own rules load.
_DISTRIBUTION_RULES = {
    "bazel_skylib": "/usr/share/bazel/tools/skylib",
    "rules_cc": "/usr/share/bazel/rules/cc",
    "rules_java": "/usr/share/bazel/rules/java",
    "rules_license": "/usr/share/bazel/rules/license",
    "rules_proto": "/usr/share/bazel/rules/proto",
    "rules_python": "/usr/share/bazel/rules/python",
}

def _distribution_rules_impl(ctx):
    found = {}
    for name, path in _DISTRIBUTION_RULES.items():
        if ctx.path(path).exists:
            found[name] = path
    ctx.file("BUILD.bazel", "", executable = False)
    ctx.file("found.bzl", "FOUND = %r\n" % found, executable = False)

distribution_rules = repository_rule(
    implementation = _distribution_rules_impl,
    configure = True,
    local = True,
    doc = "`found.bzl`, whose FOUND names the rule sets that the Linux distribution ships.",
)

def builtin_repositories(found):
    """Defines every repository that Bazel would otherwise look for outside.

    Args:
      found: name -> path of the rule sets that the distribution ships.
    """
    generated_repository(
        name = "remote_coverage_tools",
        files = {"BUILD.bazel": _COVERAGE},
    )

    # Told apart by what they can, as distribution builds report no version: this came with 6.1.
    if not hasattr(native, "package_relative_label"):
        generated_repository(
            name = "rules_cc",
            files = {
                "BUILD.bazel": "",
                "cc/BUILD.bazel": "",
                "cc/defs.bzl": _RULES_CC,
            },
        )
        generated_repository(
            name = "rules_java",
            files = {
                "BUILD.bazel": "",
                "java/BUILD.bazel": "",
                "java/defs.bzl": _RULES_JAVA,
            },
        )
    else:
        for name, path in found.items():
            native.local_repository(name = name, path = path)
