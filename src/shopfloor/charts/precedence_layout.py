"""Where each task of a precedence diagram stands: columns from left to right, few crossings, straight arrows.

The layered drawing of Sugiyama, Tagawa and Toda (1981), the same for the same line each time: columns by
precedence; the order in a column by the mean place of the neighbors, swept to and fro; heights as near to the
neighbors' as the distance to the next one in the column allows. An arrow that passes columns has a bend in
each of them, so that it runs between the tasks and not over them.
"""

__all__ = ["lay_out"]

SWEEPS = 12
ROOM_FOR_ARROW = 0.45
"""The distance that a passing arrow keeps, where two tasks keep 1."""


def lay_out(columns, before):
    """Heights of the tasks in rows (from 0, downwards), and for each arrow the heights where it passes columns.

    ``columns``: the column of each task. ``before``: for each task the numbers of those directly before it.
    Returns (heights, arrows): a list, and a dictionary (from, to) -> heights in the columns between.

    >>> lay_out([0, 1, 1, 2], [(), (0,), (0,), (1, 2)])
    ([0.5, 0.0, 1.0, 0.5], {(0, 1): [], (0, 2): [], (1, 3): [], (2, 3): []})
    """
    count = len(columns)
    layer = list(columns)
    links, passing = [], {}
    for task, some in enumerate(before):
        for one in some:
            bends = []
            for column in range(columns[one] + 1, columns[task]):
                bends.append(len(layer))
                layer.append(column)
            passing[one, task] = bends
            chain = [one, *bends, task]
            links += zip(chain, chain[1:], strict=False)
    left, right = [[] for _ in layer], [[] for _ in layer]
    for one, other in links:
        right[one].append(other)
        left[other].append(one)
    layers = [[] for _ in range(max(layer) + 1)]
    for node, column in enumerate(layer):
        layers[column].append(node)
    layers = _ordered(layers, left, right)
    heights = _heights(layers, left, right, count)
    return heights[:count], {pair: [heights[bend] for bend in bends] for pair, bends in passing.items()}


def _ordered(layers, left, right):
    """The order in each layer that gave the fewest crossings."""
    best, fewest = layers, _crossings(layers, right)
    for sweep in range(SWEEPS):
        if not fewest:
            break
        forward = sweep % 2 == 0
        layers = [list(some) for some in layers]
        place = {node: at for some in layers for at, node in enumerate(some)}
        near = left if forward else right
        for some in layers if forward else layers[::-1]:
            some.sort(key=lambda node: (_mean([place[one] for one in near[node]], place[node]), place[node]))
            place.update((node, at) for at, node in enumerate(some))
        crossings = _crossings(layers, right)
        if crossings < fewest:
            best, fewest = layers, crossings
    return best


def _crossings(layers, right):
    total = 0
    for some, others in zip(layers, layers[1:], strict=False):
        place = {node: at for at, node in enumerate(others)}
        ends = [end for node in some for end in sorted(place[other] for other in right[node])]
        total += sum(1 for at, end in enumerate(ends) for later in ends[at + 1 :] if later < end)
    return total


def _heights(layers, left, right, count):
    heights = {}
    for some in layers:  # to begin with, every column around the same middle
        spots = _apart([0.0] * len(some), some, count)
        heights.update(zip(some, spots, strict=True))
    for sweep in range(2 * SWEEPS):
        for some in layers if sweep % 2 == 0 else layers[::-1]:
            wished = []
            for node in some:
                near = left[node] + right[node]
                wished.append(_mean([heights[one] for one in near], heights[node]))
            heights.update(zip(some, _apart(wished, some, count), strict=True))
    top = min(heights.values())
    return [round(heights[node] - top, 6) for node in range(len(heights))]


def _apart(wished, nodes, count):
    """Heights as near to the wished ones as they can be in this order with the distances kept (least squares:
    neighbors that come too close are pooled at their mean)."""
    offsets = [0.0]
    for one, other in zip(nodes, nodes[1:], strict=False):
        offsets.append(offsets[-1] + _gap(one, other, count))
    pools = []
    for wish, offset in zip(wished, offsets, strict=False):
        pools.append([wish - offset, 1])
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            mean, size = pools.pop()
            other, more = pools.pop()
            pools.append([(mean * size + other * more) / (size + more), size + more])
    base = [mean for mean, size in pools for _ in range(size)]
    return [one + offset for one, offset in zip(base, offsets, strict=True)]


def _gap(one, other, count):
    """A task keeps 1 from the next; passing arrows, whose numbers come after the tasks', keep less."""
    bends = (one >= count) + (other >= count)
    return (1.0, 0.75, ROOM_FOR_ARROW)[bends]


def _mean(numbers, otherwise):
    return sum(numbers) / len(numbers) if numbers else otherwise
