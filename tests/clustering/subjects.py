"""Made texts about known subjects, with vectors that stand for their meaning."""

import numpy as np

WORDS = {
    "branch": "where is the nearest branch office town street map".split(),
    "card": "lost stolen plastic card block replace wallet thief".split(),
    "wire": "send wire transfer abroad sort code bank receiver".split(),
    "balance": "tell balance left checking savings amount total sum".split(),
}
FILLERS = "yes hello please well thanks okay right so".split()


def spoken(each=30, noise=0.12, seed=3, dimensions=32):
    """Return texts, unit vectors and subjects: `each` texts on every subject, in mixed order."""
    random = np.random.default_rng(seed)
    middles = np.linalg.qr(random.normal(size=(dimensions, dimensions)))[0][: len(WORDS)]
    made = []
    for n, (subject, words) in enumerate(WORDS.items()):
        for _ in range(each):
            text = " ".join([*random.choice(FILLERS, 3), *random.choice(words, 6)])
            row = middles[n] + random.normal(0, noise, dimensions)
            made.append((text, row / np.linalg.norm(row), subject))
    made = [made[i] for i in random.permutation(len(made))]
    texts, rows, subjects = zip(*made, strict=True)
    return list(texts), np.array(rows, dtype=np.float32), list(subjects)
