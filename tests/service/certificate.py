# SPDX-License-Identifier: GPL-3.0-or-later
"""A certificate of the tests' own, for “localhost” and no other name."""

import subprocess

from program import TIMEOUT


def make_certificate(folder):
    """Paths of it and of its key."""
    certificate, key = folder / 'cert.pem', folder / 'key.pem'
    subprocess.run(['openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key,
                    '-out', certificate, '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'],
                   capture_output=True, check=True, timeout=TIMEOUT)
    return certificate, key
