import { Link } from '@tanstack/react-router';

/** The entry behind a part of a figure: opens it in the journal. */
export function EntryLink({ entry }: { entry: { readonly id: number; readonly number: string } }) {
  return (
    <Link to="/money/journal" search={{ entry: entry.id }} className="code">
      {entry.number}
    </Link>
  );
}
