// SPDX-License-Identifier: GPL-3.0-or-later
// fauxqs on loopback; what its own program starts would listen to the whole network.
// usage: node fauxqs-server.mjs; prints its port, ends when its standard input does

import { buildApp } from 'fauxqs';

const app = buildApp({ logger: false });
await app.listen({ port: 0, host: '127.0.0.1' });
console.log(app.server.address().port);
process.stdin.resume().on('end', () => process.exit(0));
