const dots = ['..', '%2e%2e', '.%2e', '%2E.', '..;', '%252e%252e', '..%00', '%c0%ae%c0%ae', '．．', '....'];
const slashes = ['/', '\\', '%2f', '%5c', '%252f', '//', '/./', '%c0%af'];
const targets = ['etc/passwd', 'package.json'];
const wholes = [
  '/C:/Windows/win.ini', '/c%3a/windows/win.ini', '//server/share/file', '/\\\\server\\share\\file', '/%5c%5cserver%5cshare', '/file:///etc/passwd',
  '/index.html%00.png', '/index.html/', '/index.html/..', '/INDEX.HTML', '/index.html.', '/index.html%20', '/index.html::$DATA', '/.git/config', '/.stamp',
  '/assets', '/assets/', '/assets/.', '/%00', '/%', '/%zz', '/con', '/nul', '/aux.txt', '/shop.db', '/shop.db-wal', '/secrets/key', '/logs/shopwright.log',
  '/main/main.cjs', '/..main/main.cjs', '/__proto__', '/constructor', '/toString', '/api', '/session', '/socket', '/index.html.map', '/%2e', '/%2f', '/~root',
];

/** Paths that try to name a file outside the page, or something that is not a file of it: 200 and more. */
export const traversals: string[] = [
  ...dots.flatMap((dot) => slashes.flatMap((slash) => targets.map((target) => `/${[dot, dot, dot, dot].join(slash)}${slash}${target}`))),
  ...wholes,
].map((path) => encodeURI(path).replaceAll('%25', '%'));
