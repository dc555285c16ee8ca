#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The example for nginx, as it stands but for name, port, certificate and user: TLS in front of the
server."""

import http.client
import socket
import ssl
import sys
from pathlib import Path

from service import Box, program, tap  # first: sets the path
from asking import Asker
from certificate import make_certificate
from tap import check, equal, same_bytes, test

EXAMPLE = Path(sys.argv[3]) / 'data' / 'service' / 'nginx.conf'
NGINX = '/usr/sbin/nginx'
ROWS = 100
FRAME = '''daemon off;
master_process off;
pid {home}/nginx.pid;
error_log {home}/nginx.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {home}/body;
    proxy_temp_path {home}/proxy;
    fastcgi_temp_path {home}/fastcgi;
    uwsgi_temp_path {home}/uwsgi;
    scgi_temp_path {home}/scgi;
    include {home}/site.conf;
}}
'''


def free_port():
    with socket.create_server(('127.0.0.1', 0)) as listener:
        return listener.getsockname()[1]


def write_site(home, port, upstream):
    """Every change must find its place."""
    text = EXAMPLE.read_text()
    for old, new in (('listen 443 ssl', f'listen 127.0.0.1:{port} ssl'),
                     ('server_name queue.example.com', 'server_name localhost'),
                     ('/etc/ssl/retainwise/fullchain.pem', f'{home}/cert.pem'),
                     ('/etc/ssl/retainwise/key.pem', f'{home}/key.pem'),
                     ('http://127.0.0.1:8790', f'http://127.0.0.1:{upstream}')):
        check(old in text, f'“{old}” is not in the example')
        text = text.replace(old, new)
    (home / 'site.conf').write_text(text)
    (home / 'nginx.conf').write_text(FRAME.format(home=home))


class Front(Asker):
    """What a client sees: https and nothing else."""

    def __init__(self, box, port, token):
        super().__init__(port, token)
        self.context = ssl.create_default_context(cafile=box.home / 'cert.pem')

    def connect(self):
        return http.client.HTTPSConnection('localhost', self.port, context=self.context,
                                           timeout=program.TIMEOUT)


def start(box):
    port = free_port()
    server = box.server()
    upstream = server.start_server('--public-url', f'https://localhost:{port}', '--behind-proxy')
    server.start_worker()
    make_certificate(box.home)
    write_site(box.home, port, upstream)
    nginx = box.start(NGINX, '-c', box.home / 'nginx.conf')
    front = Front(box, port, server.add_token('ana'))
    program.wait_for(lambda: nginx.poll() is not None or accepts(port), 'nginx to listen')
    equal(nginx.poll(), None, f'end of nginx ({nginx.log.read_text()})')
    return front


def accepts(port):
    with socket.socket() as link:
        return link.connect_ex(('127.0.0.1', port)) == 0


@test
def round_trip(box):
    """A file goes through it and comes back scored; the figures are not for everybody"""
    front = start(box)
    content = program.generated(ROWS)
    box.write('customers.csv', content)
    job = front.submit('customers.csv', content)
    front.wait_for_job(job, 'COMPLETED')
    address = front.get(f'/api/predictions/download_predictions/{job}').json()['download_url']
    check(address.startswith(f'https://localhost:{front.port}/'), f'{address} is not the public one')
    result = front.get(address.removeprefix(f'https://localhost:{front.port}')).body
    same_bytes(result, box.succeeds('score', 'customers.csv', '-o', '-').out, 'result')
    equal(front.get('/metrics').status, 403, 'status of /metrics')


if __name__ == '__main__':
    tap.main(Box)
