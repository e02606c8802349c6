/** The Arabic strings: each folder has its own beside the English ones. */
const files = import.meta.glob<Record<string, string>>('../*/ar.json', { eager: true, import: 'default' });

export const arabic: Readonly<Record<string, string>> = Object.assign({}, ...Object.values(files));
