"""What a grade depends on, in one short text: as long as it is the same, there is nothing to grade."""

import hashlib
from pathlib import Path


def fingerprint(notebook, root, assignment):
    """SHA-256 over the submitted notebook, the key, the course code and the source, as hexadecimal text.

    A file that is not there counts as empty: what is missing is reported elsewhere.
    """
    digest = hashlib.sha256()
    source = Path(root, "source", assignment)
    key = Path(root, "answers", f"{assignment}.py")
    for path in (Path(notebook), key, source / "course.json", source / Path(notebook).name):
        content = path.read_bytes() if path.is_file() else b""
        digest.update(len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()
