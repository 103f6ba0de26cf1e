"""What a learner sees when a cell ends in a number of pandas or NumPy."""

import subprocess
import sys

import pytest

SHOWN = """
from IPython.core.interactiveshell import InteractiveShell
{before}
shell = InteractiveShell.instance()
import shopfloor
import numpy as np
import pandas as pd
column = pd.Series([18, 19])
for value in (column.mean(), column.max(), column.max() > 18, [column.mean()], np.float32(0.5), 0.25):
    print(shell.display_formatter.format(value)[0]["text/plain"])
shell.run_line_magic("precision", "2")
print(shell.display_formatter.format(column.mean() / 3)[0]["text/plain"])
"""


@pytest.mark.parametrize("before", ["", "import numpy"])
def test_a_number_of_numpy_reads_like_any_number(before):
    done = subprocess.run(
        [sys.executable, "-c", SHOWN.format(before=before)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["18.5", "19", "True", "[18.5]", "0.5", "0.25", "6.17"]


def test_outside_a_notebook_nothing_is_touched():
    code = "import shopfloor, sys; print('IPython' in sys.modules, 'numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]
