"""The line itself, in SimPy: stations, machines, breakdowns, batches, and the three rules of control.

SimPy keeps the clock and the order of events. One event is scheduled for each piece of work on a machine and
one for each arrival, with a function to call when it happens; a process per part (the usual way to begin with
SimPy) schedules three times as many. What happens to a part at a station is written into the part's record,
and everything else (shares, queues, work in process) is computed from the records afterwards.
"""

from collections import deque
from math import inf, nan

from shopfloor.methods.flow_draws import Times

__all__ = ["Run", "FIELDS", "HEAD"]

HEAD = 4
"""What a record begins with: number of the part, arrived, released into the line, finished."""
NUMBER, ARRIVED, RELEASED, FINISHED = range(HEAD)

FIELDS = ("arrived", "started", "set_up", "finished", "freed", "left", "machine")
"""What a record then has for each station: when the part arrived there, a machine took it, its set-up was
done, the work was done, the part was off the machine, and it moved on; and the machine's number from 1."""
_ARRIVED, _STARTED, _SET_UP, _DONE, _FREED, _LEFT, _MACHINE = range(len(FIELDS))


class Machine:
    """One machine: when it fails, when it is stopped from outside, when it was set up last."""

    def __init__(self, number, mtbf, failures, repairs, windows):
        self.number = number
        self.windows = windows
        self.downs = []
        self.parts_to_setup = 0
        self._failures, self._repairs = failures, repairs
        self._count = 0
        self._until_failure = failures[0] if mtbf else inf
        self._window = 0

    def stopped_until(self, now):
        """The end of the stop from outside that ``now`` is in; ``now`` itself if there is none."""
        for begin, end in self.windows:
            if begin <= now < end:
                return end
        return now

    def busy_until(self, begin, setup, work):
        """When the set-up and the work that begin now are done, breakdowns in between included.

        A breakdown comes after so much *work*; set-up and waiting do not wear. A part in the machine waits
        and is then finished.
        """
        now = self._through(begin, setup, wears=False) if setup else begin
        return now, self._through(now, work, wears=True)

    def _through(self, now, left, wears):
        windows = self.windows
        while True:
            while self._window < len(windows) and windows[self._window][1] <= now:
                self._window += 1
            stop = windows[self._window] if self._window < len(windows) else (inf, inf)
            step = min(left, self._until_failure) if wears else left
            if stop[0] < now + step:
                step = max(0.0, stop[0] - now)
                now, left = stop[1], left - step
                if wears:
                    self._until_failure -= step
                continue
            now, left = now + step, left - step
            if wears:
                self._until_failure -= step
                if self._until_failure <= 0 < left:
                    now = self._repaired(now)
            if left <= 0:
                return now

    def _repaired(self, now):
        end = now + self._repairs[self._count]
        self.downs.append((now, end))
        self._count += 1
        self._until_failure = self._failures[self._count]
        return end


class _Station:
    def __init__(self, run, place, station, seed, windows):
        self.run, self.place, self.name = run, place, station.name
        self.base = HEAD + place * len(FIELDS)
        self.cards = station.cards
        self.times = Times(
            f"{seed}/process/{place}", station.process_time, station.process_scv, station.distribution
        )
        self.setup_time = station.setup_time
        self.process_batch = station.process_batch
        self.setups = [
            Times(f"{seed}/setup/{place}/{one}", station.setup_time, station.setup_scv)
            for one in range(station.machines)
        ]
        self.setups_done = [0] * station.machines
        self.machines = [
            Machine(
                one + 1,
                station.mtbf,
                Times(f"{seed}/failure/{place}/{one}", station.mtbf or 1.0, 1.0, "exponential"),
                Times(f"{seed}/repair/{place}/{one}", station.mttr or 1.0, station.repair_scv),
                windows[one],
            )
            for one in range(station.machines)
        ]
        # With none of these the end of the work is known by an addition.
        self.plain = not (station.setup_time or station.mtbf or any(windows))
        self.free = deque(self.machines)
        self.queue = deque()
        self.pallet = []
        self.waiting_to_move = deque()
        self.present = 0
        self.moved = 0
        self.next = self.before = None

    def schedule_stops(self):
        for machine in self.machines:
            for begin, _ in machine.windows:
                if begin > 0:
                    self.run.at(begin, self._stop, machine)
                else:
                    self._hold(machine)

    def _stop(self, event):
        self._hold(event.value)

    def _hold(self, machine):
        if machine in self.free:
            self.free.remove(machine)
            self.give_back(machine, self.run.env.now)

    def _started_again(self, event):
        now = self.run.env.now
        self.give_back(event.value, now)
        self.start(now)

    def give_back(self, machine, now):
        """The machine has no part any more: it is free, or free when the stop that holds it ends."""
        until = machine.stopped_until(now) if machine.windows else now
        if until > now:
            self.run.at(until, self._started_again, machine)
        else:
            self.free.append(machine)

    def room_for(self, count):
        return self.cards is None or self.present + count <= self.cards

    def arrive(self, parts, origin, now):
        base = self.base
        for part in parts:
            part[base] = now
        self.queue.extend(parts)
        self.present += len(parts)
        if self.run.moves is not None:
            self.run.moves.extend((now, part[NUMBER], origin, f"{self.name} queue") for part in parts)
        self.start(now)

    def start(self, now):
        queue, free, run, base = self.queue, self.free, self.run, self.base
        while queue and free:
            part, machine = queue.popleft(), free.popleft()
            part[base + _STARTED] = now
            part[base + _MACHINE] = machine.number
            work = self.times[part[NUMBER] - 1]
            if self.plain:
                run.after(work, self.finish, (part, machine))
            else:
                ready, done = machine.busy_until(now, self._setup(machine), work)
                part[base + _SET_UP] = ready
                run.after(done - now, self.finish, (part, machine))
            if run.moves is not None:
                run.moves.append((now, part[NUMBER], f"{self.name} queue", f"{self.name} {machine.number}"))

    def _setup(self, machine):
        """Set-up time before the next part: one set-up for each process batch."""
        if not self.setup_time:
            return 0.0
        if machine.parts_to_setup:
            machine.parts_to_setup -= 1
            return 0.0
        machine.parts_to_setup = self.process_batch - 1
        one = machine.number - 1
        self.setups_done[one] += 1
        return self.setups[one][self.setups_done[one] - 1]

    def finish(self, event):
        now = self.run.env.now
        event.value[0][self.base + _DONE] = now
        self.waiting_to_move.append(event.value)
        if self.move(now):
            self.start(now)
            if self.cards is not None:
                self._tell_upstream(now)

    def move(self, now):
        """Parts whose work is done go on the pallet, and full pallets to the next station, as far as there is
        room; otherwise the part stays on its machine, which is blocked. True if a machine became free."""
        run, waiting, freed = self.run, self.waiting_to_move, False
        while waiting:
            part, machine = waiting[0]
            if len(self.pallet) + 1 < run.group_size(self.moved):
                self._place(part, machine, now)
                self.pallet.append(part)
            elif self.next is None or self.next.room_for(len(self.pallet) + 1):
                group, self.pallet = [*self.pallet, part], []
                self._depart(group, machine, now)
            else:
                break
            waiting.popleft()
            part[self.base + _FREED] = now
            self.give_back(machine, now)
            freed = True
        return freed

    def _place(self, part, machine, now):
        if self.run.moves is not None:
            self.run.moves.append((now, part[NUMBER], f"{self.name} {machine.number}", f"{self.name} pallet"))

    def _depart(self, group, machine, now):
        base = self.base
        for part in group:
            part[base + _LEFT] = now
        self.present -= len(group)
        self.moved += len(group)
        origin = None
        if self.run.moves is not None:
            origin = f"{self.name} {machine.number}" if len(group) == 1 else f"{self.name} pallet"
            if len(group) > 1:
                self._place(group[-1], machine, now)
        if self.next is not None:
            self.next.arrive(group, origin, now)
        else:
            self.run.leave(group, origin, now)

    def _tell_upstream(self, now):
        """There is room here again: what waits for it comes."""
        station = self
        while station.before is not None:
            station = station.before
            if not station.move(now):
                return
            station.start(now)
        self.run.release(now)


