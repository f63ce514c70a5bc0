# Formatted strings with text outside ASCII.
grad, größe = 21.5, "groß"
print(f"{grad} °C", f"{größe} ß {größe!r}", f"→{'é'}←", f"{'日本'}{größe:>6}|")
print(f"\u00e9{grad}\U0001F40D", f"{grad:.0f}°" "±" f"{1}°")
