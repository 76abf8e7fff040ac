import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemPanel } from '../ui/problem-panel.tsx';

interface Broken {
  readonly reference: string;
}

/** A screen that cannot be drawn is our mistake: it says so, names itself, and leaves the rest of the program standing. */
export class ErrorBoundary extends Component<{ place: string; children: ReactNode }, { broken?: Broken | undefined }> {
  override state: { broken?: Broken | undefined } = {};

  static getDerivedStateFromError(): { broken: Broken } {
    return { broken: { reference: crypto.randomUUID().slice(0, 8) } };
  }

  /** Another place is another screen: it has a right to be drawn. */
  override componentDidUpdate(before: { place: string }): void {
    if (before.place !== this.props.place && this.state.broken) this.setState({ broken: undefined });
  }

  override componentDidCatch(error: unknown): void {
    console.error(this.state.broken?.reference, error);
  }

  override render(): ReactNode {
    const { broken } = this.state;
    if (!broken) return this.props.children;
    return <OurMistake reference={broken.reference} onRedraw={() => this.setState({ broken: undefined })} />;
  }
}

function OurMistake({ reference, onRedraw }: { reference: string; onRedraw: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="column" style={{ maxWidth: 560, margin: '48px auto', padding: 16, gap: 12 }}>
      <ProblemPanel problem={{ code: 'BUG', data: { id: reference } }} />
      <Button variant="default" style={{ alignSelf: 'flex-start' }} onClick={onRedraw}>
        {t(($) => $.shell.reload)}
      </Button>
    </div>
  );
}
