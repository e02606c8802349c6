import type { AuditEntry } from '../../../../src/api/schemas/history.ts';
import { TextLink } from '../../shared/links.tsx';

/** What was changed, by its name or else its id; a link where there is a page for it. */
export function TargetLink({ entry: { targetType, target, targetName, action } }: { readonly entry: AuditEntry }) {
  const words = targetName === null ? <span className="mono">{target}</span> : <bdi>{targetName}</bdi>;
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
  if (targetType === 'badge' && isUuid(target))
    return (
      <TextLink to="/badges/$badge" params={{ badge: target }}>
        {words}
      </TextLink>
    );
  if (targetType === 'bus_gap') return <TextLink to="/gaps">{words}</TextLink>;
  if (targetType === 'maintenance') return <TextLink to="/maintenance">{words}</TextLink>;
  const [origin = '', account = ''] = target.split('/');
  if (targetType === 'connection' && account !== '')
    return (
      <TextLink to="/connections/$origin/$account" params={{ origin, account }}>
        {words}
      </TextLink>
    );
  return words;
}

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}
