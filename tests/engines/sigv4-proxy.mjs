// SPDX-License-Identifier: GPL-3.0-or-later
// Lets through to a service only what AWS's own library says is signed rightly, as Amazon's doors do.
// usage: node sigv4-proxy.mjs SETTING; prints its port, ends when its standard input does.
//
// SETTING is JSON: { "upstream": PORT, "port": PORT or 0, "keys": { ID: { "secret": TEXT, "token": TEXT or null,
// "policy": DOCUMENT or null } }, "log": PATH or null, "resign": { "id", "secret", "region" } or null }
// - A policy is a document of IAM whose statements allow; whoever has one may do nothing else. Account and region
//   of an ARN are not looked at.
// - Every request that is signed rightly is a line of JSON in the log: key, action, resource, allowed.
// - Where the service knows other keys, requests are signed anew with those of "resign".

import { createHash, timingSafeEqual } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import http from 'node:http';

import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';

const setting = JSON.parse(process.argv[2]);
const SKEW = 15 * 60 * 1000;
const AUTHORIZATION = new RegExp('^AWS4-HMAC-SHA256 Credential=([^,]+)/(\\d{8})/([^/]+)/([^/]+)/aws4_request, ?'
  + 'SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$');
const CREDENTIAL = /^(.+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request$/;

class Refusal extends Error {
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

function demand(condition, status, code, message) {
  if (!condition) {
    throw new Refusal(status, code, message);
  }
}

function readQuery(url) {
  const query = {};
  for (const [name, value] of url.searchParams) {
    query[name] = query[name] === undefined ? value : [].concat(query[name], value);
  }
  return query;
}

function parseTime(text) {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text ?? '');
  demand(match, 403, 'AccessDenied', 'The request has no time.');
  const [year, month, ...rest] = match.slice(1).map(Number);
  return new Date(Date.UTC(year, month - 1, ...rest));
}

// Who signed, by header or by address, and what.
function readClaim(request, query) {
  const { headers } = request;
  if (headers.authorization !== undefined) {
    const match = AUTHORIZATION.exec(headers.authorization);
    demand(match, 400, 'IncompleteSignature', 'The header Authorization cannot be read.');
    const [id, day, region, service, names, signature] = match.slice(1);
    return { id, day, region, service, names: names.split(';'), signature, time: headers['x-amz-date'],
      token: headers['x-amz-security-token'] };
  }
  demand(query['X-Amz-Signature'], 403, 'MissingAuthenticationToken', 'The request is not signed.');
  const match = CREDENTIAL.exec(query['X-Amz-Credential'] ?? '');
  demand(match && query['X-Amz-Algorithm'] === 'AWS4-HMAC-SHA256', 400, 'AuthorizationQueryParametersError',
    'The signature in the address cannot be read.');
  const [id, day, region, service] = match.slice(1);
  return { id, day, region, service, names: query['X-Amz-SignedHeaders'].split(';'),
    signature: query['X-Amz-Signature'], time: query['X-Amz-Date'], token: query['X-Amz-Security-Token'],
    seconds: Number(query['X-Amz-Expires']) };
}

function checkTime(claim) {
  const time = parseTime(claim.time);
  const age = Date.now() - time;
  demand(claim.time.startsWith(claim.day), 403, 'SignatureDoesNotMatch', 'Day and time differ.');
  const limit = claim.seconds === undefined ? SKEW : claim.seconds * 1000;
  demand(age < limit && age > -SKEW, 403,
    claim.seconds !== undefined ? 'AccessDenied'
      : claim.service === 's3' ? 'RequestTimeTooSkewed' : 'InvalidSignatureException',
    `Signature expired: ${claim.time} is not now.`);
  return time;
}

function checkHeaders(request, claim) {
  const { names } = claim;
  demand([...names].sort().join() === names.join() && names.includes('host'), 403, 'SignatureDoesNotMatch',
    'The signed headers are not sorted, or the host is none of them.');
  const unsigned = Object.keys(request.headers).filter((name) => name.startsWith('x-amz-') && !names.includes(name));
  demand(unsigned.length === 0, 403, 'AccessDenied', `There are headers that were not signed: ${unsigned}`);
  const missing = names.filter((name) => request.headers[name] === undefined);
  demand(missing.length === 0, 403, 'SignatureDoesNotMatch', `There are no headers ${missing}`);
}

// The hash that was signed, which must be that of the body.
function checkPayload(request, claim, body) {
  if (claim.seconds !== undefined) {
    return 'UNSIGNED-PAYLOAD';
  }
  const said = request.headers['x-amz-content-sha256'];
  demand(said !== undefined || claim.service !== 's3', 400, 'InvalidRequest',
    'Missing required header for this request: x-amz-content-sha256');
  demand(said === undefined || said === 'UNSIGNED-PAYLOAD' || said === sha256(body), 400,
    'XAmzContentSHA256Mismatch', 'The body is not the one that was signed.');
  return said ?? sha256(body);
}

function makeSigner(service, region, id, secret, token) {
  return new SignatureV4({
    service,
    region,
    credentials: { accessKeyId: id, secretAccessKey: secret, sessionToken: token },
    sha256: Sha256,
    uriEscapePath: service !== 's3',
    applyChecksum: false,
  });
}

async function computeSignature(request, claim, key, time, query, payload) {
  const signer = makeSigner(claim.service, claim.region, claim.id, key.secret, claim.token);
  const headers = Object.fromEntries(claim.names.map((name) => [name, request.headers[name]]));
  const asked = {
    method: request.method,
    protocol: 'http:',
    hostname: headers.host,
    path: request.url.split('?')[0],
    query: Object.fromEntries(Object.entries(query).filter(([name]) => !/^X-Amz-(Signature|Security-Token)$/.test(name))),
    headers: { ...headers, 'x-amz-content-sha256': payload },
  };
  const signable = new Set(claim.names);
  const options = { signingDate: time, signableHeaders: signable };
  if (!signable.has('x-amz-content-sha256')) {
    options.unsignableHeaders = new Set(['x-amz-content-sha256']);
  }
  if (claim.seconds === undefined) {
    const signed = await signer.sign(asked, options);
    return signed.headers.authorization.slice(-64);
  }
  const hoisted = new Set([...signable, 'x-amz-content-sha256']);
  const signed = await signer.presign(asked, { ...options, expiresIn: claim.seconds, unhoistableHeaders: hoisted });
  return signed.query['X-Amz-Signature'];
}

async function authenticate(request, query, body) {
  const claim = readClaim(request, query);
  const isS3 = claim.service === 's3';
  const key = setting.keys[claim.id];
  demand(key, 403, isS3 ? 'InvalidAccessKeyId' : 'UnrecognizedClientException', 'Nobody has this key.');
  const time = checkTime(claim);
  checkHeaders(request, claim);
  demand((claim.token ?? null) === (key.token ?? null), isS3 ? 400 : 403,
    isS3 ? 'InvalidToken' : 'UnrecognizedClientException', 'The session token is another one.');
  const payload = checkPayload(request, claim, body);
  const wanted = await computeSignature(request, claim, key, time, query, payload);
  demand(timingSafeEqual(Buffer.from(wanted), Buffer.from(claim.signature)), 403,
    isS3 ? 'SignatureDoesNotMatch' : 'InvalidSignatureException', 'The signature is another one.');
  return claim;
}

const OBJECT_ACTIONS = { GET: 'GetObject', HEAD: 'GetObject', PUT: 'PutObject', POST: 'PutObject', DELETE: 'DeleteObject' };
const BUCKET_ACTIONS = { GET: 'ListBucket', HEAD: 'ListBucket', PUT: 'CreateBucket', POST: 'DeleteObject', DELETE: 'DeleteBucket' };

function nameS3(request, query) {
  const [bucket, ...key] = decodeURIComponent(request.url.split('?')[0]).slice(1).split('/');
  const name = key.join('/');
  const resource = `arn:aws:s3:::${name === '' ? bucket : `${bucket}/${name}`}`;
  if (name === '') {
    const action = query.uploads !== undefined ? 'ListBucketMultipartUploads' : BUCKET_ACTIONS[request.method];
    return { action: `s3:${action}`, resource, prefix: query.prefix };
  }
  const isUpload = query.uploadId !== undefined;
  const action = isUpload && request.method === 'DELETE' ? 'AbortMultipartUpload'
    : isUpload && request.method === 'GET' ? 'ListMultipartUploadParts' : OBJECT_ACTIONS[request.method];
  return { action: `s3:${action}`, resource };
}

function nameSqs(request, body) {
  const action = (request.headers['x-amz-target'] ?? '').split('.').pop();
  let url = '';
  try {
    url = JSON.parse(body).QueueUrl ?? '';
  } catch {
    // Whoever is asked says what is wrong with it.
  }
  return { action: `sqs:${action}`, resource: `arn:aws:sqs:::${url.split('/').pop()}` };
}

const list = (value) => [].concat(value ?? []);
// Of "arn:aws:sqs:eu-central-1:123456789012:jobs" what counts here.
const withoutPlace = (arn) => arn.replace(/^(arn:aws:sqs:)[^:]*:[^:]*:/, '$1::');

function matches(pattern, text) {
  const quoted = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*/g, '.*').replace(/\?/g, '.');
  return new RegExp(`^${quoted}$`, 's').test(text);
}

