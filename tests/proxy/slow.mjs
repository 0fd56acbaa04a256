// Slow clients, on loopback alone:
//
//   node slow.mjs HOW COUNT SECONDS PORT [CERTIFICATE NAME]
//
// opens COUNT connections (by TLS, to the server of that name, where a certificate is given) that send a letter of
// their headers or of their body each four seconds, a drop of their body each six, nothing at all, or nothing more
// after one answer. It prints how many were opened, how many the other side closed within SECONDS, and when the last of these was.
import net from 'node:net';
import tls from 'node:tls';
import { readFileSync } from 'node:fs';

const [how, count, seconds, port, certificate, name = 'localhost'] = process.argv.slice(2);
const post = `POST /sign-in HTTP/1.1\r\nHost: ${name}\r\nSec-Fetch-Site: same-origin\r\nContent-Length: 4096\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n`;
const pauses = { headers: 4, body: 4, drops: 6 };
const beginning = {
  headers: `GET /sign-in HTTP/1.1\r\nHost: ${name}\r\nX-Slow: `,
  // Rocket looks for `_method=` in the first fourteen letters before it asks anybody.
  body: `${post}login=kari.nordmann`,
  drops: post,
  silent: '',
  answered: `GET /sign-in HTTP/1.1\r\nHost: ${name}\r\n\r\n`,
}[how];
if (beginning === undefined) throw new Error(`headers, body, drops, silent or answered, and not ${how}`);

const began = Date.now();
const told = { opened: 0, closed: 0, last: 0 };
const sockets = [];

function open() {
  const place = { host: '127.0.0.1', port: Number(port) };
  // Of the silent, some do not even begin to agree on a cipher.
  const socket = certificate && how !== 'silent'
    ? tls.connect({ ...place, servername: name, ca: readFileSync(certificate) })
    : net.connect(place);
  let opened = false;
  socket.on('secureConnect', begin);
  if (!(socket instanceof tls.TLSSocket)) socket.on('connect', begin);
  socket.on('error', () => {});
  socket.on('data', () => {});
  socket.on('close', () => {
    if (!opened) return;
    told.closed += 1;
    told.last = Math.max(told.last, (Date.now() - began) / 1000);
    if (told.closed === Number(count)) end();
  });
  function begin() {
    opened = true;
    told.opened += 1;
    if (beginning) socket.write(beginning);
  }
  sockets.push(socket);
}

function end() {
  const { opened, closed, last } = told;
  console.log(`${opened} opened, ${closed} closed, the last after ${Math.ceil(last)} s`);
  process.exit(0);
}

for (let n = 0; n < Number(count); n += 1) open();
if (how in pauses) {
  setInterval(() => sockets.forEach((socket) => socket.writable && socket.write('x')), pauses[how] * 1000);
}
setTimeout(end, Number(seconds) * 1000);
