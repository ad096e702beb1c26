# Goes before report_full.awk, which then sees only what phones did not find.

{
    split($3, sent, " ")                    # status size
    if (sent[1] != 404 || $6 !~ /Mobile/) next
}
