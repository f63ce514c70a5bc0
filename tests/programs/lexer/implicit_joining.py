# Newlines inside brackets do not end a statement.
total = (
    1
    +
    2
    * 3
)
names = [
    "red",
  "green",
        "blue"
]
table = {
    "one":
        1,
    "two"
    : 2,
}


def join(
    first,
    second=
    "b",
):
    return (first
            + second)


print(total, names, sorted(table.items()))
print(join(
    "a",
), (
), [
], names[
    1
])
if (total
        > 6 and
        names):
    print("joined")
