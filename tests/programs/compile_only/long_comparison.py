# A comparison of many operands, and boolean expressions of many terms.
a = b < c < d < e < f < g < h < i < j < k < l < m < n < o < p < q < r < s < t < u < v < w < x < y
a = b and c and d and e and f and g and h and i and j and k and l and m and n and o and p and q
a = b or c or d or e or f or g or h or i or j or k or l or m or n or o or p or q or r or s or t
a = b if c else d if e else f if g else h if i else j if k else l if m else n if o else p if q else r
a = b + c - d * e / f // g % h @ i << j >> k & l | m ^ n ** o
a = not b and not c or not (d or e) and f or not g
if b and (c or d and (e or f and (g or h and (i or not j)))) or not (k and (l or m)):
    a = not (b and c or not d)
while (b or c) and not (d or e and not f) or g: a = 1
