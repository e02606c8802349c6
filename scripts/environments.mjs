// What of the environment the programs get that Laurel's scripts start. They run code of many authors and need none of the
// secrets that Laurel's settings hold, so each gets only what is named here. Plain JavaScript: bootstrap.mjs needs it too.

/** Where programs, homes and temporary files are, the language, and how to print. Compared in capitals, as Windows does. */
const basics = new Set([
  ...words('PATH HOME USER LOGNAME SHELL TMPDIR TMP TEMP XDG_CACHE_HOME XDG_CONFIG_HOME JAVA_HOME'),
  ...words('LANG LANGUAGE LC_ALL LC_CTYPE LC_MESSAGES TZ'),
  ...words('CI TERM COLUMNS COLORTERM NO_COLOR FORCE_COLOR NODE_COMPILE_CACHE NODE_OPTIONS'),
  // Without these no program starts on Windows.
  ...words('SYSTEMROOT SYSTEMDRIVE WINDIR COMSPEC PATHEXT OS PROCESSOR_ARCHITECTURE'),
  ...words('APPDATA LOCALAPPDATA PROGRAMDATA PROGRAMFILES USERPROFILE HOMEDRIVE HOMEPATH'),
]);

/** How to leave the network, whom to trust there, and what .npmrc files name for signing in at a registry. */
const downloads = new Set([
  ...words('HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY PROXY NOPROXY'),
  ...words('NODE_EXTRA_CA_CERTS NODE_USE_SYSTEM_CA SSL_CERT_FILE SSL_CERT_DIR NPM_TOKEN NODE_AUTH_TOKEN'),
]);

/**
 * The environment of a program that works on files only: a builder, a checker, a test runner.
 *
 * @returns {Record<string, string>}
 */
export function plainEnvironment() {
  return chosen((name) => basics.has(name));
}

/**
 * The environment of a program that installs something: what is plain, proxies, authorities, what npm, pip and Maven are told.
 *
 * @returns {Record<string, string>}
 */
export function installersEnvironment() {
  return chosen((name) => basics.has(name) || downloads.has(name) || /^(?:NPM_CONFIG|PIP|MAVEN)_/.test(name));
}

/** @param {(name: string) => boolean} isWanted asked for each name, in capitals */
function chosen(isWanted) {
  /** @type {Record<string, string>} */
  const environment = {};
  for (const [name, value] of Object.entries(process.env))
    if (value !== undefined && isWanted(name.toUpperCase())) environment[name] = value;
  return environment;
}

/** @param {string} text names with blanks between them */
function words(text) {
  return text.split(' ');
}
