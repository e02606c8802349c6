import { useNavigate, useSearch } from '@tanstack/react-router';
import { useText } from '../../i18n/use-text.ts';
import { BackLink } from '../../shared/back-link.tsx';
import { Page } from '../../shared/page.tsx';
import { Section } from '../../shared/section.tsx';
import { connectionsText } from '../connections-text.ts';
import { ConnectionForm } from './connection-form.tsx';
import { formText } from './form-text.ts';
import { Guide } from './guide.tsx';
import classes from './new-connection-page.module.css';
import { NoSeal } from './no-seal.tsx';
import { ProviderField } from './provider-field.tsx';

/** Connects an account: a form, and beside it where to find what it asks for. */
export function NewConnectionPage() {
  const say = useText();
  const navigate = useNavigate();
  const { provider = 'credly' } = useSearch({ from: '/app/connections/new' });
  return (
    <Page
      title={say(formText.title)}
      description={say(formText.lead)}
      doc="newConnection"
      back={<BackLink to="/connections" place={say(connectionsText.title)} />}
    >
      <NoSeal />
      <ProviderField
        value={provider}
        onChange={(chosen) => void navigate({ to: '/connections/new', search: { provider: chosen }, replace: true })}
      />
      <div className={classes.columns}>
        <Section title={say(provider === 'credly' ? formText.credlyTitle : formText.accredibleTitle)}>
          <ConnectionForm key={provider} provider={provider} />
        </Section>
        <Guide provider={provider} />
      </div>
    </Page>
  );
}
