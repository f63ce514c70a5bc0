# Lone constants and passes in every block that needs a statement.
if x: 1
else: "a"
while x: 1; 2;
for y in x: ...
try: 1
except: 2
else: 3
finally: 4
with x: None
class C: 1
def f(): 1
if 0: pass
if 0: a
elif 0: b
