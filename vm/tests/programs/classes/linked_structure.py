# A linked list class with insertion, iteration and reversal.
class Node:
    def __init__(self, v, next=None):
        self.v, self.next = v, next


class Chain:
    def __init__(self, it=()):
        self.head = None
        for v in reversed(list(it)):
            self.head = Node(v, self.head)

    def __iter__(self):
        n = self.head
        while n:
            yield n.v
            n = n.next

    def reverse(self):
        prev, n = None, self.head
        while n:
            n.next, prev, n = prev, n, n.next
        self.head = prev


c = Chain("abcd")
print(list(c))
c.reverse()
print("".join(c), list(Chain()))