function fulfils(condition, asked) {
  const wanted = condition?.StringLikeIfExists?.['s3:prefix'];
  return wanted === undefined || asked.prefix === undefined
    || list(wanted).some((pattern) => matches(pattern, asked.prefix));
}

function isAllowed(policy, asked) {
  return !policy || policy.Statement.some((statement) => statement.Effect === 'Allow'
    && list(statement.Action).some((pattern) => matches(pattern, asked.action))
    && list(statement.Resource).some((pattern) => matches(withoutPlace(pattern), asked.resource))
    && fulfils(statement.Condition, asked));
}

function authorize(claim, asked) {
  const allowed = isAllowed(setting.keys[claim.id].policy, asked);
  if (setting.log) {
    const { action, resource } = asked;
    appendFileSync(setting.log, `${JSON.stringify({ key: claim.id, action, resource, allowed })}\n`);
  }
  demand(allowed, 403, claim.service === 's3' ? 'AccessDenied' : 'AccessDeniedException',
    `${claim.id} may not do ${asked.action} on ${asked.resource}`);
}

// With the keys that the service knows, by header whatever it was before.
async function resign(request, query, body, service) {
  const { id, secret, region } = setting.resign;
  const kept = Object.entries(request.headers).filter(([name]) =>
    name !== 'authorization' && name !== 'x-amz-date' && name !== 'x-amz-security-token');
  const rest = Object.fromEntries(Object.entries(query).filter(([name]) =>
    !/^X-Amz-(Algorithm|Credential|Date|Expires|SignedHeaders|Signature|Security-Token)$/.test(name)));
  const headers = { ...Object.fromEntries(kept), 'x-amz-content-sha256': sha256(body) };
  const names = Object.keys(headers).filter((name) => name === 'host' || name.startsWith('x-amz-'));
  const [path] = request.url.split('?');
  const signed = await makeSigner(service, region, id, secret).sign({
    method: request.method, protocol: 'http:', hostname: headers.host, path, query: rest, headers },
  { signableHeaders: new Set(names), unsignableHeaders: new Set(kept.map(([name]) => name).filter((name) => !names.includes(name))) });
  const text = new URLSearchParams(Object.entries(rest).flatMap(([name, value]) =>
    list(value).map((each) => [name, each]))).toString().replaceAll('+', '%20');
  return { path: text ? `${path}?${text}` : path, headers: signed.headers };
}

