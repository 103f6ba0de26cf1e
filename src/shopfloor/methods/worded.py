"""A number that can say in words what it is: for results where the bare figure would claim too much."""


class Worded(float):
    """A float, usable in any calculation, that shows itself in words and carries its facts by name.

    >>> half = Worded(0.5, "half of them", shared=["a", "b"])
    >>> half, half + 1, half.shared
    (half of them, 1.5, ['a', 'b'])
    """

    def __new__(cls, value, words, **facts):
        number = super().__new__(cls, value)
        number.__dict__.update(facts, words=words)
        return number

    def __repr__(self):
        return self.words

    def __setattr__(self, name, value):
        raise AttributeError(f"This is a result and stays as it is: {name!r} cannot be set.")

    def __reduce__(self):
        # Without this, a copy would forget its words.
        return _again, (type(self), float(self), dict(self.__dict__))


def ordinal(number):
    """A whole number as one counts places.

    >>> [ordinal(n) for n in (1, 12, 23, 50)]
    ['1st', '12th', '23rd', '50th']
    """
    number = int(number)
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def money(amount):
    """US dollars as one writes them, whole dollars from 1,000 on.

    >>> money(64790.4), money(31.15)
    ('$64,790', '$31.15')
    """
    sign = "-" if amount < 0 else ""
    return f"{sign}${abs(amount):,.0f}" if abs(amount) >= 1000 else f"{sign}${abs(amount):,.2f}"


def percent(fraction):
    """A change in percent with its sign.

    >>> percent(0.1457), percent(-0.0662), percent(0.00001)
    ('+14.6 %', '-6.6 %', '0.0 %')
    """
    text = f"{100 * fraction:+.1f}"
    return f"{text.lstrip('+-') if float(text) == 0 else text} %"


def _again(kind, value, facts):
    facts = dict(facts)
    return kind(value, facts.pop("words"), **facts)
