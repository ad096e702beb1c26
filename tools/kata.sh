#!/bin/sh
# `bazel run //tools:kata -- ...`: the same as ./kata in the checkout.
cd "${BUILD_WORKING_DIRECTORY:-.}"
exec "$BUILD_WORKSPACE_DIRECTORY/kata" "$@"
