import type { ReactNode } from 'react';

/** The frame of one screen inside the shell: header with title and buttons, content, and a docked peek beside it. */
export function Screen(props: { title: ReactNode; side?: ReactNode; buttons?: ReactNode; peek?: ReactNode; children: ReactNode }) {
  return (
    <div className="main">
      <main className="page">
        <header className="head">
          <h1>{props.title}</h1>
          {props.side}
          <span className="spring" />
          {props.buttons !== undefined && <div className="head-buttons">{props.buttons}</div>}
        </header>
        {props.children}
      </main>
      {props.peek}
    </div>
  );
}

/** "Orders / 1042": where this page belongs, then what it is. */
export function Trail({ parent, children }: { parent: ReactNode; children: ReactNode }) {
  return (
    <>
      <span className="text3" style={{ fontWeight: 400 }}>
        {parent} /
      </span>
      <span className="code">{children}</span>
    </>
  );
}
