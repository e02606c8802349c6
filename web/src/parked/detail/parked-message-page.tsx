import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useText } from '../../i18n/use-text.ts';
import { useMay } from '../../session/session-context.tsx';
import { BackLink } from '../../shared/back-link.tsx';
import { DataState } from '../../shared/data-state.tsx';
import { isAbsent, NoSuch } from '../../shared/no-such.tsx';
import { Page } from '../../shared/page.tsx';
import { parkedText } from '../parked-text.ts';
import { parkedMessageQuery } from '../queries.ts';
import { Body } from './body.tsx';
import { DiscardButton } from './discard-button.tsx';
import { Facts } from './facts.tsx';
import { Guess } from './guess.tsx';
import { Metadata } from './metadata.tsx';
import { RetriedInVain } from './retried-in-vain.tsx';
import { RetryButton } from './retry-button.tsx';
import { Today } from './today.tsx';
import { useRetry } from './use-retry.ts';
import { Why } from './why.tsx';

/** One parked message: why it is here, what it seems to be, all its bytes, and what can be done with it. */
export function ParkedMessagePage() {
  const { message: id } = useParams({ from: '/app/parked/$message' });
  return <Message key={id} id={id} />;
}

function Message({ id }: { readonly id: string }) {
  const say = useText();
  const mayOperate = useMay('operate');
  const query = useQuery(parkedMessageQuery(id));
  const retry = useRetry(id);
  const actions = mayOperate && query.data && (
    <>
      {query.data.isWhole && <RetryButton retry={retry} />}
      <DiscardButton id={id} />
    </>
  );
  if (isAbsent(query.error))
    return <NoSuch title={say(parkedText.noSuch)} id={id} to="/parked" place={say(parkedText.title)} />;
  return (
    <Page
      title={say(parkedText.number, { id })}
      description={say(parkedText.oneLead)}
      doc="parkedReasons"
      back={<BackLink to="/parked" place={say(parkedText.title)} />}
      actions={actions}
    >
      <DataState query={query}>
        {(message) => (
          <Stack gap="lg">
            {retry.inVain && <RetriedInVain />}
            <Today message={message} />
            <Why message={message} />
            {message.isWhole && <Guess guess={message.guess} />}
            <Facts message={message} />
            <Metadata fields={message.fields} />
            <Body message={message} />
          </Stack>
        )}
      </DataState>
    </Page>
  );
}
