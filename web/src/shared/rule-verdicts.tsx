import { VisuallyHidden } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { RuleTrial } from '../../../src/api/schemas/rule-trial.ts';
import { useText } from '../i18n/use-text.ts';
import { explanationText } from './explanation-text.ts';
import classes from './rule-verdicts.module.css';

interface RuleVerdictsProps {
  readonly rules: readonly RuleTrial[];
  /** What is said of one of them. */
  readonly children: (tried: RuleTrial) => ReactNode;
}

/** Data rules that an event was held against, each with a mark that says whether it holds. */
export function RuleVerdicts({ rules, children }: RuleVerdictsProps) {
  const say = useText();
  return (
    <ul className={classes.rules}>
      {rules.map((tried) => {
        const { rule, holds } = tried;
        const Mark = holds ? IconCheck : IconX;
        return (
          <li
            key={`${rule.path} ${rule.operator} ${rule.value}`}
            className={classes.rule}
            data-holds={holds || undefined}
          >
            <Mark size={17} stroke={2.2} aria-hidden />
            <div>
              <VisuallyHidden>{say(holds ? explanationText.holds : explanationText.holdsNot)}: </VisuallyHidden>
              {children(tried)}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
