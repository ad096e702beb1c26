# The number of lines.

END { printf "lines\t%.0f\n", NR }
