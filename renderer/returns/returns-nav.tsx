import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useActions } from '../ui/actions/use-actions.ts';

const paths = { list: '/returns', repairs: '/returns/repairs', analysis: '/returns/analysis', policies: '/returns/policies' } as const;
type Place = keyof typeof paths;

/** The screens of returns, beside the title: the number keys belong to the views of each. */
export function ReturnsNav({ current }: { current: Place }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const places = (['list', 'repairs', 'analysis', 'policies'] as const).map((id) => ({ id, name: t(($) => $.returns.tabs[id]) }));
  useActions(
    'screen',
    places.map(({ id, name }, index) => ({ id: `returns.${id}`, label: name, group: t(($) => $.returns.title), keys: `g ${index + 1}`, run: () => void navigate({ to: paths[id] }) })),
  );
  return (
    <nav className="row" aria-label={t(($) => $.returns.title)} style={{ gap: 16, marginLeft: 12 }}>
      {places.map(({ id, name }) =>
        id === current ? (
          <span key={id} className="medium" aria-current="page">
            {name}
          </span>
        ) : (
          <Link key={id} to={paths[id]} className="text2">
            {name}
          </Link>
        ),
      )}
    </nav>
  );
}
