"""
Prints hashes of ASP.NET Identity and Spring Security, put together with Python's hashlib after what these systems
document of their formats. The systems themselves were not run.
"""

import base64
import hashlib
import json
import os
import pathlib
import struct

passwords = json.loads((pathlib.Path(__file__).parent / "passwords.json").read_text())


def b64(value):
    return base64.b64encode(value).decode()


def aspnet_v2(password):
    salt = os.urandom(16)
    return b64(b"\0" + salt + hashlib.pbkdf2_hmac("sha1", password, salt, 1000, 32))


def aspnet_v3(prf, digest, iterations):
    def made(password):
        salt = os.urandom(16)
        head = b"\1" + struct.pack(">III", prf, iterations, len(salt))
        return b64(head + salt + hashlib.pbkdf2_hmac(digest, password, salt, iterations, 32))

    return made


def spring_pbkdf2(name, digest, iterations, size):
    def made(password):
        salt = os.urandom(size)
        return f"{{{name}}}" + (salt + hashlib.pbkdf2_hmac(digest, password, salt, iterations, 32)).hex()

    return made


def spring_scrypt(name, log_n, r, p, size):
    def made(password):
        salt = os.urandom(size)
        memory = 129 * 2**log_n * r + 2**20
        key = hashlib.scrypt(password, salt=salt, n=2**log_n, r=r, p=p, dklen=32, maxmem=memory)
        return f"{{{name}}}${(log_n << 16 | r << 8 | p):x}${b64(salt)}${b64(key)}"

    return made


def spring_sha256(password):
    salt = os.urandom(8)
    value = salt + password
    for _ in range(1024):
        value = hashlib.sha256(value).digest()
    return "{sha256}" + (salt + value).hex()


cheap = [aspnet_v2, aspnet_v3(0, "sha1", 1000), aspnet_v3(1, "sha256", 10000), aspnet_v3(2, "sha512", 1000)]
cheap += [spring_scrypt("scrypt", 10, 8, 1, 64), spring_scrypt("scrypt@SpringSecurity_v5_8", 11, 4, 2, 16), spring_sha256]
dear = [
    aspnet_v3(2, "sha512", 100000),
    spring_pbkdf2("pbkdf2", "sha1", 185000, 8),
    spring_pbkdf2("pbkdf2@SpringSecurity_v5_8", "sha256", 310000, 16),
    spring_scrypt("scrypt", 14, 8, 1, 64),
]
pairs = list(passwords.values())
made = [(make, pair) for make in cheap for pair in pairs] + [(make, pairs[1]) for make in dear]
vectors = [{"stored": make(pair["password"].encode()), **pair} for make, pair in made]
print(json.dumps({"system": "ASP.NET Identity and Spring Security, by their formats", "vectors": vectors}, indent=1))
