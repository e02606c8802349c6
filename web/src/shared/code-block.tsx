import classes from './code-block.module.css';
import { CopyButton } from './copy-button.tsx';

interface CodeBlockProps {
  /** What it is, for screen readers and for the button that copies it. */
  readonly label: string;
  readonly text: string;
  /** True where lines must stay as they are; else long ones are wrapped. */
  readonly keepLines?: boolean;
}

/** Text for machines: JSON, bytes, a command. It scrolls when it is long, also by keyboard, and can be copied. */
export function CodeBlock({ label, text, keepLines = false }: CodeBlockProps) {
  return (
    <div className={classes.frame}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard */}
      <pre
        className={classes.text}
        data-keep-lines={keepLines || undefined}
        tabIndex={0}
        role="group"
        aria-label={label}
      >
        {text}
      </pre>
      <div className={classes.copy}>
        <CopyButton text={text} what={label} />
      </div>
    </div>
  );
}
