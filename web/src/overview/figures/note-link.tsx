import { TextLink } from '../../shared/links.tsx';
import classes from './figures.module.css';

interface NoteLinkProps {
  /** Where the things are that the note counts. */
  readonly to: '/templates' | '/badges';
  readonly search: Readonly<Record<string, string>>;
  /** False: there are none, or they are those of the figure itself. */
  readonly shown: boolean;
  readonly children: string;
}

/** A second number below a figure, leading to its own things beside the link that the whole card is. */
export function NoteLink({ to, search, shown, children }: NoteLinkProps) {
  if (!shown) return children;
  return (
    <TextLink to={to} search={search} className={classes.noteLink}>
      {children}
    </TextLink>
  );
}
