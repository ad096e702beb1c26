# How many lines are well formed, as far as the number of fields and the status tell.

BEGIN { FS = "\"" }

{
    split($1, who, " ")                     # host ident user [day/month/year:hour:minute:second
    split($2, asked, " ")                   # method target protocol
    split($3, sent, " ")                    # status size
    if (NF == 7 && sent[1] >= 100 && sent[1] <= 599) well_formed++
}

END { printf "lines\t%.0f\nwell_formed\t%.0f\n", NR, well_formed }
