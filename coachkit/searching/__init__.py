"""Search over a whole library: by words, by meaning, or both; grouped; and answers to a question.

`Searcher` asks and returns the nouns of `results`.
"""
