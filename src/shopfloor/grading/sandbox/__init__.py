"""Where student work runs: a process forked from one that has imported pandas already, inside walls.

bubblewrap outside: no network, no sight of this machine's files and processes but Python and the course's package.
Inside, for each submission: namespaces of its own, limits, Landlock and seccomp. What comes out is outputs, as lines
of JSON on one socket, and nothing of them is believed.

=================  ==========================================================================
`visit`            the grader's side: open a room, run cells in it, read their outputs
`bubble`           what is needed on this machine, and the outer wall
`warm_process`     inside bubblewrap: imports once, forks for each submission, watches memory
`walls`            inside the fork: namespaces, limits, Landlock, seccomp
`cells`            behind all walls: runs the cells as a notebook's kernel would
=================  ==========================================================================
"""
