import { Button } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemPanel } from '../ui/problem-panel.tsx';

interface Props {
  /** Another place is another screen: it has a right to be drawn. */
  readonly place: string;
  readonly children: ReactNode;
}

interface State {
  readonly place: string;
  /** The number to quote, while the screen of this place cannot be drawn. */
  readonly reference: string | undefined;
}

/** A screen that cannot be drawn is our mistake: it says so, names itself, and leaves the rest of the program standing. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { place: this.props.place, reference: undefined };

  static getDerivedStateFromProps({ place }: Props, state: State): State | null {
    return place === state.place ? null : { place, reference: undefined };
  }

  static getDerivedStateFromError(): Pick<State, 'reference'> {
    return { reference: crypto.randomUUID().slice(0, 8) };
  }

  override componentDidCatch(error: unknown): void {
    console.error(this.state.reference, error);
  }

  override render(): ReactNode {
    const { reference } = this.state;
    if (reference === undefined) return this.props.children;
    return <OurMistake reference={reference} onRedraw={() => this.setState({ reference: undefined })} />;
  }
}

function OurMistake({ reference, onRedraw }: { reference: string; onRedraw: () => void }) {
  const { t } = useTranslation();
  return (
    <div style={{ width: 'min(560px, 100%)', margin: '48px auto' }}>
      <ProblemPanel problem={{ code: 'BUG', data: { id: reference } }}>
        <Button variant="default" onClick={onRedraw}>
          {t(($) => $.shell.reload)}
        </Button>
      </ProblemPanel>
    </div>
  );
}
