# Nothing here but comments

# and blank lines.
