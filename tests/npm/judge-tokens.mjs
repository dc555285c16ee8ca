// SPDX-License-Identifier: GPL-3.0-or-later
// Tokens of every kind, and what the hosted service's own library says of each.
// usage: node judge-tokens.mjs FILE; FILE is made, see the end

import { KeyObject, createHmac, sign } from 'node:crypto';
import { writeFileSync } from 'node:fs';

import { verifyToken } from '@clerk/backend';
import { CompactSign, exportJWK, exportSPKI, generateKeyPair } from 'jose';

const ISSUER = 'https://clerk.example.com';
const AUDIENCE = 'queue';
const PARTY = 'https://app.example.com';
const KEY_ID = 'ins_1';

// The library asks the clock; nobody must wait for a busy computer.
const NOW = 1800000000;
Date.now = () => NOW * 1000;

const HEAD = { alg: 'RS256', kid: KEY_ID, typ: 'JWT' };
const CLAIMS = {
  azp: PARTY, aud: AUDIENCE, exp: NOW + 60, iat: NOW - 10, iss: ISSUER, nbf: NOW - 20,
  sid: 'sess_1', sub: 'user_1',
};

const ours = await generateKeyPair('RS256', { extractable: true });
const foreign = await generateKeyPair('RS256', { extractable: true });
const pem = await exportSPKI(ours.publicKey);

const encode = (value) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

// A member that is undefined is left out.
function token({ head = {}, claims = {}, text, key = ours.privateKey } = {}) {
  const bytes = Buffer.from(text ?? JSON.stringify({ ...CLAIMS, ...claims }));
  return new CompactSign(bytes).setProtectedHeader({ ...HEAD, ...head }).sign(key);
}

// What no library that knows what it does would sign.
function crooked({ head = {}, digest = 'RSA-SHA256' }) {
  const content = `${encode({ ...HEAD, ...head })}.${encode(CLAIMS)}`;
  const key = KeyObject.from(ours.privateKey);
  return `${content}.${sign(digest, Buffer.from(content), key).toString('base64url')}`;
}

function keyedWithPem() {
  const content = `${encode({ ...HEAD, alg: 'HS256' })}.${encode(CLAIMS)}`;
  return `${content}.${createHmac('sha256', pem).update(content).digest('base64url')}`;
}

// The letter in the middle of a part, changed.
function flip(text, part) {
  const parts = text.split('.');
  const middle = parts[part].length >> 1;
  const letter = parts[part][middle] === 'A' ? 'B' : 'A';
  parts[part] = parts[part].slice(0, middle) + letter + parts[part].slice(middle + 1);
  return parts.join('.');
}

// The same bytes by another last letter: of a signature of 256 bytes four bits are left over.
function withOtherLastLetter(text) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return text.slice(0, -1) + letters[letters.indexOf(text.at(-1)) + 1];
}

const good = await token();
const [head, claims, signature] = good.split('.');

const cases = {
  'good': good,
  'no type': token({ head: { typ: undefined } }),
  'type at+jwt': token({ head: { typ: 'at+jwt' } }),
  'type jwt': token({ head: { typ: 'jwt' } }),
  'no type but null': crooked({ head: { typ: null } }),
  'more in the head': token({ head: { cat: 'cl_1', jku: 'https://evil.example.com' } }),
  'something critical': crooked({ head: { crit: ['b64'], b64: true } }),

  'expired 3 s ago': token({ claims: { exp: NOW - 3 } }),
  'exp with a fraction': token({ claims: { exp: NOW + 0.5 } }),
  'expired 5 s ago': token({ claims: { exp: NOW - 5 } }),
  'expired a minute ago': token({ claims: { exp: NOW - 60 } }),
  'no exp': token({ claims: { exp: undefined } }),
  'exp is text': token({ claims: { exp: String(NOW + 60) } }),
  'nbf in 5 s': token({ claims: { nbf: NOW + 5 } }),
  'nbf in 6 s': token({ claims: { nbf: NOW + 6 } }),
  'no nbf': token({ claims: { nbf: undefined } }),
  'nbf is text': token({ claims: { nbf: String(NOW) } }),
  'iat in 5 s': token({ claims: { iat: NOW + 5 } }),
  'iat in 6 s': token({ claims: { iat: NOW + 6 } }),
  'no iat': token({ claims: { iat: undefined } }),

  'foreign key': token({ key: foreign.privateKey }),
  'alg none': `${encode({ ...HEAD, alg: 'none' })}.${claims}.`,
  'alg none, signed': crooked({ head: { alg: 'none' } }),
  'alg missing': crooked({ head: { alg: undefined } }),
  'HS256 keyed with the public key': keyedWithPem(),
  'RS512': crooked({ head: { alg: 'RS512' }, digest: 'RSA-SHA512' }),
  'RS256 signed as RS512': crooked({ digest: 'RSA-SHA512' }),

  'foreign azp': token({ claims: { azp: 'https://evil.example.com' } }),
  'no azp': token({ claims: { azp: undefined } }),
  'foreign aud': token({ claims: { aud: 'other' } }),
  'aud among others': token({ claims: { aud: ['other', AUDIENCE] } }),
  'only other auds': token({ claims: { aud: ['other', 'third'] } }),
  'no aud': token({ claims: { aud: undefined } }),
  'no sub': token({ claims: { sub: undefined } }),
  'sub is a number': token({ claims: { sub: 1 } }),
  'sub is empty': token({ claims: { sub: '' } }),
  'a name twice': token({ text: `{"sub":"user_2",${JSON.stringify(CLAIMS).slice(1)}` }),
  'claims are a list': token({ text: '[]' }),
  'claims are cut': token({ text: JSON.stringify(CLAIMS).slice(0, -1) }),

  'flipped head': flip(good, 0),
  'flipped claims': flip(good, 1),
  'flipped signature': flip(good, 2),
  'other bits behind the signature': withOtherLastLetter(good),
  'a stray =': `${good}=`,
  'a blank': `${good} `,
  'a line break': `${good}\n`,
  'plain base64': `${head}.${claims}.${Buffer.from(signature, 'base64url').toString('base64')}`,
  'no signature': `${head}.${claims}.`,
  'signature cut': good.slice(0, -4),
  'two parts': `${head}.${claims}`,
  'four parts': `${good}.${signature}`,
  'only dots': '..',
  'empty': '',
};

async function isAccepted(text) {
  try {
    await verifyToken(text, { jwtKey: pem, authorizedParties: [PARTY], audience: AUDIENCE });
    return true;
  } catch {
    return false;
  }
}

const tokens = [];
for (const [name, made] of Object.entries(cases)) {
  const text = await made;
  tokens.push({ name, token: text, accepted: await isAccepted(text) });
}
writeFileSync(process.argv[2], JSON.stringify({
  now: NOW, issuer: ISSUER, audience: AUDIENCE, party: PARTY,
  keys: { keys: [{ ...await exportJWK(ours.publicKey), kid: KEY_ID, use: 'sig' }] },
  tokens,
}, null, 1));
