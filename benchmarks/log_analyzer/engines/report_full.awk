# The full report over a log in combined format without malformed lines. Prints one fact a line: its
# place in the answer and its value, separated by tabs.

BEGIN { FS = "\"" }

{
    split($1, who, " ")                     # host ident user [day/month/year:hour:minute:second
    split($2, asked, " ")                   # method target protocol
    split($3, sent, " ")                    # status size
    size = sent[2] == "-" ? 0 : sent[2]
    bad = sent[1] >= 400
    query = index(asked[2], "?")
    path = query ? substr(asked[2], 1, query - 1) : asked[2]
    parsed++
    bytes += size
    status[sent[1]]++
    methods[asked[1]]++
    protocols[asked[3]]++
    hour = substr(who[4], 2, 14)
    requests[hour]++
    hour_bytes[hour] += size
    if (bad) { if (sent[1] < 500) refused[hour]++; else failed[hour]++ }
    path_count[path]++; path_bytes[path] += size; path_errors[path] += bad
    ip_count[who[1]]++; ip_bytes[who[1]] += size; ip_errors[who[1]] += bad
    agent_count[$6]++; agent_bytes[$6] += size; agent_errors[$6] += bad
    referrer_count[$4]++; referrer_bytes[$4] += size; referrer_errors[$4] += bad
    user_count[who[3]]++; user_bytes[who[3]] += size; user_errors[who[3]] += bad
    visitor = who[1] "\t" $6 "\t" substr(who[4], 2, 11)
    if (!(visitor in seen)) { seen[visitor]; visitors++ }
    # Times ascend in this log.
    if (parsed == 1) first = who[4]
    last = who[4]
}

END {
    printf "lines\t%.0f\nparsed\t%.0f\nbad_request\t0\nbytes\t%.0f\nvisitors\t%.0f\n", NR, parsed, bytes, visitors
    printf "first\t%.0f\nlast\t%.0f\n", epoch(substr(first, 2)), epoch(substr(last, 2))
    for (key in status) printf "status\t%s\t%.0f\n", key, status[key]
    for (key in methods) printf "methods\t%s\t%.0f\n", key, methods[key]
    for (key in protocols) printf "protocols\t%s\t%.0f\n", key, protocols[key]
    for (key in requests)
        printf "hours\t%.0f\t%.0f\t%.0f\t%.0f\t%.0f\n", epoch(key ":00:00"), requests[key], hour_bytes[key], refused[key], failed[key]
    top("path", path_count, path_bytes, path_errors)
    top("ip", ip_count, ip_bytes, ip_errors)
    top("user_agent", agent_count, agent_bytes, agent_errors)
    top("referrer", referrer_count, referrer_bytes, referrer_errors)
    top("user", user_count, user_bytes, user_errors)
}

# Prints how many keys a column has, and the ten most frequent ones: count descending, key ascending.
function top(name, count, bytes, errors,    key, n, i, keys, distinct) {
    n = 0
    for (key in count) {
        distinct++
        if (n == 10 && !before(key, keys[10], count)) continue
        i = n < 10 ? ++n : 10
        while (i > 1 && before(key, keys[i - 1], count)) { keys[i] = keys[i - 1]; i-- }
        keys[i] = key
    }
    printf "unique\t%s\t%.0f\n", name, distinct
    for (i = 1; i <= n; i++)
        printf "top_%s\t%s\t%.0f\t%.0f\t%.0f\n", name, keys[i], count[keys[i]], bytes[keys[i]], errors[keys[i]]
}

function before(one, other, count) {
    return count[one] != count[other] ? count[one] > count[other] : one "" < other ""
}

# Seconds since 1970 of dd/Mon/yyyy:HH:MM:SS in UTC.
function epoch(text,    month, year, days) {
    month = (index("JanFebMarAprMayJunJulAugSepOctNovDec", substr(text, 4, 3)) + 2) / 3
    year = substr(text, 8, 4)
    if (month <= 2) { year--; month += 12 }
    days = 365 * year + int(year / 4) - int(year / 100) + int(year / 400) + int((153 * (month - 3) + 2) / 5) + substr(text, 1, 2) - 1 - 719468
    return ((days * 24 + substr(text, 13, 2)) * 60 + substr(text, 16, 2)) * 60 + substr(text, 19, 2)
}
