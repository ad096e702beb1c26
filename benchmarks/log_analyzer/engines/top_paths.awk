# The ten paths with the most requests: count descending, path ascending.

BEGIN { FS = "\"" }

{
    split($2, asked, " ")                   # method target protocol
    query = index(asked[2], "?")
    count[query ? substr(asked[2], 1, query - 1) : asked[2]]++
}

END {
    for (key in count) {
        if (n == 10 && !before(key, keys[10])) continue
        i = n < 10 ? ++n : 10
        while (i > 1 && before(key, keys[i - 1])) { keys[i] = keys[i - 1]; i-- }
        keys[i] = key
    }
    for (i = 1; i <= n; i++) printf "top_path\t%s\t%.0f\n", keys[i], count[keys[i]]
}

function before(one, other) {
    return count[one] != count[other] ? count[one] > count[other] : one "" < other ""
}
