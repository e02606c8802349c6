// Where the pages are put together: the only module that starts something.
import './mantine-basics.css';
import './styles.css';
import { DirectionProvider, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from './api/query-client.ts';
import { LanguageProvider, loadLanguage } from './i18n/language-provider.tsx';
import { preferredLanguage } from './i18n/languages.ts';
import { createPagesRouter } from './router.tsx';
import { showFieldsWhole } from './shared/whole-fields.ts';
import { cssVariables, theme } from './theme.ts';

const language = await loadLanguage(preferredLanguage());
const root = document.querySelector('#root');
if (root === null) throw new Error('index.html has no #root');

showFieldsWhole();
createRoot(root).render(
  <StrictMode>
    <DirectionProvider initialDirection={language.language.direction} detectDirection={false}>
      <MantineProvider theme={theme} cssVariablesResolver={cssVariables} defaultColorScheme="auto">
        <LanguageProvider initial={language}>
          <QueryClientProvider client={createQueryClient()}>
            <RouterProvider router={createPagesRouter()} />
          </QueryClientProvider>
        </LanguageProvider>
      </MantineProvider>
    </DirectionProvider>
  </StrictMode>,
);
