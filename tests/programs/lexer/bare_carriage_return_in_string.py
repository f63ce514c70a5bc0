# A carriage return in the source of a string reads as a newline.
text = """ab
c"""
print(len(text), [ord(c) for c in text])
