"""What this machine offers, as constraint values of the platform `@host//:platform`.

Each tool becomes `@host//:has_<tool>`; the generated platform carries those that
were found.  A target that needs one says
`target_compatible_with = ["@host//:has_redis"]`, and `bazel test //...` prints
SKIPPED for it elsewhere.  `@host//:bare` has none of them: it shows what a machine
with Python alone would test.
"""

# Constraint -> programs, any of which will do.  `./bazelw doctor` reads this table.
TOOLS = {
    "buildifier": ["buildifier", "npm"],
    "cargo": ["cargo"],
    "cc": ["cc"],
    "chromium": ["chromium"],
    "nginx": ["nginx"],
    "redis": ["redis-server"],
}

_CONSTRAINT = """
constraint_setting(
    name = "{name}",
    default_constraint_value = ":no_{name}",
)

constraint_value(
    name = "has_{name}",
    constraint_setting = ":{name}",
)

constraint_value(
    name = "no_{name}",
    constraint_setting = ":{name}",
)

config_setting(
    name = "{name}_present",
    constraint_values = [":has_{name}"],
)
"""

_PLATFORMS = """
platform(
    name = "platform",
    constraint_values = {found},
    parents = ["@local_config_platform//:host"],
)

platform(
    name = "bare",
    parents = ["@local_config_platform//:host"],
)

exports_files([
    "bin/cargo",
    "bin/rustc",
])
"""

_MISSING = """\
#!/bin/sh
echo '{program} is not installed on this machine' >&2
exit 1
"""

def find_program(ctx, programs):
    """The path of the first of `programs` on PATH or in a folder for servers, or None."""
    for program in programs:
        path = ctx.which(program)
        for folder in ["/usr/sbin", "/usr/local/sbin"]:
            if not path and ctx.path(folder + "/" + program).exists:
                path = ctx.path(folder + "/" + program)
        if path:
            return path
    return None

def find_cargo(ctx):
    """Finds cargo and rustc themselves: rustup's proxies want a HOME and a default toolchain.

    Returns:
        A struct of both paths, or None where there is no cargo that runs: a proxy without a
        toolchain is none.
    """
    cargo, rustc = find_program(ctx, TOOLS["cargo"]), ctx.which("rustc")
    if not (cargo and rustc):
        return None
    sysroot = ctx.execute([rustc, "--print", "sysroot"])
    folder = sysroot.stdout.strip() + "/bin/" if sysroot.return_code == 0 else "/nonexistent/"
    if ctx.path(folder + "cargo").exists:
        cargo = ctx.path(folder + "cargo")
    if ctx.path(folder + "rustc").exists:
        rustc = ctx.path(folder + "rustc")
    if ctx.execute([cargo, "--version"]).return_code != 0:
        return None
    return struct(cargo = cargo, rustc = rustc)

def _link_cargo(ctx):
    """Makes bin/cargo and bin/rustc, which say what is missing where it is; returns whether they run."""
    found = find_cargo(ctx)
    for name in ["cargo", "rustc"]:
        if found:
            ctx.symlink(getattr(found, name), "bin/" + name)
        else:
            ctx.file("bin/" + name, _MISSING.format(program = name))
    return bool(found)

def _host_tools_impl(ctx):
    build = ["package(default_visibility = [\"//visibility:public\"])\n"]
    found = []
    for name, programs in TOOLS.items():
        build.append(_CONSTRAINT.format(name = name))
        if _link_cargo(ctx) if name == "cargo" else find_program(ctx, programs):
            found.append(":has_" + name)
    build.append(_PLATFORMS.format(found = repr(found)))
    ctx.file("BUILD.bazel", "".join(build), executable = False)
    ctx.file("found.txt", "".join([name[len(":has_"):] + "\n" for name in found]), executable = False)

host_tools = repository_rule(
    implementation = _host_tools_impl,
    environ = ["PATH"],
    configure = True,
    local = True,
    doc = "Constraint values, the platforms made of them, and cargo as a file that actions run.",
)
