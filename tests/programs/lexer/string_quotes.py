# Single, double and triple quotes, each holding the other.
print('single "double" inside')
print("double 'single' inside")
print('''triple 'single' and "double"''')
print("""triple "double" and 'single' """)
print('''two
lines''')
print("""a
    b

c""")
print(repr(''), repr(""), repr(''''''), repr(""""""))
print("""""" "x" '''''')
print('it\'s', "say \"hi\"", '''\'''', """\"""")
print("" '' == '')
