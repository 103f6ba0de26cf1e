"""Where the boxes of a map of careers stand: in columns from left to right, no two on the same place.

The layered layout of Sugiyama, Tagawa and Toda (*Methods for visual understanding of hierarchical system
structures*, IEEE Transactions on Systems, Man, and Cybernetics 11, 1981): columns by the longest way, the
order in a column by the mean place of the neighbors, and a lane of its own for an arrow that passes a column.
Nothing is left to chance: the same table gives the same picture.
"""

from dataclasses import dataclass, field

SWEEPS = 12
LANE = 0.16
"""Height of a lane for an arrow that passes a column, in inches."""


@dataclass
class Layout:
    """``layer`` and ``place`` (center across the columns, inches) of each role; ``routes``: for each arrow
    the lanes it passes, as (layer, place); ``extent``: inches across; ``layers``: how many columns."""

    layer: dict
    place: dict
    routes: dict
    extent: float = 0.0
    layers: int = 0
    backward: set = field(default_factory=set)


def layered(graph, size, gap):
    """The layout of a directed graph. ``size(role)``: what its box takes across the columns, ``gap``: the
    least distance between two boxes, both in inches."""
    import networkx as nx

    order = list(graph)
    whole = Layout({}, {}, {})
    parts = sorted(
        nx.weakly_connected_components(graph), key=lambda part: min(order.index(one) for one in part)
    )
    for part in parts:
        roles = [role for role in order if role in part]
        edges = [edge for edge in graph.edges if edge[0] in part]
        one = _connected(roles, edges, size, gap)
        shift = whole.extent + (gap if whole.extent else 0.0)
        whole.layer.update(one.layer)
        whole.place.update({role: place + shift for role, place in one.place.items()})
        for edge, lanes in one.routes.items():
            whole.routes[edge] = [(layer, place + shift) for layer, place in lanes]
        whole.backward |= one.backward
        whole.extent = shift + one.extent
    whole.layers = max(whole.layer.values()) + 1
    return whole


def _connected(roles, edges, size, gap):
    backward = _backward(roles, edges)
    forward = [(b, a) if (a, b) in backward else (a, b) for a, b in edges]
    layer = _layers(roles, forward)
    columns, chains = _with_lanes(roles, forward, layer)
    links = [link for chain in chains for link in zip(chain, chain[1:], strict=False)]
    _order(columns, links)

    def height(node):
        return LANE if isinstance(node, tuple) else size(node)

    place = _places(columns, links, height, gap)
    lowest = min(place[node] - height(node) / 2 for node in place)
    highest = max(place[node] + height(node) / 2 for node in place)
    place = {node: where - lowest for node, where in place.items()}
    routes = {}
    for edge, chain in zip(edges, chains, strict=True):
        lanes = [(node[1], place[node]) for node in chain[1:-1]]
        routes[edge] = lanes[::-1] if edge in backward else lanes
    boxes = {role: place[role] for role in roles}
    return Layout(layer, boxes, routes, highest - lowest, backward=backward)


def _backward(roles, edges):
    """The arrows that close a circle, found by walking in the order of the table: they point back."""
    after = {role: [b for a, b in edges if a == role] for role in roles}
    entered = {b for _, b in edges}
    state, back = {}, set()

    def walk(start):
        stack = [(start, iter(after[start]))]
        state[start] = "open"
        while stack:
            role, rest = stack[-1]
            for other in rest:
                if state.get(other) == "open":
                    back.add((role, other))
                elif other not in state:
                    state[other] = "open"
                    stack.append((other, iter(after[other])))
                    break
            else:
                state[role] = "done"
                stack.pop()

    # From the roles that nothing leads to, so that as few arrows as possible point back.
    for role in [*(role for role in roles if role not in entered), *roles]:
        if role not in state:
            walk(role)
    return back


