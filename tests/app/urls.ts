/** Links that may leave the program, into the browser or the mail program. */
export const outsideUrls: string[] = [
  'https://shopwright.example/help',
  'https://shopwright.example:8443/help?a=1#b',
  'https://例え.example/手机',
  'mailto:mei@example.com',
  'mailto:mei@example.com?subject=Order%201042',
];

/** Links that may not: they start programs, read files, reach this machine's own services, or hide where they lead. */
export const refusedUrls: string[] = [
  'javascript:alert(1)', 'JAVASCRIPT:alert(1)', 'java\nscript:alert(1)', ' javascript:alert(1)', 'vbscript:msgbox(1)', 'data:text/html,<script>1</script>', 'data:,x',
  'file:///etc/passwd', 'file://server/share/evil.exe', 'FILE:///C:/Windows/System32/calc.exe', 'smb://server/share', 'smb:\\\\server\\share', 'ftp://files.example/x', 'sftp://files.example/x', 'nfs://server/x',
  'ms-msdt:/id PCWDiagnostic', 'ms-officecmd:{}', 'ms-word:ofe|u|https://evil.example/x.doc', 'ms-excel:ofe|u|x', 'search-ms:query=x&crumb=location:\\\\evil', 'ms-appinstaller:?source=x', 'ms-settings:', 'shell:startup',
  'vscode://file/etc/passwd', 'slack://open', 'zoommtg://join', 'steam://run/1', 'tel:+861380000', 'sms:+1', 'facetime:x', 'itms-services://?action=download-manifest', 'weixin://dl', 'alipays://platformapi',
  'ssh://root@host', 'telnet://host', 'git://host/x', 'ldap://host', 'jar:https://evil.example!/x', 'view-source:https://evil.example', 'chrome://settings', 'chrome-extension://abc/x.html', 'devtools://devtools/x', 'about:blank', 'blob:app://shop/x',
  'http://evil.example/', 'http://127.0.0.1:22/', 'ws://evil.example', 'app://shop/../secrets/key', 'app://evil/index.html', 'app://print/x', 'https://user@evil.example/', 'https://shopwright.example@evil.example/', 'https://user:pass@evil.example/', '//evil.example', '\\\\server\\share', '', 'https:', '/etc/passwd',
];
