"""What speaks for each kind where no section of a label decides: signs with their weights, and their words by language.

``signs`` is the table of weights; ``words_en``, ``words_de``, ``words_ja``, ``words_zh`` and ``words_any`` say by which
words a sign shows.
"""
