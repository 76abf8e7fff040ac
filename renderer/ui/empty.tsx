import type { ReactNode } from 'react';

/** An empty list that teaches: what it is for (or which conditions exclude each other), and the way on. */
export function Empty({ title, text, children }: { title: string; text: string; children?: ReactNode }) {
  return (
    <div className="column" style={{ maxWidth: 480, margin: '48px auto', padding: '0 16px', gap: 4 }}>
      <h2 style={{ fontSize: 16, lineHeight: '24px', fontWeight: 600, margin: 0 }}>{title}</h2>
      <p className="text2">{text}</p>
      {children && (
        <div className="row" style={{ marginTop: 12, flexWrap: 'wrap' }}>
          {children}
        </div>
      )}
    </div>
  );
}
