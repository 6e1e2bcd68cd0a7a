"""Refusing a whole delivery: one Dutch sentence instead of ten thousand row errors.

What belongs here: the exception that carries that sentence. Not here: findings about rows (findings.py).
"""


class Refusal(Exception):
    """A delivery that cannot be taken in. `sentence` is Dutch, says what is wrong and what to do, and shows no raw value."""

    def __init__(self, sentence: str, rule: str = "levering_geweigerd") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.rule = rule
