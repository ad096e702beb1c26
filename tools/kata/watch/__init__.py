"""`kata watch`: judges at each save.

`saves` notices saves, `judging` asks the warden, `session` puts the two together and knows what is
going on, `view` says it in lines of text; `screen` (in a terminal) and `plain` show these lines.
"""
