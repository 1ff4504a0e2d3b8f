import { parseSmtpUrl } from '../../../src/mail/smtp-url.ts';

it.each([
  [
    'smtps://user:p%40ss@mail.example.com',
    { host: 'mail.example.com', port: 465, secure: true, login: { user: 'user', pass: 'p@ss' } },
  ],
  ['smtp://mail.example.com', { host: 'mail.example.com', port: 587, secure: false }],
  [
    'smtp://me%40x.example:a%3Ab@mail.example.com:2525',
    { host: 'mail.example.com', port: 2525, secure: false, login: { user: 'me@x.example', pass: 'a:b' } },
  ],
  ['smtp://[::1]:1025', { host: '::1', port: 1025, secure: false }],
  [
    'smtp://user:100%@mail.example.com',
    { host: 'mail.example.com', port: 587, secure: false, login: { user: 'user', pass: '100%' } },
  ],
])('reads %s', (url, server) => {
  expect(parseSmtpUrl(url)).toEqual(server);
});
