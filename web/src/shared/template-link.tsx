import { TextLink } from './links.tsx';
import { seenName } from './seen-name.ts';

interface TemplateLinkProps {
  readonly id: string;
  readonly name: string;
}

/** A badge template by name, leading to its page. */
export function TemplateLink({ id, name }: TemplateLinkProps) {
  return (
    <TextLink to="/templates/$template" params={{ template: id }} inherit dir="auto">
      {seenName(name, id)}
    </TextLink>
  );
}
