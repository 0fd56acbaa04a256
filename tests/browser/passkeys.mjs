// Passkeys, in Chromium's own virtual authenticator. Usage: node passkeys.mjs BASE
//
// 1. Two are enrolled; each lets its holder in, and shows the second factor again; one is removed.
// 2. An answer that was used, and one that another site asked for, let nobody in.
// 3. A passkey whose counter goes back is taken out of use.
// 4. Every page on the way is accessible, in each language.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import {
  accessible, base, code_shown, done, held, next_code, passphrase_typed, sign_in, visitor,
} from './visitor.mjs';

const LOGIN = 'utsending.amman';

/** A security key at this page: Chromium's own, with a finger always on it. */
async function security_key(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable', { enableUI: false });
  let authenticatorId;
  const plug_in = async () => {
    ({ authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2', transport: 'usb', hasResidentKey: true, hasUserVerification: true, isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    }));
  };
  await plug_in();
  return {
    /** What it holds. */
    async credentials() {
      return (await devtools.send('WebAuthn.getCredentials', { authenticatorId })).credentials;
    },
    /** Another key in its place, which holds these. */
    async changed_for(credentials) {
      await devtools.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
      await plug_in();
      for (const credential of credentials) {
        await devtools.send('WebAuthn.addCredential', { authenticatorId, credential });
      }
    },
    /** Whether its holder shows who she is. */
    async verifies(isUserVerified) {
      await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
    },
  };
}

async function enrolled(page) {
  await page.goto(`${base}/factors/passkey`);
  await Promise.all([page.waitForURL('**/factors'), page.click('[data-passkey-create]')]);
}

async function comes_in(page, at = base) {
  await passphrase_typed(page, LOGIN, at);
  await Promise.all([page.waitForURL((url) => !url.pathname.startsWith('/sign-in')), page.click('[data-passkey-get]')]);
  held();
}

/** Sends this answer to the question of the page, and expects to be refused. */
async function refused(page, answer, why) {
  await page.evaluate((text) => {
    const form = document.querySelector('form[action="/sign-in/factor"]');
    form.elements.namedItem('passkey').value = text;
    form.submit();
  }, answer);
  await page.waitForSelector('#feil');
  assert.equal((await page.goto(`${base}/cases`)).url(), `${base}/sign-in/factor`, why);
  held();
}

/** What a page of ours asks of passkeys, answered where `page` is. */
function answered(page, question) {
  return page.evaluate(async (text) => {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(text));
    return JSON.stringify((await navigator.credentials.get({ publicKey })).toJSON());
  }, question);
}

const page = await visitor('nb-NO');
const key = await security_key(page);
await sign_in(page, LOGIN);

for (const language of ['en', 'nn', 'nb']) {
  await page.goto(`${base}/language/${language}?to=/factors`);
  for (const path of ['/factors', '/factors/passkey', '/factors/telephone', '/factors/passphrase', '/sessions']) {
    await page.goto(base + path);
    await accessible(page, `${path} (${language})`);
  }
  await page.goto(`${base}/factors/telephone`);
  await page.fill('#code', '000000');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  await accessible(page, `a wrong code of a new telephone (${language})`);
  await page.goto(`${base}/factors/passphrase`);
  await page.fill('#passphrase', 'kort');
  await page.fill('#repeated', 'annet');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  await accessible(page, `a passphrase that is refused (${language})`);
  await page.goto(`${base}/factors`);
  await page.click('form[action="/factors/recovery"] button');
  await page.waitForSelector('.recovery-codes');
  await accessible(page, `recovery codes (${language})`);
}

// Two are enrolled, by the keyboard the second time.
await enrolled(page);
const [first] = await key.credentials();
await key.verifies(false);
await page.goto(`${base}/factors/passkey`);
await page.click('[data-passkey-create]');
await page.waitForSelector('[data-passkey-problem]:not([hidden])');
await accessible(page, 'a passkey that was not made');
await key.changed_for([]);
await page.goto(`${base}/factors/passkey`);
await page.focus('[data-passkey-create]');
await Promise.all([page.waitForURL('**/factors'), page.keyboard.press('Enter')]);
let [second] = await key.credentials();
assert.notEqual(second.credentialId, first.credentialId);
assert.equal(await page.locator('input[name=factor]:not([value=totp])').count(), 2);
await accessible(page, 'two passkeys');
held(2);

// Each lets her in.
await page.context().clearCookies();
await comes_in(page);
// With its counter as it is now.
[second] = await key.credentials();
await key.changed_for([first]);
await page.context().clearCookies();
let answer;
const listen = (request) => {
  if (request.method() === 'POST' && request.url().endsWith('/sign-in/factor')) {
    answer = new URLSearchParams(request.postData()).get('passkey');
  }
};
page.on('request', listen);
await comes_in(page);
page.off('request', listen);
assert.ok(answer);
const [used] = await key.credentials();

// An answer that was used opens nothing; nor one that another site asked for in her name.
await page.context().clearCookies();
await passphrase_typed(page, LOGIN);
for (const language of ['nn', 'en', 'nb']) {
  await page.goto(`${base}/language/${language}?to=/sign-in/factor`);
  await accessible(page, `the second step (${language})`);
}
await refused(page, answer, 'a replay');

const bait = createServer((_, response) => response.setHeader('content-type', 'text/html').end('<title>.</title>'));
await new Promise((listening) => { bait.listen(0, '127.0.0.1', listening); });
const question = await page.getAttribute('[data-passkey-get]', 'data-passkey-get');
const phishing = await page.context().newPage();
await phishing.goto(`http://localhost:${bait.address().port}`);
const stolen_key = await security_key(phishing);
await stolen_key.changed_for([used]);
const phished = await answered(phishing, question);
assert.ok(JSON.parse(phished).id, 'the browser lets a neighbour at another port ask');
await refused(page, phished, 'the answer to another site');
// Another domain is not even let ask.
const elsewhere = base.replace('localhost', '127.0.0.1');
await phishing.goto(`${elsewhere}/sign-in`);
await passphrase_typed(phishing, LOGIN, elsewhere);
await phishing.click('[data-passkey-get]');
await phishing.waitForSelector('[data-passkey-problem]:not([hidden])');
await accessible(phishing, 'a passkey that was not shown');
bait.close();
await phishing.close();
held(2);

// A copy that has been used less often takes itself and the original out of use.
await next_code();
await key.changed_for([{ ...used, signCount: 0 }]);
await page.goto(`${base}/sign-in/factor`);
await Promise.all([page.waitForNavigation(), page.click('[data-passkey-get]')]);
await page.waitForSelector('#feil');
await accessible(page, 'a second factor that is refused');
await code_shown(page);
await page.goto(`${base}/factors`);
assert.equal(await page.locator('.factors .ds-tag[data-color=danger]').count(), 1, 'the copied one is out of use');
await accessible(page, 'a passkey out of use');
await key.changed_for([{ ...used, signCount: 99 }]);
await page.context().clearCookies();
await passphrase_typed(page, LOGIN);
await page.click('[data-passkey-get]');
await page.waitForSelector('[data-passkey-problem]:not([hidden])');
held(2);

// One is removed; what is left must be enough.
await next_code();
await page.goto(`${base}/sign-in/factor`);
await key.changed_for([second]);
await Promise.all([page.waitForURL((url) => !url.pathname.startsWith('/sign-in')), page.click('[data-passkey-get]')]);
for (const left of [1, 0]) {
  await page.goto(`${base}/factors`);
  const value = left === 1 ? `:has(input[value="${Buffer.from(first.credentialId, 'base64').toString('hex')}"])` : ':has(input[name=factor]:not([value=totp]))';
  await Promise.all([page.waitForNavigation(), page.click(`form[action="/factors/removal"]${value} button`)]);
  assert.equal(await page.locator('input[name=factor]:not([value=totp])').count(), left);
}
await Promise.all([page.waitForNavigation(), page.click('form[action="/factors/removal"] button')]);
await page.waitForSelector('[role=alert]');
await accessible(page, 'the last factor that may not go');
held(3);

await done('passkeys');