def _layers(roles, edges):
    """Columns by the longest way; a start moves toward what it leads to, with all that only it leads to."""
    before = {role: [a for a, b in edges if b == role] for role in roles}
    after = {role: [b for a, b in edges if a == role] for role in roles}
    layer, waiting = {}, list(roles)
    while waiting:
        for role in list(waiting):
            if all(one in layer for one in before[role]):
                layer[role] = max((layer[one] + 1 for one in before[role]), default=0)
                waiting.remove(role)
    starts = [role for role in roles if not before[role]]
    reach = {start: _ahead(start, after) for start in starts}
    for start in starts:
        others = set().union(*(reach[other] for other in starts if other != start), set())
        own = {start} | (reach[start] - others)
        slack = [layer[b] - layer[a] - 1 for a, b in edges if a in own and b not in own]
        if slack and min(slack) > 0:
            for role in own:
                layer[role] += min(slack)
    lowest = min(layer.values())
    return {role: layer[role] - lowest for role in roles}


def _ahead(start, after):
    seen, stack = set(), [start]
    while stack:
        for other in after[stack.pop()]:
            if other not in seen:
                seen.add(other)
                stack.append(other)
    return seen


def _with_lanes(roles, edges, layer):
    """(columns of nodes, the chain of nodes of each arrow): a lane, (number, layer), where an arrow passes
    by."""
    columns = [[] for _ in range(max(layer.values()) + 1)]
    for role in roles:
        columns[layer[role]].append(role)
    chains = []
    for number, (a, b) in enumerate(edges):
        lanes = [(number, between) for between in range(layer[a] + 1, layer[b])]
        for lane in lanes:
            columns[lane[1]].append(lane)
        chains.append([a, *lanes, b])
    return columns, chains


def _order(columns, links):
    """Orders the columns, in place, so that few arrows cross."""
    before, after = {}, {}
    for a, b in links:
        after.setdefault(a, []).append(b)
        before.setdefault(b, []).append(a)
    best, fewest = [list(column) for column in columns], _crossings(columns, links)
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        for index in range(1, len(columns)) if down else range(len(columns) - 2, -1, -1):
            beside = columns[index - 1 if down else index + 1]
            at = {node: place for place, node in enumerate(beside)}
            near = before if down else after
            own = {node: place for place, node in enumerate(columns[index])}

            def mean(node, near=near, at=at, own=own):
                linked = [at[one] for one in near.get(node, ())]
                return sum(linked) / len(linked) if linked else own[node]

            columns[index].sort(key=mean)
        crossed = _crossings(columns, links)
        if crossed < fewest:
            best, fewest = [list(column) for column in columns], crossed
    columns[:] = best


def _crossings(columns, links):
    at = {node: (layer, place) for layer, column in enumerate(columns) for place, node in enumerate(column)}
    count = 0
    for index, (a, b) in enumerate(links):
        for c, d in links[index + 1 :]:
            if at[a][0] == at[c][0] and (at[a][1] - at[c][1]) * (at[b][1] - at[d][1]) < 0:
                count += 1
    return count


def _places(columns, links, height, gap):
    """Where each node stands across its column: near its neighbors, in order, and apart."""
    near = {}
    for a, b in links:
        near.setdefault(a, []).append(b)
        near.setdefault(b, []).append(a)
    place = {}
    for column in columns:
        edge = 0.0
        for node in column:
            place[node] = edge + height(node) / 2
            edge += height(node) + gap
    for sweep in range(2 * SWEEPS):
        for column in columns if sweep % 2 == 0 else reversed(columns):
            wished = [
                sum(place[one] for one in near[node]) / len(near[node]) if node in near else place[node]
                for node in column
            ]
            apart = [0.0]
            for upper, lower in zip(column, column[1:], strict=False):
                apart.append(apart[-1] + (height(upper) + height(lower)) / 2 + gap)
            settled = _rising([wish - offset for wish, offset in zip(wished, apart, strict=True)])
            for node, base, offset in zip(column, settled, apart, strict=True):
                place[node] = base + offset
    return place


def _rising(values):
    """The never-falling sequence nearest to the values, by least squares (pool adjacent violators)."""
    blocks = []
    for value in values:
        blocks.append([value, 1])
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            mean, count = blocks.pop()
            total = blocks[-1][0] * blocks[-1][1] + mean * count
            blocks[-1] = [total / (blocks[-1][1] + count), blocks[-1][1] + count]
    return [mean for mean, count in blocks for _ in range(count)]