class Run:
    """One run of a line. ``records`` are those of the parts, ``moves`` what happened (None: not kept)."""

    def __init__(self, line, control, *, parts, time, gaps, wip, windows, transfer_batch, seed, moves):
        from simpy import Environment  # Only a simulation needs it.

        self.env = Environment()
        self.control, self.parts, self.time = control, parts, time
        self.gaps, self.wip, self.transfer_batch = gaps, wip, transfer_batch
        self.records, self.moves = [], [] if moves else None
        self._outside = deque()
        self._inside = 0
        self._came = 0
        self.stations = [
            _Station(self, place, station, seed, windows[place])
            for place, station in enumerate(line.stations)
        ]
        for one, other in zip(self.stations, self.stations[1:], strict=False):
            one.next, other.before = other, one
        self._first = self.stations[0]
        self._blank = [nan] * (HEAD + len(FIELDS) * len(self.stations))

    def after(self, delay, action, value):
        self.env.timeout(delay, value).callbacks.append(action)

    def at(self, when, action, value):
        self.after(when - self.env.now, action, value)

    def run(self):
        """Runs the line until ``time``, or until the last of ``parts`` has left; returns itself."""
        for station in self.stations:
            station.schedule_stops()
        if self.gaps is not None:
            self.after(self.gaps[0], self._arrival, None)
        else:
            self.release(0.0)
        if self.time is None:
            self.env.run()
        else:
            # SimPy stops before what happens at that very moment; this line still does it.
            self.env.run(until=self.time * (1 + 1e-12))
        return self

    def group_size(self, moved):
        """How many parts the next pallet of a station takes: fewer at the end, when no more can come."""
        return self.transfer_batch if self.parts is None else min(self.transfer_batch, self.parts - moved)

    def _arrival(self, _event):
        now = self.env.now
        part = self._new(now)
        if self.parts is None or self._came < self.parts:
            self.after(self.gaps[self._came], self._arrival, None)
        self._outside.append(part)
        self.release(now)
        if self.moves is not None and self._outside and self._outside[-1] is part:
            self.moves.append((now, part[NUMBER], "new", "outside"))

    def _new(self, now):
        part = self._blank.copy()
        self._came += 1
        part[NUMBER] = self._came
        part[ARRIVED] = now
        self.records.append(part)
        return part

    def release(self, now):
        """Parts enter the line as far as the rule of control lets them."""
        while self._may_enter():
            if self._outside:
                part = self._outside.popleft()
            elif self.gaps is None and (self.parts is None or self._came < self.parts):
                part = self._new(now)
            else:
                return
            part[RELEASED] = now
            self._inside += 1
            self._first.arrive([part], "outside", now)

    def _may_enter(self):
        if self.control == "conwip":
            return self._inside < self.wip
        return self._first.room_for(1)

    def leave(self, group, origin, now):
        for part in group:
            part[FINISHED] = now
        self._inside -= len(group)
        if self.moves is not None:
            self.moves.extend((now, part[NUMBER], origin, "out") for part in group)
        if self.control == "conwip":
            self.release(now)
