"""A question with its options, as a named group that a screen reader announces."""

from html import escape

from .compare import Choice, Order


class Question:
    """What `ask` shows: the question, the options with their letters, and how to answer."""

    def __init__(self, exercise):
        self.id = exercise.id
        self.words = exercise.question or "The question stands in the text above."
        test = exercise.test
        self.options = (
            test.options if isinstance(test, Choice) else test.shown if isinstance(test, Order) else {}
        )
        # The example is never an answer: it is written with letters no question has.
        if isinstance(test, Order):
            self.how = f'Write the letters in order, in quotes: check("{self.id}", "...")'
        elif self.options and test.several:
            self.how = f'More than one may be right. Write the letters in quotes: check("{self.id}", "...")'
        elif self.options:
            self.how = f'Write one letter in quotes: check("{self.id}", "...")'
        else:
            self.how = f'Then check("{self.id}", ...)'

    def __repr__(self):
        lines = [f"  {letter}  {text}" for letter, text in self.options.items()]
        return "\n".join([self.words, *lines, self.how])

    def _repr_html_(self):
        name = f"question-{self.id.replace('.', '-')}"
        items = "".join(
            f'<li style="margin:4px 0"><b style="display:inline-block;min-width:1.6em">{letter}</b>'
            f"{escape(text)}</li>"
            for letter, text in self.options.items()
        )
        # list-style none makes some screen readers forget that it is a list: role="list" says so again.
        group = (
            f'<ul role="list" style="list-style:none;margin:6px 0;padding-left:6px">{items}</ul>'
            if items
            else ""
        )
        return (
            f'<div role="group" aria-labelledby="{name}" class="shopfloor-question mathjax_ignore" '
            'style="border:1px solid #808080;border-radius:6px;padding:8px 14px;margin:4px 0;max-width:70ch;'
            "font-family:var(--jp-content-font-family,system-ui,sans-serif);"
            'font-size:var(--jp-content-font-size1,14px);line-height:1.5;color:var(--jp-content-font-color1,inherit)">'
            f'<p id="{name}" style="margin:0;font-weight:600">{escape(self.words)}</p>{group}'
            f'<p style="margin:0">{escape(self.how)}</p></div>'
        )
