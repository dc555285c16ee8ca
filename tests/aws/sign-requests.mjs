// SPDX-License-Identifier: GPL-3.0-or-later
// Signs the requests in a file as AWS's own library does.
// usage: node sign-requests.mjs FILE; prints a line for each: its Authorization, or its signature

import { readFileSync } from 'node:fs';

import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';

const encodePath = (path) =>
  path.split('/').map((part) => encodeURIComponent(part).replace(
    /[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`)).join('/');

function gather(pairs, join) {
  const values = Object.create(null);
  for (const [name, value] of pairs) {
    values[name] = values[name] === undefined ? value : join(values[name], value);
  }
  return { ...values };
}

const hashed = (body) => ({ 'x-amz-content-sha256': body });

async function sign(each) {
  const signer = new SignatureV4({
    service: each.service,
    region: each.region,
    credentials: { accessKeyId: each.id, secretAccessKey: each.secret, sessionToken: each.token ?? undefined },
    sha256: Sha256,
    uriEscapePath: each.service !== 's3',
    applyChecksum: false,
  });
  const headers = gather(each.headers.map(([name, value]) => [name.toLowerCase(), value.trim()]),
    (first, second) => `${first},${second}`);
  const signable = new Set(Object.keys(headers));
  const options = { signingDate: new Date(each.time), signableHeaders: signable };
  const request = {
    method: each.method,
    protocol: 'https:',
    hostname: headers.host,
    path: encodePath(each.path),
    query: gather(each.query, (first, second) => [].concat(first, second)),
    headers: { ...headers, ...(each.seconds ? hashed(each.payload) : {}) },
    body: each.body,
  };
  if (!each.seconds) {
    return (await signer.sign(request, options)).headers.authorization;
  }
  const signed = await signer.presign(request, {
    ...options,
    expiresIn: each.seconds,
    unsignableHeaders: new Set(['x-amz-content-sha256']),
    unhoistableHeaders: new Set([...signable, 'x-amz-content-sha256']),
  });
  return signed.query['X-Amz-Signature'];
}

for (const each of JSON.parse(readFileSync(process.argv[2], 'utf8'))) {
  console.log(await sign(each));
}
