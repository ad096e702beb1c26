# The number of distinct client addresses.

!($1 in seen) { seen[$1]; n++ }

END { printf "unique_ips\t%.0f\n", n }
