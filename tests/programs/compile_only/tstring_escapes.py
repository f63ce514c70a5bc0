# Escapes, raw prefixes and several lines in template strings.
n = 5
a = t"\n{n}\t\x41\\"
b = rt"\n{n}\t"
c = tr'\x41{n}'
d = t"""first {n}
second {n}
"""
e = t"say \"{n}\"" 
f = t'{"quoted"} {n}'
g = t"{'it''s'} \
joined"
h = t"""{n} "inner" {'x'}"""
