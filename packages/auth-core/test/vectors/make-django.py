"""Prints what Django's hashers store, at costs that a test can bear, and the first once at the cost that it has in this release."""

import json
import pathlib
import django
from django.conf import settings
from django.contrib.auth import hashers

names = ["PBKDF2", "PBKDF2SHA1", "Argon2", "BCryptSHA256", "BCrypt", "Scrypt"]
names = [name for name in names if hasattr(hashers, f"{name}PasswordHasher")]
path = "django.contrib.auth.hashers.{}PasswordHasher"
settings.configure(PASSWORD_HASHERS=[path.format(name) for name in names])
django.setup()

passwords = json.loads((pathlib.Path(__file__).parent / "passwords.json").read_text())
vectors = []


def add(hasher, pair):
    stored = hasher.encode(pair["password"], hasher.salt())
    assert hasher.verify(pair["password"], stored)
    assert not hasher.verify(pair["wrong"], stored)
    vectors.append({"stored": stored, **pair})


for name in names:
    hasher = getattr(hashers, f"{name}PasswordHasher")()
    if name == names[0]:
        add(hasher, passwords["plain"])
    hasher.iterations, hasher.rounds, hasher.work_factor = 1000, 4, 1024
    if name == "Argon2":
        hasher.memory_cost, hasher.time_cost, hasher.parallelism = 512, 1, 2
    # Since its release 5 the bcrypt library refuses what is longer than 72 bytes, instead of cutting it.
    for pair in passwords.values():
        if name != "BCrypt" or len(pair["password"].encode()) <= 72:
            add(hasher, pair)
print(json.dumps({"system": f"Django {django.get_version()}", "vectors": vectors}, indent=1))
