"""Prints what Werkzeug stores. With 2.2: PBKDF2 and the old keyed digests; with 3: scrypt and PBKDF2."""

import json
import pathlib
from importlib.metadata import version
from werkzeug.security import check_password_hash, generate_password_hash

release = version("werkzeug")
old = release.startswith("2.2.")
methods = (
    ["pbkdf2:sha256:1000", "pbkdf2:sha1:1000", "pbkdf2:sha512:1000", "sha1", "sha256", "sha512"]
    if old
    else ["scrypt:1024:8:1", "scrypt:2048:4:2", "pbkdf2:sha256:1000", "pbkdf2:sha512:1000"]
)
passwords = json.loads((pathlib.Path(__file__).parent / "passwords.json").read_text())
vectors = []


def add(method, pair):
    stored = generate_password_hash(pair["password"], **({"method": method} if method else {}))
    assert check_password_hash(stored, pair["password"])
    assert not check_password_hash(stored, pair["wrong"])
    vectors.append({"stored": stored, **pair})


for method in methods:
    for pair in passwords.values():
        add(method, pair)
add(None, passwords["plain"])
print(json.dumps({"system": f"Werkzeug {release}", "vectors": vectors}, indent=1))
