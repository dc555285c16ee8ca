# SPDX-License-Identifier: GPL-3.0-or-later
"""OpenStack Swift with its S3 interface on one node: account, container, object and proxy server in one process.

    /usr/bin/python3 -I swift_server.py FOLDER KEY SECRET [KEY SECRET…]

FOLDER must be on a file system with extended attributes. Prints the port of the S3 interface once it answers;
ends when its standard input does, so never outlives who started it. -I keeps other modules out of its way.
"""

import os
import sys
from pathlib import Path

os.environ.setdefault('EVENTLET_NO_GREENDNS', 'yes')

import eventlet.wsgi  # noqa: E402
from eventlet.hubs import trampoline  # noqa: E402
from swift.common import utils  # noqa: E402

FOLDER, KEYS = Path(sys.argv[1]), [*zip(sys.argv[2::2], sys.argv[3::2])]
CONF = FOLDER / 'swift.conf'
CONF.write_text('[swift-hash]\nswift_hash_path_suffix = test\n\n'
                '[storage-policy:0]\nname = one\ndefault = yes\n')
utils.SWIFT_CONF_FILE = str(CONF)  # read when the following are imported
utils.eventlet_monkey_patch()

from swift.common import wsgi  # noqa: E402
from swift.common.ring import RingBuilder  # noqa: E402

PAGE = 10  # keys that a list has at most before it goes on with another one
STORES = ('account', 'container', 'object')

STORE_CONF = f'''[DEFAULT]
swift_dir = {FOLDER}
devices = {FOLDER}/devices
mount_check = false
log_level = ERROR
[pipeline:main]
pipeline = server
[app:server]
use = egg:swift#%s
'''

USERS = '\n'.join(f'user_{key.replace(":", "_")} = {secret} .admin' for key, secret in KEYS)

# Swift asks for a cache and goes on without an answer.
PROXY_CONF = f'''[DEFAULT]
swift_dir = {FOLDER}
log_level = ERROR
[pipeline:main]
pipeline = catch_errors cache s3api tempauth slo proxy-server
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:9
[filter:s3api]
use = egg:swift#s3api
location = us-east-1
s3_acl = false
allow_multipart_uploads = true
check_bucket_owner = false
max_bucket_listing = {PAGE}
[filter:tempauth]
use = egg:swift#tempauth
{USERS}
[filter:slo]
use = egg:swift#slo
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
allow_account_management = true
'''


def listen():
    return eventlet.listen(('127.0.0.1', 0), backlog=512)


def write_ring(kind, port):
    """One copy of everything, on the server at that port."""
    ring = RingBuilder(4, 1, 0)
    ring.add_dev({'region': 1, 'zone': 1, 'ip': '127.0.0.1', 'port': port, 'device': 'one', 'weight': 1})
    ring.rebalance(seed=1)
    ring.get_ring().save(str(FOLDER / f'{kind}.ring.gz'))


def start(kind, text, listener):
    path = FOLDER / f'{kind}.conf'
    path.write_text(text)
    app = wsgi.loadapp(str(path), global_conf={'log_name': kind})
    # The same as Swift's own run_server() for each, which wants a process of its own.
    eventlet.spawn(eventlet.wsgi.server, listener, app, utils.NullLogger(), protocol=wsgi.SwiftHttpProtocol,
                   capitalize_response_headers=False)


def main():
    (FOLDER / 'devices' / 'one').mkdir(parents=True)
    listeners = {kind: listen() for kind in STORES}
    for kind, listener in listeners.items():
        write_ring(kind, listener.getsockname()[1])
    for kind, listener in listeners.items():
        start(kind, STORE_CONF % kind, listener)
    proxy = listen()
    start('proxy', PROXY_CONF, proxy)
    print(proxy.getsockname()[1], flush=True)
    while True:
        trampoline(0, read=True)
        if not os.read(0, 1):
            os._exit(0)


main()
