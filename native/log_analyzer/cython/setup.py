"""Builds the module for people without Bazel: `pip install ./native/log_analyzer/cython`."""

from Cython.Build import cythonize
from setuptools import Extension, setup

setup(
    ext_modules=cythonize(
        Extension(
            "log_analyzer_cython",
            ["log_analyzer_cython.pyx"],
            extra_compile_args=["-O3"],
        )
    ),
    # The included files are no modules: without this, none of them may be taken for one.
    py_modules=[],
)
