import { createTheme } from '@mantine/core';
import type { CSSVariablesResolver, MantineColorsTuple } from '@mantine/core';

// Shade 7 of each is dark enough to carry white text (contrast 4.5 and more), and shade 9 to be text on shade 1.
const laurel: MantineColorsTuple = [
  '#ebfaf3',
  '#d6f2e5',
  '#aee4ca',
  '#80d4ad',
  '#54c291',
  '#2fae78',
  '#1c9563',
  '#127a50',
  '#0e6644',
  '#0a5236',
];
const red: MantineColorsTuple = [
  '#fff1f0',
  '#ffe0de',
  '#ffc2be',
  '#ff9a94',
  '#f8716a',
  '#ea4d45',
  '#d9362e',
  '#c02a23',
  '#a0221c',
  '#7f1b16',
];
const dark: MantineColorsTuple = [
  '#dfe2e8',
  '#c3c8d1',
  '#a3aab6',
  '#7a8290',
  '#4a515e',
  '#363c47',
  '#262b34',
  '#1a1e25',
  '#13161c',
  '#0d0f14',
];

/** How Laurel looks: Mantine's theme with our colours, and sizes that suit dense pages. */
export const theme = createTheme({
  colors: { laurel, red, dark },
  primaryColor: 'laurel',
  primaryShade: 7,
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // A header inside a dialog would be a second banner of the page for screen readers.
    ModalHeader: { defaultProps: { component: 'div' } },
    ModalTitle: { defaultProps: { fw: 650 } },
  },
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Arabic", Arial, sans-serif',
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.625rem', lineHeight: '1.25' },
      h2: { fontSize: '1.2rem', lineHeight: '1.35' },
      h3: { fontSize: '1rem', lineHeight: '1.45' },
      h4: { fontSize: '0.9375rem', lineHeight: '1.45' },
    },
  },
});

/** Mantine's quieter texts are too pale for WCAG AA; these are not. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-text': '#1d232b',
    '--mantine-color-dimmed': '#59626e',
    '--mantine-color-placeholder': '#6b7480',
    '--mantine-color-anchor': laurel[7],
    '--mantine-color-error': red[7],
    '--mantine-color-default-border': '#d3d8df',
    '--laurel-canvas': '#f6f7f9',
    '--laurel-surface': '#ffffff',
    '--laurel-line': '#e3e6eb',
  },
  dark: {
    '--mantine-color-dimmed': '#a8afbb',
    '--mantine-color-placeholder': '#8f97a4',
    '--mantine-color-anchor': laurel[4],
    '--mantine-color-error': red[3],
    '--mantine-color-body': '#1a1e25',
    '--laurel-canvas': '#13161c',
    '--laurel-surface': '#1a1e25',
    '--laurel-line': '#2f353f',
  },
});
