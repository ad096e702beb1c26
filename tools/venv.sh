#!/bin/sh
# `bazel run //tools:venv`: .venv with every package of the lock, for editors; what ./kata uses too.
exec "$BUILD_WORKSPACE_DIRECTORY/kata" setup
