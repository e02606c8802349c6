import { Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { MissingIssued } from '../../../../src/api/schemas/issuers.ts';
import { post } from '../../api/client.ts';
import { useText } from '../../i18n/use-text.ts';
import { useSession } from '../../session/session-context.tsx';
import { Button } from '../../shared/button.tsx';
import { Callout } from '../../shared/callout.tsx';
import { TextLink } from '../../shared/links.tsx';
import { ProblemAlert } from '../../shared/problem-alert.tsx';
import { issuerKeys } from './issuer-queries.ts';
import { issuersText } from './issuers-text.ts';

/** Badges that were awarded while there was no issuer, and the button that issues them. Nothing while there are none. */
export function HeldBack({ count }: { readonly count: number }) {
  const say = useText();
  const client = useQueryClient();
  const { permissions } = useSession();
  const mayIssue = permissions.includes('operate') || permissions.includes('administer');
  const issue = useMutation({
    mutationFn: async () => (await post<MissingIssued>('/api/v1/issuers/issue-missing')).data,
    onSettled: () => client.invalidateQueries({ queryKey: issuerKeys.all }),
  });
  return (
    <>
      {issue.data && (
        <Callout tone="good" title={say(issuersText.issuedMissing, { count: issue.data.due })} announced>
          <Text size="sm">{say(issuersText.issuedMissingHelp)}</Text>
        </Callout>
      )}
      {issue.error && <ProblemAlert error={issue.error} headingOrder={3} />}
      {count > 0 && (
        <Callout tone="warning" title={say(issuersText.heldBack, { count })}>
          <Stack gap="xs" align="flex-start">
            <Text size="sm">{say(issuersText.heldBackHelp, { count })}</Text>
            <TextLink to="/badges" search={{ openBadge: 'held_back' }} size="sm">
              {say(issuersText.heldBackList)}
            </TextLink>
            {mayIssue && (
              <Button size="xs" loading={issue.isPending} onClick={() => issue.mutate()}>
                {say(issuersText.issueMissing, { count })}
              </Button>
            )}
          </Stack>
        </Callout>
      )}
    </>
  );
}
