import type { ParkedMessage } from '../../../../src/api/schemas/parked.ts';
import { useText } from '../../i18n/use-text.ts';
import { FactGrid, GridFact } from '../../shared/fact-grid.tsx';
import { Section } from '../../shared/section.tsx';
import { Time } from '../../shared/time.tsx';
import { EventTypeName } from '../event-type-name.tsx';
import { parkedText } from '../parked-text.ts';
import { Size } from '../size.tsx';

/** Where the message came from and how often it was tried. */
export function Facts({ message }: { readonly message: ParkedMessage }) {
  const say = useText();
  const { topic, position, format, type, size, sha256, parkedAt, retries, retriedAt } = message;
  return (
    <Section title={say(parkedText.factsTitle)}>
      <FactGrid>
        <GridFact label={say(parkedText.type)}>
          {type === null ? say(parkedText.namesNoType) : <EventTypeName type={type} />}
        </GridFact>
        <GridFact label={say(parkedText.topic)}>
          <span className="mono">{topic}</span>
        </GridFact>
        <GridFact label={say(parkedText.position)}>
          <span className="mono">{position}</span>
        </GridFact>
        <GridFact label={say(parkedText.format)}>
          <span className="mono">{format}</span>
        </GridFact>
        <GridFact label={say(parkedText.size)}>
          <Size bytes={size} />
        </GridFact>
        {sha256 !== null && (
          <GridFact label={say(parkedText.sha256)}>
            <span className="mono" style={{ overflowWrap: 'anywhere' }}>
              {sha256}
            </span>
          </GridFact>
        )}
        <GridFact label={say(parkedText.parkedAt)}>
          <Time at={parkedAt} form="exact" />
        </GridFact>
        <GridFact label={say(parkedText.retries)}>{retries}</GridFact>
        {retriedAt !== null && (
          <GridFact label={say(parkedText.retriedAt)}>
            <Time at={retriedAt} form="exact" />
          </GridFact>
        )}
      </FactGrid>
    </Section>
  );
}
