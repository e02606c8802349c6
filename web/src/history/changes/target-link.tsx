import type { AuditEntry } from '../../../../src/api/schemas/history.ts';
import { useText } from '../../i18n/use-text.ts';
import { TextLink } from '../../shared/links.tsx';
import { historyPageText } from '../history-page-text.ts';
import { isUuid } from './changed-value.tsx';

/** What was changed, by its name or else its id; a link where there is a page for it. */
export function TargetLink({ entry: { targetType, target, targetName, action } }: { readonly entry: AuditEntry }) {
  const say = useText();
  const name = targetName ?? (isUuid(target) ? '' : target);
  const words = <bdi>{name}</bdi>;
  if (
    action.endsWith('.delete') ||
    action.endsWith('.discard') ||
    (action.endsWith('.revoke') && targetType === 'api_key')
  )
    return words;
  if (targetType === 'template')
    return (
      <TextLink to="/templates/$template" params={{ template: target }}>
        {words}
      </TextLink>
    );
  if (targetType === 'badge' && isUuid(target) && name !== '')
    return (
      <TextLink to="/badges/$badge" params={{ badge: target }}>
        {words}
      </TextLink>
    );
  if (targetType === 'learner')
    return (
      <TextLink to="/learners/$learner" params={{ learner: target }}>
        {words}
      </TextLink>
    );
  if (targetType === 'bus_gap') return <TextLink to="/gaps">{words}</TextLink>;
  if (targetType === 'maintenance')
    return <TextLink to="/maintenance">{name === '' ? say(historyPageText.seeMaintenance) : words}</TextLink>;
  const [origin = '', account = ''] = target.split('/');
  if (targetType === 'connection' && account !== '')
    return (
      <TextLink to="/connections/$origin/$account" params={{ origin, account }}>
        {words}
      </TextLink>
    );
  return words;
}
