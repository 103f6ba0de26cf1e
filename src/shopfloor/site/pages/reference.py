"""The methods' documentation for readers, from the docstrings and signatures of `shopfloor.methods`."""

import inspect
import re
from dataclasses import dataclass

from markupsafe import Markup

from shopfloor.site.pages.render import prose

# A longer first phrase of a module is no title.
LONGEST_TITLE = 46
# What every NamedTuple and dataclass has of its own is not the course's.
_INHERITED = {"count", "index"}


@dataclass(frozen=True)
class Entry:
    """One function, class or constant: ``usage`` as it is written, ``text`` as Markdown, ``members`` of a class."""

    name: str
    kind: str
    usage: str
    summary: str
    text: str
    members: tuple = ()

    @property
    def anchor(self):
        """Where it stands on its module's page: what Sphinx makes of a heading."""
        return re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")


@dataclass(frozen=True)
class Module:
    """One module of methods, by its public name."""

    name: str
    title: str
    lead: str
    text: str
    entries: tuple


def modules(package):
    """The public modules of a package (`shopfloor.methods`) with their public names, functions first."""
    return [_module(getattr(package, name), name) for name in package.__all__]


def _module(module, name):
    title, lead, rest = _opening(inspect.getdoc(module) or "", name)
    entries = [_entry(module, one, f"{name}.{one}") for one in module.__all__]
    order = {"function": 0, "class": 1, "constant": 2}
    entries.sort(key=lambda entry: (order[entry.kind], entry.name.lower()))
    return Module(name, title, lead, as_markdown(rest), tuple(entries))


def _opening(text, name):
    """A module's title, its first paragraph as far as the title does not say it, and the rest.

    >>> _opening("Time study: from readings to a standard.\\n\\nMore.", "timestudy")
    ('Time study', 'From readings to a standard.', 'More.')
    """
    first, _, rest = text.partition("\n\n")
    first = str(prose(" ".join(first.split())))
    title, mark, lead = re.match(r"([^:.]*)([:.]?)\s*(.*)", first).groups()
    if len(title) > LONGEST_TITLE:
        return name.replace("_", " ").capitalize(), first, rest
    return title, lead[:1].upper() + lead[1:], rest


def _entry(module, name, full):
    made = getattr(module, name)
    if inspect.isfunction(made):
        return _documented(name, "function", f"{full}{_signature(made)}", made)
    if inspect.isclass(made):
        members = tuple(_members(made))
        return _documented(name, "class", full, made, members)
    comment = _constant_words(module, name)
    return Entry(name, "constant", full, _summary(comment), as_markdown(comment))


def _documented(name, kind, usage, made, members=()):
    text = inspect.getdoc(made) or ""
    return Entry(name, kind, usage, _summary(text), as_markdown(text), members)


def documented(made):
    """A class with how it is made, as an `Entry`: for widgets."""
    return _documented(
        made.__name__, "class", f"{made.__name__}{_signature(made)}", made, tuple(_members(made))
    )


def _signature(made):
    """The arguments without their annotations: what a student types."""
    signature = inspect.signature(made)
    plain = [one.replace(annotation=inspect.Parameter.empty) for one in signature.parameters.values()]
    plain = [one for one in plain if one.name not in ("self", "kwargs", "_checked")]
    return str(signature.replace(parameters=plain, return_annotation=inspect.Signature.empty))


def _members(made):
    """What an object of this class offers by name, each with its first sentence: properties and functions."""
    for name, value in vars(made).items():
        if name.startswith("_") or name in _INHERITED:
            continue
        field = isinstance(value, property) or inspect.isfunction(value)
        text = inspect.getdoc(value) if field else ""
        # What repeats object's own documentation, or has none, says nothing.
        if text:
            call = _signature(value) if inspect.isfunction(value) else ""
            yield f"{name}{call}", Markup(_summary(text))


def _constant_words(module, name):
    """The string below a constant in its module's source, where it has one."""
    source = inspect.getsource(inspect.getmodule(module))
    found = re.search(rf'^{name}\b.*?^"""(.+?)"""', source, re.MULTILINE | re.DOTALL)
    return " ".join(found[1].split()) if found and found[0].count("\n\n") == 0 else ""


def _summary(text):
    """The first paragraph on one line, as Markdown."""
    return str(prose(" ".join(text.split("\n\n")[0].split())))


def as_markdown(text):
    """A docstring as Markdown: examples as code, numpydoc's headings in bold, formulas as they were set.

    >>> as_markdown("Alike:\\n\\n    a < b")
    'Alike:\\n\\n    a < b'
    >>> as_markdown("A sum.\\n\\nReturns\\n-------\\nfloat\\n    The sum.")
    'A sum.\\n\\n**Returns**\\n\\n- `float`: The sum.'
    """
    blocks = []
    for block in re.split(r"\n\s*\n", text.strip("\n")):
        if block.lstrip().startswith(">>>"):
            example = inspect.cleandoc(block)
            if blocks and blocks[-1].startswith("```pycon"):
                example = blocks.pop().removeprefix("```pycon\n").removesuffix("\n```") + "\n\n" + example
            blocks.append(f"```pycon\n{example}\n```")
        elif re.match(r" {4}\S", block) and not (blocks and blocks[-1].lstrip().startswith("- ")):
            blocks.append(block)
        elif found := re.match(r"(\w[\w ]*)\n-{3,}\n?", block):
            blocks.append(f"**{found[1]}**")
            if rest := block[found.end() :]:
                blocks.append(_definitions(rest))
        elif block.strip():
            blocks.append(str(prose(block)))
    return "\n\n".join(blocks)


def _definitions(text):
    """numpydoc's list: a name at the margin, its meaning indented below."""
    lines = []
    for line in text.splitlines():
        if line.startswith(" "):
            lines[-1] += f" {prose(line.strip())}"
        else:
            lines.append(f"- `{line.strip()}`:")
    return "\n".join(lines)
