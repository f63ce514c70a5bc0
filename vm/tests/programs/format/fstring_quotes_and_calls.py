# f-strings with subscripts, nested quotes, dict displays and triple quotes.
d = {"k": [1, 2, 3]}
print(f"{d['k'][1]} {d['k'][::-1]}", f'{d["k"]}')
print(f"""{
    d['k'][0]
} and "quoted" {len(d)}""")
print(f"{max(4, 5)} { {'a': 1}['a'] }")
print(rf"\d{1 + 1}\n", f"tab\t{'x'}")