// As Amazon does: that an object is not there is told only to who may list its bucket.
function mayKnow(claim, asked) {
  const [bucket] = asked.resource.split('/');
  return asked.action !== 's3:GetObject'
    || isAllowed(setting.keys[claim.id].policy, { action: 's3:ListBucket', resource: bucket });
}

function forward(request, response, body, path, headers, knows) {
  const options = { host: '127.0.0.1', port: setting.upstream, method: request.method, path, headers };
  const passed = http.request(options, (answer) => {
    if (answer.statusCode === 404 && !knows) {
      answer.resume();
      refuse(request, response, new Refusal(403, 'AccessDenied', 'Access Denied'));
      return;
    }
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
    answer.on('error', () => response.destroy());
  });
  passed.on('error', () => response.destroy());
  response.on('close', () => passed.destroy());
  passed.end(body);
}

function refuse(request, response, error) {
  const isS3 = request.headers['x-amz-target'] === undefined;
  const body = isS3
    ? `<?xml version="1.0"?><Error><Code>${error.code}</Code><Message>${error.message}</Message></Error>`
    : JSON.stringify({ __type: `com.amazon.coral.service#${error.code}`, message: error.message });
  response.writeHead(error.status, {
    'content-type': isS3 ? 'application/xml' : 'application/x-amz-json-1.0',
    'content-length': Buffer.byteLength(body),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

async function serve(request, response) {
  const chunks = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  const query = readQuery(new URL(request.url, 'http://here'));
  try {
    const claim = await authenticate(request, query, body);
    const asked = claim.service === 's3' ? nameS3(request, query) : nameSqs(request, body);
    authorize(claim, asked);
    const { path, headers } = setting.resign
      ? await resign(request, query, body, claim.service) : { path: request.url, headers: request.headers };
    forward(request, response, body, path, headers, mayKnow(claim, asked));
  } catch (error) {
    if (!(error instanceof Refusal)) {
      throw error;
    }
    refuse(request, response, error);
  }
}

const server = http.createServer((request, response) => {
  serve(request, response).catch((error) => {
    console.error(error);
    response.destroy();
  });
});
server.listen(setting.port ?? 0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.resume().on('end', () => process.exit(0));
