// Sets colour scheme, language and direction before the first paint, so that nothing flashes. A file of its own, since the
// pages allow no script inside the document; plain JavaScript, since it is served as it is.
(function () {
  const page = document.documentElement;
  const read = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null; // Storage is switched off: the defaults apply.
    }
  };
  const scheme = read('mantine-color-scheme-value');
  const dark = scheme === 'dark' || (scheme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  page.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
  const language = read('laurel.language') ?? navigator.language;
  if (/^ar\b/.test(language)) {
    page.lang = 'ar';
    page.dir = 'rtl';
  }
})();
