"""The Python interpreter, found on the machine and described as a target."""

_PROBE = """
import json, sys, sysconfig
print(json.dumps({
    "executable": getattr(sys, "_base_executable", sys.executable),
    "version": "%d.%d" % sys.version_info[:2],
    "full_version": "%d.%d.%d" % sys.version_info[:3],
    "ext_suffix": sysconfig.get_config_var("EXT_SUFFIX") or "",
    "include": sysconfig.get_path("include"),
}))
"""

_BUILD = """\
package(default_visibility = ["//visibility:public"])

exports_files(["python3"])

cc_library(
    name = "headers",
    hdrs = glob(
        ["include/**/*.h"],
        allow_empty = True,
    ),
    includes = ["include"],
)
"""

def find_python(ctx, version):
    """The first interpreter of the wanted minor version on this machine.

    Args:
      ctx: the repository context.
      version: "3.11".

    Returns:
      A dict with executable, version, full_version, ext_suffix and include.
    """
    candidates = [
        ctx.os.environ.get("CHALLENGES_PYTHON"),
        "python" + version,
        "python3",
        "/usr/bin/python" + version,
    ]
    for candidate in candidates:
        path = candidate and (candidate if candidate.startswith("/") else ctx.which(candidate))
        if not path:
            continue
        result = ctx.execute([path, "-I", "-c", _PROBE])
        if result.return_code == 0:
            found = json.decode(result.stdout)
            if found["version"] == version:
                return found
    fail("No Python %s found: install it or set CHALLENGES_PYTHON to one." % version)

def _host_python_impl(ctx):
    found = find_python(ctx, ctx.attr.version)
    ctx.symlink(found["executable"], "python3")
    if ctx.path(found["include"]).exists:
        ctx.symlink(found["include"], "include")
    ctx.file("BUILD.bazel", _BUILD, executable = False)

host_python = repository_rule(
    implementation = _host_python_impl,
    attrs = {"version": attr.string(mandatory = True, doc = "Minor version, such as 3.11.")},
    environ = ["CHALLENGES_PYTHON", "PATH"],
    configure = True,
    local = True,
    doc = "`:python3`, the interpreter of the wanted minor version, and its C `:headers`.",
)
