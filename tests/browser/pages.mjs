// Every page that a link leads to, for each role and in each language, and every form of something new that is sent
// empty. Usage: node pages.mjs BASE
//
// New pages are found by themselves. Of pages that differ in an id alone, one is looked at; a page that several roles
// have is looked at once in nynorsk and once in English.

import assert from 'node:assert/strict';
import { accessible, base, done, held, sign_in, visitor } from './visitor.mjs';

const LEAST = {
  radgiver01: ['/cases', '/cases/new', '/counts', '/annual/years', '/sessions', '/factors'],
  'leder.oslo': ['/cases', '/counts'],
  statistiker1: [
    '/periods', '/releases', '/annual', '/annual/1', '/annual/new', '/annual/years', '/tables', '/tables/new', '/counts',
    ],
  godkjenner: ['/releases', '/approvals'],
  administrator: ['/people', '/people/new', '/teams/new', '/approvals'],
  revisor: ['/approvals'],
};

/** A page's address without what is one case's, person's or release's, and without what is asked of a list. */
function kind(path) {
  return path.replace(/\/[0-9A-Z]{5}-[0-9A-Z]{5}(?=\/|$)/, '/*').replace(/\/[0-9a-f-]{32,36}(?=\/|$)/, '/*')
    .replace(/\/\d+(?=\/|$)/g, '/*').replace(/\/explained\/.*/, '/explained/*');
}

function wanted(path) {
  return !/^\/(static|language|exit|sign-out|sign-in)/.test(path) && !/\.\w+$/.test(path);
}

const seen_by_anybody = { nn: new Set(), en: new Set() };

async function looks_at_all(page, login, language) {
  await page.goto(`${base}/language/${language}?to=/`);
  const seen = seen_by_anybody[language] ?? new Set();
  const waiting = [...LEAST[login]];
  while (waiting.length > 0) {
    const path = waiting.shift();
    if (seen.has(kind(path))) continue;
    seen.add(kind(path));
    const answer = await page.goto(base + path);
    assert.equal(answer.status(), 200, `${login}: ${path}`);
    await accessible(page, `${path} (${login}, ${language})`);
    const links = await page.$$eval('a[href^="/"]', (all) => all.map((link) => link.getAttribute('href').split(/[?#]/)[0]));
    waiting.push(...links.filter(wanted));
    if (path.endsWith('/new')) {
      await Promise.all([page.waitForNavigation(), page.click(`main form[action="${path}"] button[type=submit]`)]);
      await page.waitForSelector('#feil');
      await accessible(page, `${path} sent empty (${login}, ${language})`);
      assert.equal(await page.evaluate(() => document.activeElement?.id), 'feil', 'the focus is on what is wrong');
      held();
    }
  }
  return seen.size;
}

for (const login of Object.keys(LEAST)) {
  const page = await visitor('nb-NO');
  await sign_in(page, login);
  let looked = 0;
  for (const language of ['nn', 'en', 'nb']) {
    looked = await looks_at_all(page, login, language);
  }
  console.log(`${login}: ${looked} pages`);
  await page.context().close();
}

for (const locale of ['nb-NO', 'nn-NO', 'en-GB']) {
  const stranger = await visitor(locale);
  await stranger.goto(`${base}/sign-in`);
  await accessible(stranger, `the sign-in (${locale})`);
  await stranger.fill('#login', 'ingen');
  await stranger.fill('#passphrase', 'noe som ikke stemmer');
  await Promise.all([stranger.waitForNavigation(), stranger.keyboard.press('Enter')]);
  await stranger.waitForSelector('#feil');
  await accessible(stranger, `a sign-in that is refused (${locale})`);
  for (const path of ['/accessibility', '/exit', '/nowhere', `/activate/${'0'.repeat(96)}`]) {
    await stranger.goto(base + path);
    await accessible(stranger, `${path} (${locale})`);
  }
  await stranger.context().close();
}

await done('pages');
