// SPDX-License-Identifier: GPL-3.0-or-later
// Lets through to a service only what AWS's own library says is signed rightly, as Amazon's doors do.
// usage: node sigv4-proxy.mjs SETTING; prints its port, ends when its standard input does.
//
// SETTING is JSON: { "upstream": PORT, "port": PORT or 0, "keys": { ID: { "secret": TEXT, "token": TEXT or null } } }
// What is refused, and how, is what Amazon SQS says; addresses that are signed are none of it.

import { createHash, timingSafeEqual } from 'node:crypto';
import http from 'node:http';

import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';

const setting = JSON.parse(process.argv[2]);
const SKEW = 15 * 60 * 1000;
const TIME = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;
const AUTHORIZATION = new RegExp('^AWS4-HMAC-SHA256 Credential=([^,]+)/(\\d{8})/([^/]+)/([^/]+)/aws4_request, ?'
  + 'SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$');

class Refusal extends Error {
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

function demand(condition, code, message) {
  if (!condition) {
    throw new Refusal(403, code, message);
  }
}

// Who signed what, and when.
function readClaim(headers) {
  demand(headers.authorization !== undefined, 'MissingAuthenticationToken', 'The request is not signed.');
  const match = AUTHORIZATION.exec(headers.authorization);
  demand(match, 'IncompleteSignatureException', 'The header Authorization cannot be read.');
  const [id, day, region, service, names, signature] = match.slice(1);
  const time = TIME.exec(headers['x-amz-date'] ?? '');
  demand(time && time[0].startsWith(day), 'IncompleteSignatureException', 'There is no time, or another day.');
  const [year, month, ...rest] = time.slice(1).map(Number);
  const date = new Date(Date.UTC(year, month - 1, ...rest));
  return { id, region, service, names: names.split(';'), signature, date };
}

function checkClaim(claim, headers) {
  const { names } = claim;
  const key = setting.keys[claim.id];
  demand(key, 'UnrecognizedClientException', 'Nobody has this key.');
  demand(Math.abs(Date.now() - claim.date) < SKEW, 'InvalidSignatureException', 'Signature expired: it is not of now.');
  demand([...names].sort().join() === names.join() && names.includes('host'), 'InvalidSignatureException',
    'The signed headers are not sorted, or the host is none of them.');
  const unsigned = Object.keys(headers).filter((name) => name.startsWith('x-amz-') && !names.includes(name));
  demand(unsigned.length === 0, 'InvalidSignatureException', `There are headers that were not signed: ${unsigned}`);
  const missing = names.filter((name) => headers[name] === undefined);
  demand(missing.length === 0, 'InvalidSignatureException', `There are no headers ${missing}`);
  demand((headers['x-amz-security-token'] ?? null) === (key.token ?? null), 'UnrecognizedClientException',
    'The session token is another one.');
}

function checkPayload(headers, body) {
  const said = headers['x-amz-content-sha256'];
  const is = createHash('sha256').update(body).digest('hex');
  demand(said === undefined || said === is, 'InvalidSignatureException', 'The body is not the one that was signed.');
}

async function computeSignature(request, claim, body) {
  const { secret, token } = setting.keys[claim.id];
  const signer = new SignatureV4({
    service: claim.service,
    region: claim.region,
    credentials: { accessKeyId: claim.id, secretAccessKey: secret, sessionToken: token ?? undefined },
    sha256: Sha256,
    applyChecksum: false,
  });
  const url = new URL(request.url, 'http://here');
  const query = Object.fromEntries([...url.searchParams.keys()].map((name) => [name, url.searchParams.getAll(name)]));
  const headers = Object.fromEntries(claim.names.map((name) => [name, request.headers[name]]));
  const asked = {
    method: request.method, protocol: 'http:', hostname: headers.host, path: request.url.split('?')[0], query, headers, body,
  };
  const signed = await signer.sign(asked, { signingDate: claim.date, signableHeaders: new Set(claim.names) });
  return signed.headers.authorization.slice(-64);
}

async function check(request, body) {
  const claim = readClaim(request.headers);
  checkClaim(claim, request.headers);
  checkPayload(request.headers, body);
  const wanted = await computeSignature(request, claim, body);
  demand(timingSafeEqual(Buffer.from(wanted), Buffer.from(claim.signature)), 'InvalidSignatureException',
    'The request signature we calculated does not match the signature you provided.');
}

function forward(request, response, body) {
  const { method, url: path, headers } = request;
  const passed = http.request({ host: '127.0.0.1', port: setting.upstream, method, path, headers }, (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
    answer.on('error', () => response.destroy());
  });
  passed.on('error', () => response.destroy());
  response.on('close', () => passed.destroy());
  passed.end(body);
}

function refuse(response, error) {
  const body = JSON.stringify({ __type: `com.amazon.coral.service#${error.code}`, message: error.message });
  response.writeHead(error.status, {
    'content-type': 'application/x-amz-json-1.0', 'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

async function serve(request, response) {
  const chunks = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  try {
    await check(request, body);
    forward(request, response, body);
  } catch (error) {
    if (!(error instanceof Refusal)) {
      throw error;
    }
    refuse(response, error);
  }
}

const server = http.createServer((request, response) => {
  // Who is gone while it speaks is no trouble of ours.
  serve(request, response).catch((error) => {
    if (error.code !== 'ECONNRESET') {
      console.error(error);
    }
    response.destroy();
  });
});
server.listen(setting.port ?? 0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.resume().on('end', () => process.exit(0));
