"""Translates one .pyx file to C: cythonize.py SOURCE OUTPUT MODULE."""

import sys

from Cython.Compiler.Main import CompilationOptions, compile

source, output, module = sys.argv[1:]
options = CompilationOptions(output_file=output, language_level=3, emit_linenums=False)
sys.exit(bool(compile(source, options, full_module_name=module).num_errors))
