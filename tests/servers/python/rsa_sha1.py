"""Signs standard input by RSA with SHA-1 (RFC 5849 §3.4.3): python rsa_sha1.py KEY"""

import sys
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.serialization import load_pem_private_key

key = load_pem_private_key(Path(sys.argv[1]).read_bytes(), None)
sys.stdout.buffer.write(key.sign(sys.stdin.buffer.read(), PKCS1v15(), SHA1()))
