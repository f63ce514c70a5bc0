# A sibling of leaf.
tag = "other"
