import { useQuery } from '@tanstack/react-query';
import type { TemplateView } from '../../../../src/api/schemas/templates.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Absent } from '../../shared/absent.tsx';
import { FactGrid, GridFact } from '../../shared/fact-grid.tsx';
import { issuersQuery } from '../../shared/issuers-query.ts';
import { Section } from '../../shared/section.tsx';
import { achievementTypeText } from '../achievement-type-text.ts';
import { documentOf } from '../document-of.ts';
import { achievementText } from '../editor/achievement-text.ts';
import { PagePreviewButton } from '../page-preview.tsx';

/** What the public page of a badge says that Laurel issues itself, in short, and the page as it is. */
export function PublicPage({ template }: { readonly template: TemplateView }) {
  const say = useText();
  const { list } = useWords();
  const { data } = useQuery(issuersQuery);
  const said = template.achievement;
  const issuer = data?.items.find(({ slug, isDefault }) => (said?.issuer ? slug === said.issuer : isDefault));
  const alignments = said?.alignments.map(({ name }) => name) ?? [];
  return (
    <Section title={say(achievementText.title)} actions={<PagePreviewButton template={() => documentOf(template)} />}>
      <FactGrid dense>
        <GridFact label={say(achievementText.issuer)}>
          {issuer ? <bdi>{issuer.name}</bdi> : (said?.issuer ?? <Absent />)}
        </GridFact>
        <GridFact label={say(achievementText.type)}>{say(achievementTypeText[said?.type ?? 'Badge'])}</GridFact>
        <GridFact label={say(achievementText.language)}>{said?.language ?? issuer?.language ?? <Absent />}</GridFact>
        <GridFact label={say(achievementText.tags)}>
          {said && said.tags.length > 0 ? <bdi>{list(said.tags, 'conjunction')}</bdi> : <Absent />}
        </GridFact>
        <GridFact label={say(achievementText.alignments)}>
          {alignments.length > 0 ? <bdi>{list(alignments, 'conjunction')}</bdi> : <Absent />}
        </GridFact>
      </FactGrid>
    </Section>
  );
}
