# Mistakes in format strings and arguments.
def kind(s, *a, **k):
    try:
        return s.format(*a, **k)
    except Exception as e:
        return type(e).__name__


print(kind("{}"), kind("{0} {1}", 1), kind("{a}"), kind("{} {0}", 1), kind("{0} {}", 1))
print(kind("{"), kind("}"), kind("{!x}", 1), kind("{:d}", "s"), kind("{:s}", 1), kind("{:q}", 1), kind("{:5.2d}", 3))
