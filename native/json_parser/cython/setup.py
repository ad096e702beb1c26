"""Builds the module for people without Bazel: `pip install ./native/json_parser/cython`."""

from Cython.Build import cythonize
from setuptools import Extension, setup

setup(
    ext_modules=cythonize(
        Extension(
            "json_parser_cython",
            ["json_parser_cython.pyx"],
            extra_compile_args=["-O3"],
        )
    ),
    # The included files are no modules: without this, none of them may be taken for one.
    py_modules=[],
)
