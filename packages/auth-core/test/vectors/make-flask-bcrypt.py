"""Prints what Flask-Bcrypt stores, without and with BCRYPT_HANDLE_LONG_PASSWORDS."""

import json
import pathlib
from importlib.metadata import version
from flask import Flask
from flask_bcrypt import Bcrypt

passwords = json.loads((pathlib.Path(__file__).parent / "passwords.json").read_text())
vectors = []
for long in (False, True):
    app = Flask("vectors")
    app.config["BCRYPT_HANDLE_LONG_PASSWORDS"] = long
    bcrypt = Bcrypt(app)
    for prefix in ("2a", "2b"):
        for pair in passwords.values():
            stored = bcrypt.generate_password_hash(pair["password"], 4, prefix).decode()
            assert bcrypt.check_password_hash(stored, pair["password"])
            assert not bcrypt.check_password_hash(stored, pair["wrong"])
            settings = {"settings": {"flaskLongPasswords": True}} if long else {}
            vectors.append({"stored": stored, **pair, **settings})
system = f"Flask-Bcrypt {version('flask-bcrypt')} with bcrypt {version('bcrypt')}"
print(json.dumps({"system": system, "vectors": vectors}, indent=1))
