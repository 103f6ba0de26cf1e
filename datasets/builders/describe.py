"""Refreshes the hash (sha256) and the size in bytes of every table in datapackage.json, and nothing else.

Run `python datasets/builders/describe.py` after a table has changed.
"""

import hashlib
import json
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent


def refreshed(folder=FOLDER):
    """Return the text of datapackage.json with each table's hash and size as they are in the files now."""
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        raw = (folder / resource["path"]).read_bytes()
        resource["hash"] = f"sha256:{hashlib.sha256(raw).hexdigest()}"
        resource["bytes"] = len(raw)
    return json.dumps(package, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    (FOLDER / "datapackage.json").write_text(refreshed(), encoding="utf-8", newline="\n")
