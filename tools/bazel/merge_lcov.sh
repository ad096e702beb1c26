#!/bin/sh
# Joins LCOV tracefiles: Bazel's merger after a test and its report after all tests.
#
# Bazel calls it with --coverage_dir=FOLDER --output_file=FILE after a test, and with
# --reports_file=LIST --output_file=FILE for the combined report; its other flags are for
# the Java tools that this stands in for. Records of one source may follow each other:
# whatever reads LCOV adds them up. A shell script, since it runs without runfiles.
set -eu
folder= list= output=
for argument; do
  case $argument in
    --coverage_dir=*) folder=${argument#*=} ;;
    --reports_file=*) list=${argument#*=} ;;
    --output_file=*) output=${argument#*=} ;;
  esac
done
{
  [ -z "$folder" ] || find "$folder" -name '*.dat' | LC_ALL=C sort
  [ -z "$list" ] || cat "$list"
} | while read -r tracefile; do
  [ ! -f "$tracefile" ] || cat "$tracefile"
done >"$output.part"
mv "$output.part" "$output"
